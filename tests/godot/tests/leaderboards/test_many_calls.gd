extends "res://harness/leaderboard_case.gd"
## A script that asks without end gets an answer to every call, in order; those beyond the limit fail with one line.
## rule: leaderboards.refused
## platform: local
## expect-error: 256 calls about leaderboards wait for their answers, which is the limit
## expect-error: Steam.attachLeaderboardUGC: you have no entry to attach it to
## expect-error: Steam.uploadLeaderboardScore: no leaderboard with the handle 5 has been found


func run() -> void:
	await init_steam()
	await find_board("Points")
	Steam.attachLeaderboardUGC(1)
	equal(await next_signal("leaderboard_ugc_set"), [board, Steam.RESULT_FAIL], "without an entry")
	Steam.uploadLeaderboardScore(1, true, PackedInt32Array(), 5)
	equal((await next_signal("leaderboard_score_uploaded")).slice(0, 2), [0, 5], "to a handle that is none")
	var failed := 0
	for number in 300:
		Steam.uploadLeaderboardScore(number)
	for number in 300:
		var uploaded := await next_signal("leaderboard_score_uploaded")
		failed += 1 - int(uploaded[0])
	equal(failed, 44, "calls beyond the limit")
	equal(await download(1, 1), ["1: 255"] as Array[String], "the last one that there was room for")
	equal(await upload(1000), [1, 1, 1], "there is room again")
