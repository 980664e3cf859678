extends "res://harness/p2p_case.gd"
## A failure is reported once for each session: a user who closes it and tries again gets another one, and a session that was closed
## before its timeout reports nothing.
## rule: session.retry-after-failure, session.failure-told-once
## players: 2
## env: STEAM_NETWORKING_TIMINGS=session_timeout=1000,request_repeat=200

func run() -> void:
	await meet()
	if player == 2:
		await note(1, "done")
		return
	for attempt in 2:
		send_text(ids[2], "unheard")
		equal(await next_signal("p2p_session_connect_fail"), [ids[2], Steam.P2P_SESSION_ERROR_TIMEOUT],
				"p2p_session_connect_fail, attempt %d" % attempt)
		Steam.closeP2PSessionWithUser(ids[2])
		await seconds_pass(2.0)
		equal(signals.count("p2p_session_connect_fail"), 0, "further failures, attempt %d" % attempt)
	send_text(ids[2], "withdrawn")
	check(Steam.closeP2PSessionWithUser(ids[2]), "closing in time")
	await seconds_pass(2.0)
	equal(signals.count("p2p_session_connect_fail"), 0, "failures of a closed session")
	publish("done", true)
