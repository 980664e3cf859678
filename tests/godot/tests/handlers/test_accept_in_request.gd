extends "res://harness/p2p_case.gd"
## A session is accepted, read from and answered within the handler of p2p_session_request.
## rule: session.request, session.accept-any-time
## players: 2

func run() -> void:
	# Before the meeting, since the request may come as soon as the others know of it.
	var asked: Array[int] = []
	Steam.p2p_session_request.connect(func(remote: int) -> void:
			asked.append(remote)
			check(Steam.acceptP2PSessionWithUser(remote), "accepting within the handler")
			check(not Steam.getP2PSessionState(remote).is_empty(), "a session within the handler")
			send_text(remote, "you may"))
	await meet()
	if player == 1:
		send_text(ids[2], "may I?")
		equal(await next_text(), "you may", "the answer sent from within the handler")
		equal(asked, [] as Array[int], "requests by the one who was asked")
		return
	equal(await next_text(), "may I?", "what waited for the accept")
	equal(asked, [ids[1]] as Array[int], "who asked, and how often")
