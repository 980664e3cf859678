extends "res://harness/lobby_case.gd"
## steamShutdown() within a handler ends the signals; init right after it, still in the handler, starts Steam again.
## rule: pump.shutdown-in-handler

func run() -> void:
	await init_steam()
	var id := Steam.getSteamID()
	var restarts := [0]
	var restart := func(_result: int, _lobby: int) -> void:
			restarts[0] += 1
			Steam.steamShutdown()
			equal(Steam.steamInitEx(APP_ID).status, Steam.STEAM_API_INIT_RESULT_OK, "init within a handler")
			equal(Steam.getSteamID(), id, "the user after init within a handler")
	Steam.lobby_created.connect(restart)
	for round_number in range(1, 4):
		signals.clear()
		Steam.createLobby(Steam.LOBBY_TYPE_PUBLIC, 2)
		await until(func() -> bool: return restarts[0] == round_number, PATIENCE, "restart %d" % round_number)
		await frames(30)
		equal(signals.count("lobby_joined"), 0, "signals of the platform that was shut down")
		equal(restarts[0], round_number, "number of restarts")
	Steam.lobby_created.disconnect(restart)
	signals.clear()
	lobby = await create_lobby(Steam.LOBBY_TYPE_PUBLIC, 2)
	equal(await search(), [lobby], "lobbies: those of earlier lives are gone")

	var end := func(_lobby: int, _permissions: int, _locked: bool, _response: int) -> void: Steam.steamShutdown()
	Steam.lobby_joined.connect(end)
	pumping = false
	Steam.createLobby(Steam.LOBBY_TYPE_PUBLIC, 2)
	Steam.createLobby(Steam.LOBBY_TYPE_PUBLIC, 2)
	# Let the answers pile up, so that one pump has something left when the handler ends it.
	await frames(60)
	signals.clear()
	await until(func() -> bool:
			if Steam.isSteamRunning():
				Steam.run_callbacks()
			return not Steam.isSteamRunning(), PATIENCE, "the shutdown within a handler")
	await frames(10)
	equal(signals.count("lobby_joined"), 1, "signals up to the shutdown")
	Steam.lobby_joined.disconnect(end)
	equal(errors.take(), [] as Array[String], "errors")
