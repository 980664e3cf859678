extends "res://harness/test_case.gd"
## What was set for the local platform alone, and is not used since Steam answers, stands in what init says.
## rule: init.wrong-settings
## user-args: --steam-conditions=latency=50

func run() -> void:
	var result := Steam.steamInitEx(APP_ID)
	equal(result.status, Steam.STEAM_API_INIT_RESULT_OK, "init")
	check(result.verbal.contains("app ID 480 from the argument app_id"), result.verbal)
	check(result.verbal.contains("not used, since only for the local platform: --steam-user, --steam-conditions"), result.verbal)
