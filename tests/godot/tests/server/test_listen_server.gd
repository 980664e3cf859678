extends "res://harness/server_case.gd"
## A listen server: the process of player 1 is a user and a game server at once, each with its own ID and its own signals. The other
## player talks to both; then the game server ends, and the user plays on.
## rule: server.identity, server.packets
## players: 2


func run() -> void:
	if player == 1:
		await _serve()
	else:
		await _play()


func _serve() -> void:
	await init_steam()
	var me := Steam.getSteamID()
	var server := await start_server()
	check(me != server, "two IDs")
	var other := await id_of(2)
	await next_signal("p2p_session_request", func(it: Array) -> bool: return it == [other])
	await next_server_signal("p2p_session_request", func(it: Array) -> bool: return it == [other])
	equal([signals.count("p2p_session_request"), server_signals.count("p2p_session_request")], [0, 0],
			"each is asked once")
	Steam.acceptP2PSessionWithUser(other)
	SteamServer.acceptP2PSessionWithUser(other)
	await until(func() -> bool: return Steam.getAvailableP2PPacketSize() > 0, PATIENCE, "a packet for the user")
	await until(func() -> bool: return SteamServer.getAvailableP2PPacketSize() > 0, PATIENCE, "a packet for the server")
	equal(Steam.readP2PPacket(8).data, "user".to_utf8_buffer(), "what the user reads")
	equal(SteamServer.readP2PPacket(8).data, "server".to_utf8_buffer(), "what the server reads")
	# The user may play on their own server.
	SteamServer.acceptP2PSessionWithUser(me)
	Steam.sendP2PPacket(server, "mine".to_utf8_buffer(), Steam.P2P_SEND_RELIABLE)
	await until(func() -> bool: return SteamServer.getAvailableP2PPacketSize() > 0, PATIENCE, "a packet of the own user")
	equal(SteamServer.readP2PPacket(8).remote_steam_id, me, "who has sent it")
	stop_server()
	equal(Steam.loggedOn(), true, "the user stays")
	publish("stopped", true)
	await until(func() -> bool: return Steam.getAvailableP2PPacketSize() > 0, PATIENCE, "a packet for the user")
	equal(Steam.readP2PPacket(8).data, "still".to_utf8_buffer(), "what the user reads")
	publish("read", true)
	equal(await start_server(), server, "the server begins anew")
	Steam.steamShutdown()
	pumping = false
	equal(SteamServer.loggedOn(), true, "the server stays")
	stop_server()


func _play() -> void:
	await init_steam()
	var user := await id_of(1)
	var server := await server_id()
	Steam.sendP2PPacket(user, "user".to_utf8_buffer(), Steam.P2P_SEND_RELIABLE)
	Steam.sendP2PPacket(server, "server".to_utf8_buffer(), Steam.P2P_SEND_RELIABLE)
	await note(1, "stopped")
	Steam.sendP2PPacket(user, "still".to_utf8_buffer(), Steam.P2P_SEND_RELIABLE)
	await note(1, "read")
