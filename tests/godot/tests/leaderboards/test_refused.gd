extends "res://harness/leaderboard_case.gd"
## A refused call reports this in one line, and is still answered.
## rule: leaderboards.refused
## expect-error: Steam.findLeaderboard: leaderboard_name is empty
## expect-error: Steam.findLeaderboard: leaderboard_name is 128 bytes long
## expect-error: Steam.findOrCreateLeaderboard: sort_method is 0
## expect-error: Steam.findOrCreateLeaderboard: display_type is 4
## expect-error: Steam.uploadLeaderboardScore: this_leaderboard is 0
## expect-error: Steam.downloadLeaderboardEntries: this_leaderboard is 0
## expect-error: Steam.downloadLeaderboardEntriesForUsers: this_leaderboard is 0
## expect-error: Steam.attachLeaderboardUGC: this_leaderboard is 0
## expect-error: Steam.uploadLeaderboardScore: score is 2147483648
## expect-error: Steam.uploadLeaderboardScore: details is 65 numbers
## expect-error: Steam.downloadLeaderboardEntries: type is 3
## expect-error: Steam.downloadLeaderboardEntries: start is 4294967296
## expect-error: Steam.downloadLeaderboardEntriesForUsers: users_id is an Array of 101
## expect-error: Steam.downloadLeaderboardEntriesForUsers: users_id is an Array of 0
## expect-error: Steam.downloadLeaderboardEntriesForUsers: users_id is 5
## expect-error: Steam.downloadLeaderboardEntriesForUsers: users_id is an Array with values other
## expect-error: Steam.setLeaderboardDetailsMax: max is 65


func run() -> void:
	await init_steam()
	var me := Steam.getSteamID()
	Steam.uploadLeaderboardScore(5)
	await _not_uploaded(5, 0, "a score without a leaderboard")
	Steam.downloadLeaderboardEntries(1, 10)
	await _not_downloaded(0, "entries without a leaderboard")
	Steam.downloadLeaderboardEntriesForUsers([me])
	await _not_downloaded(0, "entries of users without a leaderboard")
	Steam.attachLeaderboardUGC(5)
	equal(await next_signal("leaderboard_ugc_set"), [0, Steam.RESULT_INVALID_PARAM], "to no leaderboard")
	Steam.findLeaderboard("")
	await _not_found("no name")
	Steam.findLeaderboard("x".repeat(128))
	await _not_found("a name that is too long")
	Steam.findOrCreateLeaderboard("Any", Steam.LEADERBOARD_SORT_METHOD_NONE, Steam.LEADERBOARD_DISPLAY_TYPE_NUMERIC)
	await _not_found("no sort method")
	Steam.findOrCreateLeaderboard("Any", Steam.LEADERBOARD_SORT_METHOD_ASCENDING, 4)
	await _not_found("no display type")
	await find_board("x".repeat(127))
	Steam.uploadLeaderboardScore(1 << 31)
	await _not_uploaded(0, board, "a score of more than 32 bits")
	var details := PackedInt32Array()
	details.resize(65)
	Steam.uploadLeaderboardScore(6, true, details)
	await _not_uploaded(6, board, "a detail too many")
	Steam.downloadLeaderboardEntries(1, 10, Steam.LEADERBOARD_DATA_REQUEST_USERS)
	await _not_downloaded(board, "a request that has a method of its own")
	Steam.downloadLeaderboardEntries(1 << 32, 1)
	await _not_downloaded(board, "a rank of more than 32 bits")
	var users := []
	users.resize(101)
	users.fill(me)
	for wrong: Array in [users, [], [5], [me, "me"]]:
		Steam.downloadLeaderboardEntriesForUsers(wrong)
		await _not_downloaded(board, "users: %s" % [wrong.slice(0, 2)])
	equal(Steam.setLeaderboardDetailsMax(65), 64, "more details than there are")
	equal(await download(1, 10), [] as Array[String], "nothing was uploaded")


func _not_found(what: String) -> void:
	equal(await next_signal("leaderboard_find_result"), [0, 0], what)


func _not_uploaded(score: int, to: int, what: String) -> void:
	equal(await next_signal("leaderboard_score_uploaded"), [0, to, {"score": score, "score_changed": 0, "global_rank_new": 0,
			"global_rank_prev": 0}], what)


func _not_downloaded(from: int, what: String) -> void:
	var told := await next_signal("leaderboard_scores_downloaded")
	equal([told[1], told[2]], [from, []], what)
	check(String(told[0]).begins_with("refused"), "the message: " + told[0])
