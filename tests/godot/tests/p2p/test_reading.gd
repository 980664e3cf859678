extends "res://harness/p2p_case.gd"
## Reading returns the packet, truncated to the requested size, on its own channel only; empty packets hide nothing.
## rule: read.channels, read.cut, read.nothing, read.empty-packets
## players: 2

func run() -> void:
	await meet_with_sessions()
	var other := ids[3 - player]
	if player == 1:
		_send(other)
		await barrier("read")
		return
	await until(func() -> bool: return Steam.getAvailableP2PPacketSize(9) > 0, PATIENCE, "the last packet")
	equal(Steam.getAvailableP2PPacketSize(0), 10, "size on channel 0")
	equal(Steam.getAvailableP2PPacketSize(1), 3, "size on channel 1")
	equal(Steam.getAvailableP2PPacketSize(2), 0, "size on a channel without packets")
	equal(Steam.readP2PPacket(100, 2), {}, "reading a channel without packets")

	var cut := Steam.readP2PPacket(4, 0)
	equal(cut.data, PackedByteArray([0, 1, 2, 3]), "a packet cut to four bytes")
	equal(cut.remote_steam_id, other, "the sender of a packet that was cut")
	equal(Steam.getAvailableP2PPacketSize(0), 2, "the rest of a packet that was cut is lost")
	equal(Steam.readP2PPacket(1000, 0).data, PackedByteArray([8, 9]), "a packet read with more room than it needs")
	equal(Steam.readP2PPacket(0, 1).data, PackedByteArray(), "a packet cut to nothing")
	equal(Steam.readP2PPacket(10, 1), {}, "and nothing behind it")
	equal(Steam.readP2PPacket(2, 4).data, PackedByteArray([6, 5]), "a packet cut to two bytes, whose size nobody asked for")

	# Channel 3 has an empty packet, one of five bytes, and another empty one.
	equal(Steam.getAvailableP2PPacketSize(3), 5, "the size query skips an empty packet at the head")
	equal(Steam.readP2PPacket(5, 3).data, PackedByteArray(), "the empty packet")
	equal(Steam.readP2PPacket(Steam.getAvailableP2PPacketSize(3), 3).data, PackedByteArray([1, 2, 3, 4, 5]), "the next one")
	equal(Steam.getAvailableP2PPacketSize(3), 0, "size where only an empty packet waits")
	equal(Steam.readP2PPacket(0, 3).data, PackedByteArray(), "the last, empty one")
	equal(Steam.readP2PPacket(0, 3), {}, "nothing left")
	await barrier("read")
	equal(errors.take(), [] as Array[String], "errors")


func _send(to: int) -> void:
	for packet: Array in [[[0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 0], [[7, 7, 7], 1], [[8, 9], 0], [[], 3],
			[[1, 2, 3, 4, 5], 3], [[], 3], [[6, 5, 4, 3], 4], [[1], 9]]:
		check(Steam.sendP2PPacket(to, PackedByteArray(packet[0]), Steam.P2P_SEND_RELIABLE, packet[1]), "sending")
