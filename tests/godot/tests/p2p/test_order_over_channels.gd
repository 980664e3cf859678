extends "res://harness/p2p_case.gd"
## Reliable packets to one user arrive in order over all channels: whatever is readable, everything sent before it is too.
## A channel may be any 32-bit number.
## rule: send.order, read.channels
## players: 2

const CHANNELS: Array[int] = [-5, 0, 7, 2147483647, -2147483648]
const COUNT := 5000

var _next := 0


func run() -> void:
	await meet_with_sessions()
	var other := ids[3 - player]
	for index in COUNT:
		var send_type := Steam.P2P_SEND_RELIABLE_WITH_BUFFERING if index % 3 == 0 else Steam.P2P_SEND_RELIABLE
		check(Steam.sendP2PPacket(other, var_to_bytes(index), send_type, _channel(index)), "sending %d" % index)
		if index % 500 == 499:
			await frame()
			_read_in_order()
	await until(func() -> bool:
			_read_in_order()
			return _next == COUNT, PATIENCE, "all packets")
	await barrier("all")
	await frames(10)
	for channel in CHANNELS:
		equal(read_all(channel), [] as Array[Dictionary], "packets left on channel %d" % channel)


## Looks at the channels from the last to the first, so that a packet that overtook another one is found.
func _read_in_order() -> void:
	for index in range(CHANNELS.size() - 1, -1, -1):
		while true:
			var number := _read(CHANNELS[index])
			if number < 0:
				break
			while _next < number:
				equal(_read(_channel(_next)), _next, "packet %d arrived before %d" % [number, _next])
				_next += 1
			equal(number, _next, "the next packet")
			_next = number + 1


## The number in the next packet of a channel, -1 without one.
func _read(channel: int) -> int:
	var packet := Steam.readP2PPacket(ANY_SIZE, channel)
	return -1 if packet.is_empty() else int(bytes_to_var(packet.data))


func _channel(index: int) -> int:
	# Not simply in turn: then reading the channels in turn would hide a wrong order.
	return CHANNELS[(index * 7 + index / 11) % CHANNELS.size()]
