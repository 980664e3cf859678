extends "res://harness/test_case.gd"
## Every failure of Steam's init is reported by status and text, in both generations, and init can be tried again.
## rule: init.failure-told
## expect-error: WARNING: Steam.steamInit: 

const FAILURES := {
	"generic": Steam.STEAM_API_INIT_RESULT_FAILED_GENERIC,
	"no-client": Steam.STEAM_API_INIT_RESULT_NO_STEAM_CLIENT,
	"version": Steam.STEAM_API_INIT_RESULT_VERSION_MISMATCH,
	"wordless": Steam.STEAM_API_INIT_RESULT_FAILED_GENERIC,
}


func run() -> void:
	pumping = false
	for failure: String in FAILURES:
		OS.set_environment("STEAM_API_DOUBLE_INIT", failure)
		_check_failure(FAILURES[failure], failure)
	OS.set_environment("STEAM_API_DOUBLE_INIT", "")
	OS.set_environment("STEAM_API_DOUBLE_MISSING", "ISteamNetworking,ISteamApps")
	var verbal := _check_failure(Steam.STEAM_API_INIT_RESULT_VERSION_MISMATCH, "missing interfaces")
	check(verbal.contains("ISteamNetworking, ISteamApps"), "the missing interfaces in: " + verbal)
	OS.set_environment("STEAM_API_DOUBLE_MISSING", "")
	await init_steam()
	equal(errors.take(), [] as Array[String], "errors")


func _check_failure(status: int, what: String) -> String:
	var result := Steam.steamInitEx(APP_ID, false)
	equal(result.get("status"), status, "the status of: " + what)
	check(result.verbal.length() > 10, "the words of %s: %s" % [what, result.verbal])
	equal(errors.take(), [] as Array[String], "errors: the result says it")
	equal(Steam.steamInit(APP_ID, false), false, "steamInit: " + what)
	if errors.available():
		equal(errors.take(), ["Steam.steamInit: " + result.verbal] as Array[String], "the line of a bool")
	return result.verbal
