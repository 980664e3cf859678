extends "res://harness/lobby_case.gd"
## An invitation reaches its user, who can accept it as in the overlay; and the data of a lobby that the user is not in can be
## requested.
## rule: lobby.invite, lobby.request-data
## players: 2

func run() -> void:
	if player == 2:
		await note(1, "steam_id")
	await init_steam()
	var other := await id_of(3 - player)
	if player == 1:
		lobby = await create_lobby(Steam.LOBBY_TYPE_PRIVATE, 2)
		check(Steam.setLobbyData(lobby, "name", "by invitation"), "setLobbyData")
		await next_signal("lobby_data_update")
		check(Steam.inviteUserToLobby(lobby, other), "inviteUserToLobby")
		equal(await next_signal("lobby_chat_update"), [lobby, other, other, Steam.CHAT_MEMBER_STATE_CHANGE_ENTERED],
				"who entered")
		return
	var invite := await next_signal("lobby_invite")
	equal([invite[0], invite[2]], [other, APP_ID], "lobby_invite: who invites, and to which game")
	lobby = invite[1]
	if SteamLocal.is_active():
		check(SteamLocal.accept_invite(lobby), "accepting the invitation")
		equal(await next_signal("join_requested"), [lobby, other], "join_requested after accepting")
		check(not SteamLocal.accept_invite(lobby), "accepting an invitation that is used up")
	equal(Steam.getLobbyData(lobby, "name"), "", "data before it was asked for")
	check(Steam.requestLobbyData(lobby), "requestLobbyData")
	equal(await next_signal("lobby_data_update"), [1, lobby, lobby], "lobby_data_update")
	equal(Steam.getLobbyData(lobby, "name"), "by invitation", "the data")
	check(Steam.requestLobbyData(lobby + 1000), "requestLobbyData of a lobby that does not exist")
	equal(await next_signal("lobby_data_update"), [0, lobby + 1000, lobby + 1000], "lobby_data_update without success")
	equal(await join_lobby(lobby, true), Steam.CHAT_ROOM_ENTER_RESPONSE_SUCCESS, "the response to joinLobby")
