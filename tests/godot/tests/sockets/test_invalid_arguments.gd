extends "res://harness/socket_case.gd"
## Arguments out of range answer with nothing and write one error that names method and argument. Handles that are not there
## answer as on Steam.
## rule: sockets.bad-arguments, call.wrong-argument
## expect-error: Steam.connectP2P: remote_steam_id
## expect-error: Steam.

func run() -> void:
	await init_steam()
	var somebody := Steam.getSteamID() + 1
	for bad: Variant in [0, 1, 0x0186000000000007, -1, "steamid:x", "nobody", ""]:
		_refuse("connectP2P", [bad, 0, {}], "remote_steam_id", 0)
	for bad: Variant in [{1: 1}, {"x": 1}, {2: 0.5}, {9: "much"}, {9: 1 << 40}, [1], [[9]], 5, "x", [[9, 1, "much"]]]:
		_refuse("connectP2P", [somebody, 0, bad], "options", 0)
		_refuse("createListenSocketP2P", [1, bad], "options", 0)
	for bad: int in [-1, 1 << 31, 1 << 62]:
		_refuse("connectP2P", [somebody, bad, {}], "virtual_port", 0)
		_refuse("createListenSocketP2P", [bad, {}], "virtual_port", 0)
	for bad: String in ["", "here", "127.0.0.1", "127.0.0.1:99999", "::1:5"]:
		_refuse("createListenSocketIP", [bad, {}], "ip_reference", 0)
		_refuse("connectByIPAddress", [bad, {}], "ip_address_with_port", 0)
	for bad: int in [-1, 1 << 32, 1 << 62]:
		_refuse("acceptConnection", [bad], "connection_handle", Steam.RESULT_INVALID_PARAM)
		_refuse("closeConnection", [bad, 0, "", false], "connection_handle", false)
		_refuse("closeListenSocket", [bad], "socket", false)
		_refuse("destroyPollGroup", [bad], "poll_group", false)
		_refuse("setConnectionPollGroup", [bad, 0], "connection_handle", false)
		_refuse("getConnectionInfo", [bad], "connection_handle", {})
		_refuse("getConnectionUserData", [bad], "connection_handle", -1)
		_refuse("receiveMessagesOnConnection", [bad, 1], "connection_handle", [])
		_refuse("receiveMessagesOnPollGroup", [bad, 1], "poll_group", [])
		_refuse("sendMessageToConnection", [bad, PackedByteArray(), 0], "connection_handle",
				{"result": Steam.RESULT_INVALID_PARAM, "message_number": 0})
	_refuse("createListenSocketIP", ["127.0.0.1:0", {}], "", 0)
	_refuse("sendMessageToConnection", [1, PackedByteArray(), 1 << 20], "flags",
			{"result": Steam.RESULT_INVALID_PARAM, "message_number": 0})
	_refuse("sendMessages", [1, "x", 0], "", PackedInt64Array())
	_refuse("sendMessages", [1, [1], 0], "", PackedInt64Array())
	for bad: int in [0, -1, 1 << 40]:
		_refuse("receiveMessagesOnConnection", [1, bad], "max_messages", [])
	_refuse("configureConnectionLanes", [1, 0, [], []], "lanes", Steam.RESULT_INVALID_PARAM)
	_refuse("configureConnectionLanes", [1, 2, [1], []], "priorities", Steam.RESULT_INVALID_PARAM)
	_refuse("configureConnectionLanes", [1, 2, [], [1, 0]], "weights", Steam.RESULT_INVALID_PARAM)
	_refuse("getConnectionRealTimeStatus", [1, 256, true], "lanes", {})
	_check_handles_that_are_not_there()


func _check_handles_that_are_not_there() -> void:
	errors.take()
	equal(Steam.acceptConnection(1), Steam.RESULT_INVALID_PARAM, "accepting")
	equal(Steam.flushMessagesOnConnection(1), Steam.RESULT_INVALID_PARAM, "flushing")
	equal(Steam.sendMessageToConnection(1, PackedByteArray(), 0).result, Steam.RESULT_INVALID_PARAM, "sending")
	equal(Steam.getConnectionRealTimeStatus(1, 0).response, Steam.RESULT_NO_CONNECTION, "the status")
	equal(Steam.configureConnectionLanes(1, 1, [], []), Steam.RESULT_NO_CONNECTION, "lanes")
	check(not Steam.closeConnection(1, 0, "", false), "closing")
	equal(Steam.getConnectionInfo(1), {}, "information")
	equal(Steam.getDetailedConnectionStatus(1).success, -1, "the detailed status")
	equal(Steam.receiveMessagesOnConnection(1, 5).size(), 0, "reading")
	equal(Steam.getConnectionName(1), "", "the name")
	equal(errors.take(), [] as Array[String], "errors")


func _refuse(method_name: String, arguments: Array, argument: String, answer: Variant) -> void:
	errors.take()
	var given: Variant = Steam.callv(method_name, arguments)
	# An Array of Dictionaries is not the same value as an Array of anything.
	check(given == answer, "%s%s answers %s" % [method_name, arguments, given])
	if errors.available():
		var lines := errors.take()
		equal(lines.size(), 1, "errors of %s%s: %s" % [method_name, arguments, lines])
		var named := "Steam.%s: %s is " % [method_name, argument] if argument else "Steam.%s: " % method_name
		check(lines.all(func(line: String) -> bool: return line.contains(named)), "%s writes: %s" % [method_name, lines])
