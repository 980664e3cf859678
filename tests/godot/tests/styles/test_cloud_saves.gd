extends "res://tests/styles/styles_case.gd"
## A game that keeps its saves on the machine and in the cloud, on two machines of one player: the newer save is found, and the
## player is asked where both differ.
## rule: class.public-scripts
## players: 2
## env: STEAM_NETWORKING_USER=7

const Game := preload("res://tests/styles/cloud_saves.gd")

var _game: Game = null
var _conflicts: Array[Array] = []


func run() -> void:
	OS.set_environment("STEAM_NETWORKING_USER_DIR", shared_folder().path_join("files"))
	OS.set_environment("STEAM_NETWORKING_DIR", shared_folder().path_join("machine-%d" % player))
	equal(Steam.steamInitEx(480, false).status, Steam.STEAM_API_INIT_RESULT_OK, "init")
	_game = add_game(Game)
	_game.local_path = shared_folder().path_join("machine-%d.save" % player)
	_game.save_conflict.connect(func(local_save: Dictionary, cloud_save: Dictionary) -> void:
			_conflicts.append([local_save, cloud_save]))
	if player == 1:
		await _first_machine()
	else:
		await _second_machine()
	await agree(_game.state, "the game")
	_game.free()


func _first_machine() -> void:
	_game.load_game()
	equal(_game.loaded_from, "none", "the first start")
	_game.state = {"level": 3.0, "coins": 10.0}
	_game.save_game()
	publish("saved", true)
	# The other machine goes on with it.
	await _conflict()
	equal([_conflicts[0][0].state.coins, _conflicts[0][1].state.coins], [10.0, 25.0], "both saves")
	check(_conflicts[0][1].time >= _conflicts[0][0].time, "the cloud's is the newer one")
	_game.resolve_conflict(true)
	equal([_game.loaded_from, _game.state.level], ["cloud", 4.0], "the cloud's save")


func _second_machine() -> void:
	# An old save, from before the machine was away.
	var file := FileAccess.open(_game.local_path, FileAccess.WRITE)
	file.store_string(JSON.stringify({"level": 1, "coins": 2}))
	file.close()
	await note(1, "saved")
	_game.load_game()
	equal(_conflicts.size(), 1, "the player is asked")
	equal([_conflicts[0][0].state.level, _conflicts[0][1].state.level], [1.0, 3.0], "both saves")
	_game.resolve_conflict(true)
	_game.load_game()
	equal([_game.loaded_from, _conflicts.size()], ["cloud", 1], "nobody is asked where both are the same")
	_game.state = {"level": 4.0, "coins": 25.0}
	_game.save_game()


## The first machine may be asked about the save of each step of the second.
func _conflict() -> void:
	await until(func() -> bool:
			if not _conflicts.is_empty() and _conflicts[0][1].state.coins != 25.0:
				_conflicts.clear()
			return not _conflicts.is_empty(), PATIENCE, "the conflict")
