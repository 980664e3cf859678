extends "res://harness/test_case.gd"
## A wrong condition in the settings fails the init and is named.
## rule: init.wrong-settings
## platform: local
## env: STEAM_NETWORKING_CONDITIONS=latency=50,loss=200

func run() -> void:
	var result := Steam.steamInitEx(APP_ID, false)
	equal(result.status, Steam.STEAM_API_INIT_RESULT_FAILED_GENERIC, "the result")
	for part: String in ["STEAM_NETWORKING_CONDITIONS", "loss=200", "from 0 to 100"]:
		check(result.verbal.contains(part), "%s in %s" % [part, result.verbal])
	equal(SteamLocal.is_active(), false, "active after a failed init")
