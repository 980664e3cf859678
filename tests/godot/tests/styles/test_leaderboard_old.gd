extends "res://tests/styles/styles_case.gd"
## A leaderboard in the manner of older projects: untyped throughout, so that each call passes plain Variants.
## rule: class.public-scripts

const Game := preload("res://tests/styles/leaderboard_old.gd")


func run() -> void:
	var game := add_game(Game) as Game
	game._open()
	await until(func() -> bool: return not game.ROWS.is_empty(), PATIENCE, "rows")
	equal(game.ROWS, [[1, Steam.getPersonaName(), 40, [7, 8]]], "rows")
	check(game.SUCCESS, "uploaded")
	var users: Array[int] = [Steam.getSteamID()]
	game.STEAM.downloadLeaderboardEntriesForUsers(users)
	var told := await next_signal("leaderboard_scores_downloaded", func(told: Array) -> bool: return told[2].size() == 1)
	equal(told[2][0].score, 40, "of users in a typed Array")
	equal(errors.take(), [] as Array[String], "errors")
	game.free()
	pumping = true
