extends "res://harness/test_case.gd"
## `auto` takes Steam if it answers. If it does not, a development build takes the local platform, and init gives the reason;
## once Steam answers, the next init takes it.
## rule: init.auto
## env: STEAM_NETWORKING_PLATFORM=auto

func run() -> void:
	_start("with the Steam client")
	check(not SteamLocal.is_active(), "the local platform is not used")
	Steam.steamShutdown()
	for failure: String in ["generic", "no-client", "version", "wordless"]:
		OS.set_environment("STEAM_API_DOUBLE_INIT", failure)
		_start("since Steam does not answer")
		check(SteamLocal.is_active(), "the local platform is used: " + failure)
		Steam.createLobby(Steam.LOBBY_TYPE_PUBLIC, 2)
		equal((await next_signal("lobby_created"))[0], Steam.RESULT_OK, "it answers: " + failure)
		Steam.steamShutdown()
	OS.set_environment("STEAM_API_DOUBLE_INIT", "")
	_start("with the Steam client")
	equal(errors.take(), [] as Array[String], "errors")


func _start(why: String) -> void:
	var result := Steam.steamInitEx(APP_ID, false)
	equal(result.status, Steam.STEAM_API_INIT_RESULT_OK, "the status of init")
	check(result.verbal.contains(why), "init says %s: %s" % [why, result.verbal])
