extends "res://tests/styles/styles_case.gd"
## Coroutines that await Steam's signals, with the newer init and embedded callbacks.
## rule: class.public-scripts
## players: 2

const Game := preload("res://tests/styles/awaiting.gd")


func run() -> void:
	var game: Game = add_game(Game)
	var ended := [false]
	game.over.connect(func() -> void: ended[0] = true)
	if player == 1:
		check(game.start(), "init")
		publish("steam_id", game.steam_id)
		game.host()
	else:
		await note(1, "steam_id")
		check(game.start(), "init")
		game.join()
	await until(func() -> bool: return ended[0], PATIENCE, "the end of the game")
	var numbers: Array[int] = []
	for number in range(40, -1, -1):
		numbers.append(number)
	equal(game.said, numbers, "what was said")
	await agree(game.said, "what was said")
	game.free()
