extends "res://harness/server_case.gd"
## Lists of game servers and queries of one: refused, silent, with null texts and unknown numbers, and open at a shutdown and at a
## crash of Steam. Every request is answered, and nothing does harm.
## rule: server.list, steam.crash


func run() -> void:
	await init_steam()
	await start_server()
	SteamServer.setAdvertiseServerActive(true)
	SteamServer.setKeyValue("mode", "duel")
	SteamServer.createUnauthenticatedUserConnection()
	await _refused()
	await _strange()
	await _shut_down()
	await _crash()
	stop_server()


func _refused() -> void:
	OS.set_environment("STEAM_API_DOUBLE_SERVERS", "refused")
	equal(Steam.requestInternetServerList(APP_ID, []), 0, "a list that Steam refuses")
	equal(await next_signal("request_server_list_refresh_complete"), [0, Steam.SERVER_FAILED_TO_RESPOND], "its end")
	_ask()
	await _failed()


func _strange() -> void:
	OS.set_environment("STEAM_API_DOUBLE_SERVERS", "strange")
	var request := Steam.requestInternetServerList(APP_ID, [["map", "hills"]])
	equal(await next_signal("request_server_list_refresh_complete"), [request, 9999], "an unknown response")
	_ask()
	await next_signal("ping_server_failed_to_respond")
	equal(await next_signal("player_details_player_added"), ["", 0, 0.0], "a player without a name and a time")
	await next_signal("player_details_refresh_complete")
	equal(await next_signal("server_rules_responded"), ["mode", ""], "a rule without a value")
	await next_signal("server_rules_refresh_complete")
	Steam.releaseRequest(request)


func _shut_down() -> void:
	OS.set_environment("STEAM_API_DOUBLE_SERVERS", "silent")
	var request := Steam.requestLANServerList(APP_ID)
	_ask()
	signals.clear()
	await frames(10)
	equal([signals.events.size(), Steam.isRefreshing(request)], [0, true], "a Steam that says nothing")
	# The stand-in ends the process if a list or a query is left.
	Steam.steamShutdown()
	await init_steam()
	equal([Steam.getServerCount(request), Steam.isRefreshing(request)], [0, false], "a list of another Steam")


func _crash() -> void:
	var request := Steam.requestLANServerList(APP_ID)
	_ask()
	signals.clear()
	OS.set_environment("STEAM_API_DOUBLE_DEATH", "crashes")
	equal(await next_signal("request_server_list_refresh_complete"), [request, Steam.SERVER_FAILED_TO_RESPOND], "its end")
	await _failed()
	# The game server is notified as well.
	await next_server_signal("steam_shutdown")
	Steam.releaseRequest(request)
	_ask()
	await _failed()
	OS.set_environment("STEAM_API_DOUBLE_DEATH", "")
	OS.set_environment("STEAM_API_DOUBLE_SERVERS", "")
	Steam.steamShutdown()


func _ask() -> void:
	Steam.pingServer("127.0.0.1", 27016)
	Steam.playerDetails("127.0.0.1", 27016)
	Steam.serverRules("127.0.0.1", 27016)


func _failed() -> void:
	for failure: String in ["ping_server_failed_to_respond", "player_details_failed_to_respond", "server_rules_failed_to_respond"]:
		await next_signal(failure)
