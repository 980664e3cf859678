extends "res://harness/lobby_case.gd"
## Everybody present is a friend with a name and a state, in every way there is to ask; who has left is one who is offline.
## rule: friends.everybody-present, call.refused-answered
## players: 3

func run() -> void:
	# Player 3 stays out of the lobby, so that counts of lobby members differ from others.
	if player > 1:
		await note(1, "steam_id")
	await init_steam()
	publish("name", Steam.getPersonaName())
	ids = [0]
	for other in range(1, players + 1):
		ids.append(await id_of(other))
	await until(func() -> bool: return Steam.getFriendCount() == 2, PATIENCE, "two friends")
	await _check_others()
	await _check_me()
	await barrier("all seen")
	await _check_lobby_members()
	await barrier("lobby seen")
	await _check_who_left()
	equal(errors.take(), [] as Array[String], "errors")


func _others() -> Array[int]:
	var found: Array[int] = []
	for other in range(1, players + 1):
		if other != player:
			found.append(other)
	return found


func _check_others() -> void:
	var listed := {}
	for friend: Dictionary in Steam.getUserSteamFriends():
		equal(friend.keys(), ["id", "name", "status"], "the keys of a friend")
		listed[friend.id] = friend
	var by_index := {}
	for index in Steam.getFriendCount(Steam.FRIEND_FLAG_IMMEDIATE):
		by_index[Steam.getFriendByIndex(index, Steam.FRIEND_FLAG_IMMEDIATE)] = true
	for other in _others():
		var id := ids[other]
		var their_name: String = await note(other, "name")
		equal(Steam.getFriendPersonaName(id), their_name, "getFriendPersonaName")
		equal(Steam.getFriendPersonaState(id), Steam.PERSONA_STATE_ONLINE, "getFriendPersonaState")
		equal(Steam.getFriendRelationship(id), Steam.FRIEND_RELATION_FRIEND, "getFriendRelationship")
		check(Steam.hasFriend(id, Steam.FRIEND_FLAG_IMMEDIATE), "hasFriend")
		check(not Steam.hasFriend(id, Steam.FRIEND_FLAG_BLOCKED), "hasFriend of those who are blocked")
		equal(listed.get(id), {"id": id, "name": their_name, "status": Steam.PERSONA_STATE_ONLINE},
				"player %d in getUserSteamFriends" % other)
		check(by_index.has(id), "player %d by index" % other)
		equal(Steam.getPlayerNickname(id), "", "getPlayerNickname: nobody has given one")
		equal(Steam.requestUserInformation(id, false), false, "requestUserInformation: all is known")
		equal(Steam.getFriendGamePlayed(id),
				{"id": APP_ID, "ip": "0.0.0.0", "game_port": 0, "query_port": 0, "lobby": 0}, "getFriendGamePlayed")
	equal(listed.size(), 2, "friends listed")
	equal(by_index.size(), 2, "friends by index")
	equal(Steam.getFriendByIndex(2, Steam.FRIEND_FLAG_IMMEDIATE), 0, "the friend after the last")
	equal(Steam.getFriendCount(Steam.FRIEND_FLAG_BLOCKED), 0, "friends who are blocked")


func _check_me() -> void:
	var me := Steam.getSteamID()
	check(not Steam.getPersonaName().is_empty(), "one's own name")
	equal(Steam.getFriendPersonaName(me), Steam.getPersonaName(), "one's own name, asked for as of a friend")
	equal(Steam.getPersonaState(), Steam.PERSONA_STATE_ONLINE, "one's own state")
	equal(Steam.getFriendPersonaState(me), Steam.PERSONA_STATE_ONLINE, "one's own state, asked for as of a friend")
	check(not Steam.hasFriend(me, Steam.FRIEND_FLAG_ALL), "nobody is their own friend")
	# Valve's first account, which is not here.
	const STRANGER := 76561197960265729
	check(Steam.requestUserInformation(STRANGER, true), "requestUserInformation of a stranger")
	await next_signal("persona_state_change", func(arguments: Array) -> bool: return arguments[0] == STRANGER)
	equal(Steam.getFriendPersonaName(STRANGER), "", "the name of somebody who was never here")
	equal(Steam.getFriendPersonaState(STRANGER), Steam.PERSONA_STATE_OFFLINE, "their state")
	equal(Steam.getFriendRelationship(STRANGER), Steam.FRIEND_RELATION_NONE, "their relationship")
	equal(Steam.getFriendGamePlayed(STRANGER), {}, "their game")


func _check_lobby_members() -> void:
	if player == 1:
		lobby = await create_lobby(Steam.LOBBY_TYPE_PUBLIC, 4)
		publish("lobby", lobby)
		await until(func() -> bool: return Steam.getNumLobbyMembers(lobby) == 2, PATIENCE, "the second member")
		_check_members(2)
	elif player == 2:
		lobby = await note(1, "lobby")
		equal(await join_lobby(lobby), Steam.CHAT_ROOM_ENTER_RESPONSE_SUCCESS, "the response to joinLobby")
		_check_members(1)
	else:
		lobby = await note(1, "lobby")
		# A public lobby shows in its members' games, and the change is reported.
		await until(func() -> bool: return Steam.getFriendGamePlayed(ids[1]).get("lobby") == lobby, PATIENCE,
				"player 1's lobby")
		await next_signal("persona_state_change", func(arguments: Array) -> bool:
				return arguments[0] == ids[1] and arguments[1] & Steam.PERSONA_CHANGE_GAME_PLAYED != 0)
		equal(Steam.getFriendCount(Steam.FRIEND_FLAG_CHAT_MEMBER), 0, "fellow members of one who is in no lobby")


func _check_members(other: int) -> void:
	equal(Steam.getFriendCount(Steam.FRIEND_FLAG_CHAT_MEMBER), 1, "fellow members of a lobby")
	equal(Steam.getFriendByIndex(0, Steam.FRIEND_FLAG_CHAT_MEMBER), ids[other], "the fellow member")
	check(not Steam.hasFriend(ids[3], Steam.FRIEND_FLAG_CHAT_MEMBER), "player 3 is in no lobby")


func _check_who_left() -> void:
	signals.clear()
	if player == 3:
		# Not before the others listen.
		await note(1, "listening")
		await note(2, "listening")
		Steam.steamShutdown()
		return
	publish("listening", true)
	await next_signal("persona_state_change", func(arguments: Array) -> bool:
			return arguments[0] == ids[3] and arguments[1] & Steam.PERSONA_CHANGE_GONE_OFFLINE != 0)
	equal(Steam.getFriendPersonaState(ids[3]), Steam.PERSONA_STATE_OFFLINE, "the state of the one who left")
	equal(Steam.getFriendPersonaName(ids[3]), await note(3, "name"), "the name of the one who left")
	equal(Steam.getFriendGamePlayed(ids[3]), {}, "the game of the one who left")
	check(Steam.hasFriend(ids[3], Steam.FRIEND_FLAG_IMMEDIATE), "the one who left is still a friend")
