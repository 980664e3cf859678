extends "res://harness/test_case.gd"
## Stats of every type, their limits, and refusals.
## rule: stats.values
## expect-error: Steam.setStatFloat: this game has no stat of type FLOAT "score"
## expect-error: Steam.getStatInt: this game has no stat of type INT "lives"
## expect-error: Steam.setStatInt: value is 2147483648
## expect-error: Steam.setStatFloat: value is NaN
## expect-error: Steam.updateAvgRateStat: session_length is 0
## expect-error: Steam.getStatInt: stat_name is 128 bytes long


func run() -> void:
	await init_steam()
	equal(Steam.getStatInt("games"), 0, "at the beginning")
	check(Steam.setStatInt("games", 7) and Steam.setStatFloat("distance", 1.5), "set")
	equal([Steam.getStatInt("games"), Steam.getStatFloat("distance")], [7, 1.5], "seen at once")
	check(Steam.updateAvgRateStat("speed", 30.0, 10.0), "updateAvgRateStat")
	equal(Steam.getStatFloat("speed"), 3.0, "the average")
	check(Steam.updateAvgRateStat("speed", 0.0, 20.0), "updateAvgRateStat")
	equal(Steam.getStatFloat("speed"), 1.0, "the average of both")
	Steam.storeStats()
	equal(await next_signal("user_stats_stored"), [APP_ID, Steam.RESULT_OK], "stored")
	_refused()
	Steam.steamShutdown()
	await init_steam()
	equal([Steam.getStatInt("games"), Steam.getStatFloat("distance"), Steam.getStatFloat("speed")], [7, 1.5, 1.0], "kept")
	check(Steam.resetAllStats(false), "resetAllStats")
	await next_signal("user_stats_stored")
	equal([Steam.getStatInt("games"), Steam.getStatFloat("speed")], [0, 0.0], "after the reset")


func _refused() -> void:
	equal(Steam.setStatFloat("score", 1.0), false, "a stat of the other type")
	equal(Steam.getStatInt("lives"), 0, "a stat that is not defined")
	equal(Steam.setStatInt("score", 1 << 31), false, "a number that is too large")
	equal(Steam.setStatFloat("distance", NAN), false, "no number")
	equal(Steam.updateAvgRateStat("speed", 1.0, 0.0), false, "a session without a length")
	equal(Steam.getStatInt("x".repeat(128)), 0, "a name that is too long")
