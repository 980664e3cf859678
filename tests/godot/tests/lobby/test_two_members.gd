extends "res://harness/lobby_case.gd"
## Two processes in a lobby: entering, data, chat, joinable, owner, leaving; every signal with its exact arguments.
## rule: lobby.enter-leave, lobby.owner-hands-over, lobby.owner-only, lobby.data, lobby.member-data, lobby.chat
## players: 2

var me := 0
var other := 0


func run() -> void:
	await _enter()
	await _share_data()
	await _chat()
	await _hand_over()
	await _leave()
	equal(errors.take(), [] as Array[String], "errors")


func _enter() -> void:
	if player == 2:
		await note(1, "steam_id")
	await init_steam()
	me = Steam.getSteamID()
	other = await id_of(3 - player)
	check(me != other, "every process has a user of its own")
	if player == 1:
		lobby = await create_lobby(Steam.LOBBY_TYPE_PUBLIC, 4)
		check(Steam.setLobbyData(lobby, "name", "first"), "setLobbyData")
		await next_signal("lobby_data_update")
		publish("lobby", lobby)
		equal(await next_signal("lobby_chat_update"), [lobby, other, other, Steam.CHAT_MEMBER_STATE_CHANGE_ENTERED],
				"lobby_chat_update for the one who entered")
	else:
		lobby = await note(1, "lobby")
		equal(await search(), [lobby], "the lobbies found")
		equal(Steam.getNumLobbyMembers(lobby), 1, "members of a lobby that was found")
		equal(Steam.getLobbyMemberLimit(lobby), 4, "limit of a lobby that was found")
		equal(Steam.getLobbyData(lobby, "name"), "first", "data of a lobby that was found")
		equal(Steam.getLobbyMemberByIndex(lobby, 0), 0, "members of a lobby one is not in")
		check(not Steam.sendLobbyChatMsg(lobby, "hello?"), "chat in a lobby one is not in")
		equal(await join_lobby(lobby), Steam.CHAT_ROOM_ENTER_RESPONSE_SUCCESS, "joining")
	equal(members(), [await id_of(1), await id_of(2)] as Array[int], "the members in the order of entering")
	equal(Steam.getLobbyOwner(lobby), await id_of(1), "the owner")
	equal(Steam.getFriendPersonaName(other), await _name_of_other(), "the other's name")
	signals.clear()
	await barrier("entered")


func _name_of_other() -> String:
	publish("name", Steam.getPersonaName())
	return await note(3 - player, "name")


func _share_data() -> void:
	if player == 1:
		check(Steam.setLobbyData(lobby, "map", "desert"), "the owner sets data")
	else:
		check(not Steam.setLobbyData(lobby, "map", "sea"), "setting data without owning the lobby")
		check(not Steam.deleteLobbyData(lobby, "name"), "deleting data without owning the lobby")
		check(not Steam.setLobbyJoinable(lobby, false), "closing a lobby without owning it")
		check(not Steam.setLobbyType(lobby, Steam.LOBBY_TYPE_PRIVATE), "changing a lobby without owning it")
		check(not Steam.setLobbyMemberLimit(lobby, 2), "limiting a lobby without owning it")
		check(not Steam.setLobbyOwner(lobby, me), "taking a lobby without owning it")
	equal(await next_signal("lobby_data_update"), [1, lobby, lobby], "lobby_data_update on both sides")
	await until_data("map", "desert")
	equal(Steam.getLobbyData(lobby, "name"), "first", "the other data")
	await barrier("data")
	Steam.setLobbyMemberData(lobby, "colour", "colour of %d" % player)
	for member: int in [me, other]:
		var update := await next_signal("lobby_data_update",
				func(arguments: Array) -> bool: return arguments[2] == member)
		equal(update, [1, lobby, member], "lobby_data_update for a member")
	equal(Steam.getLobbyMemberData(lobby, other, "colour"), "colour of %d" % (3 - player), "the other's data")
	equal(Steam.getLobbyMemberData(lobby, me, "colour"), "colour of %d" % player, "one's own data")
	await barrier("member data")


func _chat() -> void:
	if player == 1:
		for index in 20:
			check(Steam.sendLobbyChatMsg(lobby, "message %d ✓" % index), "sendLobbyChatMsg")
	for index in 20:
		var message := await next_signal("lobby_message")
		equal(message, [lobby, await id_of(1), "message %d ✓" % index, Steam.CHAT_ENTRY_TYPE_CHAT_MSG],
				"lobby_message on both sides")
	await barrier("chat")


func _hand_over() -> void:
	if player == 1:
		check(Steam.setLobbyOwner(lobby, other), "setLobbyOwner")
	var heir := await id_of(2)
	await until(func() -> bool: return Steam.getLobbyOwner(lobby) == heir, PATIENCE, "the new owner")
	await barrier("owner")
	if player == 2:
		check(Steam.setLobbyData(lobby, "map", "mountain"), "the new owner sets data")
	else:
		check(not Steam.setLobbyData(lobby, "map", "cave"), "the former owner sets data")
	await until_data("map", "mountain")
	await barrier("handed over")


func _leave() -> void:
	if player == 2:
		Steam.leaveLobby(lobby)
		equal(Steam.getLobbyMemberByIndex(lobby, 0), 0, "members as seen by the one who left")
		equal(Steam.getLobbyOwner(lobby), 0, "owner as seen by the one who left")
		check(not Steam.sendLobbyChatMsg(lobby, "still here?"), "chat after leaving")
		return
	equal(await next_signal("lobby_chat_update"), [lobby, other, other, Steam.CHAT_MEMBER_STATE_CHANGE_LEFT],
			"lobby_chat_update for the one who left")
	equal(members(), [me] as Array[int], "who is left")
	equal(Steam.getLobbyOwner(lobby), me, "the owner when the owner left")
