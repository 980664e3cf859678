extends "res://harness/test_case.gd"
## If a friend writes to a game that does not listen, a line says so: on Steam, the overlay would have the message.
## rule: friends.messages
## platform: local
## players: 2
## expect-error: Steam.connected_friend_chat_message: a friend has sent a message that the game does not show

func run() -> void:
	await init_steam()
	var other := await id_of(3 - player)
	await until(func() -> bool: return Steam.getFriendPersonaState(other) != Steam.PERSONA_STATE_OFFLINE, PATIENCE, "the friend")
	await barrier("here")
	if player == 1:
		equal(Steam.replyToFriendMessage(other, "hello"), true, "replyToFriendMessage")
		# Something after it on the same route shows that it has arrived.
		equal(Steam.inviteUserToGame(other, "+join"), true, "inviteUserToGame")
	else:
		await next_signal("join_game_requested")
		await frames(2)
		equal(signals.count("connected_friend_chat_message"), 0, "messages")
