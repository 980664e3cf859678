extends "res://harness/message_case.gd"
## Messages to oneself arrive from one's own id at the next pump.
## rule: messages.to-oneself

func run() -> void:
	await init_steam()
	# Outside of a lobby, Steam warns of it: `double/test_one_account_messages.gd`.
	lobby = await create_lobby(Steam.LOBBY_TYPE_PRIVATE, 2)
	signals.clear()
	var me := Steam.getSteamID()
	for flags: int in [Steam.NETWORKING_SEND_RELIABLE, Steam.NETWORKING_SEND_UNRELIABLE_NO_DELAY]:
		equal(Steam.sendMessageToUser(me, var_to_bytes(flags), flags, 5), OK, "sending to oneself")
		var message := await next_message(5)
		equal(message.payload, var_to_bytes(flags), "the message")
		equal(message.identity, me, "the sender")
		check(message.time_received > 0, "the time: %d" % message.time_received)
	equal(signals.events, [] as Array[Dictionary], "signals")
