extends "res://harness/lobby_case.gd"
## A lobby that is full, closed or gone is not entered, and says which.
## rule: lobby.vanished, lobby.full, lobby.closed
## players: 3

func run() -> void:
	if player > 1:
		await note(1, "steam_id")
	await init_steam()
	match player:
		1:
			await _own()
		2:
			lobby = await note(1, "lobby")
			equal(await join_lobby(lobby), Steam.CHAT_ROOM_ENTER_RESPONSE_SUCCESS, "taking the last place")
			publish("in", true)
			await note(3, "refused")
			Steam.leaveLobby(lobby)
			publish("out", true)
		3:
			await _try()


func _own() -> void:
	lobby = await create_lobby(Steam.LOBBY_TYPE_PUBLIC, 2)
	publish("lobby", lobby)
	await note(2, "out")
	await until(func() -> bool: return Steam.getNumLobbyMembers(lobby) == 1, PATIENCE, "the place to be free")
	check(Steam.setLobbyJoinable(lobby, false), "closing")
	await _everything_so_far_has_happened()
	publish("closed", true)
	await note(3, "refused again")
	check(Steam.setLobbyJoinable(lobby, true), "opening")
	await _everything_so_far_has_happened()
	publish("open", true)
	await until(func() -> bool: return Steam.getNumLobbyMembers(lobby) == 2, PATIENCE, "the third player")


## A message in the lobby comes back after everything that was done to the lobby before it.
func _everything_so_far_has_happened() -> void:
	check(Steam.sendLobbyChatMsg(lobby, "so far"), "sendLobbyChatMsg")
	await next_signal("lobby_message")


func _try() -> void:
	await note(2, "in")
	lobby = await note(1, "lobby")
	equal(await join_lobby(lobby), Steam.CHAT_ROOM_ENTER_RESPONSE_FULL, "entering a full lobby")
	equal(Steam.getLobbyOwner(lobby), 0, "the owner of a lobby that was not entered")
	publish("refused", true)
	await note(1, "closed")
	equal(await join_lobby(lobby), Steam.CHAT_ROOM_ENTER_RESPONSE_NOT_ALLOWED, "entering a closed lobby")
	publish("refused again", true)
	equal(await join_lobby(lobby + 1000), Steam.CHAT_ROOM_ENTER_RESPONSE_DOESNT_EXIST, "a lobby that does not exist")
	await note(1, "open")
	equal(await join_lobby(lobby), Steam.CHAT_ROOM_ENTER_RESPONSE_SUCCESS, "entering the opened lobby")
	equal(Steam.getLobbyOwner(lobby), await id_of(1), "the owner")
