extends "res://harness/test_case.gd"
## An init while initialised, as by another autoload, changes nothing, but that it may switch embedded callbacks on.
## rule: init.twice

func run() -> void:
	pumping = false
	equal(Steam.steamInitEx(APP_ID, true).status, Steam.STEAM_API_INIT_RESULT_OK, "init")
	Steam.createLobby(Steam.LOBBY_TYPE_PRIVATE, 2)
	await next_signal("lobby_joined")
	var id := Steam.getSteamID()
	for arguments: Array in [[], [0], [APP_ID, false], [false]]:
		Steam.callv("steamInit", arguments)
		equal(Steam.getSteamID(), id, "the user after steamInit%s" % [arguments])
		Steam.requestLobbyList()
		await next_signal("lobby_match_list")
	Steam.steamShutdown()
	# The other way round: the first one leaves them off, the second asks for them.
	equal(Steam.steamInit(APP_ID), true, "init without embedded callbacks")
	equal(Steam.steamInitEx(APP_ID, true).status, Steam.STEAM_API_INIT_RESULT_OK, "and with them")
	Steam.requestLobbyList()
	await next_signal("lobby_match_list")
	equal(errors.take(), [] as Array[String], "errors")
