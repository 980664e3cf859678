extends Node
## Achievements with a toast: a stat is counted up after every game, Steam unlocks by it or the script does, and whatever is unlocked is
## shown one after the other.

var toasts: Array[Dictionary] = []
var games_played: int = 0
var is_ready: bool = false


func _ready() -> void:
	Steam.current_stats_received.connect(_on_stats_received)
	Steam.user_achievement_stored.connect(_on_achievement_stored)
	Steam.requestCurrentStats()


func _process(_delta: float) -> void:
	Steam.run_callbacks()


func game_over() -> void:
	games_played += 1
	Steam.setStatInt("games", games_played)
	unlock("FIRST_GAME")
	if games_played < 10:
		Steam.indicateAchievementProgress("TEN_GAMES", games_played, 10)
	else:
		unlock("TEN_GAMES")
	Steam.storeStats()


func unlock(id: String) -> void:
	var status: Dictionary = Steam.getAchievement(id)
	if status["ret"] and not status["achieved"]:
		Steam.setAchievement(id)


func _on_stats_received(_game: int, result: int, user: int) -> void:
	if result != Steam.RESULT_OK or user != Steam.getSteamID():
		return
	games_played = Steam.getStatInt("games")
	is_ready = true


func _on_achievement_stored(_game: int, _group: bool, id: String, progress: int, most: int) -> void:
	var toast := {"title": Steam.getAchievementDisplayAttribute(id, "name")}
	if most > 0:
		toast["progress"] = "%d / %d" % [progress, most]
	else:
		var icon: int = Steam.getAchievementIcon(id)
		var size: Dictionary = Steam.getImageSize(icon)
		var pixels: Dictionary = Steam.getImageRGBA(icon)
		if pixels["success"]:
			toast["icon"] = Image.create_from_data(size["width"], size["height"], false, Image.FORMAT_RGBA8, pixels["buffer"])
	toasts.append(toast)
