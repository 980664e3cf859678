extends "res://harness/p2p_case.gd"
## Latency shows in the round trip, of both sides, and changes take effect at once.
## rule: local.latency
## platform: local
## players: 2

func run() -> void:
	await meet_with_sessions()
	var other := ids[3 - player]
	equal(SteamLocal.is_active(), true, "the local platform answers")
	check(SteamLocal.set_latency(100 if player == 1 else 150, other), "setting the latency")
	await barrier("slow")
	if player == 1:
		check(await _round_trip(other) >= 250, "a round trip is no shorter than the latencies of both ways")
		await until(func() -> bool: return SteamLocal.get_session_stats(other).round_trip_ms >= 250, PATIENCE,
				"a measured round trip")
		equal(SteamLocal.get_conditions(other).latency_ms, 100, "the latency of that user")
		equal(SteamLocal.get_conditions().latency_ms, 0, "the latency of others")
	else:
		await _answer(other)
	await barrier("measured")
	check(SteamLocal.clear_conditions(), "clearing for all leaves nobody conditions of their own")
	equal(SteamLocal.get_conditions(other).latency_ms, 0, "the latency after clearing")
	await barrier("quick")
	if player == 1:
		await until(func() -> bool:
				var measured: int = SteamLocal.get_session_stats(other).round_trip_ms
				return measured >= 0 and measured < 250, PATIENCE, "a shorter round trip")
	equal(errors.take(), [] as Array[String], "errors")


func _round_trip(other: int) -> int:
	var start := Time.get_ticks_msec()
	send_text(other, "ping")
	equal(await next_text(), "pong", "the answer")
	return Time.get_ticks_msec() - start


func _answer(other: int) -> void:
	equal(await next_text(), "ping", "the question")
	send_text(other, "pong")
