extends "res://harness/test_case.gd"
## Without a file that defines them, achievements and stats are defined by their first use, with one warning each.
## rule: stats.first-use
## platform: local
## setting: steam/local/achievements_file=""
## expect-error: the achievement ANY is not defined anywhere
## expect-error: the stat hops of type int is not defined anywhere
## expect-error: Steam.setStatFloat: this game has no stat of type FLOAT "hops"


func run() -> void:
	await init_steam()
	equal(Steam.getNumAchievements(), 0, "at the beginning")
	check(Steam.setAchievement("ANY") and Steam.setStatInt("hops", 3), "set")
	equal(Steam.setStatFloat("hops", 1.5), false, "the first use gave the type")
	check(Steam.storeStats(), "storeStats")
	equal(await next_signal("user_achievement_stored"), [APP_ID, false, "ANY", 0, 0], "user_achievement_stored")
	equal([Steam.getNumAchievements(), Steam.getAchievementName(0)], [1, "ANY"], "the list")
	equal(Steam.getAchievementDisplayAttribute("ANY", "name"), "ANY", "the title")
	Steam.steamShutdown()
	errors.take()
	await init_steam()
	equal([Steam.getAchievement("ANY").achieved, Steam.getStatInt("hops")], [true, 3], "kept")
	await frames(3)
	equal(errors.take(), [] as Array[String], "known names need no warning")
