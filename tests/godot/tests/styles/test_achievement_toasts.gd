extends "res://tests/styles/styles_case.gd"
## Ten games are played: a toast with an icon for the first, one with progress for each further, one with an icon for the tenth.
## rule: class.public-scripts

const Game := preload("res://tests/styles/achievement_toasts.gd")
const GAMES := 10


func run() -> void:
	equal(Steam.steamInitEx(480).status, Steam.STEAM_API_INIT_RESULT_OK, "init")
	var game: Game = add_game(Game)
	await until(func() -> bool: return game.is_ready, PATIENCE, "the stats")
	equal(game.games_played, 0, "games before")
	for played in range(1, GAMES + 1):
		game.game_over()
		var expected := 2 if played == 1 else played + 1
		await until(func() -> bool: return game.toasts.size() >= expected, PATIENCE, "toast %d: %s" % [expected, game.toasts])
	equal(game.toasts.size(), GAMES + 1, "toasts: %s" % [game.toasts])
	var unlocked := game.toasts.filter(func(toast: Dictionary) -> bool: return toast.has("icon"))
	equal(unlocked.map(func(toast: Dictionary) -> String: return toast.title), ["A \"first\" game", "Ten games"], "unlocked")
	for toast: Dictionary in unlocked:
		check((toast.icon as Image).get_width() > 0, "a picture")
	check(game.toasts.any(func(toast: Dictionary) -> bool: return toast.get("progress") == "9 / 10"), "progress")
	game.free()
	Steam.resetAllStats(true)
	Steam.steamShutdown()
