extends "res://harness/socket_case.gd"
## The conditions of `SteamLocal` affect connections: latency shows in the ping, lost messages are missing, and a cut link ends a
## connection on both sides, after which a new one can be made.
## rule: local.latency, local.loss, local.cut
## platform: local
## players: 2
## env: STEAM_NETWORKING_TIMINGS=connection_timeout=3000

func run() -> void:
	await meet()
	if player == 1:
		await _serve()
	else:
		await note(1, "listens")
		await _join()
	equal(errors.take(), [] as Array[String], "errors")


func _serve() -> void:
	Steam.createListenSocketP2P(0, NO_OPTIONS)
	publish("listens", true)
	var handle := await accept_next()
	equal(await next_text(handle), "late", "a reliable message over a slow network")
	publish("slow", true)
	var got := {}
	await until(func() -> bool:
			for message: Dictionary in Steam.receiveMessagesOnConnection(handle, 1000):
				got[message.payload.get_string_from_utf8()] = true
			return got.has("end"), PATIENCE, "the end of what is sent unreliably")
	check(got.size() > 50 and got.size() < 200, "%d of 200 have come at 50 %% loss" % (got.size() - 1))
	publish("counted", true)
	var info := await changed(handle, Steam.CONNECTION_STATE_PROBLEM_DETECTED_LOCALLY)
	equal(info.end_reason, Steam.CONNECTION_END_MISC_TIMEOUT, "why it ended")
	Steam.closeConnection(handle, 0, "", false)
	equal(await next_text(await accept_next()), "again", "a message over a new connection")


func _join() -> void:
	var handle := await connect_to(ids[1])
	SteamLocal.set_latency(60)
	send_text(handle, "late")
	await note(1, "slow")
	await until(func() -> bool: return Steam.getConnectionRealTimeStatus(handle, 0).ping >= 60, PATIENCE, "a slow ping")
	SteamLocal.set_conditions({"latency_ms": 0, "loss_percent": 50.0, "seed": 3})
	for number in 200:
		Steam.sendMessageToConnection(handle, str(number).to_utf8_buffer(), Steam.NETWORKING_SEND_UNRELIABLE_NO_NAGLE)
		if number % 20 == 0:
			await frame()
	send_text(handle, "end")
	await note(1, "counted")
	SteamLocal.set_loss(0.0)
	check(SteamLocal.get_session_stats(ids[1]).packets_out > 200, "what went out is counted")
	SteamLocal.cut_link(ids[1])
	var info := await changed(handle, Steam.CONNECTION_STATE_PROBLEM_DETECTED_LOCALLY)
	equal(info.end_reason, Steam.CONNECTION_END_MISC_TIMEOUT, "why it ended")
	Steam.closeConnection(handle, 0, "", false)
	# Until the other side has also noticed, it would see the new one first.
	await seconds_pass(1.0)
	SteamLocal.restore_link(ids[1])
	send_text(await connect_to(ids[1]), "again")
