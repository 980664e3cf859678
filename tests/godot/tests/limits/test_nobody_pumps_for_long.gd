extends "res://harness/lobby_case.gd"
## A game that stands in a breakpoint for long gets every answer and every change of membership all the same. Of the chat, the
## oldest is lost, and that is said. The limit is the local platform's own.
## rule: limits.answers-kept, limits.membership-kept, limits.said
## platform: local
## players: 2
## timeout: 180
## expect-error: waiting for the signal lobby_joined
## expect-error: Steam.lobby_message: more than 16384 messages arrived while nothing calls run_callbacks()

const MESSAGES := 17000
const VISITS := 300


func run() -> void:
	await meet()
	if player == 1:
		var other: int = await note(2, "other lobby")
		pumping = false
		signals.clear()
		Steam.joinLobby(other)
		await note(2, "flooded", 120.0)
		equal(signals.events.size(), 0, "signals while nothing pumps")
		pumping = true
		equal(await next_signal("lobby_joined"), [other, 0, false, Steam.CHAT_ROOM_ENTER_RESPONSE_SUCCESS],
				"the answer to joinLobby")
		await until(func() -> bool: return signals.count("lobby_chat_update") == 2 * VISITS, PATIENCE, "all visits")
		var states := signals.all("lobby_chat_update").map(func(arguments: Array) -> int: return arguments[3])
		for visit in VISITS:
			if states[2 * visit] != Steam.CHAT_MEMBER_STATE_CHANGE_LEFT:
				fail("visit %d: %s" % [visit, states.slice(2 * visit, 2 * visit + 2)])
		var messages := signals.all("lobby_message")
		equal(messages.size(), 16384, "messages that are left")
		equal(messages.back()[2], str(MESSAGES - 1), "the last message")
		return
	publish("other lobby", await create_lobby(Steam.LOBBY_TYPE_PUBLIC, 4))
	await next_signal("lobby_chat_update")
	for visit in VISITS:
		Steam.leaveLobby(lobby)
		Steam.joinLobby(lobby)
		await next_signal("lobby_joined")
	var sent := 0
	while sent < MESSAGES:
		# No more than may wait for the others at once.
		for i in mini(2000, MESSAGES - sent):
			check(Steam.sendLobbyChatMsg(lobby, str(sent)), "sending message %d" % sent)
			sent += 1
		await until(func() -> bool: return signals.count("lobby_message") == sent, 60.0, "one's own messages")
	# Messages that were sent before the answer to this have reached everybody.
	Steam.requestLobbyData(lobby)
	await next_signal("lobby_data_update", func(arguments: Array) -> bool: return arguments[1] == lobby)
	await seconds_pass(1.0)
	publish("flooded", true)
