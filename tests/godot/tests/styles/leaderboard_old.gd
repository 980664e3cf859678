extends Node
## A leaderboard in the manner of older projects: the singleton in an untyped variable, so that nothing is checked or converted before the
## call; names in capitals, signals connected by their names and awaited, the leaderboard found last meant by each call, an Array
## without a type for details, ranks from 0, and the entries fetched by a method of their own.

var STEAM = null
var ROWS := []
var SUCCESS := false


func _ready() -> void:
	STEAM = Engine.get_singleton("Steam")
	var INIT = STEAM.steamInit(true, 480)
	if INIT['status'] != 1:
		push_error("Failed to initialize Steam. " + str(INIT['verbal']))
		return
	STEAM.connect("leaderboard_find_result", Callable(self, "_leaderboard_Find_Result"))
	STEAM.connect("leaderboard_score_uploaded", Callable(self, "_leaderboard_Score_Uploaded"))


func _process(_delta) -> void:
	STEAM.run_callbacks()


func _open() -> void:
	STEAM.findLeaderboard("Main Leaderboard")


func _leaderboard_Find_Result(HANDLE, FOUND) -> void:
	if FOUND == 1:
		print("Leaderboard handle found: " + str(HANDLE))
		STEAM.uploadLeaderboardScore(40, true, [7, 8], STEAM.leaderboard_handle)
	else:
		STEAM.findOrCreateLeaderboard("Main Leaderboard", 2, 1)


func _leaderboard_Score_Uploaded(RESULT, _HANDLE, SCORE) -> void:
	SUCCESS = bool(RESULT) and SCORE['score_changed']
	STEAM.downloadLeaderboardEntries(0, 99, 0)
	var ARGUMENTS: Array = await STEAM.leaderboard_scores_downloaded
	for ENTRY in STEAM.getLeaderboardEntries():
		ROWS.append([ENTRY["global_rank"], STEAM.getFriendPersonaName(ENTRY["steam_id"]), ENTRY["score"], Array(ENTRY["details"])])
	if ROWS.size() != ARGUMENTS[2].size():
		push_error("Not the same entries")
