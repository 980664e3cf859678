extends "res://harness/p2p_case.gd"
## Steam hangs under one of two players in a session: that game continues, sends are refused with a warning, and the other one gets
## a failure; with a new client the two meet again.
## rule: steam.crash
## players: 2
## env: STEAM_NETWORKING_TIMINGS=session_timeout=1500
## expect-error: did not accept the packet

func run() -> void:
	await meet_with_sessions()
	var other := ids[3 - player]
	if player == 1:
		await note(2, "hangs")
		send_text(other, "anybody?")
		equal(await next_signal("p2p_session_connect_fail"), [other, Steam.P2P_SESSION_ERROR_TIMEOUT], "the failure")
		publish("told", true)
		await note(2, "back")
		check(Steam.closeP2PSessionWithUser(other), "closing the failed session")
		send_text(other, "welcome back")
		equal(await next_text(), "thank you", "the answer")
		return
	OS.set_environment("STEAM_API_DOUBLE_DEATH", "hangs")
	await frames(10)
	signals.clear()
	equal(Steam.sendP2PPacket(other, PackedByteArray([1]), Steam.P2P_SEND_RELIABLE), false, "sending")
	equal(Steam.getP2PSessionState(other), {}, "the session")
	equal(Steam.getAvailableP2PPacketSize(), 0, "what waits")
	check(not Steam.acceptP2PSessionWithUser(other) or over_messages(), "accepting")
	publish("hangs", true)
	await note(1, "told")
	equal(signals.events, [] as Array[Dictionary], "signals while Steam hangs")
	Steam.steamShutdown()
	OS.set_environment("STEAM_API_DOUBLE_DEATH", "")
	await init_steam()
	equal(Steam.getSteamID(), ids[2], "the same user")
	check(Steam.acceptP2PSessionWithUser(other), "accepting after the new start")
	publish("back", true)
	equal(await next_text(), "welcome back", "what comes through the new client")
	send_text(other, "thank you")
