extends "res://harness/test_case.gd"
## A game that looks for its group among the user's, as public scripts do: there are none without Steam, and every question is
## answered.
## rule: friends.groups
## expect-error: Steam.getClanName: clan_id
## expect-error: Steam.joinClanChatRoom: clan_id
## expect-error: Steam.downloadClanActivityCounts: clan_id_array

## Valve's group, as an ID.
const GROUP := 103582791429521412


func run() -> void:
	await init_steam()
	errors.take()
	equal(Steam.getClanCount(), 0, "getClanCount")
	equal(Steam.getUserSteamGroups(), [], "getUserSteamGroups")
	equal([Steam.getClanByIndex(0), Steam.getClanName(GROUP), Steam.getClanTag(GROUP), Steam.getClanOwner(GROUP)],
			[0, "", "", 0], "a group that nobody knows")
	equal([Steam.getClanOfficerCount(GROUP), Steam.getClanOfficerByIndex(GROUP, 0)], [0, 0], "its officers")
	check(not Steam.isClanPublic(GROUP) and not Steam.isClanOfficialGameGroup(GROUP), "what it is")
	equal(Steam.getClanActivityCounts(GROUP), {}, "what its members do")
	Steam.downloadClanActivityCounts([GROUP])
	equal(await next_signal("clan_activity_downloaded"), [{"ret": false}], "downloadClanActivityCounts")
	Steam.requestClanOfficerList(GROUP)
	equal(await next_signal("request_clan_officer_list"), [false, []], "requestClanOfficerList")
	Steam.joinClanChatRoom(GROUP)
	equal(await next_signal("join_clan_chat_complete"), [GROUP, Steam.CHAT_ROOM_ENTER_RESPONSE_DOESNT_EXIST], "joinClanChatRoom")
	_check_chat()
	if errors.available():
		equal(errors.take(), [] as Array[String], "errors of right arguments")
	equal(Steam.getClanName(Steam.getSteamID()), "", "a user's ID")
	Steam.joinClanChatRoom(7)
	equal(await next_signal("join_clan_chat_complete"), [0, Steam.CHAT_ROOM_ENTER_RESPONSE_DOESNT_EXIST], "no group is answered")
	Steam.downloadClanActivityCounts([7])
	equal(await next_signal("clan_activity_downloaded"), [{"ret": false}], "numbers of no group are answered")
	if errors.available():
		equal(errors.take().size(), 3, "errors, one for each wrong argument")


func _check_chat() -> void:
	equal([Steam.getClanChatMemberCount(GROUP), Steam.getChatMemberByIndex(GROUP, 0)], [0, 0], "who is there")
	check(not Steam.sendClanChatMessage(GROUP, "hello"), "sendClanChatMessage")
	equal(Steam.getClanChatMessage(GROUP, 0), {"ret": false, "text": "", "type": 0, "chatter": 0}, "getClanChatMessage")
	check(not Steam.isClanChatAdmin(GROUP, Steam.getSteamID()), "isClanChatAdmin")
	check(not Steam.openClanChatWindowInSteam(GROUP) and not Steam.isClanChatWindowOpenInSteam(GROUP), "no window")
	check(not Steam.closeClanChatWindowInSteam(GROUP) and not Steam.leaveClanChatRoom(GROUP), "nothing to leave")
