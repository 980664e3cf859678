extends "res://harness/p2p_case.gd"
## Losses in bursts: as many as asked for, several in a row.
## rule: local.bursts
## platform: local
## players: 2

const COUNT := 4000
const DONE := 2


func run() -> void:
	await meet_with_sessions()
	var other := ids[3 - player]
	if player == 1:
		check(SteamLocal.set_conditions({"seed": 11}), "the seed")
		check(SteamLocal.set_burst_loss(20.0, 8.0), "setting bursts")
		equal([SteamLocal.get_conditions().burst_loss_percent, SteamLocal.get_conditions().burst_length], [20.0, 8.0], "the bursts")
		for number in COUNT:
			var packet := PackedByteArray([0, 0])
			packet.encode_u16(0, number)
			Steam.sendP2PPacket(other, packet, Steam.P2P_SEND_UNRELIABLE)
			if number % 50 == 0:
				await frame()
		send_text(other, "done", DONE)
		await barrier("counted")
	else:
		equal(await next_text(DONE), "done", "the end")
		_judge(read_all().map(func(packet: Dictionary) -> int: return packet.data.decode_u16(0)))
		await barrier("counted")
	equal(errors.take(), [] as Array[String], "errors")


func _judge(came: Array) -> void:
	var lost := COUNT - came.size()
	check(lost > COUNT * 0.12 and lost < COUNT * 0.28, "about 20 of 100 are lost: %d" % lost)
	var bursts := 0
	var last := -1
	for number: int in came:
		bursts += int(number > last + 1)
		last = number
	var length := float(lost) / maxi(bursts, 1)
	check(length > 4.0 and length < 16.0, "about 8 in a row: %.1f" % length)
