extends "res://harness/p2p_case.gd"
## Packets to oneself arrive from one's own id, on all send types, in order, from the next pump on.
## rule: send.to-oneself

func run() -> void:
	await init_steam()
	# Outside of a lobby, Steam warns of it: `double/test_one_account_sends.gd`.
	lobby = await create_lobby(Steam.LOBBY_TYPE_PRIVATE, 2)
	var me := Steam.getSteamID()
	pumping = false
	for send_type: int in [Steam.P2P_SEND_RELIABLE, Steam.P2P_SEND_RELIABLE_WITH_BUFFERING]:
		for index in 5:
			check(Steam.sendP2PPacket(me, var_to_bytes(index), send_type, send_type), "sending to oneself")
	equal(read_all(Steam.P2P_SEND_RELIABLE), [] as Array[Dictionary], "what arrives before the pump")
	pumping = true
	for send_type: int in [Steam.P2P_SEND_RELIABLE, Steam.P2P_SEND_RELIABLE_WITH_BUFFERING]:
		for index in 5:
			var packet := await next_packet(send_type)
			equal(packet.data, var_to_bytes(index), "packet %d of type %d" % [index, send_type])
			equal(packet.remote_steam_id, me, "the sender")
	for send_type: int in [Steam.P2P_SEND_UNRELIABLE, Steam.P2P_SEND_UNRELIABLE_NO_DELAY]:
		check(Steam.sendP2PPacket(me, noise(1200, send_type), send_type, send_type), "sending to oneself")
		var packet := await next_packet(send_type)
		equal(packet.data, noise(1200, send_type), "an unreliable packet to oneself")
	check(Steam.sendP2PPacket(me, noise(largest(), 9), Steam.P2P_SEND_RELIABLE, 9), "the largest packet to oneself")
	var large := await next_packet(9)
	check(large.data == noise(largest(), 9), "the largest packet is the same")
	equal(errors.take(), [] as Array[String], "errors")
