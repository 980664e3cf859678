extends "res://harness/message_case.gd"
## Arguments out of range answer with nothing and write one error that names method and argument.
## rule: messages.to-nobody, call.wrong-argument
## expect-error: Steam.sendMessageToUser: remote_steam_id
## expect-error: Steam.

func run() -> void:
	await init_steam()
	var data := PackedByteArray([1])
	for bad: int in [0, 1, 0x0186000000000007, -1]:
		_refuse("sendMessageToUser", [bad, data, 0, 0], "remote_steam_id", Steam.RESULT_INVALID_PARAM)
		_refuse("acceptSessionWithUser", [bad], "remote_steam_id", false)
		_refuse("closeSessionWithUser", [bad], "remote_steam_id", false)
		_refuse("closeChannelWithUser", [bad, 0], "remote_steam_id", false)
		_refuse("getSessionConnectionInfo", [bad, true, true], "remote_steam_id", {})
	for bad: Variant in ["", "steamid:1", "steamid:x", Vector2.ZERO, null]:
		_refuse("getSessionConnectionInfo", [bad, true, true], "remote_steam_id", {})
	var somebody := Steam.getSteamID() + 1
	for bad: int in [2, 64, -1, 1 << 40]:
		_refuse("sendMessageToUser", [somebody, data, bad, 0], "flags", Steam.RESULT_INVALID_PARAM)
	for bad: int in [1 << 31, 1 << 62]:
		_refuse("sendMessageToUser", [somebody, data, 0, bad], "channel", Steam.RESULT_INVALID_PARAM)
		_refuse("closeChannelWithUser", [somebody, bad], "channel", false)
		_refuse("receiveMessagesOnChannel", [bad, 1], "channel", [])
	for bad: int in [0, -1, 1 << 40]:
		_refuse("receiveMessagesOnChannel", [0, bad], "max_messages", [])
	data.resize(512 * 1024 + 1)
	_refuse("sendMessageToUser", [somebody, data, 0, 0], "data", Steam.RESULT_INVALID_PARAM)
	equal(Steam.getSessionConnectionInfo(somebody, true, true), {}, "no session came of it")


func _refuse(method_name: String, arguments: Array, argument: String, answer: Variant) -> void:
	errors.take()
	var given: Variant = Steam.callv(method_name, arguments)
	# An Array of Dictionaries is not the same value as an Array of anything.
	check(given == answer, "%s answers %s" % [method_name, given])
	if errors.available():
		var lines := errors.take()
		equal(lines.size(), 1, "errors of %s: %s" % [method_name, lines])
		check(lines.all(func(line: String) -> bool:
				return line.contains("Steam.%s: %s is " % [method_name, argument])),
				"%s writes: %s" % [method_name, lines])
