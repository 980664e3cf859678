extends "res://harness/p2p_case.gd"
## `readP2PPackets` and `sendP2PPacketToUsers`: many packets in one call, with the same effect as single calls.
## rule: send.to-many, read.many
## players: 3
## expect-error: Steam.readP2PPackets: channel
## expect-error: Steam.readP2PPackets: max_packets
## expect-error: Steam.sendP2PPacketToUsers: steam_ids
## expect-error: Steam.sendP2PPacketToUsers: send_type
## expect-error: Steam.sendP2PPacketToUsers: to

const COUNT := 600


func run() -> void:
	await meet_with_sessions()
	if player == 1:
		await _send()
	else:
		await _receive()


func _send() -> void:
	var both := PackedInt64Array([ids[2], ids[3]])
	for index in COUNT:
		equal(Steam.sendP2PPacketToUsers(both, var_to_bytes(index), Steam.P2P_SEND_RELIABLE, 5), 2, "how many were queued")
	# To more than the platform takes at once.
	var many := PackedInt64Array()
	for index in 150:
		many.append(both[index % 2])
	equal(Steam.sendP2PPacketToUsers(many, "many".to_utf8_buffer(), Steam.P2P_SEND_RELIABLE, 6), 150, "to many")
	# With the default channel, and to nobody.
	equal(Steam.sendP2PPacketToUsers(both, "end".to_utf8_buffer(), Steam.P2P_SEND_RELIABLE), 2, "on channel 0")
	equal(Steam.sendP2PPacketToUsers(PackedInt64Array(), PackedByteArray([1]), Steam.P2P_SEND_RELIABLE), 0, "to nobody")
	equal(errors.take(), [] as Array[String], "errors of right arguments")
	# One of three is no user: the others get it.
	var with_wrong := PackedInt64Array([ids[2], 17, ids[3]])
	equal(Steam.sendP2PPacketToUsers(with_wrong, "wrong".to_utf8_buffer(), Steam.P2P_SEND_RELIABLE), 2, "with one that is no user")
	equal(Steam.sendP2PPacketToUsers(both, noise(1201, 1), Steam.P2P_SEND_UNRELIABLE), 0, "a packet that is too large")
	equal(Steam.sendP2PPacketToUsers(both, PackedByteArray([1]), 9), 0, "no send type")
	if errors.available():
		equal(errors.take().size(), 4, "errors: the wrong id, the size for each user, the type")


func _receive() -> void:
	var packets: Array[Dictionary] = []
	# 600 packets with the default limit of 256 take at least three reads.
	await until(func() -> bool:
			var some := Steam.readP2PPackets(5)
			check(some.size() <= 256, "the default limit")
			packets.append_array(some)
			return packets.size() >= COUNT, PATIENCE, "all packets")
	equal(packets.size(), COUNT, "packets")
	for index in COUNT:
		equal(packets[index], {"data": var_to_bytes(index), "remote_steam_id": ids[1], "steam_id_remote": ids[1]},
				"packet %d" % index)
	equal(Steam.readP2PPackets(5), [] as Array[Dictionary], "nothing waits any more")
	await until(func() -> bool: return Steam.getAvailableP2PPacketSize() > 0, PATIENCE, "a packet on channel 0")
	var of_many := Steam.readP2PPackets(6)
	equal(of_many.size(), 75, "one packet for each time that the user is named")
	check(of_many.all(func(packet: Dictionary) -> bool: return packet.data.get_string_from_utf8() == "many"), "what is in them")
	equal((await next_packet()).data.get_string_from_utf8(), "end", "the first on channel 0")
	equal((await next_packet()).data.get_string_from_utf8(), "wrong", "the second on channel 0")
	await _own_packets()


## A limit leaves the rest, in order. To oneself, so that it is known what waits.
func _own_packets() -> void:
	# Outside of a lobby, Steam warns of it.
	lobby = await create_lobby(Steam.LOBBY_TYPE_PRIVATE, 2)
	var me := Steam.getSteamID()
	for index in 10:
		Steam.sendP2PPacket(me, PackedByteArray([index]), Steam.P2P_SEND_RELIABLE, -3)
	Steam.sendP2PPacket(me, PackedByteArray(), Steam.P2P_SEND_RELIABLE, -3)
	await frame()
	var first := Steam.readP2PPackets(-3, 4)
	equal(first.map(func(packet: Dictionary) -> int: return packet.data[0]), [0, 1, 2, 3], "the first four")
	var rest := Steam.readP2PPackets(-3, 100)
	equal(rest.size(), 7, "the rest, the empty packet included")
	equal(rest[6].data, PackedByteArray(), "the empty packet")
	equal(errors.take(), [] as Array[String], "errors of right arguments")
	equal(Steam.readP2PPackets(1 << 31), [] as Array[Dictionary], "no channel")
	equal(Steam.readP2PPackets(0, 0), [] as Array[Dictionary], "no packets")
	if errors.available():
		equal(errors.take().size(), 2, "errors, one for each wrong argument")
