extends "res://harness/peer_case.gd"
## Both ends hang for 12 s, like a game that is loading or at a breakpoint: they are still connected afterwards, and earlier packets
## arrive, on ENet and on Steam alike.
## rule: peer.frozen
## players: 2
## timeout: 180

const FROZEN_MS := 12_000


func play() -> void:
	await assemble()
	await together("before")
	send([1], 1 if player == 2 else connected[0])
	OS.delay_msec(FROZEN_MS)
	send([2], 1 if player == 2 else connected[0])
	var numbers: Array[int] = []
	for packet in await receive(2):
		numbers.append(packet.bytes[0])
	equal(numbers, [1, 2] as Array[int], "%s: what was sent" % kind)
	equal(gone, [] as Array[int], "%s: nobody has gone" % kind)
	await together("after")
