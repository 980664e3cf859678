extends "res://harness/lobby_case.gd"
## Callbacks that are unknown, too short, doubled, late or without end do no harm.
## rule: steam.strange-callbacks

func run() -> void:
	await init_steam()
	for misbehaviour: String in ["unknown", "short", "lost"]:
		OS.set_environment("STEAM_API_DOUBLE_CALLBACKS", misbehaviour)
		Steam.leaveLobby(await create_lobby(Steam.LOBBY_TYPE_PUBLIC, 4))
		equal(signals.count("lobby_created"), 0, "lobby_created comes once: " + misbehaviour)
		equal(signals.count("lobby_joined"), 0, "lobby_joined comes once: " + misbehaviour)
		signals.clear()
	OS.set_environment("STEAM_API_DOUBLE_CALLBACKS", "twice")
	lobby = await create_lobby(Steam.LOBBY_TYPE_PUBLIC, 4)
	await frames(3)
	equal(signals.count("lobby_created"), 0, "lobby_created comes once of two")
	equal(signals.count("lobby_joined"), 0, "lobby_joined comes once of two")
	signals.clear()
	check(Steam.setLobbyData(lobby, "map", "lava"), "setLobbyData")
	await until(func() -> bool: return signals.count("lobby_data_update") == 2, PATIENCE, "both updates")
	OS.set_environment("STEAM_API_DOUBLE_CALLBACKS", "endless")
	await frames(3)
	check(signals.has("steam_server_connected"), "what comes without end")
	OS.set_environment("STEAM_API_DOUBLE_CALLBACKS", "")
	await frames(3)
	signals.clear()
	OS.set_environment("STEAM_API_DOUBLE_ANSWER_MS", "500")
	Steam.requestLobbyList()
	await frames(2)
	equal(signals.count("lobby_match_list"), 0, "an answer that is late")
	await next_signal("lobby_match_list")
