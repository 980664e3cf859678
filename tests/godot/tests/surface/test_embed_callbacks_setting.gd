extends "res://harness/test_case.gd"
## The setting for embedded callbacks belongs to the init at startup: an init by a script chooses this itself.
## rule: init.on-startup
## setting: steam/initialization/embed_callbacks=true

func run() -> void:
	pumping = false
	check(not Steam.isSteamRunning(), "not initialised before the test")
	equal(Steam.get_steam_init_result(), {}, "get_steam_init_result before any init")
	equal(Steam.steamInitEx(APP_ID, false).status, Steam.STEAM_API_INIT_RESULT_OK, "init")
	Steam.createLobby(Steam.LOBBY_TYPE_PRIVATE, 2)
	await frames(60)
	equal(signals.events, [] as Array[Dictionary], "signals that nobody pumped")
	pumping = true
	await next_signal("lobby_joined")
