extends "res://harness/test_case.gd"
## The newer generation of init: arguments, results, twice, and again after a shutdown.
## rule: init.newer

func run() -> void:
	equal(Steam.get_steam_init_result(), {}, "get_steam_init_result before the first init")
	var result := Steam.steamInitEx(APP_ID, false)
	equal(result.keys(), ["status", "verbal"], "the keys of steamInitEx's result")
	equal(result.status, Steam.STEAM_API_INIT_RESULT_OK, "the status")
	equal(typeof(result.verbal), TYPE_STRING, "the type of verbal")
	check(not result.verbal.is_empty(), "verbal says something")
	equal(Steam.get_steam_init_result(), result, "get_steam_init_result")
	_check_user()
	var id := Steam.getSteamID()
	equal(Steam.steamInitEx(APP_ID, false).status, Steam.STEAM_API_INIT_RESULT_OK, "init a second time")
	equal(Steam.steamInit(APP_ID, false), true, "init a third time")
	equal(Steam.getSteamID(), id, "the same user after init a third time")
	for round_number in 3:
		Steam.steamShutdown()
		equal(Steam.steamInit(), true, "steamInit() with its defaults, after a shutdown")
		equal(Steam.getSteamID(), id, "the same user after a shutdown")
		_check_user()
	Steam.steamShutdown()
	equal(Steam.steamInitEx().status, Steam.STEAM_API_INIT_RESULT_OK, "steamInitEx() with its defaults")
	equal(errors.take(), [] as Array[String], "errors")


func _check_user() -> void:
	check(Steam.isSteamRunning(), "isSteamRunning")
	check(Steam.loggedOn(), "loggedOn")
	check(Steam.isSubscribed(), "isSubscribed")
	equal(Steam.getAppID(), APP_ID, "getAppID")
	equal(Steam.restartAppIfNecessary(APP_ID), false, "restartAppIfNecessary")
	# An individual of the public universe, with the instance of the desktop.
	equal(Steam.getSteamID() >> 32, 0x01100001, "the upper half of the Steam id")
	check(Steam.getSteamID() & 0xFFFFFFFF != 0, "the account number")
	check(not Steam.getPersonaName().is_empty(), "getPersonaName")
	equal(Steam.getFriendPersonaName(Steam.getSteamID()), Steam.getPersonaName(), "one's own name by id")
