extends "res://harness/p2p_case.gd"
## Conditions for arriving packets apply on top of the sender's: latency adds up, unreliable packets get lost after sending, and
## reliable ones arrive once, in order.
## rule: local.directions
## platform: local
## players: 2

const COUNT := 1000
const RELIABLE := 1
const DONE := 2


func run() -> void:
	await meet_with_sessions()
	var other := ids[3 - player]
	if player == 2:
		check(SteamLocal.set_conditions({"in_latency_ms": 200, "in_loss": 30.0, "seed": 3}), "conditions for what arrives")
		equal([SteamLocal.get_conditions().in_latency_ms, SteamLocal.get_conditions().latency_ms], [200, 0], "each its own")
	await barrier("set")
	if player == 1:
		await _send(other)
	else:
		await _receive(other)
	equal(errors.take(), [] as Array[String], "errors")


func _send(other: int) -> void:
	var start := Time.get_ticks_msec()
	send_text(other, "ping", DONE)
	equal(await next_text(DONE), "pong", "the answer")
	check(Time.get_ticks_msec() - start >= 200, "no sooner than the latency of what arrives there")
	for number in COUNT:
		var packet := PackedByteArray([0, 0])
		packet.encode_u16(0, number)
		Steam.sendP2PPacket(other, packet, Steam.P2P_SEND_UNRELIABLE)
		Steam.sendP2PPacket(other, packet, Steam.P2P_SEND_RELIABLE, RELIABLE)
		if number % 50 == 0:
			await frame()
	send_text(other, "done", DONE)
	await note(2, "came")
	equal(SteamLocal.get_session_stats(other).packets_lost_out, 0, "the sender's conditions have lost nothing")


func _receive(other: int) -> void:
	equal(await next_text(DONE), "ping", "the question")
	send_text(other, "pong", DONE)
	equal(await next_text(DONE), "done", "the end")
	var came := read_all().size()
	check(came > COUNT * 0.6 and came < COUNT * 0.8, "about 70 of 100 arrive: %d" % came)
	var reliable := read_all(RELIABLE).map(func(packet: Dictionary) -> int: return packet.data.decode_u16(0))
	equal(reliable, range(COUNT), "reliable packets")
	publish("came", came)
