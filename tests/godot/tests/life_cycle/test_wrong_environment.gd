extends "res://harness/test_case.gd"
## The init reports wrong values on the command line or in the environment.
## rule: init.wrong-settings
## platform: local
## user-args: --steam-colour=red --steam-conditions=latency=1
## expect-error: the command line has --steam-colour=red
## expect-error: Steam.steamInit: app_id is 481, but Steam is initialised for 480
## expect-error: Steam.steamInit: The platform "stem"

func run() -> void:
	for variable: String in ["SteamAppId", "STEAM_NETWORKING_PLATFORM", "STEAM_NETWORKING_P2P_TRANSPORT"]:
		var before := OS.get_environment(variable)
		OS.set_environment(variable, "stem")
		var result := Steam.steamInitEx(0, false)
		equal(result.status, Steam.STEAM_API_INIT_RESULT_FAILED_GENERIC, "the status with a wrong " + variable)
		check(result.verbal.contains(variable) and result.verbal.contains('"stem"'), "the reason: " + result.verbal)
		if variable == "STEAM_NETWORKING_PLATFORM":
			equal(Steam.steamInit(0, false), false, "steamInit")
		OS.set_environment(variable, before)
	await init_steam()
	equal(Steam.steamInit(481, false), true, "an init for another app")
	equal(Steam.getAppID(), APP_ID, "the app")
