## The window: who we are, what went wrong, and the panels, each of which looks after itself.
extends MarginContainer

const Arguments := preload("../autoplay/arguments.gd")
const Autoplay := preload("../autoplay/autoplay.gd")
const Avatar := preload("avatar.gd")
const Chat := preload("chat.gd")
const LobbyBrowser := preload("lobby_browser.gd")
const MemberList := preload("member_list.gd")

const SMALLEST_WINDOW := Vector2i(900, 560)

@onready var browser: LobbyBrowser = %LobbyBrowser
@onready var member_list: MemberList = %MemberList
@onready var chat: Chat = %Chat
@onready var _avatar: Avatar = %Avatar
@onready var _name: Label = %Name
@onready var _id: Label = %Id
@onready var _banner: Container = %Banner
@onready var _banner_text: Label = %BannerText
@onready var _retry_button: Button = %RetryButton
@onready var _dismiss_button: Button = %DismissButton


func _ready() -> void:
	get_window().min_size = SMALLEST_WINDOW
	_retry_button.pressed.connect(Network.start)
	_dismiss_button.pressed.connect(_banner.hide)
	Network.failed.connect(_show_problem)
	Network.lobby_entered.connect(_banner.hide)
	Network.state_changed.connect(_on_state_changed)
	_on_state_changed()
	browser.name_edit.grab_focus()
	var arguments := Arguments.new(OS.get_cmdline_user_args())
	if arguments.autoplay:
		add_child(Autoplay.new(arguments, browser, member_list, chat))


func _on_state_changed() -> void:
	_retry_button.visible = not Network.is_running
	_dismiss_button.visible = Network.is_running
	_avatar.visible = Network.is_running
	if Network.is_running:
		_avatar.show_user(Network.steam_id, Network.persona_name)
		_name.text = Network.persona_name
		_id.text = "Steam ID %d, app %d" % [Network.steam_id, Network.app_id]
		get_window().title = "%s - Steam Networking Demo" % Network.persona_name
		_banner.hide()
	else:
		_name.text = "Not connected to Steam"
		_id.text = ""
		_show_problem(Network.problem)


func _show_problem(text: String) -> void:
	_banner_text.text = text
	_banner.show()
