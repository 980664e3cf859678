extends "res://harness/p2p_case.gd"
## Four processes in a lobby send to each other, all to all, reliably and at once.
## rule: send.order
## players: 4
## timeout: 180

const COUNT := 500


func run() -> void:
	# Before the meeting, since the first may ask as soon as the last has come.
	Steam.p2p_session_request.connect(func(remote: int) -> void:
			check(ids.has(remote), "the one who asks is a member")
			Steam.acceptP2PSessionWithUser(remote))
	await meet(Steam.LOBBY_TYPE_PUBLIC, 4)
	var next := {}
	for other in others():
		next[ids[other]] = 0
		for index in COUNT:
			check(Steam.sendP2PPacket(ids[other], _content(player, other, index), Steam.P2P_SEND_RELIABLE, 2), "sending")
	await until(func() -> bool:
			for packet in read_all(2):
				var sender: int = packet.remote_steam_id
				equal(packet.data, _content(ids.find(sender), player, next[sender]), "packet %d" % next[sender])
				next[sender] += 1
			return next.values().all(func(count: int) -> bool: return count >= COUNT), 90.0, "everybody's packets")
	await barrier("all", 90.0)
	equal(read_all(2), [] as Array[Dictionary], "packets after the last ones")
	for other in others():
		check(Steam.getP2PSessionState(ids[other]).get("connection_active", false), "an open session with everybody")


func _content(from: int, to: int, index: int) -> PackedByteArray:
	return ("%d to %d: %d" % [from, to, index]).to_utf8_buffer()
