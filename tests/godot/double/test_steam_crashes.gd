extends "res://harness/lobby_case.gd"
## Steam crashes while the game is running: scripts are notified once, every call is safe, and a new client can be
## used.
## rule: steam.crash
## expect-error: did not accept the packet

func run() -> void:
	await init_steam()
	lobby = await create_lobby(Steam.LOBBY_TYPE_PUBLIC, 4)
	var me := Steam.getSteamID()
	OS.set_environment("STEAM_API_DOUBLE_ANSWERS", "never")
	Steam.createLobby(Steam.LOBBY_TYPE_PUBLIC, 4)
	Steam.joinLobby(lobby)
	Steam.requestLobbyList()
	signals.clear()
	OS.set_environment("STEAM_API_DOUBLE_DEATH", "crashes")
	await next_signal("steam_shutdown")
	equal(signals.take("ipc_failure"), [1], "ipc_failure")
	equal(signals.take("lobby_created"), [Steam.RESULT_IO_FAILURE, 0], "lobby_created")
	equal(signals.take("lobby_joined"), [lobby, 0, false, Steam.CHAT_ROOM_ENTER_RESPONSE_ERROR], "lobby_joined")
	equal(signals.take("lobby_match_list"), [[]], "lobby_match_list")
	equal(signals.take("steamworks_error")[0], "lobby_created", "the first steamworks_error")
	equal(signals.take("steamworks_error")[0], "lobby_match_list", "the second steamworks_error")
	await frames(10)
	equal(signals.events, [] as Array[Dictionary], "signals after that")
	equal(Steam.loggedOn(), false, "loggedOn")
	equal(Steam.getNumLobbyMembers(lobby), 0, "members")
	equal(Steam.sendP2PPacket(me, PackedByteArray([1]), Steam.P2P_SEND_RELIABLE, 0), false, "sending")
	equal(Steam.getAvailableP2PPacketSize(0), 0, "what waits")
	Steam.steamShutdown()
	OS.set_environment("STEAM_API_DOUBLE_DEATH", "")
	OS.set_environment("STEAM_API_DOUBLE_ANSWERS", "")
	await init_steam()
	lobby = await create_lobby(Steam.LOBBY_TYPE_PUBLIC, 4)
