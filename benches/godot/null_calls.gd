extends "timing.gd"
## The cost of the hot calls over a library with the name of Valve's that does nothing, and so of the extension
## itself.

const USER := 76561197960265730
const LOBBY := 109775240917155841
const CALLS := 20_000

var _small := PackedByteArray()
var _large := PackedByteArray()
## The calls of cautious projects.
var _steam: Object = Engine.get_singleton("Steam")
var _untyped = Engine.get_singleton("Steam")


func run() -> void:
	measure(prepare(), CALLS)


## Each call, as a loop that makes it so many times.
func prepare() -> Dictionary:
	_small.resize(64)
	_large.resize(1024)
	return {
		"empty_loop": _empty_loop,
		"get_frames_drawn": _get_frames_drawn,
		"dictionary_literal": _dictionary_literal,
		"byte_array_64": _byte_array_64,
		"size_all": func(count: int) -> void: for i in count: Steam.getAvailableP2PPacketSize(0),
		"size_default": func(count: int) -> void: for i in count: Steam.getAvailableP2PPacketSize(),
		"size_untyped": func(count: int) -> void: for i in count: _untyped.getAvailableP2PPacketSize(0),
		"size_call": func(count: int) -> void: for i in count: _steam.call("getAvailableP2PPacketSize", 0),
		"run_callbacks": func(count: int) -> void: for i in count: Steam.run_callbacks(),
		"send_64": func(count: int) -> void: for i in count: Steam.sendP2PPacket(USER, _small, 0, 0),
		"send_1024": func(count: int) -> void: for i in count: Steam.sendP2PPacket(USER, _large, 0, 0),
		"send_64_default": func(count: int) -> void: for i in count: Steam.sendP2PPacket(USER, _small, 0),
		"send_64_call": func(count: int) -> void: for i in count: _steam.call("sendP2PPacket", USER, _small, 0, 0),
		"read_64": func(count: int) -> void: for i in count: Steam.readP2PPacket(64, 1),
		"read_1024": func(count: int) -> void: for i in count: Steam.readP2PPacket(1024, 2),
		"read_none": func(count: int) -> void: for i in count: Steam.readP2PPacket(64, 0),
		"session_state": func(count: int) -> void: for i in count: Steam.getP2PSessionState(USER),
		"message_64": func(count: int) -> void: for i in count: Steam.sendMessageToUser(USER, _small, 8, 0),
		"message_1024": func(count: int) -> void: for i in count: Steam.sendMessageToUser(USER, _large, 8, 0),
		"messages_none": func(count: int) -> void: for i in count: Steam.receiveMessagesOnChannel(0, 16),
		"messages_one": func(count: int) -> void: for i in count: Steam.receiveMessagesOnChannel(1, 16),
		"messages_16": func(count: int) -> void: for i in count: Steam.receiveMessagesOnChannel(16, 32),
		"lobby_data": func(count: int) -> void: for i in count: Steam.getLobbyData(LOBBY, "key"),
		"friend_name": func(count: int) -> void: for i in count: Steam.getFriendPersonaName(USER),
		"member": func(count: int) -> void: for i in count: Steam.getLobbyMemberByIndex(LOBBY, 0),
		"members": func(count: int) -> void: for i in count: Steam.getNumLobbyMembers(LOBBY),
		"steam_id": func(count: int) -> void: for i in count: Steam.getSteamID(),
	}


func _empty_loop(count: int) -> void:
	for i in count:
		pass


func _get_frames_drawn(count: int) -> void:
	for i in count:
		Engine.get_frames_drawn()


func _dictionary_literal(count: int) -> void:
	for i in count:
		var _dictionary := {"data": i, "steam_id_remote": i, "remote_steam_id": i}


func _byte_array_64(count: int) -> void:
	for i in count:
		var bytes := PackedByteArray()
		bytes.resize(64)
