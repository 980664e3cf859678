extends "res://harness/p2p_case.gd"
## A failure also ends the accept: a user whose request failed gets a request when the other one sends.
## rule: session.failure-ends-accept
## players: 2
## env: STEAM_NETWORKING_TIMINGS=session_timeout=2000

func run() -> void:
	await meet()
	if player == 2:
		await note(1, "gave up")
		send_text(ids[1], "sorry, I was away")
		equal(await next_text(), "welcome back", "the answer")
		return
	send_text(ids[2], "anybody there?")
	equal(await next_signal("p2p_session_connect_fail"), [ids[2], Steam.P2P_SESSION_ERROR_TIMEOUT],
			"p2p_session_connect_fail")
	publish("gave up", true)
	equal(await next_signal("p2p_session_request"), [ids[2]], "p2p_session_request")
	equal(Steam.getAvailableP2PPacketSize(), 0, "the size before the accept")
	check(Steam.acceptP2PSessionWithUser(ids[2]), "accepting")
	equal(await next_text(), "sorry, I was away", "what waited for the accept")
	send_text(ids[2], "welcome back")
