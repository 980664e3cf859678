extends "res://harness/p2p_case.gd"
## With the direct way blocked, packets go over a relay where both sides allow it, and otherwise the session fails.
## rule: session.relay
## platform: local
## players: 2
## env: STEAM_NETWORKING_TIMINGS=session_timeout=1500

func run() -> void:
	await meet_with_sessions()
	var other := ids[3 - player]
	equal(Steam.getP2PSessionState(other).using_relay, false, "the direct way")
	await barrier("direct")
	if player == 1:
		check(SteamLocal.set_block_direct(true, other), "blocking the direct way")
	await until(func() -> bool: return Steam.getP2PSessionState(other).using_relay, PATIENCE, "the relay")
	equal(SteamLocal.get_session_stats(other).using_relay, true, "the relay in the statistics")
	send_text(other, "relayed")
	equal(await next_text(), "relayed", "a packet over the relay")
	await barrier("relayed")
	# Player 2 allows no relay in sessions made from now on.
	Steam.closeP2PSessionWithUser(other)
	if player == 2:
		Steam.allowP2PPacketRelay(false)
		check(Steam.acceptP2PSessionWithUser(other), "accepting")
	await barrier("closed")
	if player == 1:
		send_text(other, "never")
		equal(await next_signal("p2p_session_connect_fail"), [other, Steam.P2P_SESSION_ERROR_TIMEOUT], "the failure")
	await barrier("over")
	equal(Steam.getAvailableP2PPacketSize(), 0, "nothing comes without a way")
	equal(errors.take(), [] as Array[String], "errors")
