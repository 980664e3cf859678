extends Node
## The newer init with embedded callbacks, and coroutines that await Steam's signals instead of handlers. Two take turns in
## counting down; every move answers the last.

signal over

var steam_id := 0
var lobby_id := 0
var opponent := 0
## The numbers that were said, by both.
var said: Array[int] = []


func start() -> bool:
	var response: Dictionary = Steam.steamInitEx(480, true)
	if response.status > Steam.STEAM_API_INIT_RESULT_OK:
		return false
	steam_id = Steam.getSteamID()
	return true


func host() -> void:
	Steam.createLobby(Steam.LOBBY_TYPE_PUBLIC, 2)
	var created: Array = await Steam.lobby_created
	assert(created[0] == Steam.RESULT_OK)
	lobby_id = created[1]
	await Steam.lobby_joined
	Steam.setLobbyData(lobby_id, "mode", "countdown")
	var changed: Array = await Steam.lobby_chat_update
	while changed[3] != Steam.CHAT_MEMBER_STATE_CHANGE_ENTERED:
		changed = await Steam.lobby_chat_update
	opponent = changed[1]
	say(40)
	await play()


func join() -> void:
	var found: Array = []
	while found.is_empty():
		Steam.addRequestLobbyListStringFilter("mode", "countdown", Steam.LOBBY_COMPARISON_EQUAL)
		Steam.addRequestLobbyListDistanceFilter(Steam.LOBBY_DISTANCE_FILTER_WORLDWIDE)
		Steam.requestLobbyList()
		found = await Steam.lobby_match_list
	lobby_id = found[0]
	Steam.joinLobby(lobby_id)
	var joined: Array = await Steam.lobby_joined
	assert(joined[3] == Steam.CHAT_ROOM_ENTER_RESPONSE_SUCCESS)
	opponent = Steam.getLobbyOwner(lobby_id)
	# The host speaks first, and so has to ask.
	var asked: int = await Steam.p2p_session_request
	assert(asked == opponent)
	Steam.acceptP2PSessionWithUser(asked)
	await play()


func say(number: int) -> void:
	said.append(number)
	Steam.sendP2PPacket(opponent, var_to_bytes(number), Steam.P2P_SEND_RELIABLE)


func play() -> void:
	while said.is_empty() or said.back() > 0:
		var heard: int = await next_number()
		said.append(heard)
		if heard > 0:
			say(heard - 1)
	over.emit()


func next_number() -> int:
	while true:
		var size := Steam.getAvailableP2PPacketSize()
		if size > 0:
			var packet := Steam.readP2PPacket(size)
			if packet.remote_steam_id == opponent:
				return bytes_to_var(packet.data)
		await get_tree().process_frame
	return 0
