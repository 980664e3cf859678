extends Control
## A leaderboard screen in the manner of public projects: an autoload's calls and the screen in one. It finds the board when it opens,
## uploads the score of the run, downloads when that is done, and fills a row for each entry with the user's name. Handles are
## kept and passed on, and the tabs ask for the world, for friends, and for those around the user.

const BOARD_NAME := "Main Leaderboard"
const MAX_ROWS := 10

var leaderboard_handle: int = 0
var rows: Array[String] = []
var own_row := -1
var is_new_record := false
var is_loading := false
var _score_to_upload := -1


func _ready() -> void:
	var initialize_response: Dictionary = Steam.steamInitEx(480, false)
	if initialize_response['status'] > Steam.STEAM_API_INIT_RESULT_OK:
		push_error("Failed to initialize Steam: %s" % initialize_response)
		return
	Steam.leaderboard_find_result.connect(_on_leaderboard_find_result)
	Steam.leaderboard_score_uploaded.connect(_on_leaderboard_score_uploaded)
	Steam.leaderboard_scores_downloaded.connect(_on_leaderboard_scores_downloaded)


func _process(_delta: float) -> void:
	Steam.run_callbacks()


func show_after_run(score: int) -> void:
	is_loading = true
	_score_to_upload = score
	Steam.findOrCreateLeaderboard(BOARD_NAME, Steam.LEADERBOARD_SORT_METHOD_DESCENDING, Steam.LEADERBOARD_DISPLAY_TYPE_NUMERIC)


func show_tab(type: int) -> void:
	is_loading = true
	match type:
		Steam.LEADERBOARD_DATA_REQUEST_GLOBAL_AROUND_USER:
			Steam.downloadLeaderboardEntries(-4, 5, type, leaderboard_handle)
		_:
			Steam.downloadLeaderboardEntries(1, MAX_ROWS, type, leaderboard_handle)


func _on_leaderboard_find_result(handle: int, found: int) -> void:
	if found != 1:
		push_error("No leaderboard was found")
		return
	leaderboard_handle = handle
	Steam.setLeaderboardDetailsMax(3)
	var details: PackedInt32Array = [1, _score_to_upload / 60, _score_to_upload % 60]
	Steam.uploadLeaderboardScore(_score_to_upload, true, details, leaderboard_handle)


func _on_leaderboard_score_uploaded(success: int, this_handle: int, this_score: Dictionary) -> void:
	if success == 0:
		push_error("Failed to upload scores")
		return
	if this_handle != leaderboard_handle:
		push_error("A score for another leaderboard")
	is_new_record = this_score['score_changed'] == 1
	show_tab(Steam.LEADERBOARD_DATA_REQUEST_GLOBAL)


func _on_leaderboard_scores_downloaded(message: String, this_handle: int, result: Array) -> void:
	if this_handle != leaderboard_handle or result.is_empty():
		push_error("Nothing to show: %s" % message)
	for child in get_children():
		child.free()
	rows.clear()
	own_row = -1
	for this_result: Dictionary in result:
		var row := Label.new()
		row.text = "%d. %s %d (%d:%02d)" % [this_result['global_rank'], Steam.getFriendPersonaName(this_result['steam_id']),
				this_result['score'], this_result['details'][1], this_result['details'][2]]
		add_child(row)
		if this_result['steam_id'] == Steam.getSteamID():
			own_row = rows.size()
		rows.append(row.text)
	is_loading = false
