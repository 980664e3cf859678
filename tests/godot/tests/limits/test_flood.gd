extends "res://harness/p2p_case.gd"
## A loop that reads while there are packets ends although another player sends faster than it reads, and what is left arrives
## later, in order. The limit is the local platform's own, and it applies where packets pass through shared memory.
## rule: limits.flood
## platform: local
## players: 2
## timeout: 180

const COUNT := 60_000
## The reader's action on each packet.
const MICROSECONDS := 20


func run() -> void:
	await meet_with_sessions()
	if player == 2:
		var data := PackedByteArray()
		data.resize(4)
		for number in COUNT:
			data.encode_u32(0, number)
			if not Steam.sendP2PPacket(ids[1], data, Steam.P2P_SEND_RELIABLE):
				abort("packet %d was not taken" % number)
				return
		await note(1, "read", 120.0)
		return
	var received := 0
	var loops := 0
	while received < COUNT:
		var before := received
		while Steam.getAvailableP2PPacketSize() > 0:
			var number := (Steam.readP2PPacket(4).data as PackedByteArray).decode_u32(0)
			if number != received:
				abort("packet %d came instead of %d" % [number, received])
				return
			received += 1
			OS.delay_usec(MICROSECONDS)
		loops += 1 if received > before else 0
		await frame()
	if OS.get_name() == "Linux":
		check(loops > 1, "one loop read all of %d packets" % COUNT)
	publish("read", true)
