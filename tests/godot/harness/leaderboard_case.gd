extends "res://harness/test_case.gd"
## A test of leaderboards: finds them, uploads and downloads, and says what came as text that is easily compared.

## The leaderboard found last.
var board := 0


## Finds a leaderboard, or makes it.
func find_board(board_name: String, sort_method := Steam.LEADERBOARD_SORT_METHOD_DESCENDING,
		display_type := Steam.LEADERBOARD_DISPLAY_TYPE_NUMERIC) -> void:
	Steam.findOrCreateLeaderboard(board_name, sort_method, display_type)
	var found := await next_signal("leaderboard_find_result")
	equal(found[1], 1, "found " + board_name)
	board = found[0]
	check(board != 0, "a handle")
	equal(Steam.leaderboard_handle, board, "the leaderboard found last")


## Uploads a score and returns what came of it: changed, new rank, previous rank.
func upload(score: int, keep_best := true, details := PackedInt32Array()) -> Array:
	Steam.uploadLeaderboardScore(score, keep_best, details, board)
	var uploaded := await next_signal("leaderboard_score_uploaded")
	equal([uploaded[0], uploaded[1], uploaded[2].score], [1, board, score], "the score that was uploaded")
	return [uploaded[2].score_changed, uploaded[2].global_rank_new, uploaded[2].global_rank_prev]


## Downloads entries: each as "rank: score".
func download(start: int, end: int, type := Steam.LEADERBOARD_DATA_REQUEST_GLOBAL) -> Array[String]:
	Steam.downloadLeaderboardEntries(start, end, type, board)
	return await downloaded()


## The entries of the next download, each as "rank: score".
func downloaded() -> Array[String]:
	var told := await next_signal("leaderboard_scores_downloaded")
	equal(told[1], board, "the leaderboard")
	equal(String(told[0]).is_empty(), not told[2].is_empty(), "a message where there are no entries: " + told[0])
	equal(Steam.getLeaderboardEntries(), told[2], "getLeaderboardEntries")
	equal(Steam.leaderboard_entries_array, told[2], "leaderboard_entries_array")
	var entries: Array[String] = []
	for entry: Dictionary in told[2]:
		entries.append("%d: %d" % [entry.global_rank, entry.score])
	return entries
