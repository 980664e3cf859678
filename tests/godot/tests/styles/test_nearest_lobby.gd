extends "res://tests/styles/styles_case.gd"
## Two hosts write their locations into their lobbies; a third player estimates the ping to each and enters the
## nearest.
## rule: class.public-scripts
## players: 3

const Game := preload("res://tests/styles/nearest_lobby.gd")


func run() -> void:
	equal(Steam.steamInitEx(480).status, Steam.STEAM_API_INIT_RESULT_OK, "init")
	publish("steam_id", Steam.getSteamID())
	var game: Game = add_game(Game)
	if player < 3:
		game.host()
		await until(func() -> bool: return game.lobby != 0 and not Steam.getLobbyData(game.lobby, "style").is_empty(),
				PATIENCE, "a lobby with its place")
		publish("lobby", game.lobby)
		await note(3, "entered")
	else:
		var lobbies: Array[int] = [await note(1, "lobby"), await note(2, "lobby")]
		game.search()
		await until(func() -> bool: return game.lobby != 0, PATIENCE, "a lobby")
		check(lobbies.has(game.lobby), "one of theirs")
		for id: int in game.pings:
			check(game.pings[id] >= 0, "an estimate of %d ms" % game.pings[id])
		publish("entered", game.lobby)
	await barrier("over")
	game.free()
	Steam.steamShutdown()
