extends "res://harness/lobby_case.gd"
## Friends in a lobby, recent players, and the keys of friends' rich presence.
## rule: friends.who-is-where
## players: 2
## expect-error: Steam.isUserInSource: steam_id is 7
## expect-error: Steam.getFriendFromSourceByIndex: friend_number is -1

func run() -> void:
	await meet()
	var me := Steam.getSteamID()
	var other := ids[3 - player]
	equal(Steam.getFriendCountFromSource(lobby), 1, "friends in the lobby")
	equal(Steam.getFriendFromSourceByIndex(lobby, 0), other, "the friend")
	equal(Steam.getFriendFromSourceByIndex(lobby, 1), 0, "no further one")
	equal(Steam.getFriendFromSourceByIndex(lobby, -1), 0, "no index")
	equal([Steam.isUserInSource(other, lobby), Steam.isUserInSource(me, lobby)], [true, true], "isUserInSource")
	equal(Steam.isUserInSource(other, lobby + 1), false, "another lobby")
	equal(Steam.getFriendCountFromSource(lobby + 1), 0, "friends in another lobby")
	equal(Steam.isUserInSource(7, lobby), false, "no user")
	_check_coplay(other)
	await _check_keys(me, other)
	await barrier("checked")


func _check_coplay(other: int) -> void:
	equal([Steam.getCoplayFriendCount(), Steam.getCoplayFriend(0), Steam.getFriendCoplayTime(other)], [0, 0, 0], "nobody yet")
	var before := int(Time.get_unix_time_from_system())
	Steam.setPlayedWith(other)
	equal([Steam.getCoplayFriendCount(), Steam.getCoplayFriend(0)], [1, other], "getCoplayFriend")
	equal(Steam.getCoplayFriend(1), 0, "no further one")
	var time := Steam.getFriendCoplayTime(other)
	check(time >= before - 1 and time <= before + 60, "getFriendCoplayTime: %d instead of %d" % [time, before])
	equal(Steam.getFriendCoplayGame(other), APP_ID, "getFriendCoplayGame")


func _check_keys(me: int, other: int) -> void:
	Steam.setRichPresence("status", "In the lobby")
	Steam.setRichPresence("connect", "+join")
	equal(_keys(me), ["connect", "status"], "one's own keys")
	await until(func() -> bool: return Steam.getFriendRichPresenceKeyCount(other) == 2, PATIENCE, "the friend's keys")
	equal(_keys(other), ["connect", "status"], "the friend's keys")
	equal(Steam.getFriendRichPresenceKeyByIndex(other, 2), "", "no further key")
	await barrier("seen")
	signals.clear()
	Steam.requestFriendRichPresence(other)
	equal(await next_signal("friend_rich_presence_update"), [other, APP_ID], "friend_rich_presence_update")


func _keys(user: int) -> Array:
	return range(Steam.getFriendRichPresenceKeyCount(user)).map(func(index: int) -> String:
			return Steam.getFriendRichPresenceKeyByIndex(user, index))
