extends "res://harness/p2p_case.gd"
## A packet of a stranger asks first: it stays invisible until the accept, asks again while they keep sending, and sending
## back accepts as well.
## rule: session.first-send, session.request, session.hidden-until-accepted, session.implicit-accept
## players: 3
## env: STEAM_NETWORKING_TIMINGS=request_repeat=200

func run() -> void:
	await meet()
	match player:
		1:
			await _be_asked()
		2:
			send_text(ids[1], "one")
			send_text(ids[1], "two", 5)
			await note(1, "asked")
			# Goes on sending until it has asked three times more.
			while not has_note(1, "asked again"):
				Steam.sendP2PPacket(ids[1], PackedByteArray([0]), Steam.P2P_SEND_RELIABLE, 77)
				await frames(5)
			equal(signals.count("p2p_session_connect_fail"), 0, "failures while it waits")
		3:
			await note(1, "asked again")
			send_text(ids[1], "may I, too?")
			equal(await next_text(), "you may", "the answer")


func _be_asked() -> void:
	equal(await next_signal("p2p_session_request"), [ids[2]], "p2p_session_request")
	publish("asked", true)
	for i in 3:
		equal(await next_signal("p2p_session_request"), [ids[2]], "p2p_session_request again")
	equal(Steam.getAvailableP2PPacketSize(0), 0, "size before the accept")
	equal(Steam.readP2PPacket(100, 0), {}, "reading before the accept")
	equal(Steam.getAvailableP2PPacketSize(5), 0, "size before the accept, on another channel")
	publish("asked again", true)
	check(Steam.acceptP2PSessionWithUser(ids[2]), "accepting")
	check(Steam.acceptP2PSessionWithUser(ids[2]), "accepting a second time")
	equal(await next_text(), "one", "what waited")
	equal(await next_text(5), "two", "what waited on another channel")
	equal(await next_signal("p2p_session_request", func(arguments: Array) -> bool: return arguments[0] == ids[3]),
			[ids[3]], "the request of player 3")
	equal(Steam.readP2PPacket(100, 0), {}, "reading before the answer")
	send_text(ids[3], "you may")
	equal(await next_text(), "may I, too?", "what an answer accepted")
