extends "res://harness/test_case.gd"
## `auto` over Valve's own library without a Steam client: a development build takes the local platform, and init gives the
## reason. Not over the stand-in, which has a client; `double/test_auto.gd` is about that one.
## rule: init.auto
## platform: local
## env: STEAM_NETWORKING_PLATFORM=auto

func run() -> void:
	if Steam.isSteamRunning():
		print("A Steam client runs on this machine: nothing to see here.")
		leave_running = true
		return
	for attempt in 2:
		var result := Steam.steamInitEx(APP_ID, false)
		equal(result.status, Steam.STEAM_API_INIT_RESULT_OK, "the status")
		check(result.verbal.contains("local platform") and result.verbal.contains("since Steam does not answer"),
				"the reason: " + result.verbal)
		check(SteamLocal.is_active(), "the local platform is used")
		Steam.createLobby(Steam.LOBBY_TYPE_PUBLIC, 2)
		equal((await next_signal("lobby_created"))[0], Steam.RESULT_OK, "it answers")
		Steam.steamShutdown()
	equal(errors.take(), [] as Array[String], "errors")
