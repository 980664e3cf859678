extends "res://harness/p2p_case.gd"
## A cut link takes nothing in either direction; restored, what waited arrives. One that stays cut fails the session.
## rule: local.cut
## platform: local
## players: 2
## env: STEAM_NETWORKING_TIMINGS=session_timeout=4000

func run() -> void:
	await meet_with_sessions()
	var other := ids[3 - player]
	if player == 1:
		check(SteamLocal.cut_link(other), "cutting the link")
		equal(SteamLocal.get_session_stats(other).link_cut, true, "the link is cut")
	await barrier("cut")
	send_text(other, "late from %d" % player)
	await seconds_pass(1.0)
	equal(Steam.getAvailableP2PPacketSize(), 0, "nothing arrives over a cut link")
	await barrier("waited")
	if player == 1:
		check(SteamLocal.restore_link(other), "restoring the link")
		equal(SteamLocal.get_session_stats(other).link_cut, false, "the link is restored")
	equal(await next_text(), "late from %d" % (3 - player), "what waited")
	equal(signals.count("p2p_session_connect_fail"), 0, "failures")
	await barrier("restored")
	if player == 1:
		SteamLocal.cut_link(other)
		send_text(other, "never")
		equal(await next_signal("p2p_session_connect_fail"), [other, Steam.P2P_SESSION_ERROR_TIMEOUT], "the failure")
	await barrier("failed")
	equal(Steam.getAvailableP2PPacketSize(), 0, "nothing arrives over a cut link")
	equal(errors.take(), [] as Array[String], "errors")
