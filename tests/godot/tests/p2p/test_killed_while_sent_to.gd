extends "res://harness/p2p_case.gd"
## A process dies while another one sends to it: the sender is notified by the lobby and, after the timeout, by the
## failed session, and continues.
## rule: session.gone-user, lobby.member-dies
## players: 2
## may-die: 2
## env: STEAM_NETWORKING_TIMINGS=session_timeout=2000

func run() -> void:
	dying = [2]
	await meet()
	check(Steam.acceptP2PSessionWithUser(ids[3 - player]), "accepting")
	if player == 2:
		await _read_until_death()
		return
	var sent := [0]
	var other := ids[2]
	await until(func() -> bool:
			if Steam.getP2PSessionState(other).get("bytes_queued_for_send", 0) < 256 * 1024:
				_send_twenty(other, sent)
			return signals.has("lobby_chat_update"), 60.0, "the lobby's word of the death")
	# That comes long before the session fails. The last packets are sent to the dead; one that is sent after the failure would
	# begin a new session, even if the failure's signal is still on its way.
	_send_twenty(other, sent)
	await until(func() -> bool: return signals.has("p2p_session_connect_fail"), 60.0, "the failure of the session")
	equal(signals.take("p2p_session_connect_fail"), [other, Steam.P2P_SESSION_ERROR_TIMEOUT], "p2p_session_connect_fail")
	equal(await next_signal("lobby_chat_update"), [lobby, other, other, Steam.CHAT_MEMBER_STATE_CHANGE_DISCONNECTED],
			"lobby_chat_update")
	equal(members(), [ids[1]] as Array[int], "who is left")
	await seconds_pass(3.0)
	equal(signals.count("p2p_session_connect_fail"), 0, "further failures")
	equal(Steam.getP2PSessionState(other).get("packets_queued_for_send", 0), 0, "what was queued is dropped")
	# The user is gone for good: a new try fails as well.
	send_text(other, "anybody there?")
	equal(await next_signal("p2p_session_connect_fail"), [other, Steam.P2P_SESSION_ERROR_TIMEOUT], "the second failure")
	equal(errors.take(), [] as Array[String], "errors")


func _send_twenty(other: int, sent: Array) -> void:
	for index in 20:
		Steam.sendP2PPacket(other, noise(500, sent[0]), Steam.P2P_SEND_RELIABLE)
		sent[0] += 1


func _read_until_death() -> void:
	var read := [0]
	await until(func() -> bool:
			read[0] += read_all().size()
			return read[0] >= 200, 60.0, "two hundred packets")
	OS.kill(OS.get_process_id())
