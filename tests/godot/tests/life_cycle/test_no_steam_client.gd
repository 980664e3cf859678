extends "res://harness/test_case.gd"
## If a script asks for Steam itself and no client runs, init says so in both generations, and can be tried again.
## Not over the stand-in for Valve's library, whose client always runs; `double/test_init_failures.gd` is about that one.
## rule: init.failure-told
## platform: local
## expect-error: Steam does not answer
## env: STEAM_NETWORKING_PLATFORM=steam

func run() -> void:
	pumping = false
	if Steam.isSteamRunning():
		print("A Steam client runs on this machine: nothing to see here.")
		leave_running = true
		return
	for attempt in 2:
		var result := Steam.steamInitEx(APP_ID, false)
		equal(result.keys(), ["status", "verbal"], "the keys of steamInitEx's result")
		# The result depends on whether Steam was ever installed here.
		check(result.status in [Steam.STEAM_API_INIT_RESULT_NO_STEAM_CLIENT, Steam.STEAM_API_INIT_RESULT_FAILED_GENERIC],
				"the status: %s" % result.status)
		check(result.verbal.begins_with("Steam does not answer (") and result.verbal.contains("Install or start"),
				"the reason: %s" % result.verbal)
		equal(Steam.get_steam_init_result(), result, "get_steam_init_result")
		equal(errors.take(), [] as Array[String], "errors: the result says it")
		equal(Steam.steamInit(APP_ID, false), false, "steamInit")
		_check_line("Steam.steamInit: " + result.verbal)
		equal(Steam.getSteamID(), 0, "getSteamID")
		_check_line("Steam.getSteamID: Steam is not initialised, since that failed: " + result.verbal)
		var older: Dictionary = Steam.steamInit(true, APP_ID, false)
		equal(older.keys(), ["status", "verbal"], "the keys of the older steamInit's result")
		check(older.status != Steam.RESULT_OK, "the older status")
		check(older.verbal.length() > 10, "the reason in the older form: %s" % older.verbal)
		check(not Steam.isSteamRunning(), "isSteamRunning")


func _check_line(line: String) -> void:
	if errors.available():
		equal(errors.take(), [line] as Array[String], "errors")
