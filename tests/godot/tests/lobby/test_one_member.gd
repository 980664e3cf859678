extends "res://harness/lobby_case.gd"
## The only member of a lobby uses it.
## rule: lobby.answers-later, lobby.enter-leave, lobby.game-server, lobby.data

func run() -> void:
	await init_steam()
	var me := Steam.getSteamID()
	lobby = await create_lobby(Steam.LOBBY_TYPE_PUBLIC, 250)
	# A chat of the public universe with the lobby flag.
	equal(lobby >> 32, 0x01860000, "the upper half of the lobby's id")
	equal(Steam.getNumLobbyMembers(lobby), 1, "members")
	equal(members(), [me] as Array[int], "the members")
	equal(Steam.getLobbyMemberByIndex(lobby, 1), 0, "a member that is not there")
	equal(Steam.getLobbyOwner(lobby), me, "owner")
	equal(Steam.getLobbyMemberLimit(lobby), 250, "limit")
	await _check_data()
	await _check_member_data(me)
	await _check_chat(me)
	check(Steam.setLobbyMemberLimit(lobby, 3), "setLobbyMemberLimit")
	await until(func() -> bool: return Steam.getLobbyMemberLimit(lobby) == 3, PATIENCE, "the new limit")
	check(Steam.setLobbyType(lobby, Steam.LOBBY_TYPE_PRIVATE), "setLobbyType")
	check(Steam.setLobbyJoinable(lobby, false), "setLobbyJoinable")
	check(Steam.setLobbyOwner(lobby, me), "making oneself the owner")
	equal(Steam.getLobbyGameServer(lobby), {"ret": false, "ip": "", "port": 0, "id": 0}, "no game server yet")
	await _check_game_server()
	await _check_left()
	equal(errors.take(), [] as Array[String], "errors")


func _check_data() -> void:
	equal(Steam.getAllLobbyData(lobby), {}, "the data of a new lobby")
	check(Steam.setLobbyData(lobby, "Name", "Zoë's lobby 🎲"), "setLobbyData")
	equal(Steam.getLobbyData(lobby, "Name"), "Zoë's lobby 🎲", "getLobbyData at once")
	var update := await next_signal("lobby_data_update")
	equal(update, [1, lobby, lobby], "lobby_data_update for the lobby's data")
	equal(Steam.getLobbyData(lobby, "nAME"), "Zoë's lobby 🎲", "keys do not distinguish upper and lower case")
	equal(Steam.getLobbyData(lobby, "other"), "", "a key that is not there")
	check(Steam.setLobbyData(lobby, "k".repeat(255), "v".repeat(8192)), "the longest key and value")
	equal(Steam.getLobbyData(lobby, "k".repeat(255)), "v".repeat(8192), "the longest value")
	var all := Steam.getAllLobbyData(lobby)
	equal(all.keys(), [0, 1], "the indices of all data")
	for index: int in all:
		equal(all[index].keys(), ["index", "key", "value"], "the keys of one of all data")
		equal(all[index].index, index, "the index within")
		equal(Steam.getLobbyData(lobby, all[index].key), all[index].value, "the value of " + all[index].key.left(10))
	check(Steam.deleteLobbyData(lobby, "name"), "deleteLobbyData")
	equal(Steam.getLobbyData(lobby, "Name"), "", "deleted data")
	equal(Steam.getAllLobbyData(lobby).size(), 1, "data left")


func _check_member_data(me: int) -> void:
	signals.clear()
	Steam.setLobbyMemberData(lobby, "ready", "yes")
	var update := await next_signal("lobby_data_update", func(arguments: Array) -> bool: return arguments[2] == me)
	equal(update, [1, lobby, me], "lobby_data_update for a member's data")
	equal(Steam.getLobbyMemberData(lobby, me, "ready"), "yes", "getLobbyMemberData")
	equal(Steam.getLobbyMemberData(lobby, me, "other"), "", "a key that is not there")
	equal(Steam.getLobbyMemberData(lobby, me + 1, "ready"), "", "a user who is not there")


func _check_chat(me: int) -> void:
	for text: String in ["hello", "Grüße, 你好 🎲", "x".repeat(4095)]:
		check(Steam.sendLobbyChatMsg(lobby, text), "sendLobbyChatMsg")
		equal(await next_signal("lobby_message"), [lobby, me, text, Steam.CHAT_ENTRY_TYPE_CHAT_MSG], "lobby_message")


func _check_game_server() -> void:
	Steam.setLobbyGameServer(lobby, "127.0.0.1", 27015, 0)
	equal(await next_signal("lobby_game_created"), [lobby, 0, "127.0.0.1", 27015], "lobby_game_created")
	equal(Steam.getLobbyGameServer(lobby), {"ret": true, "ip": "127.0.0.1", "port": 27015, "id": 0}, "getLobbyGameServer")


func _check_left() -> void:
	signals.clear()
	Steam.leaveLobby(lobby)
	equal(Steam.getNumLobbyMembers(lobby), 0, "members of a lobby that was left")
	equal(Steam.getLobbyOwner(lobby), 0, "owner of a lobby that was left")
	check(not Steam.sendLobbyChatMsg(lobby, "anybody there?"), "chat in a lobby that was left")
	check(not Steam.setLobbyData(lobby, "name", "x"), "data of a lobby that was left")
	Steam.leaveLobby(lobby)
	equal(await join_lobby(lobby), Steam.CHAT_ROOM_ENTER_RESPONSE_DOESNT_EXIST, "joining a lobby that nobody is in")
	equal(signals.count("lobby_message"), 0, "messages after leaving")
