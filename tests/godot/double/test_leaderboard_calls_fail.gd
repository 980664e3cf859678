extends "res://harness/leaderboard_case.gd"
## Calls about leaderboards that fail on their way are reported as failed, by their own signal and by steamworks_error; and values of a
## newer Steam are passed on.
## rule: steam.call-failures, steam.unknown-values


func run() -> void:
	await init_steam()
	await find_board("Points")
	await upload(5)
	var nothing := {"score": 9, "score_changed": 0, "global_rank_new": 0, "global_rank_prev": 0}
	for misbehaviour: String in ["io-failure", "refused", "wrong-kind", "wrong-size", "wrong-answer"]:
		OS.set_environment("STEAM_API_DOUBLE_CALLS", misbehaviour)
		signals.clear()
		Steam.findLeaderboard("Points")
		await _fails("leaderboard_find_result", [0, 0], misbehaviour)
		Steam.findOrCreateLeaderboard("Points", 1, 1)
		await _fails("leaderboard_find_result", [0, 0], misbehaviour)
		Steam.downloadLeaderboardEntries(1, 10)
		await _fails("leaderboard_scores_downloaded", ["Steam could not be reached", board, []], misbehaviour)
		Steam.downloadLeaderboardEntriesForUsers([Steam.getSteamID()])
		await _fails("leaderboard_scores_downloaded", ["Steam could not be reached", board, []], misbehaviour)
		Steam.uploadLeaderboardScore(9, false)
		await _fails("leaderboard_score_uploaded", [0, board, nothing], misbehaviour)
		Steam.attachLeaderboardUGC(3)
		await _fails("leaderboard_ugc_set", [board, Steam.RESULT_IO_FAILURE], misbehaviour)
	OS.set_environment("STEAM_API_DOUBLE_CALLS", "")
	equal(Steam.leaderboard_handle, board, "what was found before stays found")
	OS.set_environment("STEAM_API_DOUBLE_ENUMS", "unknown")
	equal(Steam.getLeaderboardSortMethod(), 9999, "getLeaderboardSortMethod")
	equal(Steam.getLeaderboardDisplayType(), 9999, "getLeaderboardDisplayType")
	Steam.attachLeaderboardUGC(3)
	equal(await next_signal("leaderboard_ugc_set"), [board, 9999], "leaderboard_ugc_set")


func _fails(signal_name: String, expected: Array, misbehaviour: String) -> void:
	equal(await next_signal(signal_name), expected, "%s: %s" % [signal_name, misbehaviour])
	equal((await next_signal("steamworks_error"))[0], signal_name, "steamworks_error: " + misbehaviour)
