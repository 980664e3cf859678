extends "res://harness/peer_case.gd"
## Sizes, modes, channels, order and targets of packets, on ENet and on Steam alike.
## rule: peer.sizes, peer.front-of-queue, peer.channels, peer.order, peer.targets
## players: 3
## timeout: 240

const SIZES: Array[int] = [1, 2, 1199, 1200, 1201, 4096, 65_535, 65_536, 100_000, 500_000]
## ENet keeps two of its 255 for itself.
const CHANNELS: Array[int] = [0, 1, 2, 7, 100, 252]
const IN_ORDER := 2000


func play() -> void:
	await assemble()
	await _sizes()
	await _channels()
	await _order()
	await _targets()


func _sizes() -> void:
	if player == 2:
		for size in SIZES:
			equal(send(_pattern(size), 1), OK, "%s: %d bytes" % [kind, size])
	if player == 1:
		for packet in await receive(SIZES.size()):
			var size: int = packet.bytes.size()
			check(SIZES.has(size) and packet.bytes == _pattern(size), "%s: %d bytes as sent" % [kind, size])
			equal([packet.mode, packet.channel], [MultiplayerPeer.TRANSFER_MODE_RELIABLE, 0], "%s: as sent" % kind)
	await together("sizes")


func _channels() -> void:
	if player == 2:
		for channel in CHANNELS:
			equal(send([channel], 1, MultiplayerPeer.TRANSFER_MODE_RELIABLE, channel), OK, "%s: channel %d" % [kind, channel])
	if player == 1:
		var seen := {}
		for packet in await receive(CHANNELS.size()):
			seen[packet.channel] = packet.bytes
			equal(packet.mode, MultiplayerPeer.TRANSFER_MODE_RELIABLE, "%s: mode on channel %d" % [kind, packet.channel])
		for channel in CHANNELS:
			equal(seen.get(channel), PackedByteArray([channel]), "%s: what came on channel %d" % [kind, channel])
	await together("channels")


func _order() -> void:
	if player != 1:
		for number in IN_ORDER:
			send(var_to_bytes(number), 1, MultiplayerPeer.TRANSFER_MODE_RELIABLE, 1 + number % 2)
			if number % 200 == 0:
				await frame()
	else:
		var next := {}
		for packet in await receive(2 * IN_ORDER):
			var stream := [packet.from, packet.channel]
			var number: int = bytes_to_var(packet.bytes)
			equal(number, next.get(stream, 0 if packet.channel == 1 else 1), "%s: in order on %s" % [kind, stream])
			next[stream] = number + 2
	await together("order")


## 0 is everybody, a positive one that peer, a negative one everybody else. The host sends: its clients are two.
func _targets() -> void:
	publish(_key("own id"), peer.get_unique_id())
	var second: int = await note(2, _key("own id"))
	if player == 1:
		equal(send([0], 0), OK, "%s: to all" % kind)
		equal(send([2], second), OK, "%s: to one" % kind)
		equal(send([3], -second), OK, "%s: to all but one" % kind)
		equal(send([9], 0), OK, "%s: to all" % kind)
	else:
		var expected := [0, 2, 9] if player == 2 else [0, 3, 9]
		var got := []
		for packet in await receive(3):
			got.append(packet.bytes[0])
			equal(packet.from, 1, "%s: from the host" % kind)
		equal(got, expected, "%s: what player %d got" % [kind, player])
	await together("targets")


func _pattern(size: int) -> PackedByteArray:
	var bytes := PackedByteArray()
	bytes.resize(size)
	for at in range(0, size, 97):
		bytes[at] = (at * 31 + size) & 0xFF
	return bytes
