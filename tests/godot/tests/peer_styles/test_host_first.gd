extends "res://tests/styles/styles_case.gd"
## `create_host`, then the lobby; clients find it in the list and connect to the user whom its data names; three players, a spawner.
## rule: peer.public-scripts
## players: 3

const Game := preload("res://tests/peer_styles/host_first.gd")


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
		game.host_game()
		await until(func() -> bool: return game.lobby != 0, PATIENCE, "a lobby")
		publish("lobby", game.lobby)
	else:
		game.find_game()
	await until(func() -> bool: return game.avatars.get_child_count() == players, PATIENCE, "an avatar for each")
	var names := game.avatars.get_children().map(func(avatar: Node) -> String: return avatar.name)
	names.sort()
	await agree(names, "the avatars")
	check(game.avatars.has_node(str(multiplayer.get_unique_id())), "one's own")
	if player == 2:
		multiplayer.multiplayer_peer.close()
	else:
		await until(func() -> bool: return game.avatars.get_child_count() == players - 1, PATIENCE, "the avatar of the one who left to go")
	await barrier("over")
	multiplayer.multiplayer_peer = null
	game.free()
