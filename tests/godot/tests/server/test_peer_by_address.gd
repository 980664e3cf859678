extends "res://harness/server_case.gd"
## Godot's multiplayer on a dedicated server that is reached both ways: one client joins by the server's Steam ID, the other one finds
## the server in the list and joins by its IP address and port. Both are in one session and know each other's IDs. When the server
## ends, both are notified.
## rule: peer.address
## players: 3
## expect-error: SteamMultiplayerPeer.listen_on_address: the peer does not host
## expect-error: SteamMultiplayerPeer.listen_on_address: the peer listens on an address already
## expect-error: SteamMultiplayerPeer.listen_on_address: ip is "nowhere"
## expect-error: SteamMultiplayerPeer.create_client_by_address: port is 0
## expect-error: SteamMultiplayerPeer.create_client_by_address: ip is 0.0.0.0
## expect-error: SteamMultiplayerPeer.create_client_by_address: not connected

const PORT := 27015

var peer := SteamMultiplayerPeer.new()
var connected: Array[int] = []
var packets: Array[Dictionary] = []


func run() -> void:
	peer.peer_connected.connect(func(id: int) -> void: connected.append(id))
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
	await start_server()
	SteamServer.setAdvertiseServerActive(true)
	equal(peer.listen_on_address(PORT), ERR_UNCONFIGURED, "listening before hosting")
	equal(peer.create_host(), OK, "create_host")
	equal(peer.listen_on_address(PORT, "nowhere"), ERR_INVALID_PARAMETER, "an address that is none")
	equal(peer.listen_on_address(PORT), OK, "listen_on_address")
	equal(peer.listen_on_address(PORT + 10), ERR_ALREADY_IN_USE, "a second address")
	publish("hosts", true)
	await until(func() -> bool: return connected.size() == 2, PATIENCE, "two clients")
	var users := connected.map(func(id: int) -> int: return peer.get_steam_id_for_peer_id(id))
	users.sort()
	var ids: Array = await ids_of_others()
	ids.sort()
	equal(users, ids, "whose the peers are")
	await until(func() -> bool: return packets.size() == 2, PATIENCE, "a packet of each")
	peer.set_target_peer(0)
	peer.put_packet("all".to_utf8_buffer())
	for other in [2, 3]:
		await note(other, "heard")
	peer.close()
	# Both ways are closed, and can be opened again.
	equal([peer.create_host(), peer.listen_on_address(PORT)], [OK, OK], "hosting again")
	for other in [2, 3]:
		await note(other, "lost")
	peer.close()
	stop_server()


func _play() -> void:
	await note(1, "hosts")
	var server := await server_id()
	if player == 2:
		equal(peer.create_client(server), OK, "create_client")
	else:
		await _by_address(server)
	await until(func() -> bool: return connected.has(1), PATIENCE, "the server")
	equal([peer.get_steam_id_for_peer_id(1), peer.get_peer_id_for_steam_id(server)], [server, 1], "the host")
	peer.set_target_peer(1)
	peer.put_packet(("%d" % player).to_utf8_buffer())
	await until(func() -> bool: return packets.any(func(it: Dictionary) -> bool:
			return it.from == 1 and it.bytes == "all".to_utf8_buffer()), PATIENCE, "the server's packet")
	publish("heard", true)
	await until(func() -> bool: return peer.get_connection_status() == MultiplayerPeer.CONNECTION_DISCONNECTED, PATIENCE,
			"the end of the session")
	publish("lost", true)


func _by_address(server: int) -> void:
	equal(peer.create_client_by_address("127.0.0.1", 0), ERR_INVALID_PARAMETER, "port 0")
	equal(peer.create_client_by_address("0.0.0.0", PORT), ERR_INVALID_PARAMETER, "no machine's address")
	peer.connect_timeout = 1.0
	equal(peer.create_client_by_address("127.0.0.1", PORT + 1), OK, "where nobody listens")
	await until(func() -> bool: return peer.get_connection_status() == MultiplayerPeer.CONNECTION_DISCONNECTED, PATIENCE,
			"the end of the attempt")
	peer.connect_timeout = 15.0
	var found := {}
	while found.is_empty():
		var request := Steam.requestInternetServerList(APP_ID, [["dedicated", "1"]])
		await next_signal("request_server_list_refresh_complete", func(it: Array) -> bool: return it[0] == request)
		if Steam.getServerCount(request) > 0:
			found = Steam.getServerDetails(0, request)
		Steam.releaseRequest(request)
	equal(found.steam_id, server, "the server in the list")
	equal(peer.create_client_by_address(found.ip, found.connection_port), OK, "create_client_by_address")
