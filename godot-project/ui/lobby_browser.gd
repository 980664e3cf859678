## Creates a lobby, lists existing ones, and joins one.
extends PanelContainer

const LobbyInfo := preload("../network/lobby_info.gd")
const Member := preload("../network/member.gd")
const Words := preload("../network/words.gd")

const TYPES: Array[Steam.LobbyType] = [
	Steam.LOBBY_TYPE_PUBLIC,
	Steam.LOBBY_TYPE_FRIENDS_ONLY,
	Steam.LOBBY_TYPE_PRIVATE,
	Steam.LOBBY_TYPE_INVISIBLE,
]
const COLUMN_NAME := 0
const COLUMN_OWNER := 1
const COLUMN_MEMBERS := 2

## The lobbies that the list shows.
var lobbies: Array[LobbyInfo] = []

@onready var name_edit: LineEdit = %NameEdit
@onready var type_options: OptionButton = %TypeOptions
@onready var size_box: SpinBox = %SizeBox
@onready var create_button: Button = %CreateButton
@onready var refresh_button: Button = %RefreshButton
@onready var join_button: Button = %JoinButton
@onready var _list: Tree = %List
@onready var _hint: Label = %Hint
@onready var _refresh_timer: Timer = %RefreshTimer


func _ready() -> void:
	for type in TYPES:
		type_options.add_item(Words.lobby_type(type), type)
	_list.set_column_title(COLUMN_NAME, "Lobby")
	_list.set_column_title(COLUMN_OWNER, "Owner")
	_list.set_column_title(COLUMN_MEMBERS, "Members")
	for column: int in [COLUMN_NAME, COLUMN_OWNER, COLUMN_MEMBERS]:
		_list.set_column_title_alignment(column, HORIZONTAL_ALIGNMENT_LEFT)
		_list.set_column_clip_content(column, true)
	_list.set_column_expand_ratio(COLUMN_NAME, 2)
	_list.set_column_expand(COLUMN_MEMBERS, false)
	_list.set_column_custom_minimum_width(COLUMN_MEMBERS, 76)

	name_edit.text_submitted.connect(func(_text: String) -> void: _create())
	create_button.pressed.connect(_create)
	refresh_button.pressed.connect(Network.request_lobbies)
	join_button.pressed.connect(_join)
	_list.item_activated.connect(_join)
	_list.item_selected.connect(_update)
	_refresh_timer.timeout.connect(_refresh_outside_a_lobby)
	Network.lobbies_found.connect(_on_lobbies_found)
	Network.lobby_entered.connect(_on_lobby_entered)
	Network.member_entered.connect(func(_member: Member) -> void: Network.request_lobbies())
	Network.member_left.connect(func(_member: Member) -> void: Network.request_lobbies())
	Network.lobby_left.connect(_on_lobby_left)
	Network.state_changed.connect(_on_state_changed)
	_on_state_changed()


## Selects a lobby in the list, like a click on it.
func select(lobby_id: int) -> void:
	for item: TreeItem in _list.get_root().get_children():
		if item.get_metadata(COLUMN_NAME) == lobby_id:
			item.select(COLUMN_NAME)


func _create() -> void:
	if create_button.disabled:
		return
	var type := type_options.get_selected_id() as Steam.LobbyType
	Network.create_lobby(name_edit.text.strip_edges(), type, int(size_box.value))


func _join() -> void:
	if not join_button.disabled:
		Network.join_lobby(_selected_lobby())


## The selected lobby, 0 for none.
func _selected_lobby() -> int:
	var item := _list.get_selected()
	if item == null:
		return 0
	var lobby_id: int = item.get_metadata(COLUMN_NAME)
	return lobby_id


func _on_lobbies_found(found: Array[LobbyInfo]) -> void:
	var selected := _selected_lobby()
	lobbies = found
	_list.clear()
	var root := _list.create_item()
	for lobby in lobbies:
		var item := _list.create_item(root)
		item.set_text(COLUMN_NAME, lobby.name)
		item.set_text(COLUMN_OWNER, lobby.owner_name)
		item.set_text(COLUMN_MEMBERS, "%d of %d" % [lobby.member_count, lobby.member_limit])
		item.set_metadata(COLUMN_NAME, lobby.lobby_id)
	select(selected)
	_update()


func _on_lobby_entered() -> void:
	_update()
	Network.request_lobbies()


func _on_lobby_left() -> void:
	_update()
	Network.request_lobbies()


func _on_state_changed() -> void:
	name_edit.placeholder_text = "%s's lobby" % Network.persona_name if Network.is_running else ""
	_update()
	Network.request_lobbies()


func _refresh_outside_a_lobby() -> void:
	if Network.lobby_id == 0:
		Network.request_lobbies()


func _update() -> void:
	var can_enter := Network.is_running and Network.lobby_id == 0
	create_button.disabled = not can_enter
	refresh_button.disabled = not Network.is_running
	join_button.disabled = not can_enter or _selected_lobby() == 0
	if not Network.is_running:
		_hint.text = ""
	elif Network.lobby_id != 0:
		_hint.text = "Leave your lobby first."
	elif lobbies.is_empty():
		_hint.text = "No lobbies found yet."
	else:
		_hint.text = "Choose a lobby to join."
