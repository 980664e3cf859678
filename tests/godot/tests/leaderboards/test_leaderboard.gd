extends "res://harness/leaderboard_case.gd"
## One user's leaderboards: found, made, asked about, uploaded to and downloaded from; kept over a shutdown.
## rule: leaderboards.found, leaderboards.best, leaderboards.kept
## expect-error: Steam.getLeaderboardName: this_leaderboard is 0
## expect-error: Steam.getLeaderboardName: no leaderboard with the handle 77 has been found


func run() -> void:
	await init_steam()
	equal([Steam.getLeaderboardName(), Steam.getLeaderboardName(77)], ["", ""], "before one was found")
	Steam.findLeaderboard("Speedrun")
	equal(await next_signal("leaderboard_find_result"), [0, 0], "one that does not exist")
	equal(Steam.leaderboard_handle, 0, "none was found")
	await _asked_about()
	await _best()
	await _details()
	await _attached()
	var kept := board
	Steam.steamShutdown()
	await init_steam()
	equal(Steam.leaderboard_handle, 0, "after a new start")
	Steam.findLeaderboard("Café Ω")
	equal(await next_signal("leaderboard_find_result"), [kept, 1], "the same handle")
	equal(Steam.getLeaderboardSortMethod(), Steam.LEADERBOARD_SORT_METHOD_ASCENDING, "as it was made")
	equal(Steam.getLeaderboardEntryCount(), 1, "its entries")
	equal(await download(1, 10), ["1: 70"] as Array[String], "the score is kept")
	equal(Steam.getLeaderboardEntries()[0].details, PackedInt32Array([9]), "with its details")
	equal(Steam.getLeaderboardEntries()[0].ugc_handle, 1 << 62, "and what was attached")


func _asked_about() -> void:
	await find_board("High Scores")
	var first := board
	equal([Steam.getLeaderboardName(), Steam.getLeaderboardEntryCount()], ["High Scores", 0], "name and entries")
	equal(Steam.getLeaderboardSortMethod(), Steam.LEADERBOARD_SORT_METHOD_DESCENDING, "sort method")
	equal(Steam.getLeaderboardDisplayType(), Steam.LEADERBOARD_DISPLAY_TYPE_NUMERIC, "display type")
	equal(await download(1, 10), [] as Array[String], "without an entry")
	# Without a handle, the leaderboard found last is used.
	await find_board("Café Ω", Steam.LEADERBOARD_SORT_METHOD_ASCENDING, Steam.LEADERBOARD_DISPLAY_TYPE_TIME_MILLISECONDS)
	check(board != first, "another handle")
	equal([Steam.getLeaderboardName(), Steam.getLeaderboardName(first)], ["Café Ω", "High Scores"], "both names")
	equal(Steam.getLeaderboardDisplayType(), Steam.LEADERBOARD_DISPLAY_TYPE_TIME_MILLISECONDS, "display type")
	# One that exists stays as it is.
	await find_board("Café Ω", Steam.LEADERBOARD_SORT_METHOD_DESCENDING)
	equal(Steam.getLeaderboardSortMethod(), Steam.LEADERBOARD_SORT_METHOD_ASCENDING, "sort method")


func _best() -> void:
	equal(await upload(100), [1, 1, 0], "the first score")
	equal(await upload(120), [0, 1, 1], "a worse one")
	equal(await upload(100), [0, 1, 1], "an equal one")
	equal(await download(1, 1), ["1: 100"] as Array[String], "the best is kept")
	equal(await upload(120, false), [1, 1, 1], "a worse one by force")
	equal(await download(1, 1), ["1: 120"] as Array[String], "it stands")
	equal(await upload(80), [1, 1, 1], "a better one")
	equal(await upload(-2147483648), [1, 1, 1], "the lowest there is")
	equal(await upload(2147483647, false), [1, 1, 1], "the highest there is")
	equal(await download(1, 1), ["1: 2147483647"] as Array[String], "32 bits")
	equal(Steam.getLeaderboardEntryCount(), 1, "one entry")


func _details() -> void:
	var many := PackedInt32Array()
	for number in 64:
		many.append(number * -33_554_432)
	await upload(90, true, many)
	await download(1, 1)
	equal(Steam.getLeaderboardEntries()[0].details, many, "64 details")
	equal(Steam.setLeaderboardDetailsMax(3), 3, "setLeaderboardDetailsMax")
	equal(Steam.leaderboard_details_max, 3, "the property")
	await download(1, 1)
	equal(Steam.getLeaderboardEntries()[0].details, many.slice(0, 3), "three of them")
	Steam.leaderboard_details_max = 64
	await upload(70, true, PackedInt32Array([9]))
	await download(0, 99)
	var entry: Dictionary = Steam.getLeaderboardEntries()[0]
	equal(entry, {"score": 70, "steam_id": Steam.getSteamID(), "global_rank": 1, "ugc_handle": -1,
			"details": PackedInt32Array([9])}, "an entry")


func _attached() -> void:
	Steam.attachLeaderboardUGC(1 << 62)
	equal(await next_signal("leaderboard_ugc_set"), [board, Steam.RESULT_OK], "leaderboard_ugc_set")
	await download(1, 1)
	equal(Steam.getLeaderboardEntries()[0].ugc_handle, 1 << 62, "the handle")
