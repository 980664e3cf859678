extends "res://harness/server_case.gd"
## A game server is initialised, logged on, logged off and shut down, again and again, and reports wrong calls.
## rule: server.init, server.log-on, server.identity
## expect-error: SteamServer.logOnAnonymous: the game server is not initialised; call SteamServer.serverInit()
## expect-error: SteamServer.setServerName: the game server is not initialised
## expect-error: SteamServer.getServerSteamID: the game server is not initialised
## expect-error: SteamServer.serverInitEx: server_mode is 0
## expect-error: SteamServer.serverInitEx: game_port is 70000
## expect-error: SteamServer.serverInit: The arguments of the initialisation are wrong
## expect-error: SteamServer.serverInit: ip is "localhost"
## expect-error: SteamServer.setServerName: name is 70 bytes long
## expect-error: SteamServer.serverShutdown: the game server is not initialised, since that failed
## expect-error: SteamServer.setMaxPlayerCount: players_max is 1000
## expect-error: SteamServer.acceptP2PSessionWithUser: steam_id_remote is 5


func run() -> void:
	pumping = false
	SteamServer.logOnAnonymous()
	SteamServer.setServerName("Arena")
	equal(SteamServer.getServerSteamID(), 0, "no server, no ID")
	for wrong: Array in [["0.0.0.0", 27015, 27016, 0, "1"], ["0.0.0.0", 70000, 27016, 1, "1"]]:
		equal(SteamServer.callv("serverInitEx", wrong).status, 1, "serverInitEx with %s" % [wrong])
	equal(SteamServer.serverInit("localhost", 27015, 27016, SteamServer.SERVER_MODE_AUTHENTICATION, "1"), false,
			"serverInit with a name for an address")
	SteamServer.serverShutdown()
	var ids: Array[int] = []
	for again in 3:
		ids.append(await start_server())
		equal(SteamServer.loggedOn(), true, "loggedOn")
		equal(SteamServer.isServerSecure(), false, "isServerSecure")
		equal(SteamServer.getAppID(), APP_ID, "getAppID")
		equal(SteamServer.getConnectedUniverse(), SteamServer.UNIVERSE_PUBLIC, "getConnectedUniverse")
		equal(SteamServer.getIPCountry().length(), 2, "getIPCountry")
		check(SteamServer.getIPCCallCount() >= 0, "getIPCCallCount")
		equal(await next_server_signal("policy_response"), [0], "policy_response")
		equal(SteamServer.serverInit("", 27015, 27016, 2, "1"), true, "a second init changes nothing")
		SteamServer.logOff()
		await next_server_signal("server_disconnected")
		equal([SteamServer.loggedOn(), SteamServer.getServerSteamID()], [false, 0], "logged off")
		SteamServer.logOn("0123456789ABCDEF")
		await next_server_signal("server_connected")
		equal(SteamServer.getServerSteamID(), ids[again], "the same ID")
		stop_server()
	equal(ids, [ids[0], ids[0], ids[0]] as Array[int], "the ID of a server that starts again")
	await start_server()
	_settings()
	await _answers()
	stop_server()


func _settings() -> void:
	SteamServer.setServerName("x".repeat(70))
	SteamServer.setMaxPlayerCount(1000)
	SteamServer.setBotPlayerCount(1)
	SteamServer.setModDir("")
	SteamServer.setPasswordProtected(true)
	SteamServer.setSpectatorPort(27020)
	SteamServer.setSpectatorServerName("Stand")
	SteamServer.setKeyValue("mode", "duel")
	SteamServer.clearAllKeyValues()
	SteamServer.setGameTags("duel,hills")
	SteamServer.setGameData("more")
	SteamServer.setRegion("")
	SteamServer.setAdvertiseServerActive(true)
	equal(SteamServer.wasRestartRequested(), false, "wasRestartRequested")
	equal(SteamServer.getPublicIP(), {"ipv4": "127.0.0.1", "ipv6": "", "type": Steam.IP_TYPE_IPV4}, "getPublicIP")
	equal(SteamServer.getNextOutgoingPacket(), {}, "getNextOutgoingPacket")
	var packet := PackedByteArray([255, 255])
	equal(SteamServer.handleIncomingPacket(packet, "127.0.0.1", 4000), {"incoming": false, "data": packet},
			"handleIncomingPacket")
	equal(SteamServer.acceptP2PSessionWithUser(5), false, "a session with nobody")


func _answers() -> void:
	const GROUP := 103582791429521412
	equal(SteamServer.requestUserGroupStatus(76561197960265729, GROUP), true, "requestUserGroupStatus")
	equal(await next_server_signal("client_group_status"), [76561197960265729, GROUP, false, false], "client_group_status")
	SteamServer.associateWithClan(GROUP)
	equal(await next_server_signal("associate_clan"), [Steam.RESULT_NO_MATCH], "associate_clan")
	SteamServer.computeNewPlayerCompatibility(76561197960265729)
	equal(await next_server_signal("player_compat"), [Steam.RESULT_OK, 0, 0, 0, 76561197960265729], "player_compat")
	var bot := SteamServer.createUnauthenticatedUserConnection()
	check(Steam.isAnonUserAccount(bot), "the ID of a bot")
	equal(SteamServer.updateUserData(bot, "Bot", 3), true, "updateUserData of a player")
	SteamServer.endAuthSession(bot)
	equal(SteamServer.updateUserData(bot, "Bot", 3), false, "updateUserData of nobody")
