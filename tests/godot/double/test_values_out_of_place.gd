extends "res://harness/test_case.gd"
## Callbacks with values that are legal and seldom, or that cannot be: several bits at once, success where only failures are
## expected, whatever the SDK does not name. Each reaches scripts as the number that it is.
## rule: steam.unknown-values

## `LobbyChatUpdate_t` and the rest, as 8 bytes of the id and then numbers of 4.
const LOBBY := 0x0186000001020304
const ANNA := 76561197960265728 + 11
const BEN := 76561197960265728 + 12

var _posted := 0


func run() -> void:
	await init_steam()
	signals.clear()
	# Entered, left, disconnected, kicked and banned, all at once; who did it is not whom it happened to.
	_post(506, _id(LOBBY) + _id(ANNA) + _id(BEN) + _number(0x1F))
	equal(await next_signal("lobby_chat_update"), [LOBBY, ANNA, BEN, 0x1F], "lobby_chat_update with every bit")
	_post(506, _id(LOBBY) + _id(ANNA) + _id(BEN) + _number(-1))
	equal(await next_signal("lobby_chat_update"), [LOBBY, ANNA, BEN, 0xFFFFFFFF], "lobby_chat_update with unknown bits")
	for result: int in [Steam.RESULT_OK, 9999, -1]:
		_post(103, _number(result))
		equal(await next_signal("steam_server_disconnected"), [result], "steam_server_disconnected")
		_post(102, _number(result) + "02eeeeee")
		equal(await next_signal("steam_server_connect_failed"), [result, true], "steam_server_connect_failed")
	for error: int in [0, 5, 200]:
		_post(1203, _id(ANNA) + "%02x" % error)
		equal(await next_signal("p2p_session_connect_fail"), [ANNA, error], "p2p_session_connect_fail")
	_post(117, "09")
	equal(await next_signal("ipc_failure"), [9], "ipc_failure of an unknown kind")
	# An id with its highest bit set has to come out as it went in.
	_post(1202, "ffffffffffffffff")
	equal(await next_signal("p2p_session_request"), [-1], "p2p_session_request")
	_post(504, _id(LOBBY) + _number(-1) + "ffeeeeee" + _number(-1))
	equal(await next_signal("lobby_joined"), [LOBBY, 0xFFFFFFFF, true, 0xFFFFFFFF], "lobby_joined")
	equal(signals.events, [] as Array[Dictionary], "further signals")
	check(Steam.loggedOn(), "the connection is none the worse")


func _post(number: int, bytes: String) -> void:
	_posted += 1
	OS.set_environment("STEAM_API_DOUBLE_POST", "%d;%d=%s" % [_posted, number, bytes])


func _id(id: int) -> String:
	return _number(id) + _number(id >> 32)


func _number(number: int) -> String:
	var bytes := PackedByteArray([0, 0, 0, 0])
	bytes.encode_u32(0, number & 0xFFFFFFFF)
	return bytes.hex_encode()
