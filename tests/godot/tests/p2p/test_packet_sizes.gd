extends "res://harness/p2p_case.gd"
## Packets of all sizes up to the limit of their send type arrive byte for byte, in both directions; larger ones are
## refused with a warning that names the limit.
## rule: send.unreliable-size, send.reliable-size, send.every-size-exact
## players: 2
## timeout: 180
## expect-error: at most 1200 bytes
## expect-error: is too large for this send type

const SEND_TYPES: Array[Steam.P2PSend] = [Steam.P2P_SEND_UNRELIABLE, Steam.P2P_SEND_UNRELIABLE_NO_DELAY,
		Steam.P2P_SEND_RELIABLE, Steam.P2P_SEND_RELIABLE_WITH_BUFFERING]
## The channel of the last packet, which comes after all reliable ones.
const END := 900

var _sizes: Array[int] = [0, 1, 1200, 1201, 65536]


func run() -> void:
	_sizes.append_array([largest(), largest() + 1])
	await meet_with_sessions()
	for sender in [1, 2]:
		if player == sender:
			await _send(ids[3 - player])
		else:
			await _receive(ids[3 - player])
		await barrier("direction %d" % sender)


func _send(to: int) -> void:
	for send_type in SEND_TYPES:
		for size in _sizes:
			var case := _channel(send_type, size)
			var data := noise(size, case)
			errors.take()
			if size > _limit(send_type):
				check(not Steam.sendP2PPacket(to, data, send_type, case), "%d bytes, type %d" % [size, send_type])
				_check_warning(send_type, size)
				continue
			await until_sent(to)
			check(Steam.sendP2PPacket(to, data, send_type, case), "%d bytes, type %d" % [size, send_type])
			var arrived := "arrived-%d-%d" % [player, case]
			# Unreliable packets may be lost, so they are sent until they have arrived.
			await until(func() -> bool:
					if send_type < Steam.P2P_SEND_RELIABLE:
						Steam.sendP2PPacket(to, data, send_type, case)
					return has_note(3 - player, arrived), PATIENCE, "the arrival of %d bytes, type %d" % [size, send_type])
			equal(errors.take(), [] as Array[String], "warnings for %d bytes, type %d" % [size, send_type])
	send_text(to, "end", END)


func _receive(from: int) -> void:
	for send_type in SEND_TYPES:
		for size in _sizes:
			var case := _channel(send_type, size)
			if size > _limit(send_type):
				continue
			if size > 0:
				await until(func() -> bool: return Steam.getAvailableP2PPacketSize(case) != 0, PATIENCE,
						"%d bytes, type %d" % [size, send_type])
				equal(Steam.getAvailableP2PPacketSize(case), size, "size of %d bytes, type %d" % [size, send_type])
			var packet := await next_packet(case)
			equal(packet.keys(), ["data", "remote_steam_id", "steam_id_remote"], "the keys of a packet")
			check(packet.data == noise(size, case), "%d bytes, type %d: same content" % [size, send_type])
			equal(packet.data.size(), size, "%d bytes, type %d: same size" % [size, send_type])
			equal(packet.remote_steam_id, from, "the sender")
			equal(packet.steam_id_remote, from, "the sender under the older key")
			publish("arrived-%d-%d" % [3 - player, case], true)
	equal(await next_text(END), "end", "the last packet")
	for send_type in SEND_TYPES:
		for size in _sizes:
			if size > _limit(send_type):
				equal(read_all(_channel(send_type, size)), [] as Array[Dictionary],
						"what was refused: %d bytes, type %d" % [size, send_type])
			elif send_type >= Steam.P2P_SEND_RELIABLE:
				equal(read_all(_channel(send_type, size)), [] as Array[Dictionary],
						"a second copy of %d bytes, type %d" % [size, send_type])


func _check_warning(send_type: int, size: int) -> void:
	if not errors.available():
		return
	var lines := errors.take()
	equal(lines.size(), 1, "warnings for %d bytes, type %d: %s" % [size, send_type, lines])
	check(lines.all(func(line: String) -> bool:
			return line.contains("Steam.sendP2PPacket:") and line.contains("at most %d bytes" % _limit(send_type))),
			"the warning names method and limit: %s" % [lines])


func _limit(send_type: int) -> int:
	return largest() if send_type >= Steam.P2P_SEND_RELIABLE else 1200


## Every size of every type has a separate channel.
func _channel(send_type: int, size: int) -> int:
	return 100 * (send_type + 1) + _sizes.find(size)
