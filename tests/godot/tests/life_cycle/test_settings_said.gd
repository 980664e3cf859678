extends "res://harness/test_case.gd"
## No setting is ignored without a word: it is taken without the space around it, or the init fails and names it, or a warning says
## why it is not read.
## rule: init.wrong-settings
## platform: local
## user-args: --steam-user --steam-conditions=latency=1 --steam-conditions=latency=2
## args: --steam-user=7
## env: STEAM_NETWORKING_USR=1
## env: STEAM_NETWORKING_USER=3
## expect-error: the command line has --steam-user=7 in the wrong place: it must come after Godot's --
## expect-error: the command line has --steam-user; the known ones are
## expect-error: the command line has --steam-conditions=latency=2, but the earlier --steam-conditions= is used
## expect-error: the environment has STEAM_NETWORKING_USR; the known variables are

const USER := "STEAM_NETWORKING_USER"
const FOLDER := "STEAM_NETWORKING_DIR"


func run() -> void:
	OS.unset_environment(USER)
	for number: String in ["2", "2 ", " 2", "\t2\n"]:
		equal(_init_with(USER, number), "", "the user %s" % number.c_escape())
		equal(Steam.getPersonaName(), "Bruno", "the user %s" % number.c_escape())
		Steam.steamShutdown()
	equal(_init_with(USER, " Zoë "), "", "a name")
	equal(Steam.getPersonaName(), "Zoë", "the name")
	Steam.steamShutdown()
	for wrong: String in ["-1", "2.0", "4294967296", "100001", "+2", "é".repeat(65)]:
		_fails_with(USER, wrong)
	for wrong: String in ["here", "./here", "../here"]:
		_fails_with(FOLDER, wrong)
	for wrong: String in ["latency", "latency=-1", "latency=1;loss=2"]:
		_fails_with("STEAM_NETWORKING_CONDITIONS", wrong)
	for wrong: String in ["session_timeout=0", "session_timeout=99999999999999999999", "patience=3"]:
		_fails_with("STEAM_NETWORKING_TIMINGS", wrong)
	for wrong: String in ["lokal", "1"]:
		_fails_with("STEAM_NETWORKING_PLATFORM", wrong)
		_fails_with("STEAM_NETWORKING_P2P_TRANSPORT", wrong)
	equal(_init_with("STEAM_NETWORKING_PLATFORM", " local "), "", "a platform with space around it")
	Steam.steamShutdown()
	for wrong: Variant in [2.0, -1, "2.0"]:
		ProjectSettings.set_setting("steam/local/user", wrong)
		var result := Steam.steamInitEx(APP_ID)
		check(result.status != 0 and result.verbal.contains("steam/local/user"), "the setting %s: %s" % [wrong, result])
	ProjectSettings.set_setting("steam/local/user", "")


## Initialises with an environment variable and returns why that failed.
func _init_with(variable: String, value: String) -> String:
	var before := OS.get_environment(variable)
	OS.set_environment(variable, value)
	var result := Steam.steamInitEx(APP_ID)
	if before.is_empty():
		OS.unset_environment(variable)
	else:
		OS.set_environment(variable, before)
	return "" if result.status == Steam.STEAM_API_INIT_RESULT_OK else result.verbal


func _fails_with(variable: String, wrong: String) -> void:
	var why := _init_with(variable, wrong)
	check(why.contains(variable) and why.contains(wrong), "%s=%s: %s" % [variable, wrong, why])
	if why.is_empty():
		Steam.steamShutdown()
