extends "res://harness/test_case.gd"
## The stored values of another user can be requested, and the totals of all users.
## rule: stats.others, stats.global
## players: 2


func run() -> void:
	await init_steam()
	var other := await id_of(3 - player)
	equal(Steam.getUserAchievement(other, "FIRST_GAME"), {"steam_id": other, "retrieved": false, "name": "FIRST_GAME",
			"achieved": false}, "before it was asked for")
	await barrier("before")
	Steam.requestUserStats(other)
	equal(await next_signal("user_stats_received"), [APP_ID, Steam.RESULT_FAIL, other], "who has stored nothing")
	await barrier("nothing")
	Steam.setStatInt("games", player * 10)
	Steam.setStatFloat("distance", player * 0.5)
	Steam.setStatInt("secret", 5)
	Steam.setAchievement("FIRST_GAME")
	if player == 2:
		Steam.setAchievement("SECRET")
	Steam.storeStats()
	equal(await next_signal("user_stats_stored"), [APP_ID, Steam.RESULT_OK], "user_stats_stored")
	await barrier("stored")
	Steam.requestUserStats(other)
	equal(await next_signal("user_stats_received"), [APP_ID, Steam.RESULT_OK, other], "user_stats_received")
	equal(Steam.getUserStatInt(other, "games"), (3 - player) * 10, "a stat of the other")
	equal(Steam.getUserStatFloat(other, "distance"), (3 - player) * 0.5, "a float of the other")
	equal(Steam.getUserAchievement(other, "SECRET").achieved, player == 1, "an achievement of the other")
	var unlocked := Steam.getUserAchievementAndUnlockTime(other, "FIRST_GAME")
	check(unlocked.retrieved and unlocked.achieved and unlocked.unlocked > 0, "with its time: %s" % unlocked)
	await _all_users()


func _all_users() -> void:
	equal(Steam.getMostAchievedAchievementInfo().iterator, -1, "before it was asked for")
	equal(Steam.getAchievementAchievedPercent("SECRET"), {"ret": false, "percent": 0.0}, "before it was asked for")
	Steam.requestGlobalAchievementPercentages()
	equal(await next_signal("global_achievement_percentages_ready"), [APP_ID, Steam.RESULT_OK], "percentages")
	equal(Steam.getAchievementAchievedPercent("SECRET"), {"ret": true, "percent": 50.0}, "half of them")
	var order: Array[String] = []
	var info := Steam.getMostAchievedAchievementInfo()
	while info.iterator != -1:
		order.append("%s %d %s" % [info.name, info.percent, info.achieved])
		info = Steam.getNextMostAchievedAchievementInfo(info.iterator)
	var second := "SECRET 50 %s" % (player == 2)
	equal(order.slice(0, 2), ["FIRST_GAME 100 true", second] as Array[String], "the order")
	equal(order.size(), 5, "all of them")
	Steam.requestGlobalStats(2)
	equal(await next_signal("global_stats_received"), [APP_ID, Steam.RESULT_OK], "global_stats_received")
	equal([Steam.getGlobalStatInt("games"), Steam.getGlobalStatFloat("distance")], [30, 1.5], "sums")
	equal(Steam.getGlobalStatIntHistory("games").size(), 2, "days")
	# The test may run over midnight.
	var days := Steam.getGlobalStatIntHistory("games")
	equal(days[0] + days[1], 30, "what came in two days")
	var fractions := Steam.getGlobalStatFloatHistory("distance")
	equal(fractions[0] + fractions[1], 1.5, "what came in two days")
	Steam.getNumberOfCurrentPlayers()
	equal(await next_signal("number_of_current_players"), [1, 2], "number_of_current_players")
