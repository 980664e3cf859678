extends "res://harness/desk_case.gd"
## The log names the RPCs of a `SteamMultiplayerPeer` and the nodes that are spawned and synchronised, on the host and on a client behind
## it, although nobody watched while their numbers were given; and the overview adds up what each took.
## rule: desk.names
## platform: local, steam
## players: 4
## debugged: 2, 4
## timeout: 120

var _world: Node = null


func run() -> void:
	if player == 1:
		await _edit()
	else:
		await _play()


func _edit() -> void:
	var by_user := {}
	for index in 2:
		var game := await debugged_game()
		by_user[(await hello(game, "platform", "local" if platform == "local" else "steam"))["steam_id"]] = game
	for each in [2, 3, 4]:
		await note(each, "plays")
	for game: Debugger.Game in by_user.values():
		game.send("steam:watch", [true, true])
	var host: Debugger.Game = by_user[await id_of(2)]
	var client: Debugger.Game = by_user[await id_of(4)]
	var discs := "%s/World/Discs/" % str(get_path()).trim_prefix("/root/")
	await _expect(host, [0, 1], func(what: String) -> bool: return what == "World.say", "the RPC, both ways")
	await _expect(client, [0, 1], func(what: String) -> bool: return what == "World.say", "the RPC, both ways")
	await _expect(host, [0, 1], func(what: String) -> bool: return what.begins_with(discs), "nodes, both ways")
	await _expect(client, [0, 1], func(what: String) -> bool: return what.begins_with(discs), "nodes, both ways")
	if ["get_node_rpc_config", "get_rpc_config"].any(has_method):
		await _expect(host, [0, 1], func(what: String) -> bool: return what == "World.add_to_group", "the node's own RPC")
	publish("spawn", true)
	await _expect(host, [0], func(what: String) -> bool: return what == discs + "77", "the node that is spawned now")
	await _expect(client, [1], func(what: String) -> bool: return what == discs + "77", "the node that is spawned now")
	for game: Debugger.Game in [host, client]:
		await message(game, "steam:overview", func(content: Array) -> bool:
			return content[0]["rpcs"].any(func(one: Dictionary) -> bool:
				return one["name"] == "World.say" and one["bytes_in"] > 0 and one["bytes_out"] > 0))
		var overview: Dictionary = await message(game, "steam:overview")
		var sessions: Array = overview["sessions"].filter(func(one: Dictionary) -> bool: return one["interface"] == "peer")
		check(sessions.size() >= 1, "the peers are sessions: %s" % [overview["sessions"]])
		check(sessions.all(func(one: Dictionary) -> bool: return one["state"] == "connected"), "connected ones")
	publish("over", true)


## Waits for packets of these directions that are about something.
func _expect(game: Debugger.Game, directions: Array, fits: Callable, what: String) -> void:
	var missing := directions.duplicate()
	var others := {}
	var end := Time.get_ticks_msec() + int(PATIENCE * 1000.0)
	while not missing.is_empty():
		for row: Array in await rows(game):
			equal(row[3], 3, "the interface")
			if fits.call(row[8]):
				missing.erase(row[1])
			else:
				others[row[8]] = true
		if Time.get_ticks_msec() > end:
			await abort("no packet named %s; there were %s" % [what, others.keys()])


func _play() -> void:
	await init_steam()
	_world = preload("res://tests/peer/scene_world.gd").new()
	_world.name = "World"
	add_child(_world)
	# An RPC of the node itself, in addition to those that its script declares.
	_world.rpc_config(&"add_to_group", {"rpc_mode": MultiplayerAPI.RPC_MODE_ANY_PEER,
			"transfer_mode": MultiplayerPeer.TRANSFER_MODE_RELIABLE, "call_local": false, "channel": 0})
	var peer := SteamMultiplayerPeer.new()
	if player == 2:
		equal(peer.create_host(0), OK, "hosting")
		publish("hosts", true)
	else:
		await note(2, "hosts")
		equal(peer.create_client(await id_of(2), 0), OK, "joining")
	multiplayer.multiplayer_peer = peer
	await until(func() -> bool: return multiplayer.get_peers().size() == 2, PATIENCE, "everybody is a peer")
	if player == 2:
		for id in [1] + Array(multiplayer.get_peers()):
			_world.spawn(id)
	await until(func() -> bool: return _world.discs().size() == 3, PATIENCE, "a disc for everybody")
	_world.say.rpc("hello")
	await until(func() -> bool: return _world.heard.size() == 3, PATIENCE, "a word from everybody")
	publish("plays", true)
	var spawned := false
	while not has_note(1, "over"):
		await seconds_pass(0.02)
		_world.own_disc().position.x += 1.0
		_world.say.rpc("hello again")
		_world.rpc(&"add_to_group", &"players")
		if player == 2 and not spawned and has_note(1, "spawn"):
			spawned = true
			_world.spawn(77)
	# The host is the last to leave.
	if player == 2:
		await note(3, "leaves")
		await note(4, "leaves")
	publish("leaves", true)
	multiplayer.multiplayer_peer = OfflineMultiplayerPeer.new()
	peer.close()
	_world.queue_free()
	await frames(2)
