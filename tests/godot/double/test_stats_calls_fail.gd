extends "res://harness/test_case.gd"
## Calls about stats that fail on their way are reported as failed, by their own signal and by steamworks_error.
## rule: steam.call-failures

func run() -> void:
	await init_steam()
	var me := Steam.getSteamID()
	for misbehaviour: String in ["io-failure", "refused", "wrong-kind", "wrong-size", "wrong-answer"]:
		OS.set_environment("STEAM_API_DOUBLE_CALLS", misbehaviour)
		signals.clear()
		Steam.requestUserStats(me)
		await _fails("user_stats_received", [APP_ID, Steam.RESULT_IO_FAILURE, me], misbehaviour)
		Steam.requestGlobalAchievementPercentages()
		await _fails("global_achievement_percentages_ready", [APP_ID, Steam.RESULT_IO_FAILURE], misbehaviour)
		Steam.requestGlobalStats(1)
		await _fails("global_stats_received", [APP_ID, Steam.RESULT_IO_FAILURE], misbehaviour)
		Steam.getNumberOfCurrentPlayers()
		await _fails("number_of_current_players", [0, 0], misbehaviour)


func _fails(signal_name: String, expected: Array, misbehaviour: String) -> void:
	equal(await next_signal(signal_name), expected, "%s: %s" % [signal_name, misbehaviour])
	equal((await next_signal("steamworks_error"))[0], signal_name, "steamworks_error: " + misbehaviour)
