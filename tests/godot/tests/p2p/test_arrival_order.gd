extends "res://harness/p2p_case.gd"
## A channel gives the packets of all users in the order of their arrival.
## rule: read.arrival-order
## players: 3

func run() -> void:
	await meet_with_sessions()
	if player == 1:
		# Each sends when the one before is known to have arrived, while nothing is read.
		for turn in 6:
			publish("turn-%d" % turn, true)
			await until(func() -> bool: return Steam.getAvailableP2PPacketSize(turn + 100) > 0, PATIENCE,
					"packet %d" % turn)
		for turn in 6:
			var packet := Steam.readP2PPacket(Steam.getAvailableP2PPacketSize())
			equal(packet.data.get_string_from_utf8(), "packet %d" % turn, "the packet in turn %d" % turn)
			equal(packet.remote_steam_id, ids[2 + turn % 2], "the sender in turn %d" % turn)
		return
	for turn in 6:
		if turn % 2 == player - 2:
			await note(1, "turn-%d" % turn)
			send_text(ids[1], "packet %d" % turn)
			send_text(ids[1], "that was it", turn + 100)
