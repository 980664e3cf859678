extends "res://harness/p2p_case.gd"
## An unanswered request fails once with TIMEOUT; queued packets are dropped, and the next send tries again.
## rule: session.unaccepted-times-out, session.fail-codes, session.retry-after-failure
## players: 2
## env: STEAM_NETWORKING_TIMINGS=session_timeout=2000,request_repeat=200

func run() -> void:
	await meet()
	if player == 1:
		for index in 5:
			send_text(ids[2], "unheard %d" % index)
		equal(await next_signal("p2p_session_connect_fail"), [ids[2], Steam.P2P_SESSION_ERROR_TIMEOUT],
				"p2p_session_connect_fail")
		await seconds_pass(3.0)
		equal(signals.count("p2p_session_connect_fail"), 0, "further failures")
		publish("failed-once", true)
		await note(2, "listening")
		send_text(ids[2], "again")
		equal(await next_text(), "heard", "the answer")
		return
	equal(await next_signal("p2p_session_request"), [ids[1]], "p2p_session_request")
	await note(1, "failed-once")
	signals.clear()
	publish("listening", true)
	equal(await next_signal("p2p_session_request"), [ids[1]], "p2p_session_request of the second try")
	check(Steam.acceptP2PSessionWithUser(ids[1]), "accepting")
	equal(await next_text(), "again", "the first packet to be read")
	send_text(ids[1], "heard")
