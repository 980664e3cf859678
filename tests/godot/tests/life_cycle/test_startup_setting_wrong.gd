extends "res://harness/test_case.gd"
## An on/off setting that is neither is reported, instead of counting as on.
## rule: init.wrong-settings
## setting: steam/initialization/initialize_on_startup="false"
## expect-error: the project setting steam/initialization/initialize_on_startup is "false": it must be true or false

func run() -> void:
	equal(Steam.isSteamRunning(), false, "initialised")
	var result := Steam.get_steam_init_result()
	equal(result.get("status"), Steam.STEAM_API_INIT_RESULT_FAILED_GENERIC, "the result")
	check(String(result.get("verbal")).contains("initialize_on_startup"), "what init says: %s" % result)
