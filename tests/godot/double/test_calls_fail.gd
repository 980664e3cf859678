extends "res://harness/test_case.gd"
## Calls that fail on their way, that Steam does not accept, or that it answers wrongly, are reported as failed.
## rule: steam.call-failures

const LOBBY_OF_NOBODY := 0x0186000000000007


func run() -> void:
	await init_steam()
	for misbehaviour: String in ["io-failure", "refused", "wrong-kind", "wrong-size", "wrong-answer"]:
		OS.set_environment("STEAM_API_DOUBLE_CALLS", misbehaviour)
		signals.clear()
		Steam.createLobby(Steam.LOBBY_TYPE_PUBLIC, 2)
		equal(await next_signal("lobby_created"), [Steam.RESULT_IO_FAILURE, 0], "lobby_created: " + misbehaviour)
		equal((await next_signal("steamworks_error"))[0], "lobby_created", "steamworks_error: " + misbehaviour)
		check(not Steam.getAPICallFailureReason().is_empty(), "the reason: " + misbehaviour)
		await _join(misbehaviour)
		signals.clear()
		Steam.requestLobbyList()
		equal(await next_signal("lobby_match_list"), [[]], "lobby_match_list: " + misbehaviour)
		equal((await next_signal("steamworks_error"))[0], "lobby_match_list", "steamworks_error: " + misbehaviour)


## A lobby that cannot be asked for is reported as not entered. Of an answer that is announced wrongly, the callback tells what holds.
func _join(misbehaviour: String) -> void:
	signals.clear()
	Steam.joinLobby(LOBBY_OF_NOBODY)
	var response := Steam.CHAT_ROOM_ENTER_RESPONSE_ERROR
	if misbehaviour.begins_with("wrong"):
		response = Steam.CHAT_ROOM_ENTER_RESPONSE_DOESNT_EXIST
	equal(await next_signal("lobby_joined"), [LOBBY_OF_NOBODY, 0, false, response], "lobby_joined: " + misbehaviour)
	await frames(3)
	equal(signals.count("lobby_joined"), 0, "lobby_joined comes once: " + misbehaviour)
