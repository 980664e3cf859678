extends "res://harness/lobby_case.gd"
## With arguments out of range, methods return an empty value and write one error that names method and argument; signals report
## the refusal.
## rule: lobby.members-limit, lobby.data-limits, lobby.chat-limit, call.wrong-argument, call.refused-answered
## expect-error: Steam.createLobby: max_members
## expect-error: Steam.setLobbyData: key
## expect-error: Steam.

func run() -> void:
	await init_steam()
	lobby = await create_lobby(Steam.LOBBY_TYPE_PUBLIC, 4)
	var me := Steam.getSteamID()
	for bad: int in [0, 1, -1, me]:
		for method_name: String in ["joinLobby", "leaveLobby"]:
			_refuse(method_name, [bad], "steam_lobby_id", null)
		for method_name: String in ["getNumLobbyMembers", "getLobbyOwner", "getLobbyMemberLimit"]:
			_refuse(method_name, [bad], "steam_lobby_id", 0)
		_refuse("getAllLobbyData", [bad], "steam_lobby_id", {})
		_refuse("requestLobbyData", [bad], "steam_lobby_id", false)
		_refuse("getLobbyData", [bad, "key"], "steam_lobby_id", "")
		_refuse("setLobbyData", [bad, "key", "value"], "steam_lobby_id", false)
		_refuse("sendLobbyChatMsg", [bad, "text"], "steam_lobby_id", false)
		_refuse("getLobbyMemberByIndex", [bad, 0], "steam_lobby_id", 0)
		_refuse("setLobbyJoinable", [bad, true], "steam_lobby_id", false)
	for bad: int in [-1, 5, 99, 1 << 40]:
		_refuse("createLobby", [bad, 2], "lobby_type", null)
		_refuse("setLobbyType", [lobby, bad], "lobby_type", false)
	for bad: int in [0, -1, 251, 1 << 40]:
		_refuse("createLobby", [Steam.LOBBY_TYPE_PUBLIC, bad], "max_members", null)
		_refuse("setLobbyMemberLimit", [lobby, bad], "max_members", false)
	_refuse("getLobbyMemberByIndex", [lobby, -1], "member", 0)
	_refuse("setLobbyOwner", [lobby, lobby], "steam_id_new_owner", false)
	_refuse("inviteUserToLobby", [lobby, 0], "steam_id_invitee", false)
	_refuse("getLobbyMemberData", [lobby, 5, "key"], "steam_user_id", "")
	_refuse_texts()
	_refuse_filters()
	await frames(30)
	_check_answers(me)
	equal(await search(), [lobby], "a search after bad filters finds everything")


## Refused calls are answered, in order, and have no other effect.
func _check_answers(me: int) -> void:
	var joined := [0, 1, -1, me].map(func(bad: int) -> Array:
			return [bad, 0, false, Steam.CHAT_ROOM_ENTER_RESPONSE_DOESNT_EXIST])
	equal(Array(signals.all("lobby_joined")), joined, "lobby_joined for what is no lobby")
	equal(Array(signals.all("lobby_data_update")), [0, 1, -1, me].map(func(bad: int) -> Array: return [0, bad, bad]),
			"lobby_data_update for what is no lobby")
	var created := signals.all("lobby_created")
	equal(created.size(), 8, "answers to createLobby")
	for answer in created:
		equal(answer, [Steam.RESULT_INVALID_PARAM, 0], "lobby_created for wrong arguments")


func _refuse_texts() -> void:
	# Bytes count, not characters: ü has two in UTF-8.
	for long_key: String in ["k".repeat(256), "ü".repeat(128)]:
		_refuse("setLobbyData", [lobby, long_key, "value"], "key", false)
		_refuse("deleteLobbyData", [lobby, long_key], "key", false)
		_refuse("setLobbyMemberData", [lobby, long_key, "value"], "key", null)
		_refuse("addRequestLobbyListStringFilter", [long_key, "value", Steam.LOBBY_COMPARISON_EQUAL], "key_to_match", null)
	_refuse("setLobbyData", [lobby, "", "value"], "key", false)
	_refuse("setLobbyData", [lobby, "key", "v".repeat(8193)], "value", false)
	_refuse("setLobbyMemberData", [lobby, "key", "v".repeat(8193)], "value", null)
	_refuse("sendLobbyChatMsg", [lobby, "m".repeat(4097)], "message_body", false)
	_refuse("setLobbyGameServer", [lobby, "here", 1, 0], "server_ip", null)
	_refuse("setLobbyGameServer", [lobby, "127.0.0.1", 65536, 0], "server_port", null)


func _refuse_filters() -> void:
	for bad: int in [-3, 4, 1 << 40]:
		_refuse("addRequestLobbyListStringFilter", ["key", "value", bad], "comparison_type", null)
		_refuse("addRequestLobbyListNumericalFilter", ["key", 1, bad], "comparison_type", null)
	_refuse("addRequestLobbyListNumericalFilter", ["key", 1 << 31, Steam.LOBBY_COMPARISON_EQUAL], "value_to_match", null)
	_refuse("addRequestLobbyListNearValueFilter", ["key", -(1 << 31) - 1], "value_to_be_close_to", null)
	_refuse("addRequestLobbyListDistanceFilter", [4], "distance_filter", null)
	_refuse("addRequestLobbyListFilterSlotsAvailable", [-1], "slots_available", null)
	_refuse("addRequestLobbyListResultCountFilter", [0], "max_results", null)


func _refuse(method_name: String, arguments: Array, argument: String, answer: Variant) -> void:
	errors.take()
	var shown := "%s%s" % [method_name, str(arguments).left(60)]
	equal(Steam.callv(method_name, arguments), answer, shown)
	if errors.available():
		var lines := errors.take()
		equal(lines.size(), 1, "errors of %s: %s" % [shown, lines])
		check(lines.all(func(line: String) -> bool:
				return line.contains("Steam.%s: %s " % [method_name, argument])),
				"%s writes: %s" % [shown, lines])
