extends "res://tests/styles/styles_case.gd"
## A name is typed with the keyboard of a Steam Deck, which the stand-in plays, and in the game's own field if there is none.
## rule: class.public-scripts
## env: STEAM_API_DOUBLE_DECK=yes

const Game := preload("res://tests/styles/name_entry.gd")


func run() -> void:
	equal(Steam.steamInitEx(480).status, Steam.STEAM_API_INIT_RESULT_OK, "init")
	var game: Game = add_game(Game)
	var names: Array[String] = []
	game.entered.connect(func(player_name: String) -> void: names.append(player_name))
	game.ask("Café")
	equal(game.field == null, platform != "local", "whether the keyboard is Steam's")
	if game.field != null:
		game.field.text_submitted.emit(" Café typed ")
	await until(func() -> bool: return names.size() == 1, PATIENCE, "a name")
	equal(names, ["Café typed"] as Array[String], "the name")
	game.free()
	Steam.steamShutdown()
