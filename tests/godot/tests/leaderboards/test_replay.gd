extends "res://harness/leaderboard_case.gd"
## A ghost to race against: the winner shares the file of their lap and attaches it to their entry; users who see the entry download
## it. A better score keeps it until another one is attached.
## rule: leaderboards.best, cloud.shared
## players: 2


func run() -> void:
	await init_steam()
	await find_board("Lap", Steam.LEADERBOARD_SORT_METHOD_ASCENDING, Steam.LEADERBOARD_DISPLAY_TYPE_TIME_MILLISECONDS)
	if player == 1:
		await upload(61_000)
		await _attach("left, right, left".to_utf8_buffer())
		await upload(60_000)
	await barrier("attached")
	await download(1, 1)
	var first := Steam.getLeaderboardEntries()[0].ugc_handle as int
	equal(await _fetched(first), "left, right, left", "the ghost of the entry")
	await barrier("fetched")
	if player == 1:
		await _attach("straight on".to_utf8_buffer())
	await barrier("attached again")
	Steam.downloadLeaderboardEntriesForUsers([await id_of(1)])
	equal(await downloaded(), ["1: 60000"] as Array[String], "the entry")
	var second := Steam.getLeaderboardEntries()[0].ugc_handle as int
	check(second != first, "another handle")
	equal(await _fetched(second), "straight on", "the ghost that is attached now")


func _attach(ghost: PackedByteArray) -> void:
	check(Steam.fileWrite("lap.ghost", ghost), "fileWrite")
	Steam.fileShare("lap.ghost")
	var shared := await next_signal("file_share_result")
	equal(shared[0], Steam.RESULT_OK, "file_share_result")
	Steam.attachLeaderboardUGC(shared[1], board)
	equal(await next_signal("leaderboard_ugc_set"), [board, Steam.RESULT_OK], "leaderboard_ugc_set")


func _fetched(handle: int) -> String:
	Steam.ugcDownload(handle, 0)
	equal((await next_signal("download_ugc_result"))[0], Steam.RESULT_OK, "download_ugc_result")
	return Steam.ugcRead(handle, 1000, 0, Steam.UGC_READ_CLOSE).get_string_from_utf8()
