extends "res://harness/p2p_case.gd"
## Closing a session drops unread packets; the other side is not notified, and their next packet has to request again.
## rule: close.unread-dropped, close.silent
## players: 2

func run() -> void:
	await meet()
	var other := ids[3 - player]
	check(not Steam.closeP2PSessionWithUser(other), "closing a session that does not exist")
	await barrier("strangers")
	if player == 1:
		send_text(other, "read this")
		send_text(other, "never read")
		await note(2, "closed")
		check(not Steam.getP2PSessionState(other).is_empty(), "the one who was not told still has a session")
		send_text(other, "hello again")
		equal(await next_text(), "good bye", "a packet of the new session")
		return
	equal(await next_signal("p2p_session_request"), [other], "the first request")
	check(Steam.acceptP2PSessionWithUser(other), "accepting")
	equal(await next_text(), "read this", "the first packet")
	await until(func() -> bool: return Steam.getAvailableP2PPacketSize() > 0, PATIENCE, "the packet that stays unread")
	check(Steam.closeP2PSessionWithUser(other), "closing")
	equal(Steam.getAvailableP2PPacketSize(), 0, "what was unread")
	equal(Steam.getP2PSessionState(other), {}, "the state after closing")
	check(not Steam.closeP2PSessionWithUser(other), "closing a second time")
	await frames(30)
	equal(signals.count("p2p_session_request"), 0, "requests before the other one talks again")
	publish("closed", true)
	equal(await next_signal("p2p_session_request"), [other], "the request after closing")
	equal(Steam.getAvailableP2PPacketSize(), 0, "what is readable before accepting again")
	check(Steam.acceptP2PSessionWithUser(other), "accepting again")
	equal(await next_text(), "hello again", "the first packet of the new session")
	send_text(other, "good bye")
