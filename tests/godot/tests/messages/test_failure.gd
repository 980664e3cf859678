extends "res://harness/message_case.gd"
## A session that nobody accepts fails, once, with the reason; it stays broken until it is closed or restarted. If
## messages carry packets, the signals for packets are emitted instead.
## rule: messages.stays-broken
## platform: local, steam
## players: 2
## env: STEAM_NETWORKING_TIMINGS=session_timeout=1500

## `k_ESteamNetConnectionEnd_Misc_Timeout`.
const TIMEOUT := 5003
## `k_ESteamNetworkingConnectionState_ProblemDetectedLocally`.
const PROBLEM := 5


func run() -> void:
	await meet()
	if player == 2:
		await barrier("failed")
		return
	send_text(ids[2], "anybody?")
	var failed := await next_signal("network_messages_session_failed")
	equal(failed.slice(0, 3), [TIMEOUT, ids[2], PROBLEM], "network_messages_session_failed")
	check(failed[3] is String and not failed[3].is_empty(), "words: %s" % [failed[3]])
	var info := Steam.getSessionConnectionInfo(ids[2], true, false)
	equal([info.connection_state, info.end_reason], [PROBLEM, TIMEOUT], "the broken session")
	var data := PackedByteArray([1])
	equal(Steam.sendMessageToUser(ids[2], data, Steam.NETWORKING_SEND_RELIABLE, 0), Steam.RESULT_NO_CONNECTION,
			"sending into the broken session")
	var restart := Steam.NETWORKING_SEND_RELIABLE | Steam.NETWORKING_SEND_AUTORESTART_BROKEN_SESSION
	equal(Steam.sendMessageToUser(ids[2], data, restart, 0), OK, "beginning anew")
	check(Steam.closeSessionWithUser(ids[2]), "closing")
	equal(Steam.sendMessageToUser(ids[2], data, Steam.NETWORKING_SEND_RELIABLE, 0), OK, "sending after the close")
	equal(signals.count("network_messages_session_failed"), 0, "further failures")
	await barrier("failed")
