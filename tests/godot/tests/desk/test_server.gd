extends "res://harness/desk_case.gd"
## A dedicated server, which has no user, tells of itself, of its peers and of their RPCs as well.
## rule: desk.messages
## platform: local, steam
## players: 3
## debugged: 2
## timeout: 120

var _world: Node = null
var _serving := false


func run() -> void:
	match player:
		1: await _edit()
		2: await _serve()
		3: await _play()


func frame() -> void:
	await super()
	if _serving:
		SteamServer.run_callbacks()


func _edit() -> void:
	var game := await debugged_game()
	await hello(game, "platform", "local" if platform == "local" else "steam")
	var third := await id_of(3)
	await note(3, "plays")
	# Told again with the watch.
	game.send("steam:watch", [true, true])
	await hello(game, "steam_id", await note(2, "server"))
	var missing := [0, 1]
	while not missing.is_empty():
		for row: Array in await rows(game):
			if row[3] == 3 and row[8] == "World.say":
				missing.erase(row[1])
	var overview: Dictionary = await message(game, "steam:overview", func(content: Array) -> bool:
		return content[0]["sessions"].any(func(one: Dictionary) -> bool: return one["packets_in"] > 0 and one["packets_out"] > 0))
	equal(overview["sessions"].size(), 1, "sessions")
	var session: Dictionary = overview["sessions"][0]
	equal([session["interface"], session["user"], session["state"]], ["peer", third, "connected"], "the session")
	publish("over", true)


func _begin(peer: SteamMultiplayerPeer) -> void:
	_world = preload("res://tests/peer/scene_world.gd").new()
	_world.name = "World"
	add_child(_world)
	multiplayer.multiplayer_peer = peer
	await until(func() -> bool: return multiplayer.get_peers().size() == 1, PATIENCE, "the other peer")


func _end(peer: SteamMultiplayerPeer) -> void:
	multiplayer.multiplayer_peer = OfflineMultiplayerPeer.new()
	peer.close()
	_world.queue_free()
	await frames(2)


func _serve() -> void:
	var result := SteamServer.serverInitEx("0.0.0.0", 27015, 27016, SteamServer.SERVER_MODE_AUTHENTICATION, "1.0.0.0")
	equal(result["status"], Steam.STEAM_API_INIT_RESULT_OK, "serverInitEx")
	_serving = true
	SteamServer.setProduct(str(APP_ID))
	SteamServer.setDedicatedServer(true)
	SteamServer.logOnAnonymous()
	await until(func() -> bool: return SteamServer.getServerSteamID() != 0, PATIENCE, "the server to be logged on")
	var peer := SteamMultiplayerPeer.new()
	equal(peer.create_host(0), OK, "create_host")
	publish("server", SteamServer.getServerSteamID())
	await _begin(peer)
	while not has_note(1, "over"):
		_world.say.rpc("hello from the server")
		await seconds_pass(0.05)
	await note(3, "leaves")
	await _end(peer)
	_serving = false
	SteamServer.serverShutdown()


func _play() -> void:
	await init_steam()
	var peer := SteamMultiplayerPeer.new()
	equal(peer.create_client(await note(2, "server"), 0), OK, "create_client")
	await _begin(peer)
	publish("plays", true)
	while not has_note(1, "over"):
		_world.say.rpc("hello from a player")
		await seconds_pass(0.05)
	await _end(peer)
	publish("leaves", true)
