extends "res://harness/peer_case.gd"
## The scene tree's signals and their order when a peer joins, leaves or is freed; and that RPCs sent inside these handlers
## arrive, after the other side's own `peer_connected`; on ENet and on Steam alike.
## rule: peer.told-in-order, peer.rpc-in-handlers, peer.look-ups, peer.without-pump
## players: 2
## timeout: 180

## The signals of the peer and of `multiplayer`, in order, as "peer connected 1" or "tree connected 1".
var told: Array[String] = []
var heard: Array[String] = []


func play() -> void:
	# Nothing of a connection depends on run_callbacks().
	pumping = false
	var connections := _connect_tree()
	await _come_and_go("client closes", 2, func() -> void: multiplayer.multiplayer_peer.close())
	await _come_and_go("host closes", 1, func() -> void: multiplayer.multiplayer_peer.close())
	await _come_and_go("client lets go", 2, func() -> void: multiplayer.multiplayer_peer = OfflineMultiplayerPeer.new())
	await _come_and_go("host lets go", 1, func() -> void: multiplayer.multiplayer_peer = OfflineMultiplayerPeer.new())
	for connection in connections:
		(connection[0] as Signal).disconnect(connection[1])
	multiplayer.multiplayer_peer = OfflineMultiplayerPeer.new()
	pumping = true


func _come_and_go(step: String, who: int, leave_now: Callable) -> void:
	told.clear()
	heard.clear()
	multiplayer.multiplayer_peer = OfflineMultiplayerPeer.new()
	if player == 1:
		host()
	else:
		await join()
	_watch(peer)
	multiplayer.multiplayer_peer = peer
	var id := peer.get_unique_id()
	# The tree has it alone from here on.
	peer = null
	await until(func() -> bool: return _has_come(), PATIENCE, "%s: %s: %s, %s" % [kind, step, told, heard])
	if player == 1:
		equal(told.size(), 2, "%s: %s: %s" % [kind, step, told])
		check(told[0].begins_with("peer connected") and told[1].begins_with("tree connected"), "%s: a host: %s" % [kind, told])
		equal(heard, ["from client in peer_connected", "from client in connected_to_server"] as Array[String], kind + ": RPCs")
	else:
		equal(told, ["peer connected 1", "tree connected_to_server", "tree connected 1"] as Array[String] if kind == STEAM
				else told, "%s: a client" % kind)
		check(told.has("tree connected 1") and told.has("tree connected_to_server"), "%s: a client: %s" % [kind, told])
		equal(heard, ["from host in peer_connected"] as Array[String], kind + ": RPCs")
	told.clear()
	await together(step + " is there")
	if player == who:
		leave_now.call()
		await frames(5)
		var closes := step.ends_with("closes")
		if player == 2 and closes:
			equal(told, ["tree server_disconnected"] as Array[String], "%s: a client's own close" % kind)
		elif player == 1 and closes:
			equal(told, ["tree server_disconnected"] as Array[String], "%s: a host's own close" % kind)
	elif player == 1:
		await until(func() -> bool: return told.size() >= 2, PATIENCE, "%s: %s: the end" % [kind, step])
		equal(told.size(), 2, "%s: %s: %s" % [kind, step, told])
		check(told.any(func(line: String) -> bool: return line.begins_with("tree disconnected")), "%s: %s" % [kind, told])
	else:
		await until(func() -> bool: return told.has("tree server_disconnected"), PATIENCE, "%s: %s: the end" % [kind, step])
		check(told.find("tree disconnected 1") < told.find("tree server_disconnected"), "%s: first the peer: %s" % [kind, told])
	if step == "client closes" and player == 2 and multiplayer.multiplayer_peer is MultiplayerPeer:
		equal(multiplayer.multiplayer_peer.get_unique_id() if kind == STEAM else 0, 0, "%s: no ID after close()" % kind)
	await together(step + " is over")
	check(id == 1 if player == 1 else id > 1, "%s: an ID" % kind)


func _has_come() -> bool:
	return told.size() >= (2 if player == 1 else 3) and heard.size() >= (2 if player == 1 else 1)


func _connect_tree() -> Array:
	var list := [
		[multiplayer.peer_connected, _tree_connected],
		[multiplayer.peer_disconnected, _tree_disconnected],
		[multiplayer.connected_to_server, _connected_to_server],
		[multiplayer.server_disconnected, func() -> void: told.append("tree server_disconnected")],
		[multiplayer.connection_failed, func() -> void: fail("connection_failed")],
	]
	for connection: Array in list:
		(connection[0] as Signal).connect(connection[1])
	return list


func _watch(watched: MultiplayerPeer) -> void:
	watched.peer_connected.connect(func(id: int) -> void: told.append("peer connected %d" % id))
	watched.peer_disconnected.connect(func(id: int) -> void: told.append("peer disconnected %d" % id))


func _tree_connected(id: int) -> void:
	told.append("tree connected %d" % id)
	_look_up(id)
	hear.rpc_id(id, "from %s in peer_connected" % ("host" if player == 1 else "client"))


func _tree_disconnected(id: int) -> void:
	told.append("tree disconnected %d" % id)
	_look_up(id)


func _connected_to_server() -> void:
	told.append("tree connected_to_server")
	# Of the host: the tree lists it as a peer a moment later.
	_later_to_host.call_deferred()


func _later_to_host() -> void:
	hear.rpc_id(1, "from client in connected_to_server")


## Both Steam IDs are known in every handler.
func _look_up(id: int) -> void:
	var steam := multiplayer.multiplayer_peer as SteamMultiplayerPeer
	if steam == null:
		return
	equal(steam.get_steam_id_for_peer_id(id), ids[3 - player], "the other's Steam ID in a handler")
	if steam.get_unique_id() != 0:
		equal(steam.get_steam_id_for_peer_id(steam.get_unique_id()), ids[player], "one's own Steam ID in a handler")


@rpc("any_peer", "call_remote", "reliable")
func hear(text: String) -> void:
	check(told.any(func(line: String) -> bool: return line.begins_with("tree connected")), "first the signal, then the RPC")
	heard.append(text)
