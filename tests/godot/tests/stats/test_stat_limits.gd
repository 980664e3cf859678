extends "res://harness/test_case.gd"
## A stat that breaks its limits is refused when it is stored, and has its old value again; the others are stored.
## rule: stats.limits
## platform: local
## expect-error: Steam.storeStats: outside the limits in steam_achievements.cfg, and therefore unchanged: score
## expect-error: Steam.storeStats: outside the limits in steam_achievements.cfg, and therefore unchanged: games


func run() -> void:
	await init_steam()
	check(Steam.setStatInt("games", 7) and Steam.setStatInt("score", -5), "set")
	equal([Steam.getStatInt("games"), Steam.getStatInt("score")], [7, -5], "seen at once")
	await _store_with(Steam.RESULT_INVALID_PARAM, "one is below its minimum")
	equal([Steam.getStatInt("games"), Steam.getStatInt("score")], [7, 0], "what holds after that")
	check(Steam.setStatInt("games", 6), "less of what only grows")
	await _store_with(Steam.RESULT_INVALID_PARAM, "it only grows")
	equal(Steam.getStatInt("games"), 7, "it stays")
	Steam.setStatInt("score", 400)
	await _store_with(Steam.RESULT_OK, "within the limits")
	Steam.setStatInt("score", 901)
	await _store_with(Steam.RESULT_INVALID_PARAM, "too much at once")
	Steam.setStatInt("score", 900)
	await _store_with(Steam.RESULT_OK, "as much as is allowed at once")
	# The warnings come with the next pump.
	await frames(2)


func _store_with(result: int, what: String) -> void:
	Steam.storeStats()
	equal(await next_signal("user_stats_stored"), [APP_ID, result], what)
