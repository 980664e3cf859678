extends "res://tests/styles/styles_case.gd"
## `host_with_lobby` in `lobby_created`, `connect_to_lobby` in `lobby_joined`, an RPC at once in `peer_connected`; three players.
## rule: peer.public-scripts
## players: 3

const Game := preload("res://tests/peer_styles/lobby_first.gd")


func run() -> void:
	if player > 1:
		await note(1, "lobby")
	equal(Steam.steamInitEx(480).status, Steam.STEAM_API_INIT_RESULT_OK, "init")
	publish("steam_id", Steam.getSteamID())
	var game: Game = Game.new()
	game.name = "Game"
	game.expected = players
	pumping = false
	add_child(game)
	if player == 1:
		game.host()
		await until(func() -> bool: return game.lobby_id != 0, PATIENCE, "a lobby")
		publish("lobby", game.lobby_id)
	else:
		game.join(await note(1, "lobby"))
	await until(func() -> bool: return game.players.size() == players, PATIENCE, "everybody: %s" % game.players)
	var names := game.players.values()
	names.sort()
	await agree(names, "the names")
	for id: int in game.players:
		equal(Steam.getFriendPersonaName(game.peer.get_steam_id_for_peer_id(id)), game.players[id], "whose peer %d is" % id)
	await barrier("known")
	if player == 3:
		multiplayer.multiplayer_peer.close()
	else:
		await until(func() -> bool: return game.players.size() == 2, PATIENCE, "the one who left: %s" % game.players)
	await barrier("over")
	multiplayer.multiplayer_peer = null
	game.free()
