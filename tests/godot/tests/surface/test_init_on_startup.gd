extends "res://harness/test_case.gd"
## With the project setting, Steam is initialised before the first scene; with the other one, nobody needs to pump.
## rule: init.on-startup
## setting: steam/initialization/initialize_on_startup=true
## setting: steam/initialization/embed_callbacks=true

func run() -> void:
	pumping = false
	equal(Steam.get_steam_init_result().get("status"), Steam.STEAM_API_INIT_RESULT_OK, "get_steam_init_result")
	check(Steam.isSteamRunning() and Steam.loggedOn(), "initialised before the test")
	equal(Steam.getAppID(), APP_ID, "with the project's app id")
	var me := Steam.getSteamID()
	Steam.createLobby(Steam.LOBBY_TYPE_PRIVATE, 2)
	equal((await next_signal("lobby_created"))[0], Steam.RESULT_OK, "lobby_created comes by itself")
	# A script that initialises again gets success, and keeps its user.
	equal(Steam.steamInitEx(APP_ID, true).status, Steam.STEAM_API_INIT_RESULT_OK, "an init on top of it")
	equal(Steam.getSteamID(), me, "the user stays")
	equal(errors.take(), [] as Array[String], "errors")
