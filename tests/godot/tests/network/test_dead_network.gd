extends "res://harness/p2p_case.gd"
## If every packet of one process is lost, its sessions fail on both sides; when the network is back, new ones begin.
## rule: session.unaccepted-times-out, local.dead-network
## platform: local
## players: 2
## env: STEAM_NETWORKING_TIMINGS=session_timeout=2000

const LATER := 1


func run() -> void:
	await meet_with_sessions()
	var other := ids[3 - player]
	if player == 1:
		check(SteamLocal.set_loss(100), "losing everything")
	await barrier("dead")
	send_text(other, "never answered")
	var failure := await next_signal("p2p_session_connect_fail")
	equal(failure, [other, Steam.P2P_SESSION_ERROR_TIMEOUT], "the failure")
	if player == 2:
		equal(Steam.getAvailableP2PPacketSize(), 0, "nothing arrives")
	await barrier("failed")
	if player == 1:
		check(SteamLocal.clear_conditions(), "the network is back")
	await barrier("back")
	check(Steam.acceptP2PSessionWithUser(other), "accepting")
	send_text(other, "again", LATER)
	equal(await next_text(LATER), "again", "a packet in a new session")
	equal(errors.take(), [] as Array[String], "errors")
