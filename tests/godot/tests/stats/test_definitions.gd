extends "res://harness/test_case.gd"
## A file of achievements that is wrong or missing keeps Steam from being initialised, and the reason names the place.
## rule: stats.definitions
## platform: local
## expect-error: line 2: max is many: it must be a number


func run() -> void:
	var file := FileAccess.open("user://wrong.cfg", FileAccess.WRITE)
	file.store_string("[stat games]\nmax=many\n")
	file.close()
	ProjectSettings.set_setting("steam/local/achievements_file", "user://wrong.cfg")
	var result := Steam.steamInitEx(APP_ID)
	check(String(result.verbal).contains("line 2: max is many"), "the reason: %s" % result)
	ProjectSettings.set_setting("steam/local/achievements_file", "res://nowhere.cfg")
	result = Steam.steamInitEx(APP_ID)
	check(String(result.verbal).contains("res://nowhere.cfg"), "the reason: %s" % result)
	ProjectSettings.set_setting("steam/local/achievements_file", "user://wrong.cfg")
	# Without a result to read, the log has the reason.
	equal(Steam.steamInit(APP_ID), false, "steamInit")
	DirAccess.remove_absolute("user://wrong.cfg")
