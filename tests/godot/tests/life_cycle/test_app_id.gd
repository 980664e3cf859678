extends "res://harness/test_case.gd"
## The app ID is the argument's, otherwise the project's, otherwise the environment's, otherwise 480; if another place has a
## different one, a warning names it, and on Steam the chosen one is used.
## rule: init.app-id
## expect-error: SteamAppId is 404790, the Godot editor as Steam starts it, but 480 from the project setting
## expect-error: steam/initialization/app_id is 480, but 570 from the argument app_id is used
## expect-error: SteamAppId is 404790, the Godot editor as Steam starts it, but 570 from the argument app_id is used
## env: SteamAppId=404790

const SETTING := "steam/initialization/app_id"


func run() -> void:
	_init_as(0, APP_ID, "from the project setting " + SETTING)
	_check_warnings(["404790"])
	# The value that the first init has written there for Steam is not the developer's.
	_init_as(570, 570, "from the argument app_id")
	_check_warnings(["is 480", "404790"])
	ProjectSettings.set_setting(SETTING, 0)
	OS.set_environment("SteamAppId", " 730 ")
	_init_as(0, 730, "from the environment variable SteamAppId")
	OS.unset_environment("SteamAppId")
	_init_as(0, 480, "from the default of editor and debug builds")
	_check_warnings([])
	for wrong: Variant in ["480", -1, 1 << 32, 480.5, true]:
		ProjectSettings.set_setting(SETTING, wrong)
		var result := Steam.steamInitEx()
		equal(result.status, Steam.STEAM_API_INIT_RESULT_FAILED_GENERIC, "init with the setting %s" % var_to_str(wrong))
		check(result.verbal.contains(SETTING), result.verbal)
		_init_as(APP_ID, APP_ID, "from the argument app_id")
	ProjectSettings.set_setting(SETTING, APP_ID)


func _init_as(argument: int, app_id: int, source: String) -> void:
	errors.take()
	var result := Steam.steamInitEx(argument)
	equal(result.status, Steam.STEAM_API_INIT_RESULT_OK, "init with %d: %s" % [argument, result])
	check(result.verbal.contains("app ID %d %s" % [app_id, source]), result.verbal)
	equal(Steam.getAppID(), app_id, "the app ID")
	Steam.steamShutdown()


func _check_warnings(texts: Array[String]) -> void:
	if not errors.available():
		return
	var lines := errors.take()
	equal(lines.size(), texts.size(), "warnings: %s" % [lines])
	for text in texts:
		check(lines.any(func(line: String) -> bool: return line.contains(text)), "%s in %s" % [text, lines])
