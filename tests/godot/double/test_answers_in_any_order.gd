extends "res://harness/lobby_case.gd"
## Answers that come before or without their callback, and late answers and callbacks, are reported once and in a usable order;
## without a pipe, nothing comes and nothing breaks.
## rule: steam.answers-once

const LOBBY_OF_NOBODY := 0x0186000000000007


func run() -> void:
	await init_steam()
	for order: String in ["result-first", "result-only"]:
		OS.set_environment("STEAM_API_DOUBLE_ANSWERS", order)
		await _make_leave_and_search(order)
	OS.set_environment("STEAM_API_DOUBLE_ANSWERS", "")
	for late: String in ["ANSWER_MS", "CALLBACK_MS"]:
		OS.set_environment("STEAM_API_DOUBLE_" + late, "300")
		await _make_leave_and_search(late)
		OS.set_environment("STEAM_API_DOUBLE_" + late, "")
	OS.set_environment("STEAM_API_DOUBLE_PIPE", "none")
	Steam.createLobby(Steam.LOBBY_TYPE_PRIVATE, 2)
	await frames(10)
	equal(signals.events, [] as Array[Dictionary], "signals without a pipe")
	OS.set_environment("STEAM_API_DOUBLE_PIPE", "")
	equal((await next_signal("lobby_created"))[0], Steam.RESULT_OK, "lobby_created once there is a pipe")
	equal(errors.take(), [] as Array[String], "errors")


func _make_leave_and_search(how: String) -> void:
	Steam.createLobby(Steam.LOBBY_TYPE_PUBLIC, 4)
	var created := await next_signal("lobby_created")
	equal(created[0], Steam.RESULT_OK, "lobby_created: " + how)
	var joined := await next_signal("lobby_joined")
	equal([joined[0], joined[3]], [created[1], Steam.CHAT_ROOM_ENTER_RESPONSE_SUCCESS], "lobby_joined: " + how)
	equal(await search(), [created[1]], "lobby_match_list: " + how)
	Steam.joinLobby(LOBBY_OF_NOBODY)
	joined = await next_signal("lobby_joined")
	equal([joined[0], joined[3]], [LOBBY_OF_NOBODY, Steam.CHAT_ROOM_ENTER_RESPONSE_DOESNT_EXIST], "lobby_joined: " + how)
	Steam.leaveLobby(created[1])
	# Enough time for something late to come a second time.
	await seconds_pass(0.5)
	for signal_name: String in ["lobby_created", "lobby_joined", "lobby_match_list"]:
		equal(signals.count(signal_name), 0, "%s comes once: %s" % [signal_name, how])
	signals.clear()
