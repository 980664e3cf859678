extends "res://tests/styles/styles_case.gd"
## `create_host(port, [])`, `create_client(id, port, [])`; a client that connects before anybody hosts fails, is notified, and
## tries again.
## rule: peer.public-scripts
## players: 2
## expect-error: WARNING: SteamMultiplayerPeer.create_client: not connected: the host is not hosting on this virtual port.

const Game := preload("res://tests/peer_styles/options_array.gd")


func run() -> void:
	equal(Steam.steamInitEx(480).status, Steam.STEAM_API_INIT_RESULT_OK, "init")
	publish("steam_id", Steam.getSteamID())
	var game: Game = Game.new()
	game.name = "Game"
	pumping = false
	add_child(game)
	if player == 2:
		game.connect_socket(await id_of(1), 7)
		await until(func() -> bool: return game.state == Game.State.FAILED, PATIENCE, "the failure")
		errors.take()
		publish("tried", true)
	else:
		await note(2, "tried")
		game.create_socket(7)
		publish("hosts", true)
	if player == 2:
		await note(1, "hosts")
		game.connect_socket(await id_of(1), 7)
		await until(func() -> bool: return game.state == Game.State.JOINED, PATIENCE, "the host")
	await until(func() -> bool: return multiplayer.get_peers().size() == 1, PATIENCE, "the other")
	await barrier("together")
	game.send_chat("hello from %d" % player)
	await until(func() -> bool: return game.chat.size() == 2, PATIENCE, "both lines: %s" % [game.chat])
	var lines := game.chat.duplicate()
	lines.sort()
	await agree(lines, "the chat")
	await barrier("heard")
	if player == 1:
		multiplayer.multiplayer_peer.close()
	else:
		await until(func() -> bool: return game.state == Game.State.OFFLINE, PATIENCE, "the host's end")
	await barrier("over")
	multiplayer.multiplayer_peer = null
	game.free()
