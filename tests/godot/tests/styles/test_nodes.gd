extends "res://tests/styles/styles_case.gd"
## Several nodes with a task each, two channels, one of them unreliable; three players.
## rule: class.public-scripts
## players: 3

const Game := preload("res://tests/styles/nodes_game.gd")


func run() -> void:
	if player > 1:
		await note(1, "lobby")
	check(Steam.steamInit(), "steamInit with its defaults, and the project's app id")
	publish("steam_id", Steam.getSteamID())
	var game: Game = add_game(Game)
	if player == 1:
		Steam.createLobby(Steam.LobbyType.LOBBY_TYPE_FRIENDS_ONLY, 3)
		await until(func() -> bool: return game.lobby.id != 0, PATIENCE, "a lobby")
		publish("lobby", game.lobby.id)
	else:
		Steam.joinLobby(await note(1, "lobby"))
	await until(func() -> bool: return game.lobby.members.size() == players, PATIENCE, "all members")
	await barrier("together")
	var goal := Vector2(100 * player, -50 * player)
	await game.walk(goal, 30)
	await until(func() -> bool: return game.resting.size() == players, PATIENCE, "everybody at rest")
	check(game.steps_seen > 0, "positions on the way were seen")
	for other in range(1, players + 1):
		equal(game.positions[await id_of(other)], Vector2(100 * other, -50 * other), "where player %d is" % other)
	await agree(_sorted(game.positions), "where everybody is")
	game.free()


func _sorted(positions: Dictionary) -> Array:
	var keys := positions.keys()
	keys.sort()
	return keys.map(func(key: int) -> Array: return [key, positions[key]])
