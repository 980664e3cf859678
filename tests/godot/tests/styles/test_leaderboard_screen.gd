extends "res://tests/styles/styles_case.gd"
## A leaderboard screen as public projects have it, with three players: everyone plays a run, uploads, and sees all rows with names.
## rule: class.public-scripts, leaderboards.requests
## players: 3

const Screen := preload("res://tests/styles/leaderboard_screen.gd")
const SCORES: Array[int] = [75, 200, 130]


func run() -> void:
	var screen := add_game(Screen) as Screen
	publish("name", Steam.getPersonaName())
	var expected: Array[String] = []
	for one: Array in [[1, 2, "200 (3:20)"], [2, 3, "130 (2:10)"], [3, 1, "75 (1:15)"]]:
		expected.append("%d. %s %s" % [one[0], await note(one[1], "name"), one[2]])
	screen.show_after_run(SCORES[player - 1])
	await _shown(screen)
	check(screen.is_new_record, "the first score is a record")
	await barrier("played")
	screen.show_after_run(1)
	await _shown(screen)
	check(not screen.is_new_record, "a worse one is none")
	for type: int in [Steam.LEADERBOARD_DATA_REQUEST_GLOBAL, Steam.LEADERBOARD_DATA_REQUEST_FRIENDS,
			Steam.LEADERBOARD_DATA_REQUEST_GLOBAL_AROUND_USER]:
		screen.show_tab(type)
		await _shown(screen)
		equal(screen.rows, expected, "rows of tab %d" % type)
		equal(screen.own_row, [2, 0, 1][player - 1], "the own row of tab %d" % type)
	await agree(screen.rows, "rows")
	screen.free()
	pumping = true
	Steam.setLeaderboardDetailsMax(64)


func _shown(screen: Screen) -> void:
	await until(func() -> bool: return not screen.is_loading, PATIENCE, "rows")
