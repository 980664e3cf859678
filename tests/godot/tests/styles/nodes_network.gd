extends Node
## Several nodes, each with one task; this one reads and writes packets on two channels: reliable events on 0, positions that
## may be lost on 1.

signal event_received(sender: int, event: Dictionary)
signal position_received(sender: int, position: Vector2)

enum Channel { EVENTS, POSITIONS }


func _ready() -> void:
	Steam.p2p_session_request.connect(_on_session_request)


# Only members of the lobby are let in; the lobby's node is a sibling.
func _on_session_request(remote: int) -> void:
	if get_node("../Lobby").members.has(remote):
		Steam.acceptP2PSessionWithUser(remote)


func _process(_delta: float) -> void:
	for channel: int in Channel.values():
		while Steam.getAvailableP2PPacketSize(channel) > 0:
			var packet: Dictionary = Steam.readP2PPacket(Steam.getAvailableP2PPacketSize(channel), channel)
			_dispatch(channel, packet["remote_steam_id"], bytes_to_var(packet["data"]))


func _dispatch(channel: int, sender: int, content: Variant) -> void:
	if channel == Channel.EVENTS:
		event_received.emit(sender, content)
	else:
		position_received.emit(sender, content)


func send_event(event: Dictionary) -> void:
	for member: int in get_node("../Lobby").others():
		Steam.sendP2PPacket(member, var_to_bytes(event), Steam.P2P_SEND_RELIABLE, Channel.EVENTS)


func send_position(position: Vector2) -> void:
	for member: int in get_node("../Lobby").others():
		Steam.sendP2PPacket(member, var_to_bytes(position), Steam.P2P_SEND_UNRELIABLE_NO_DELAY, Channel.POSITIONS)
