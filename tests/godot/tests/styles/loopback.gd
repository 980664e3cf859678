extends Node
## The host plays as one client among others: everything goes through packets, those to oneself as well, so that there is only
## one way for a move. The host puts the moves of all in one order.

enum Kind { WISH, MOVE }

var host := 0
## All moves in the host's order: who, and what.
var moves: Array = []

var _count := 0


func _init() -> void:
	Steam.p2p_session_request.connect(Steam.acceptP2PSessionWithUser)


func _process(_delta: float) -> void:
	Steam.run_callbacks()
	var packet := Steam.readP2PPacket(1048576)
	while not packet.is_empty():
		_handle(packet.remote_steam_id, bytes_to_var(packet.data))
		packet = Steam.readP2PPacket(1048576)


func wish(what: int) -> void:
	_send(host, [Kind.WISH, what])


func _handle(sender: int, message: Array) -> void:
	if message[0] == Kind.WISH and Steam.getSteamID() == host:
		_count += 1
		for index in Steam.getNumLobbyMembers(_lobby()):
			_send(Steam.getLobbyMemberByIndex(_lobby(), index), [Kind.MOVE, _count, sender, message[1]])
	elif message[0] == Kind.MOVE and sender == host:
		assert(message[1] == moves.size() + 1)
		moves.append([message[2], message[3]])


func _lobby() -> int:
	return get_meta("lobby", 0)


func _send(to: int, message: Array) -> void:
	Steam.sendP2PPacket(to, var_to_bytes(message), Steam.P2PSend.P2P_SEND_RELIABLE)
