extends "res://harness/test_case.gd"
## Stats that Steam does not have yet: every call about them fails with a line, and works once they are there.
## rule: stats.late
## expect-error: this game has no

func run() -> void:
	await init_steam()
	OS.set_environment("STEAM_API_DOUBLE_STATS", "late")
	equal(Steam.setAchievement("FIRST_GAME"), false, "setAchievement")
	equal(Steam.getAchievement("FIRST_GAME"), {"ret": false, "achieved": false}, "getAchievement")
	equal(Steam.getAchievementAndUnlockTime("FIRST_GAME").ret, false, "getAchievementAndUnlockTime")
	equal([Steam.setStatInt("games", 1), Steam.setStatFloat("distance", 1.0)], [false, false], "setting stats")
	equal([Steam.getStatInt("games"), Steam.getStatFloat("distance")], [0, 0.0], "reading stats")
	equal([Steam.storeStats(), Steam.resetAllStats(true), Steam.getNumAchievements()], [false, false, 0], "the rest")
	equal(Steam.getAchievementIcon("FIRST_GAME"), 0, "getAchievementIcon")
	OS.set_environment("STEAM_API_DOUBLE_STATS", "")
	check(Steam.setAchievement("FIRST_GAME") and Steam.storeStats(), "once they are there")
	equal(await next_signal("user_achievement_stored"), [APP_ID, false, "FIRST_GAME", 0, 0], "user_achievement_stored")
