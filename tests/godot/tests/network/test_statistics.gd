extends "res://harness/p2p_case.gd"
## get_users and get_session_stats: keys, types and values.
## rule: local.statistics
## platform: local
## players: 2

const STATS := {
	"packets_out": TYPE_INT, "bytes_out": TYPE_INT, "packets_lost_out": TYPE_INT, "packets_in": TYPE_INT,
	"bytes_in": TYPE_INT, "packets_lost_in": TYPE_INT, "packets_queued": TYPE_INT, "bytes_queued": TYPE_INT,
	"round_trip_ms": TYPE_INT, "using_relay": TYPE_BOOL, "link_cut": TYPE_BOOL,
}
const USER := {
	"steam_id": TYPE_INT, "name": TYPE_STRING, "number": TYPE_INT, "is_self": TYPE_BOOL, "is_hub_host": TYPE_BOOL,
	"process_id": TYPE_INT,
}


func run() -> void:
	await meet()
	var other := ids[3 - player]
	equal(SteamLocal.get_session_stats(other), {}, "the statistics of a stranger")
	await barrier("strangers")
	check(Steam.acceptP2PSessionWithUser(other), "accepting")
	check(Steam.sendP2PPacket(other, noise(100, 1), Steam.P2P_SEND_RELIABLE), "sending 100 bytes")
	check(Steam.sendP2PPacket(other, noise(50, 1), Steam.P2P_SEND_UNRELIABLE), "sending 50 bytes")
	await next_packet()
	await next_packet()
	await until(func() -> bool: return SteamLocal.get_session_stats(other).packets_queued == 0, PATIENCE,
			"an empty queue")
	await until(func() -> bool: return SteamLocal.get_session_stats(other).round_trip_ms >= 0, PATIENCE,
			"a measured round trip")
	var stats := SteamLocal.get_session_stats(other)
	_check_types(stats, STATS, "statistics")
	stats.erase("round_trip_ms")
	equal(stats, {"packets_out": 2, "bytes_out": 150, "packets_lost_out": 0, "packets_in": 2, "bytes_in": 150,
			"packets_lost_in": 0, "packets_queued": 0, "bytes_queued": 0, "using_relay": false, "link_cut": false},
			"the statistics")
	var users := SteamLocal.get_users()
	equal(users.size(), 2, "users")
	for index in users.size():
		_check_types(users[index], USER, "a user")
		equal(users[index].steam_id, ids[index + 1], "their ID")
		equal(users[index].number, index + 1, "their number")
		equal(users[index].is_self, index + 1 == player, "whether it is oneself")
		equal(users[index].is_hub_host, index == 0, "who holds the hub")
		equal(users[index].name, Steam.getFriendPersonaName(ids[index + 1]), "their name")
	equal(users[player - 1].process_id, OS.get_process_id(), "the own process")
	equal(errors.take(), [] as Array[String], "errors")


func _check_types(dictionary: Dictionary, types: Dictionary, what: String) -> void:
	equal(dictionary.keys(), types.keys(), "the keys of " + what)
	for key: String in dictionary:
		equal(typeof(dictionary[key]), types.get(key), "the type of %s" % key)
