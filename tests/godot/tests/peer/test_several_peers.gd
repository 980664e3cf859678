extends "res://harness/peer_case.gd"
## Several peers in one process, each on a virtual port of its own and with a branch of the tree of its own: packets of one
## session stay in it. A port without a host connects nobody. A closed peer is not affected by the next one.
## rule: peer.virtual-ports, peer.several-in-a-process
## players: 2
## timeout: 120
## expect-error: WARNING: SteamMultiplayerPeer.create_client: not connected: the host is not hosting on this virtual port.

const PORTS: Array[int] = [3, 4, 1000]


func run() -> void:
	kind = STEAM
	await meet()
	await _sessions_beside_each_other()
	await _another_port()
	await _closed_peer_is_deaf()
	leave()


func _sessions_beside_each_other() -> void:
	var branches: Array[Branch] = []
	for port in PORTS:
		var branch := Branch.new()
		branch.name = "Port%d" % port
		add_child(branch)
		get_tree().set_multiplayer(SceneMultiplayer.new(), branch.get_path())
		var own := SteamMultiplayerPeer.new()
		if player == 1:
			equal(own.create_host(port), OK, "hosting on %d" % port)
		branch.peer = own
		branches.append(branch)
	await barrier("hosting")
	for at in PORTS.size():
		if player == 2:
			equal(branches[at].peer.create_client(ids[1], PORTS[at]), OK, "joining on %d" % PORTS[at])
		branches[at].multiplayer.multiplayer_peer = branches[at].peer
	for branch in branches:
		await until(func() -> bool: return branch.multiplayer.get_peers().size() == 1, PATIENCE, "the other on " + branch.name)
		branch.say.rpc(branch.name)
	for branch in branches:
		await until(func() -> bool: return branch.heard.size() == 1, PATIENCE, "a word on " + branch.name)
	await frames(5)
	for branch in branches:
		equal(branch.heard, [String(branch.name)] as Array[String], "what was said in the session")
	await barrier("heard")
	for branch in branches:
		branch.multiplayer.multiplayer_peer.close()
		get_tree().set_multiplayer(null, branch.get_path())
		branch.free()


func _another_port() -> void:
	if player == 1:
		_take(SteamMultiplayerPeer.new())
		equal((peer as SteamMultiplayerPeer).create_host(5), OK, "hosting on 5")
		publish("hosting on 5", true)
		await note(2, "refused on 6")
		equal(connected, [] as Array[int], "nobody came")
	else:
		await note(1, "hosting on 5")
		_take(SteamMultiplayerPeer.new())
		equal((peer as SteamMultiplayerPeer).create_client(ids[1], 6), OK, "joining on 6")
		await until(func() -> bool: return peer.get_connection_status() == MultiplayerPeer.CONNECTION_DISCONNECTED,
				PATIENCE, "the end of the attempt")
		publish("refused on 6", true)
	leave()
	await barrier("another port")


func _closed_peer_is_deaf() -> void:
	var old := SteamMultiplayerPeer.new()
	var heard_by_old: Array[int] = []
	old.peer_connected.connect(func(id: int) -> void: heard_by_old.append(id))
	old.peer_disconnected.connect(func(id: int) -> void: heard_by_old.append(-id))
	equal(old.create_host() if player == 1 else OK, OK, "hosting")
	old.close()
	if player == 1:
		host()
		await expect_connected(1)
	else:
		await join()
		await expect_host()
	old.poll()
	await together("with the next")
	old.poll()
	equal(heard_by_old, [] as Array[int], "what a closed peer hears")


class Branch extends Node:
	var peer: SteamMultiplayerPeer = null
	var heard: Array[String] = []

	@rpc("any_peer", "call_remote", "reliable")
	func say(text: String) -> void:
		heard.append(text)
