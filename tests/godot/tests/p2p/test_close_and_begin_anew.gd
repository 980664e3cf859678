extends "res://harness/p2p_case.gd"
## A user who closes a session and begins a new one is heard from the new one only.
## rule: close.nothing-into-next
## players: 2
## env: STEAM_NETWORKING_TIMINGS=request_repeat=100

func run() -> void:
	await meet()
	var other := ids[3 - player]
	if player == 1:
		for index in 10:
			send_text(other, "old")
		await note(2, "asked")
		check(Steam.closeP2PSessionWithUser(other), "closing")
		publish("closed", true)
		await note(2, "ready")
		while not has_note(2, "heard"):
			Steam.sendP2PPacket(other, "new".to_utf8_buffer(), Steam.P2P_SEND_RELIABLE)
			await frames(5)
		return
	equal(await next_signal("p2p_session_request"), [other], "the request of the old session")
	publish("asked", true)
	await note(1, "closed")
	await frames(30)
	signals.clear()
	publish("ready", true)
	equal(await next_signal("p2p_session_request"), [other], "the request of the new session")
	check(Steam.acceptP2PSessionWithUser(other), "accepting")
	for index in 5:
		equal(await next_text(), "new", "packet %d after accepting" % index)
	publish("heard", true)
