extends "res://harness/test_case.gd"
## Achievements: defined, unlocked, stored, shown and kept over a shutdown.
## rule: stats.achievements, stats.icons, stats.progress
## expect-error: Steam.setAchievement: this game has no achievement "NO_SUCH"
## expect-error: Steam.getAchievement: this game has no achievement "NO_SUCH"
## expect-error: Steam.getAchievementProgressLimitsInt: this game has no integer progress
## expect-error: Steam.getAchievementDisplayAttribute: key is "colour"


func run() -> void:
	await init_steam()
	check(Steam.requestCurrentStats(), "requestCurrentStats")
	equal(await next_signal("current_stats_received"), [APP_ID, Steam.RESULT_OK, Steam.getSteamID()], "current_stats_received")
	_defined()
	await _unlock()
	_icons()
	await _shown()
	Steam.steamShutdown()
	await init_steam()
	equal(Steam.getAchievement("FIRST_GAME"), {"ret": true, "achieved": true}, "after a new start")
	equal(Steam.getAchievement("TEN_GAMES"), {"ret": true, "achieved": false}, "what was not stored")
	check(Steam.resetAllStats(true), "resetAllStats")
	equal(await next_signal("user_stats_stored"), [APP_ID, Steam.RESULT_OK], "user_stats_stored of the reset")
	equal(Steam.getAchievement("FIRST_GAME"), {"ret": true, "achieved": false}, "after the reset")


func _defined() -> void:
	var names: Array[String] = []
	for index in Steam.getNumAchievements():
		names.append(Steam.getAchievementName(index))
	equal(names, ["FIRST_GAME", "TEN_GAMES", "FAR", "SECRET", "FAIR_PLAY"] as Array[String], "names")
	equal(Steam.getAchievementName(5), "", "a name beyond the last")
	equal(Steam.getAchievementDisplayAttribute("FIRST_GAME", "name"), "A \"first\" game", "title")
	equal(Steam.getAchievementDisplayAttribute("FIRST_GAME", "desc"), "Play once.", "description")
	equal(Steam.getAchievementDisplayAttribute("FIRST_GAME", "hidden"), "0", "hidden")
	equal(Steam.getAchievementDisplayAttribute("SECRET", "hidden"), "1", "hidden")
	equal(Steam.getAchievementDisplayAttribute("SECRET", "colour"), "", "an attribute that is none")
	equal(Steam.getAchievementProgressLimitsInt("TEN_GAMES"), {"name": "TEN_GAMES", "min": 0, "max": 10}, "limits")
	equal(Steam.getAchievementProgressLimitsFloat("FAR"), {"name": "FAR", "min": 0.0, "max": 42.5}, "limits of a float")
	equal(Steam.getAchievementProgressLimitsInt("FAR"), {}, "limits of the other kind")


func _unlock() -> void:
	equal(Steam.getAchievement("FIRST_GAME"), {"ret": true, "achieved": false}, "before")
	equal(Steam.setAchievement("NO_SUCH"), false, "one that is not defined")
	equal(Steam.getAchievement("NO_SUCH"), {"ret": false, "achieved": false}, "one that is not defined")
	check(Steam.setAchievement("FIRST_GAME"), "setAchievement")
	check(Steam.setAchievement("SECRET"), "setAchievement")
	check(Steam.clearAchievement("SECRET"), "clearAchievement")
	check(Steam.storeStats(), "storeStats")
	equal(await next_signal("user_stats_stored"), [APP_ID, Steam.RESULT_OK], "user_stats_stored")
	equal(await next_signal("user_achievement_stored"), [APP_ID, false, "FIRST_GAME", 0, 0], "user_achievement_stored")
	var unlocked := Steam.getAchievementAndUnlockTime("FIRST_GAME")
	check(unlocked.ret and unlocked.retrieve and unlocked.achieved, "unlocked: %s" % unlocked)
	check(absi(unlocked.unlocked - int(Time.get_unix_time_from_system())) < 300, "the time: %s" % unlocked)
	check(Steam.storeStats(), "storeStats again")
	await next_signal("user_stats_stored")
	await frames(5)
	equal(signals.count("user_achievement_stored"), 0, "achievements that are told again")
	# Not stored.
	check(Steam.setAchievement("TEN_GAMES") and Steam.clearAchievement("TEN_GAMES"), "set and cleared")


func _icons() -> void:
	var unlocked := Steam.getAchievementIcon("FIRST_GAME")
	var locked := Steam.getAchievementIcon("SECRET")
	check(unlocked != 0 and locked != 0 and unlocked != locked, "handles: %d, %d" % [unlocked, locked])
	for handle: int in [unlocked, locked]:
		var size := Steam.getImageSize(handle)
		equal([size.width, size.height], [64, 64], "size of an icon")
		var image := Image.create_from_data(64, 64, false, Image.FORMAT_RGBA8, Steam.getImageRGBA(handle).buffer)
		var center := image.get_pixel(32, 32)
		equal(center.s > 0.0, handle == unlocked, "an icon in colour")


func _shown() -> void:
	check(Steam.indicateAchievementProgress("TEN_GAMES", 3, 10), "indicateAchievementProgress")
	equal(await next_signal("user_achievement_stored"), [APP_ID, false, "TEN_GAMES", 3, 10], "progress")
	equal(Steam.indicateAchievementProgress("TEN_GAMES", 10, 10), false, "a complete progress")
	equal(Steam.indicateAchievementProgress("FIRST_GAME", 1, 10), false, "progress of what is unlocked")
