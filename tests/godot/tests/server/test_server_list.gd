extends "res://harness/server_case.gd"
## Lists of game servers: two servers with other maps and tags, found by filters, asked by address, changed, and gone from the list when they
## are not advertised any more, or have ended.
## rule: server.list
## players: 3
## expect-error: Steam.requestInternetServerList: filters is another
## expect-error: Steam.requestInternetServerList: app_id is 0
## expect-error: Steam.pingServer: ip is "nowhere"

const PORTS := {1: 27015, 2: 27025}


func run() -> void:
	if player == 3:
		await _search()
	else:
		await _serve()


func _serve() -> void:
	pumping = false
	serving = true
	server_signals.start(SteamServer)
	var port: int = PORTS[player]
	equal(SteamServer.serverInit("0.0.0.0", port, port + 1, SteamServer.SERVER_MODE_AUTHENTICATION, "1.2"), true, "serverInit")
	SteamServer.setGameDescription("A game")
	SteamServer.setServerName("Server %d" % player)
	SteamServer.setMapName("hills" if player == 1 else "caves")
	SteamServer.setGameTags("duel,night" if player == 1 else "duel,day")
	SteamServer.setMaxPlayerCount(4)
	SteamServer.setKeyValue("mode", "duel")
	SteamServer.setAdvertiseServerActive(true)
	await note(3, "none")
	SteamServer.logOnAnonymous()
	await next_server_signal("server_connected")
	publish("server_id", SteamServer.getSteamID())
	if player == 1:
		var user := await id_of(3)
		var ticket: PackedByteArray = await note(3, "ticket")
		SteamServer.beginAuthSession(ticket, ticket.size(), user)
		await next_server_signal("validate_auth_ticket_response")
		SteamServer.updateUserData(user, "Anna", 7)
		publish("plays", true)
		await note(3, "seen")
		SteamServer.setMapName("lava")
		SteamServer.endAuthSession(user)
		await note(3, "changed")
		SteamServer.setAdvertiseServerActive(false)
		await note(3, "hidden")
	else:
		await note(3, "hidden")
	stop_server()
	publish("stopped", true)


func _search() -> void:
	await init_steam()
	equal(Steam.is_interface_supported("MatchmakingServers"), true, "is_interface_supported")
	await frames(30)
	equal(await _list([]), [] as Array[String], "servers that are not logged on")
	publish("none", true)
	var ids: Array[int] = [await note(1, "server_id"), await note(2, "server_id")]
	var ticket := Steam.getAuthSessionTicket(ids[0])
	publish("ticket", ticket.buffer)
	await note(1, "plays")
	await _until_list([], ["Server 1", "Server 2"])
	await _details(ids[0])
	await _filters()
	await _queries()
	await _refused()
	publish("seen", true)
	await _until_list([["map", "lava"], ["noplayers", "1"]], ["Server 1"])
	publish("changed", true)
	await _until_list([], ["Server 2"])
	publish("hidden", true)
	for server in [1, 2]:
		await note(server, "stopped")
	await _until_list([], [])


func _details(id: int) -> void:
	var request := Steam.requestLANServerList(APP_ID)
	equal(Steam.isRefreshing(request), true, "a list that is not complete")
	await next_signal("request_server_list_server_responded", func(it: Array) -> bool: return it == [request, 0])
	equal(await next_signal("request_server_list_refresh_complete"), [request, Steam.SERVER_RESPONDED], "complete")
	equal(Steam.isRefreshing(request), false, "a complete list")
	var index := 0 if Steam.getServerDetails(0, request).steam_id == id else 1
	equal(Steam.getServerDetails(index, request), {"name": "Server 1", "map": "hills", "game_dir": "", "description": "A game",
			"game_tags": "duel,night", "ip": "127.0.0.1", "steam_id": id, "connection_port": 27015, "query_port": 27016, "ping": 0,
			"players": 1, "max_players": 4, "bot_players": 0, "app_id": APP_ID, "last_played": 0, "server_version": 12,
			"success_response": true, "no_refresh": false, "password": false, "secure": false}, "getServerDetails")
	Steam.refreshServer(index, request)
	await next_signal("request_server_list_server_responded", func(it: Array) -> bool: return it == [request, index])
	Steam.refreshServer(99, request)
	equal(Steam.getServerDetails(99, request), {}, "a server that is not in the list")
	Steam.refreshQuery(request)
	equal(Steam.isRefreshing(request), true, "a list that is asked once more")
	await _complete(request)
	equal(Steam.getServerCount(request), 2, "servers after that")
	signals.clear()
	Steam.refreshQuery(request)
	Steam.cancelQuery(request)
	await frames(5)
	equal([signals.count("request_server_list_refresh_complete"), Steam.isRefreshing(request)], [0, false],
			"a list that was cancelled")
	Steam.releaseRequest(request)
	Steam.releaseRequest(request)
	equal([Steam.getServerCount(request), Steam.getServerDetails(0, request)], [0, {}], "a list that was released")


func _filters() -> void:
	equal(await _list([["map", "caves"]]), ["Server 2"] as Array[String], "by map")
	equal(await _list([["gametagsand", "duel,night"]]), ["Server 1"] as Array[String], "by tags")
	equal(await _list([["gametagsnor", "night"]]), ["Server 2"] as Array[String], "by tags that are not there")
	equal(await _list([["hasplayers", "1"], ["notfull", "1"]]), ["Server 1"] as Array[String], "by players")
	equal((await _complete(Steam.requestInternetServerList(481, [])))[1], Steam.NO_SERVERS_LISTED_ON_MASTER_SERVER, "another game")
	equal((await _complete(Steam.requestFriendsServerList(APP_ID, [])))[1], Steam.NO_SERVERS_LISTED_ON_MASTER_SERVER,
			"servers that friends play on")
	Steam.addFavoriteGame("127.0.0.1", 27025, 27026, Steam.FAVORITE_FLAG_FAVORITE, 99)
	var request := Steam.requestFavoritesServerList(APP_ID, [])
	await _complete(request)
	equal([Steam.getServerCount(request), Steam.getServerDetails(0, request).last_played], [1, 99], "favourites")
	Steam.releaseRequest(request)


func _queries() -> void:
	Steam.pingServer("127.0.0.1", 27026)
	equal((await next_signal("ping_server_responded"))[0].name, "Server 2", "pingServer")
	Steam.playerDetails("127.0.0.1", 27016)
	equal((await next_signal("player_details_player_added")).slice(0, 2), ["Anna", 7], "playerDetails")
	await next_signal("player_details_refresh_complete")
	Steam.serverRules("127.0.0.1", 27016)
	equal(await next_signal("server_rules_responded"), ["mode", "duel"], "serverRules")
	await next_signal("server_rules_refresh_complete")
	signals.clear()
	Steam.pingServer("127.0.0.1", 1)
	Steam.playerDetails("127.0.0.1", 1)
	Steam.serverRules("127.0.0.1", 1)
	Steam.cancelServerQuery(Steam.pingServer("127.0.0.1", 27026))
	for failure: String in ["ping_server_failed_to_respond", "player_details_failed_to_respond", "server_rules_failed_to_respond"]:
		await next_signal(failure)
	await frames(5)
	equal(signals.count("ping_server_responded"), 0, "a query that was cancelled")


func _refused() -> void:
	equal(Steam.requestInternetServerList(APP_ID, ["map"]), 0, "a filter that is none")
	equal(Steam.requestInternetServerList(0, []), 0, "no game")
	for i in 2:
		await next_signal("request_server_list_refresh_complete",
				func(it: Array) -> bool: return it == [0, Steam.SERVER_FAILED_TO_RESPOND])
	equal(Steam.pingServer("nowhere", 27016), 0, "an address that is none")
	await next_signal("ping_server_failed_to_respond")


func _complete(request: int) -> Array:
	check(request != 0, "a handle")
	return await next_signal("request_server_list_refresh_complete", func(it: Array) -> bool: return it[0] == request)


func _list(filters: Array) -> Array[String]:
	var request := Steam.requestInternetServerList(APP_ID, filters)
	await _complete(request)
	var names: Array[String] = []
	for index in Steam.getServerCount(request):
		names.append(Steam.getServerDetails(index, request).name)
	Steam.releaseRequest(request)
	names.sort()
	return names


func _until_list(filters: Array, expected: Array[String]) -> void:
	var names := await _list(filters)
	var deadline := Time.get_ticks_msec() + int(PATIENCE * 1000.0)
	while names != expected and Time.get_ticks_msec() < deadline:
		await frame()
		names = await _list(filters)
	equal(names, expected, "servers by %s" % [filters])
