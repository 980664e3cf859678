extends "res://harness/p2p_case.gd"
## A user who leaves and comes back at once finds the previous session still open: nobody has to accept them again. This holds
## if they only left the lobby, and if they shut Steam down and started it again; their unread packets are then gone.
## rule: session.rejoin
## players: 2

func run() -> void:
	await meet()
	var other := ids[3 - player]
	check(Steam.acceptP2PSessionWithUser(other), "accepting")
	send_text(other, "hello")
	equal(await next_text(), "hello", "a first packet")
	# A request may have come before the accept.
	signals.clear()
	await barrier("sessions")
	if player == 1:
		await _stay(other)
		return
	Steam.leaveLobby(lobby)
	equal(await join_lobby(lobby), Steam.CHAT_ROOM_ENTER_RESPONSE_SUCCESS, "joining again")
	send_text(other, "back in the lobby")
	equal(await next_text(), "welcome", "the answer")
	# Unacknowledged packets would wait for their return.
	await note(1, "settled")
	check(Steam.getAvailableP2PPacketSize(5) > 0, "a packet that stays unread")
	Steam.steamShutdown()
	await init_steam()
	equal(Steam.getSteamID(), ids[2], "the same user")
	send_text(other, "back on Steam")
	equal(await next_text(), "welcome again", "the answer")
	equal(read_all(5), [] as Array[Dictionary], "what was not read in the life before")


func _stay(other: int) -> void:
	equal(await next_text(), "back in the lobby", "what the guest says first")
	equal(signals.count("p2p_session_request"), 0, "requests after a return to the lobby")
	send_text(other, "unread", 5)
	send_text(other, "welcome")
	await until_sent(other)
	publish("settled", true)
	equal(await next_text(), "back on Steam", "what they say first after their restart")
	equal(signals.count("p2p_session_request"), 0, "requests after a restart")
	send_text(other, "welcome again")
