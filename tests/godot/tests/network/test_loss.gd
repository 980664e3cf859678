extends "res://harness/p2p_case.gd"
## Unreliable packets get lost, are counted, and arrive twice; reliable ones arrive once, in order. The conditions are from
## the environment.
## rule: local.loss
## platform: local
## players: 2
## env: STEAM_NETWORKING_CONDITIONS=loss=30,duplicate=10,reorder=10,jitter=20,seed=7

const COUNT := 1000
const RELIABLE := 1
const DONE := 2


func run() -> void:
	await meet_with_sessions()
	var other := ids[3 - player]
	var expected := {"latency_ms": 0, "jitter_ms": 20, "loss_percent": 30.0, "burst_loss_percent": 0.0, "burst_length": 5.0,
			"duplicate_percent": 10.0, "reorder_percent": 10.0, "bandwidth_kib": 0, "queue_ms": 0, "in_latency_ms": 0,
			"in_jitter_ms": 0, "in_loss_percent": 0.0, "in_burst_loss_percent": 0.0, "in_burst_length": 5.0,
			"in_duplicate_percent": 0.0, "in_reorder_percent": 0.0, "in_bandwidth_kib": 0, "in_queue_ms": 0,
			"block_direct": false, "seed": 7}
	equal(SteamLocal.get_conditions(), expected, "the conditions")
	if player == 1:
		await _send(other)
	else:
		await _receive(other)
	equal(errors.take(), [] as Array[String], "errors")


func _send(other: int) -> void:
	for number in COUNT:
		var packet := PackedByteArray([0, 0])
		packet.encode_u16(0, number)
		check(Steam.sendP2PPacket(other, packet, Steam.P2P_SEND_UNRELIABLE), "sending unreliably")
		check(Steam.sendP2PPacket(other, packet, Steam.P2P_SEND_RELIABLE, RELIABLE), "sending reliably")
		if number % 50 == 0:
			await frame()
	send_text(other, "done", DONE)
	var came: Array = await note(2, "came")
	var stats := SteamLocal.get_session_stats(other)
	equal(stats.packets_lost_out, COUNT - came.size(), "what was lost is counted")
	check(came.size() > COUNT * 0.6 and came.size() < COUNT * 0.8, "about 70 of 100 arrive: %d" % came.size())


func _receive(other: int) -> void:
	equal(await next_text(DONE), "done", "the end")
	# Unreliable packets may come after it, later by jitter and reordering.
	await seconds_pass(0.5)
	var came := {}
	var twice := 0
	var overtaken := 0
	var last := -1
	for packet in read_all():
		var number: int = packet.data.decode_u16(0)
		twice += int(came.has(number))
		overtaken += int(number < last)
		last = number
		came[number] = true
	check(twice > 0, "some come twice")
	check(overtaken > 0, "some come out of order")
	var reliable := read_all(RELIABLE).map(func(packet: Dictionary) -> int: return packet.data.decode_u16(0))
	equal(reliable, range(COUNT), "reliable packets")
	check(SteamLocal.get_session_stats(other).packets_lost_in > 0, "gaps are noticed")
	publish("came", came.keys())
