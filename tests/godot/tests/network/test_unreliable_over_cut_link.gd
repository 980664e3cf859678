extends "res://harness/p2p_case.gd"
## Over a cut link, unreliable packets are lost, not kept, and both sides get the session's failure although they send
## nothing that would be acknowledged.
## rule: local.cut
## platform: local
## players: 2
## env: STEAM_NETWORKING_TIMINGS=session_timeout=4000

const COUNT := 10
const RELIABLE := 1


func run() -> void:
	await meet_with_sessions()
	var other := ids[3 - player]
	if player == 1:
		await until_sent(other)
		check(SteamLocal.cut_link(other), "cutting the link")
		for number in COUNT:
			_whisper(other)
			await frame()
		var stats := SteamLocal.get_session_stats(other)
		equal(stats.packets_lost_out, COUNT, "they are lost")
		equal(stats.packets_queued, 0, "none of them waits")
		check(SteamLocal.restore_link(other), "restoring the link")
		send_text(other, "restored", RELIABLE)
	else:
		equal(await next_text(RELIABLE), "restored", "what is reliable")
		equal(Steam.getAvailableP2PPacketSize(), 0, "nothing unreliable comes after all")
	await barrier("restored")
	# A packet each from one to the other shows that the session goes on.
	_whisper(other)
	equal((await next_packet()).remote_steam_id, other, "an unreliable packet again")
	await barrier("on")
	if player == 1:
		check(SteamLocal.cut_link(other), "cutting the link again")
	await barrier("cut")
	await _whisper_until_failed(other)
	await barrier("failed")
	equal(errors.take(), [] as Array[String], "errors")


func _whisper(other: int) -> void:
	check(Steam.sendP2PPacket(other, PackedByteArray([1]), Steam.P2P_SEND_UNRELIABLE), "sending unreliably")


func _whisper_until_failed(other: int) -> void:
	var failed := func() -> bool:
		_whisper(other)
		return signals.has("p2p_session_connect_fail")
	await until(failed, PATIENCE, "the failure")
	var arguments := signals.take("p2p_session_connect_fail")
	equal(arguments, [other, Steam.P2P_SESSION_ERROR_TIMEOUT], "the failure")
