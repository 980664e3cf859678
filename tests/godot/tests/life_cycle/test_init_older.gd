extends "res://harness/test_case.gd"
## The older generation of init: a bool first means its arguments and, for steamInit, its result.
## rule: init.older

func run() -> void:
	for arguments: Array in [[true], [false], [true, APP_ID], [false, APP_ID, false]]:
		var result: Variant = Steam.callv("steamInit", arguments)
		equal(typeof(result), TYPE_DICTIONARY, "steamInit%s returns a Dictionary" % [arguments])
		equal(result.keys(), ["status", "verbal"], "steamInit%s: keys" % [arguments])
		equal(result.status, 1, "steamInit%s: the older status for success" % [arguments])
		equal(Steam.getAppID(), APP_ID, "steamInit%s: app id" % [arguments])
		Steam.steamShutdown()
	for arguments: Array in [[true], [false], [false, APP_ID], [true, APP_ID, false]]:
		var result: Dictionary = Steam.callv("steamInitEx", arguments)
		equal(result.keys(), ["status", "verbal"], "steamInitEx%s: keys" % [arguments])
		equal(result.status, Steam.STEAM_API_INIT_RESULT_OK, "steamInitEx%s: status" % [arguments])
		equal(Steam.getAppID(), APP_ID, "steamInitEx%s: app id" % [arguments])
		Steam.steamShutdown()
	# The third argument of the older form embeds the callbacks.
	pumping = false
	equal(Steam.steamInitEx(false, APP_ID, true).status, Steam.STEAM_API_INIT_RESULT_OK, "with embedded callbacks")
	Steam.createLobby(Steam.LOBBY_TYPE_PRIVATE, 2)
	await next_signal("lobby_joined")
	equal(errors.take(), [] as Array[String], "errors")
