extends "timing.gd"
## The cost of single calls in nanoseconds: the median over rounds, without the cost of the loop.

const Remote := preload("remote.gd")

const CALLS := 20_000
## Fewer for calls that send or read a packet, since the queue for one user is limited.
const PACKETS := 1_000

var _remote: Remote
var _id: int
var _small := PackedByteArray()
var _large := PackedByteArray()


func _init(remote: Remote) -> void:
	_remote = remote
	_id = remote.partner_id
	_small.resize(64)
	_large.resize(1024)


## Measures and prints. Returns the error, or an empty text.
func run() -> String:
	var plain := {
		"empty_loop": _empty_loop,
		"get_frames_drawn": _get_frames_drawn,
		"dictionary_literal": _dictionary_literal,
		"byte_array_64": _byte_array_64,
		"size_all": _size_all,
		"size_default": _size_default,
		"run_callbacks": _run_callbacks,
		"session_state": _session_state,
	}
	var sends := {
		"send_64_all": _send_64_all,
		"send_64_default": _send_64_default,
		"send_1024_all": _send_1024_all,
		"send_1024_default": _send_1024_default,
	}
	var reads := {
		"read_64_all": _read_64_all,
		"read_64_default": _read_64_default,
		"read_1024_all": _read_1024_all,
		"read_1024_default": _read_1024_default,
	}
	var samples := {}
	for name: String in plain.keys() + sends.keys() + reads.keys():
		samples[name] = PackedFloat64Array()
	for r in rounds():
		for name: String in plain:
			samples[name].append(time(plain[name], Amount.of(CALLS, 100)))
		for name: String in sends:
			samples[name].append(time(sends[name], PACKETS))
			# The other side empties its queue.
			var problem := await _remote.ask({"what": "drain"})
			if not problem.is_empty():
				return problem
		for name: String in reads:
			var size := 64 if name.contains("64") else 1024
			var problem := await _remote.ask({"what": "feed", "count": PACKETS, "size": size})
			if problem.is_empty():
				samples[name].append(time(reads[name], PACKETS - 1))
				problem = _check_last(size)
			if not problem.is_empty():
				return problem
	print_all(samples)
	return ""


## The one packet left shows that every timed read found one.
func _check_last(size: int) -> String:
	var packet: Dictionary = Steam.readP2PPacket(size, 0)
	if packet.is_empty() or packet.data.size() != size:
		return "the timed reads did not find their packets"
	return "" if Steam.getAvailableP2PPacketSize(0) == 0 else "more packets came than were sent"


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


func _size_all(count: int) -> void:
	for i in count:
		Steam.getAvailableP2PPacketSize(0)


func _size_default(count: int) -> void:
	for i in count:
		Steam.getAvailableP2PPacketSize()


func _run_callbacks(count: int) -> void:
	for i in count:
		Steam.run_callbacks()


func _session_state(count: int) -> void:
	for i in count:
		Steam.getP2PSessionState(_id)


func _send_64_all(count: int) -> void:
	for i in count:
		Steam.sendP2PPacket(_id, _small, Steam.P2P_SEND_UNRELIABLE, 0)


func _send_64_default(count: int) -> void:
	for i in count:
		Steam.sendP2PPacket(_id, _small, Steam.P2P_SEND_UNRELIABLE)


func _send_1024_all(count: int) -> void:
	for i in count:
		Steam.sendP2PPacket(_id, _large, Steam.P2P_SEND_UNRELIABLE, 0)


func _send_1024_default(count: int) -> void:
	for i in count:
		Steam.sendP2PPacket(_id, _large, Steam.P2P_SEND_UNRELIABLE)


func _read_64_all(count: int) -> void:
	for i in count:
		Steam.readP2PPacket(64, 0)


func _read_64_default(count: int) -> void:
	for i in count:
		Steam.readP2PPacket(64)


func _read_1024_all(count: int) -> void:
	for i in count:
		Steam.readP2PPacket(1024, 0)


func _read_1024_default(count: int) -> void:
	for i in count:
		Steam.readP2PPacket(1024)
