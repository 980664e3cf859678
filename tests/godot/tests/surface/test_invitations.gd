extends "res://harness/lobby_case.gd"
## Invitations to the game arrive at whom they are for, those of the overlay's dialogs at everybody else; a public lobby, a
## wrong one, a connect string as long as it may be.
## rule: friends.invite-to-game
## players: 3
## expect-error: Steam.inviteUserToGame: connect_string
## expect-error: Steam.inviteUserToGame: friend_id
## expect-error: Steam.activateGameOverlayInviteDialog: steam_id
## expect-error: Steam.activateGameOverlayInviteDialogConnectString: connect_string

const LONGEST := 255


func run() -> void:
	if player > 1:
		await note(1, "steam_id")
	await init_steam()
	ids = [0]
	for other in range(1, players + 1):
		ids.append(await id_of(other))
	await until(func() -> bool: return Steam.getFriendCount() == 2, PATIENCE, "two friends")
	await barrier("here")
	if player == 1:
		await _invite()
	else:
		await _be_invited()
	equal(signals.all("join_game_requested"), [] as Array[Array], "further invitations to the game")
	equal(signals.all("lobby_invite"), [] as Array[Array], "further invitations to a lobby")


func _invite() -> void:
	check(Steam.inviteUserToGame(ids[2], "+join first"), "inviteUserToGame")
	check(Steam.inviteUserToGame(ids[2], "x".repeat(LONGEST)), "inviteUserToGame with the longest text")
	await note(2, "invited alone")
	Steam.activateGameOverlayInviteDialogConnectString("+join everybody")
	await note(2, "invited with a text")
	await note(3, "invited with a text")
	lobby = await create_lobby(Steam.LOBBY_TYPE_PRIVATE, 3)
	publish("lobby", lobby)
	Steam.activateGameOverlayInviteDialog(lobby)
	await until(func() -> bool: return Steam.getNumLobbyMembers(lobby) == 3, PATIENCE, "who was invited")
	check(not Steam.inviteUserToGame(76561197960265729, "x"), "inviting somebody who is not here")
	equal(errors.take(), [] as Array[String], "errors")
	check(not Steam.inviteUserToGame(ids[2], "x".repeat(LONGEST + 1)), "a text that is too long")
	check(not Steam.inviteUserToGame(lobby, "x"), "inviting a lobby")
	Steam.activateGameOverlayInviteDialog(ids[2])
	Steam.activateGameOverlayInviteDialogConnectString("a\u0001".repeat(LONGEST))
	if errors.available():
		equal(errors.take().size(), 4, "errors, one for each wrong argument")


func _be_invited() -> void:
	if player == 2:
		equal(await next_signal("join_game_requested"), [ids[1], "+join first"], "join_game_requested")
		equal(await next_signal("join_game_requested"), [ids[1], "x".repeat(LONGEST)], "with the longest text")
		publish("invited alone", true)
	equal(await next_signal("join_game_requested"), [ids[1], "+join everybody"], "the dialog's invitation to the game")
	publish("invited with a text", true)
	equal(await next_signal("lobby_invite"), [ids[1], await note(1, "lobby"), APP_ID], "the dialog's invitation to a lobby")
	equal(await join_lobby(await note(1, "lobby"), true), Steam.CHAT_ROOM_ENTER_RESPONSE_SUCCESS, "entering it")
