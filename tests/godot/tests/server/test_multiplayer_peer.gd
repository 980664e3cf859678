extends "res://harness/server_case.gd"
## Godot's multiplayer on a dedicated server: two clients join by its Steam ID, one is kicked, the server ends and
## hosts again, and both come back. In a process that is a user and a game server, the property `game_server` decides who hosts.
## rule: peer.game-server
## players: 3
## expect-error: SteamMultiplayerPeer.create_host: the game server is not logged on
## expect-error: SteamMultiplayerPeer.host_with_lobby: a game server has no lobbies

var peer := SteamMultiplayerPeer.new()
var connected: Array[int] = []
var gone: Array[int] = []
var packets: Array[Dictionary] = []


func run() -> void:
	peer.peer_connected.connect(func(id: int) -> void: connected.append(id))
	peer.peer_disconnected.connect(func(id: int) -> void: gone.append(id))
	if player == 1:
		await _serve()
	else:
		await init_steam()
		await _play()


func frame() -> void:
	await super()
	if peer.get_connection_status() != MultiplayerPeer.CONNECTION_DISCONNECTED:
		peer.poll()
		while peer.get_available_packet_count() > 0:
			packets.append({"from": peer.get_packet_peer(), "bytes": peer.get_packet()})


func _serve() -> void:
	pumping = false
	for round in 2:
		if round == 0:
			SteamServer.serverInitEx("0.0.0.0", 27015, 27016, SteamServer.SERVER_MODE_AUTHENTICATION, "1.0.0.0")
			equal(peer.create_host(0), ERR_UNCONFIGURED, "hosting before the server is logged on")
			SteamServer.serverShutdown()
		await start_server()
		equal(peer.host_with_lobby(109775240917155839), ERR_UNAVAILABLE, "hosting with a lobby")
		equal(peer.create_host(0), OK, "create_host")
		equal([peer.get_unique_id(), peer.get_connection_status()], [1, MultiplayerPeer.CONNECTION_CONNECTED], "a host")
		publish("hosts-%d" % round, true)
		await until(func() -> bool: return connected.size() == 2, PATIENCE, "two clients")
		var ids := await ids_of_others()
		for id in connected:
			check(peer.get_steam_id_for_peer_id(id) in ids, "the Steam ID of a client")
		await until(func() -> bool: return packets.size() >= 2, PATIENCE, "a packet of each")
		peer.set_target_peer(0)
		peer.put_packet("all".to_utf8_buffer())
		for other in [2, 3]:
			await note(other, "heard-%d" % round)
		if round == 0:
			var kicked := peer.get_peer_id_for_steam_id(ids[1])
			peer.disconnect_peer(kicked)
			await note(3, "kicked")
			await until(func() -> bool: return gone.has(kicked), PATIENCE, "the client that was kicked to go")
		stop_server()
		peer.poll()
		equal(peer.get_connection_status(), MultiplayerPeer.CONNECTION_DISCONNECTED, "the peer of a server that is gone")
		connected.clear()
		packets.clear()
		if round == 0:
			for other in [2, 3]:
				await note(other, "lost")
	await _as_both()


func _play() -> void:
	for round in 2:
		await note(1, "hosts-%d" % round)
		var server := await server_id()
		equal(peer.create_client(server, 0), OK, "create_client")
		await until(func() -> bool: return connected.has(1), PATIENCE, "the server")
		equal(peer.get_steam_id_for_peer_id(1), server, "the Steam ID of the host")
		peer.set_target_peer(0)
		peer.put_packet(("%d" % player).to_utf8_buffer())
		await until(func() -> bool: return packets.any(func(it: Dictionary) -> bool:
				return it.from == 1 and it.bytes == "all".to_utf8_buffer()), PATIENCE, "the server's packet")
		publish("heard-%d" % round, true)
		if round == 0 and player == 3:
			await _lost()
			publish("kicked", true)
			publish("lost", true)
			continue
		await _lost()
		if round == 0:
			publish("lost", true)


func _lost() -> void:
	await until(func() -> bool: return peer.get_connection_status() == MultiplayerPeer.CONNECTION_DISCONNECTED, PATIENCE,
			"the end of the connection")
	connected.clear()
	packets.clear()


func _as_both() -> void:
	pumping = true
	await init_steam()
	var server := await start_server()
	equal(peer.create_host(1), OK, "the user hosts")
	equal(peer.get_steam_id_for_peer_id(1), Steam.getSteamID(), "who hosts")
	var other := SteamMultiplayerPeer.new()
	other.game_server = true
	equal(other.create_host(1), OK, "the game server hosts on the same virtual port")
	equal(other.get_steam_id_for_peer_id(1), server, "who hosts beside them")
	peer.close()
	other.close()
	stop_server()
