extends "res://harness/test_case.gd"
## A script's mistake is one clear error and changes nothing: before init, from a thread, out of range.
## rule: call.wrong-argument
## platform: local
## expect-error: SteamLocal.

func run() -> void:
	pumping = false
	equal(SteamLocal.is_active(), false, "active before init")
	equal(errors.take(), [] as Array[String], "asking for that is no error")
	_call_everything("is not initialised")
	var thread := Thread.new()
	thread.start(_call_everything.bind("is not initialised"))
	await until(func() -> bool: return not thread.is_alive(), PATIENCE, "the thread")
	thread.wait_to_finish()
	await init_steam()
	var before := SteamLocal.get_conditions()
	_refused(SteamLocal.set_latency(-1), ["set_latency", "ms is -1", "10000"])
	_refused(SteamLocal.set_jitter(10001), ["set_jitter", "ms is 10001", "10000"])
	_refused(SteamLocal.set_loss(100.5), ["set_loss", "percent is 100.5", "100"])
	_refused(SteamLocal.set_duplicate(-0.1), ["set_duplicate", "percent is -0.1"])
	_refused(SteamLocal.set_reorder(NAN), ["set_reorder", "percent is nan"])
	_refused(SteamLocal.set_bandwidth(-1), ["set_bandwidth", "kib is -1"])
	_refused(SteamLocal.set_seed(-1), ["set_seed", "seed is -1"])
	_refused(SteamLocal.set_conditions({"latency_ms": 5, "patience": 1}), ["set_conditions", "patience", "loss_percent"])
	_refused(SteamLocal.set_conditions({"latency_ms": "much"}), ["set_conditions", "latency_ms", "number"])
	_refused(SteamLocal.set_latency(5, 7), ["set_latency", "steam_id is 7"])
	_refused(SteamLocal.cut_link(Steam.getSteamID()), ["cut_link", "yourself"])
	_refused(SteamLocal.cut_link(0), ["cut_link", "steam_id is 0"])
	_refused(SteamLocal.accept_invite(7), ["accept_invite", "lobby_id is 7"])
	equal(SteamLocal.get_conditions(), before, "the conditions")
	equal(SteamLocal.set_conditions({"latency_ms": 5, &"loss_percent": 1, "block_direct": true}), true, "right conditions")
	equal(SteamLocal.get_conditions().loss_percent, 1.0, "the loss")
	equal(errors.take(), [] as Array[String], "errors")


func _refused(answer: bool, words: Array[String]) -> void:
	equal(answer, false, "the answer to " + words[0])
	var lines := errors.take()
	if errors.available():
		equal(lines.size(), 1, "errors of " + words[0])
		for word in words:
			check(not lines.is_empty() and lines[0].contains(word), "%s in %s" % [word, lines])


func _call_everything(reason: String) -> void:
	for answer: Variant in [SteamLocal.set_latency(1), SteamLocal.set_loss(1.0), SteamLocal.set_conditions({}),
			SteamLocal.clear_conditions(), SteamLocal.cut_link(1), SteamLocal.restore_link(1), SteamLocal.vanish(),
			SteamLocal.get_conditions().size() > 0, SteamLocal.get_users().size() > 0,
			SteamLocal.get_session_stats(1).size() > 0]:
		equal(answer, false, "an answer where it " + reason)
	if errors.available():
		var lines := errors.take()
		equal(lines.size(), 10, "errors where it " + reason)
		for line in lines:
			check(line.contains(reason), line)
