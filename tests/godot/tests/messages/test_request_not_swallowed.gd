extends "res://harness/message_case.gd"
## A session request is not swallowed by the pause between two requests: it is announced after the pause, and a user who
## has started again is a new one.
## rule: messages.request-delayed
## platform: local, steam
## players: 2
## env: STEAM_NETWORKING_TIMINGS=request_repeat=2000

func run() -> void:
	await meet()
	for round_number in 2:
		if player == 1:
			equal(await next_signal("network_messages_session_request"), [ids[2]], "the request of the first message")
			publish("asked %d" % round_number, true)
			equal(await next_signal("network_messages_session_request"), [ids[2]], "the request of the second message")
			await barrier("asked twice %d" % round_number)
		else:
			send_text(ids[1], "one")
			await note(1, "asked %d" % round_number)
			send_text(ids[1], "two")
			await barrier("asked twice %d" % round_number)
			# The next one falls into the pause after the second.
			Steam.steamShutdown()
			await init_steam()
			equal(Steam.getSteamID(), ids[2], "the user after starting anew")
	equal(receive_all(), [], "messages before the accept")
