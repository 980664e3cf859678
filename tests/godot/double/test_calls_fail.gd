extends "res://harness/test_case.gd"
## Calls that fail on the way, that Steam does not take, or that are answered wrongly, are told as failed.

func run() -> void:
	await init_steam()
	for misbehaviour: String in ["io-failure", "refused", "wrong-kind", "wrong-size"]:
		OS.set_environment("STEAM_API_DOUBLE_CALLS", misbehaviour)
		signals.clear()
		Steam.createLobby(Steam.LOBBY_TYPE_PUBLIC, 2)
		equal(await next_signal("lobby_created"), [Steam.RESULT_IO_FAILURE, 0], "lobby_created: " + misbehaviour)
		check(not Steam.getAPICallFailureReason().is_empty(), "the reason: " + misbehaviour)
		signals.clear()
		Steam.requestLobbyList()
		equal(await next_signal("lobby_match_list"), [[]], "lobby_match_list: " + misbehaviour)
		var error := await next_signal("steamworks_error")
		equal(error[0], "lobby_match_list", "steamworks_error: " + misbehaviour)
