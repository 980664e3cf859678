extends "res://harness/lobby_case.gd"
## A lobby is joined within the handler of lobby_match_list, and its data read within the handler of lobby_joined.
## rule: lobby.enter-leave, lobby.found-data
## players: 2

func run() -> void:
	if player == 1:
		await init_steam()
		lobby = await create_lobby(Steam.LOBBY_TYPE_PUBLIC, 2)
		check(Steam.setLobbyData(lobby, "name", "a lobby"), "setLobbyData")
		await next_signal("lobby_data_update")
		publish("lobby", lobby)
		var update := await next_signal("lobby_chat_update")
		equal(update, [lobby, await id_of(2), await id_of(2), Steam.CHAT_MEMBER_STATE_CHANGE_ENTERED], "who entered")
		return
	lobby = await note(1, "lobby")
	await init_steam()
	Steam.lobby_match_list.connect(func(lobbies: Array) -> void:
			equal(lobbies, [lobby], "the lobbies found")
			Steam.joinLobby(lobbies[0]))
	var names: Array[String] = []
	Steam.lobby_joined.connect(func(joined: int, _permissions: int, _locked: bool, _response: int) -> void:
			names.append(Steam.getLobbyData(joined, "name")))
	Steam.requestLobbyList()
	var joined := await next_signal("lobby_joined")
	equal(joined, [lobby, 0, false, Steam.CHAT_ROOM_ENTER_RESPONSE_SUCCESS], "lobby_joined")
	equal(names, ["a lobby"] as Array[String], "the data within the handler")
