extends "res://harness/p2p_case.gd"
## Arguments out of range answer with nothing and write one error that names method and argument.
## rule: call.wrong-argument
## expect-error: Steam.sendP2PPacket: steam_id_remote
## expect-error: Steam.

func run() -> void:
	await init_steam()
	var data := PackedByteArray([1])
	# 0, no account, a lobby, a clan, an account of no universe, and a negative number.
	for bad: int in [0, 1, 0x0186000000000007, 0x0170000000000007, 0x0010000100000001, -1]:
		_refuse("sendP2PPacket", [bad, data, Steam.P2P_SEND_RELIABLE, 0], "steam_id_remote", false)
		_refuse("acceptP2PSessionWithUser", [bad], "steam_id_remote", false)
		_refuse("closeP2PSessionWithUser", [bad], "steam_id_remote", false)
		_refuse("closeP2PChannelWithUser", [bad, 0], "steam_id_remote", false)
		_refuse("getP2PSessionState", [bad], "steam_id_remote", {})
	var somebody := Steam.getSteamID() + 1
	for bad: int in [1 << 31, -(1 << 31) - 1, 1 << 62]:
		_refuse("sendP2PPacket", [somebody, data, Steam.P2P_SEND_RELIABLE, bad], "channel", false)
		_refuse("closeP2PChannelWithUser", [somebody, bad], "channel", false)
		_refuse("getAvailableP2PPacketSize", [bad], "channel", 0)
		_refuse("readP2PPacket", [10, bad], "channel", {})
	for bad: int in [-1, 4, 99, 1 << 40]:
		_refuse("sendP2PPacket", [somebody, data, bad, 0], "send_type", false)
	for bad: int in [-1, 1 << 32, 1 << 62]:
		_refuse("readP2PPacket", [bad, 0], "packet", {})
	equal(Steam.getP2PSessionState(somebody), {}, "no session came of it")
	await frames(10)
	equal(signals.events, [] as Array[Dictionary], "signals")


func _refuse(method_name: String, arguments: Array, argument: String, answer: Variant) -> void:
	errors.take()
	equal(Steam.callv(method_name, arguments), answer, "%s%s" % [method_name, arguments])
	if errors.available():
		var lines := errors.take()
		equal(lines.size(), 1, "errors of %s%s: %s" % [method_name, arguments, lines])
		check(lines.all(func(line: String) -> bool:
				return line.contains("Steam.%s: %s is " % [method_name, argument])),
				"%s%s writes: %s" % [method_name, arguments, lines])
