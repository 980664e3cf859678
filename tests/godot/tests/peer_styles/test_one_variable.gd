extends "res://tests/styles/styles_case.gd"
## One node for Steam and ENet: the peer in a variable typed `MultiplayerPeer`, hosting and joining in turn, six times, leaving inside the
## handler of `server_disconnected`.
## rule: peer.public-scripts
## players: 2
## timeout: 120

const Game := preload("res://tests/peer_styles/one_variable.gd")
const TURNS := 6

var game: Game = null


func run() -> void:
	equal(Steam.steamInitEx(480).status, Steam.STEAM_API_INIT_RESULT_OK, "init")
	publish("steam_id", Steam.getSteamID())
	game = Game.new()
	game.name = "Game"
	pumping = false
	add_child(game)
	for turn in TURNS:
		game.use_steam = turn % 3 != 2
		await _play(turn, 1 + turn % 2)
	game.free()


func _play(turn: int, host: int) -> void:
	var is_host := player == host
	if is_host:
		equal(game.host(), OK, "turn %d: hosting" % turn)
		var port := 0 if game.use_steam else (game.peer as ENetMultiplayerPeer).host.get_local_port()
		publish("port %d" % turn, port)
	else:
		var port: int = await note(host, "port %d" % turn)
		var address: Variant = await id_of(host) if game.use_steam else "127.0.0.1"
		equal(game.join(address, port), OK, "turn %d: joining" % turn)
	await until(func() -> bool: return multiplayer.get_peers().size() == 1, PATIENCE, "turn %d: the other" % turn)
	game.pings.clear()
	await until(func() -> bool: game.ping_all(); return game.pings.size() == 1, PATIENCE, "turn %d: a pong" % turn)
	await barrier("turn %d" % turn)
	if is_host:
		game.leave()
	else:
		await until(func() -> bool: return game.peer == null, PATIENCE, "turn %d: the host's end" % turn)
	await barrier("turn %d is over" % turn)
