## Lists the game servers of this demo, and joins one.
extends PanelContainer

const GameServer := preload("../server/game_server.gd")

## The user wants to play on a server.
signal join_wanted(server_id: int, server_name: String)

const COLUMN_NAME := 0
const COLUMN_PLAYERS := 1
const COLUMN_PING := 2

## Steam's details of each server in the list.
var servers: Array[Dictionary] = []

## The running search, 0 for none.
var _request := 0

@onready var refresh_button: Button = %RefreshButton
@onready var join_button: Button = %JoinButton
@onready var _list: Tree = %List
@onready var _hint: Label = %Hint
@onready var _refresh_timer: Timer = %RefreshTimer


func _ready() -> void:
	var titles: Array[String] = ["Server", "Players", "Ping"]
	for column in titles.size():
		_list.set_column_title(column, titles[column])
		_list.set_column_title_alignment(column, HORIZONTAL_ALIGNMENT_LEFT)
		_list.set_column_clip_content(column, true)
	for column: int in [COLUMN_PLAYERS, COLUMN_PING]:
		_list.set_column_expand(column, false)
		_list.set_column_custom_minimum_width(column, 76)
	refresh_button.pressed.connect(refresh)
	join_button.pressed.connect(_join)
	_list.item_activated.connect(_join)
	_list.item_selected.connect(_update)
	_refresh_timer.timeout.connect(_refresh_while_visible)
	visibility_changed.connect(_refresh_while_visible)
	Steam.request_server_list_refresh_complete.connect(_on_refresh_complete)
	Network.state_changed.connect(_on_state_changed)
	_update()


## Searches; the list changes when the search has ended.
func refresh() -> void:
	if Network.is_running and _request == 0:
		_request = Steam.requestInternetServerList(Network.app_id, [["gamedir", GameServer.MOD_DIRECTORY]])


## Selects a server in the list, like a click on it.
func select(server_id: int) -> void:
	for item: TreeItem in _list.get_root().get_children():
		if item.get_metadata(COLUMN_NAME) == server_id:
			item.select(COLUMN_NAME)


func _refresh_while_visible() -> void:
	if is_visible_in_tree():
		refresh()


## The handle of a search ends with Steam.
func _on_state_changed() -> void:
	_request = 0
	_refresh_while_visible()
	_update()


func _on_refresh_complete(request: int, _response: int) -> void:
	if request != _request or request == 0:
		return
	var selected := _selected_server()
	servers.clear()
	_list.clear()
	var root := _list.create_item()
	for index: int in Steam.getServerCount(request):
		var server: Dictionary = Steam.getServerDetails(index, request)
		if server.is_empty():
			continue
		servers.append(server)
		var item := _list.create_item(root)
		item.set_text(COLUMN_NAME, server["name"])
		item.set_text(COLUMN_PLAYERS, "%d of %d" % [server["players"], server["max_players"]])
		item.set_text(COLUMN_PING, "%d ms" % server["ping"])
		item.set_metadata(COLUMN_NAME, server["steam_id"])
	Steam.releaseRequest(request)
	_request = 0
	select(selected)
	_update()


func _join() -> void:
	if not join_button.disabled:
		join_wanted.emit(_selected_server(), _list.get_selected().get_text(COLUMN_NAME))


## The selected server, 0 for none.
func _selected_server() -> int:
	var item := _list.get_selected()
	if item == null:
		return 0
	var server_id: int = item.get_metadata(COLUMN_NAME)
	return server_id


func _update() -> void:
	refresh_button.disabled = not Network.is_running
	join_button.disabled = not Network.is_running or _selected_server() == 0
	_hint.text = "No servers found yet." if servers.is_empty() else "Choose a server to join."
