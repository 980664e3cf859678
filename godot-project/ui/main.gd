## The window: our name, error messages, and the panels, each of which updates itself.
extends MarginContainer

const Arena := preload("../arena/arena.gd")
const Arguments := preload("../autoplay/arguments.gd")
const Autoplay := preload("../autoplay/autoplay.gd")
const Avatar := preload("avatar.gd")
const Chat := preload("chat.gd")
const GameServer := preload("../server/game_server.gd")
const LobbyBrowser := preload("lobby_browser.gd")
const MemberList := preload("member_list.gd")
const ServerBrowser := preload("server_browser.gd")
const ServerPlay := preload("../autoplay/server_play.gd")

const ARENA_SCENE := preload("../arena/arena.tscn")
const SMALLEST_WINDOW := Vector2i(900, 560)

## The arena while we are in it.
var arena: Arena = null

@onready var browser: LobbyBrowser = %LobbyBrowser
@onready var server_browser: ServerBrowser = %ServerBrowser
@onready var browsers: TabContainer = %Browsers
@onready var member_list: MemberList = %MemberList
@onready var chat: Chat = %Chat
@onready var _avatar: Avatar = %Avatar
@onready var _name: Label = %Name
@onready var _id: Label = %Id
@onready var _banner: Container = %Banner
@onready var _banner_text: Label = %BannerText
@onready var _panels: Container = %Panels
@onready var _retry_button: Button = %RetryButton
@onready var _dismiss_button: Button = %DismissButton


func _ready() -> void:
	get_window().min_size = SMALLEST_WINDOW
	_retry_button.pressed.connect(Network.start)
	_dismiss_button.pressed.connect(_banner.hide)
	Network.failed.connect(_show_problem)
	Network.lobby_entered.connect(_banner.hide)
	Network.lobby_left.connect(_on_lobby_left)
	member_list.arena_wanted.connect(_enter_arena)
	server_browser.join_wanted.connect(_enter_server)
	browsers.set_tab_title(0, "Lobbies")
	browsers.set_tab_title(1, "Game servers")
	Network.state_changed.connect(_on_state_changed)
	_on_state_changed()
	browser.name_edit.grab_focus()
	var arguments := Arguments.new(OS.get_cmdline_user_args())
	if arguments.is_server:
		_serve(arguments)
	elif arguments.autoplay:
		add_child(Autoplay.new(arguments, self))


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


## The owner of the lobby hosts, everybody else joins.
func _enter_arena() -> void:
	if arena != null or Network.lobby_id == 0:
		return
	_make_arena()
	var is_host := Network.owns_lobby()
	var problem := arena.host(Network.lobby_id) if is_host else arena.join(Network.lobby_id)
	if problem != "":
		arena.close(problem)
	elif is_host:
		Network.set_arena_open(true)


## Plays on a dedicated server.
func _enter_server(server_id: int, server_name: String) -> void:
	if arena != null:
		return
	_make_arena()
	var problem := arena.join_server(server_id, server_name)
	if problem != "":
		arena.close(problem)


## Is a dedicated server, until the process is ended.
func _serve(arguments: Arguments) -> void:
	var server := GameServer.new()
	server.failed.connect(func(reason: String) -> void:
			printerr("[Server] %s" % reason)
			get_tree().quit(1))
	server.logged_on.connect(func() -> void:
			_make_arena()
			var problem := arena.host_on_server(GameServer.SERVER_NAME)
			if problem != "":
				server.failed.emit(problem)
				return
			server.advertise()
			print("[Server] Open for players as %d." % SteamServer.getServerSteamID())
			if arguments.autoplay:
				add_child(ServerPlay.new(arena, arguments.players)))
	add_child(server)
	server.start()


func _make_arena() -> void:
	arena = ARENA_SCENE.instantiate()
	arena.size_flags_vertical = SIZE_EXPAND_FILL
	arena.closed.connect(_on_arena_closed)
	_panels.hide()
	_banner.hide()
	# At the same path in every process, because nodes find each other by path.
	_panels.get_parent().add_child(arena)


func _on_arena_closed(reason: String) -> void:
	if arena == null:
		return
	Network.set_arena_open(false)
	arena.queue_free()
	arena = null
	_panels.show()
	if reason != "":
		_show_problem(reason)


func _on_lobby_left() -> void:
	if arena != null:
		arena.close("")


func _show_problem(text: String) -> void:
	_banner_text.text = text
	_banner.show()
