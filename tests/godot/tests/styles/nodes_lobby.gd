extends Node
## Several nodes, each with one task; this one holds the lobby and its members.

signal members_changed

var id := 0
var members: Array[int] = []


func _enter_tree() -> void:
	Steam.lobby_joined.connect(_on_joined)
	Steam.lobby_chat_update.connect(_on_chat_update)


func _exit_tree() -> void:
	Steam.lobby_joined.disconnect(_on_joined)
	Steam.lobby_chat_update.disconnect(_on_chat_update)


func others() -> Array[int]:
	return members.filter(func(member: int) -> bool: return member != Steam.getSteamID())


func _on_joined(lobby: int, _permissions: int, _locked: bool, response: Steam.ChatRoomEnterResponse) -> void:
	if response == Steam.CHAT_ROOM_ENTER_RESPONSE_SUCCESS:
		id = lobby
		_refresh()


func _on_chat_update(lobby: int, _changed: int, _by: int, _change: int) -> void:
	if lobby == id:
		_refresh()


func _refresh() -> void:
	members.clear()
	for index in Steam.getNumLobbyMembers(id):
		members.append(Steam.getLobbyMemberByIndex(id, index))
	members_changed.emit()
