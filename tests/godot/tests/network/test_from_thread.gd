extends "res://harness/p2p_case.gd"
## The methods of `SteamLocal` work from a thread as on the main thread.
## rule: call.from-thread
## players: 2
## platform: local

func run() -> void:
	await meet_with_sessions()
	var other := ids[3 - player]
	var thread := Thread.new()
	thread.start(_call_everything.bind(other))
	await until(func() -> bool: return not thread.is_alive(), PATIENCE, "the thread")
	equal(thread.wait_to_finish(), [true, true, 7, 2.5, true, true, true, 2], "what the thread heard")
	equal(SteamLocal.get_conditions(other).latency_ms, 7, "the latency that the thread set")
	check(SteamLocal.clear_conditions(other), "clear_conditions")
	await barrier("done")
	equal(errors.take(), [] as Array[String], "errors")


func _call_everything(other: int) -> Array:
	return [SteamLocal.set_latency(7, other), SteamLocal.set_conditions({"loss_percent": 2.5}, other),
			SteamLocal.get_conditions(other).latency_ms, SteamLocal.get_conditions(other).loss_percent,
			SteamLocal.is_active(), SteamLocal.cut_link(other) and SteamLocal.restore_link(other),
			SteamLocal.get_session_stats(other).packets_out > 0, SteamLocal.get_users().size()]
