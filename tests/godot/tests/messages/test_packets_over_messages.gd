extends "res://harness/p2p_case.gd"
## Packets carried by messages: the same calls and signals, selected by the environment or, on the platform `messages`, by
## a project setting. It does not run on `steam`, since the platform `messages` is the same.
## rule: messages.carry-packets
## platform: local, messages
## players: 2
## env: STEAM_NETWORKING_P2P_TRANSPORT=networking_messages
## expect-error: at most 524288 bytes

const MOST := 524288


func run() -> void:
	await meet()
	if player == 1:
		send_text(ids[2], "hello", 4)
		equal(await next_text(), "hello yourself", "the answer")
		_check_state(ids[2])
		check(not Steam.sendP2PPacket(ids[2], noise(MOST + 1, 1), Steam.P2P_SEND_RELIABLE), "more than a message holds")
		check(Steam.sendP2PPacket(ids[2], noise(MOST, 2), Steam.P2P_SEND_RELIABLE), "as much as a message holds")
		await note(2, "large")
		for index in 300:
			await until(func() -> bool: return Steam.sendP2PPacket(ids[2], var_to_bytes(index),
					Steam.P2P_SEND_RELIABLE_WITH_BUFFERING, 2), PATIENCE, "room")
		await note(2, "done")
		check(Steam.closeP2PSessionWithUser(ids[2]), "closing")
		equal(Steam.getP2PSessionState(ids[2]), {}, "the closed session")
		return
	equal(await next_signal("p2p_session_request"), [ids[1]], "p2p_session_request")
	equal(Steam.getAvailableP2PPacketSize(4), 0, "the size before the accept")
	check(Steam.acceptP2PSessionWithUser(ids[1]), "accepting")
	await until(func() -> bool: return Steam.getAvailableP2PPacketSize(4) == 5, PATIENCE, "the first packet")
	var packet := Steam.readP2PPacket(5, 4)
	equal(packet, {"data": "hello".to_utf8_buffer(), "remote_steam_id": ids[1], "steam_id_remote": ids[1]}, "the packet")
	send_text(ids[1], "hello yourself")
	packet = await next_packet()
	check(packet.data == noise(MOST, 2), "the largest packet is the same")
	publish("large", true)
	for index in 300:
		packet = await next_packet(2)
		equal(packet.data, var_to_bytes(index), "packet %d" % index)
	equal(signals.count("network_messages_session_request"), 0, "signals of messages")
	publish("done", true)


func _check_state(user: int) -> void:
	var state := Steam.getP2PSessionState(user)
	equal([state.connection_active, state.connecting, state.session_error], [true, false, 0], "the open session")
	equal(state.remote_ip, 0x7F000001, "the address")
	check(state.remote_port > 0, "the port")
	equal(Steam.getSessionConnectionInfo(user, false, false).connection_state, 3, "the session that carries it")
