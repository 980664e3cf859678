extends "res://tests/styles/styles_case.gd"
## The older class with lobbies of its own: `create_lobby`, `connect_lobby`, its signals, untyped; three players.
## rule: peer.public-scripts
## players: 3

const Game := preload("res://tests/peer_styles/own_lobby.gd")


func run() -> void:
	if player > 1:
		await note(1, "lobby")
	equal(Steam.steamInitEx(480).status, Steam.STEAM_API_INIT_RESULT_OK, "init")
	publish("steam_id", Steam.getSteamID())
	var game: Game = Game.new()
	game.name = "Game"
	pumping = false
	add_child(game)
	if player == 1:
		game._on_host_pressed()
		await until(func() -> bool: return game.lobby_id != 0, PATIENCE, "a lobby")
		publish("lobby", game.lobby_id)
	else:
		game.open_lobby_list()
	await until(func() -> bool: return multiplayer.get_peers().size() == players - 1, PATIENCE, "everybody")
	await barrier("together")
	game.say.rpc("word %d" % player)
	await until(func() -> bool: return game.words.size() == players, PATIENCE, "a word of each: %s" % [game.words])
	game.words.sort()
	await agree(game.words, "the words")
	for other in range(1, players + 1):
		check(game.words.has([await id_of(other), "word %d" % other]), "the word of player %d" % other)
	await barrier("heard")
	if player == 1:
		game.peer.close()
	else:
		await until(func() -> bool: return not multiplayer.get_peers().has(1), PATIENCE, "the host to go")
	await barrier("over")
	multiplayer.multiplayer_peer = null
	game.free()
