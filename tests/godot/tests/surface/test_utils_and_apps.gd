extends "res://harness/test_case.gd"
## Information about the machine, the game and its owner has plausible values without Steam.
## rule: utils.plausible
## env: LC_ALL=
## env: LC_MESSAGES=
## env: LANG=de_AT.UTF-8
## expect-error: Steam.isSubscribedApp: app_id
## expect-error: Steam.getAppInstallDir: app_id
## expect-error: Steam.getInstalledDepots: app_id
## expect-error: Steam.getLaunchQueryParam: key

## The year 2024 began then; no clock of a machine that runs this is before it.
const YEAR_2024 := 1704067200


func run() -> void:
	await init_steam()
	var me := Steam.getSteamID()
	equal(Steam.getAppID(), APP_ID, "getAppID")
	equal(Steam.get_current_app_id(), APP_ID, "get_current_app_id")
	equal(Steam.get_current_steam_id(), me, "get_current_steam_id")
	equal(Steam.getAppOwner(), me, "getAppOwner")
	check(Steam.loggedOn(), "loggedOn")
	equal(Steam.getPlayerSteamLevel(), 1, "getPlayerSteamLevel")
	check(not Steam.isBehindNAT(), "isBehindNAT")
	_check_apps()
	_check_utils()
	if errors.available():
		equal(errors.take(), [] as Array[String], "errors of right arguments")
	equal(Steam.isSubscribedApp(0), false, "no game")
	equal(Steam.getAppInstallDir(-1), "", "a negative game")
	equal(Steam.getInstalledDepots(1 << 32), [], "a game beyond 32 bits")
	equal(Steam.getLaunchQueryParam(""), "", "no name")
	equal(Steam.getLaunchQueryParam("k".repeat(256)), "", "a name that is too long")
	if errors.available():
		equal(errors.take().size(), 5, "errors, one for each wrong argument")
	await _check_calls_are_counted()


func _check_apps() -> void:
	check(Steam.isSubscribed(), "isSubscribed")
	check(Steam.isSubscribedApp(APP_ID), "isSubscribedApp of this game")
	check(not Steam.isSubscribedApp(APP_ID + 1), "isSubscribedApp of another game")
	equal(Steam.getAppBuildId(), 0, "getAppBuildId: Steam did not install this")
	check(DirAccess.dir_exists_absolute(Steam.getAppInstallDir(APP_ID)), "getAppInstallDir: " + Steam.getAppInstallDir(APP_ID))
	equal(Steam.getAppInstallDir(APP_ID + 1), "", "getAppInstallDir of another game")
	equal(Steam.getInstalledDepots(APP_ID), [], "getInstalledDepots")
	check(Steam.getAvailableGameLanguages().split(",").has(Steam.getCurrentGameLanguage()), "the language is one of the game's")
	equal(Steam.getLaunchCommandLine(), "", "getLaunchCommandLine")
	equal(Steam.getLaunchQueryParam("lobby"), "", "getLaunchQueryParam")


func _check_utils() -> void:
	equal(Steam.getConnectedUniverse(), Steam.UNIVERSE_PUBLIC, "getConnectedUniverse")
	equal(Steam.getIPCountry(), "AT", "getIPCountry")
	equal(Steam.getSteamUILanguage(), "german", "getSteamUILanguage")
	var now := Steam.getServerRealTime()
	check(now > YEAR_2024, "getServerRealTime is of today: %d" % now)
	# Within an hour: both are this machine's clock.
	check(absi(now - int(Time.get_unix_time_from_system())) < 3600, "getServerRealTime and the engine's clock")
	check(Steam.getServerRealTime() >= now, "time goes on")
	equal(Steam.getAPICallFailureReason(), "", "getAPICallFailureReason")
	check(Steam.getSecondsSinceAppActive() >= 0, "getSecondsSinceAppActive")
	check(Steam.getSecondsSinceComputerActive() >= 0, "getSecondsSinceComputerActive")
	check(not Steam.isSteamInBigPictureMode(), "isSteamInBigPictureMode")
	check(not Steam.isSteamRunningInVR(), "isSteamRunningInVR")
	check(not Steam.isSteamRunningOnSteamDeck(), "isSteamRunningOnSteamDeck")


func _check_calls_are_counted() -> void:
	var before := Steam.getIPCCallCount()
	Steam.createLobby(Steam.LOBBY_TYPE_PRIVATE, 2)
	await next_signal("lobby_joined")
	check(Steam.getIPCCallCount() > before, "getIPCCallCount counts")
