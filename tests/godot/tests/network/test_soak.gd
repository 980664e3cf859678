extends "res://harness/p2p_case.gd"
## Eight processes send each other all kinds of packets at sixty frames a second, for as long as the environment variable
## SOAK_SECONDS says: reliable ones arrive once and in order, and memory stays flat once everything has been used once.
## rule: local.soak
## platform: local
## players: 8
## timeout: 900

const CHANNEL := 3
## The allowed increase of memory after the first part, in KiB: the size of a burst of the largest packets.
const MAX_GROWTH_KIB := 32 * 1024
## The part of the time after which memory counts.
const WARM_UP := 0.2

var _next_sent := {}
var _next_expected := {}
var _reliable := 0
var _unreliable := 0
var _bytes := 0


func run() -> void:
	Engine.max_fps = 60
	var seconds := maxf(OS.get_environment("SOAK_SECONDS").to_float(), 8.0)
	Steam.p2p_session_request.connect(func(remote: int) -> void: Steam.acceptP2PSessionWithUser(remote))
	await meet_with_sessions()
	for other in others():
		_next_sent[ids[other]] = 0
		_next_expected[ids[other]] = 0
	var start := Time.get_ticks_msec()
	var warm := 0
	var next_report := 1
	var turn := 0
	while true:
		var passed := (Time.get_ticks_msec() - start) / 1000.0
		if passed >= seconds:
			break
		_send(turn)
		_read()
		turn += 1
		if passed >= seconds * 0.1 * next_report:
			next_report += 1
			print("after %3d s: %d KiB, %d reliable and %d unreliable packets, %d MiB received"
					% [passed, _memory_kib(), _reliable, _unreliable, _bytes >> 20])
		if warm == 0 and passed >= seconds * WARM_UP:
			warm = _memory_kib()
		await frame()
	await barrier("sent", 120.0)
	for other in others():
		publish("count for %d" % other, _next_sent[ids[other]])
	for other in others():
		var count: int = await note(other, "count for %d" % player)
		await until(func() -> bool:
				_read()
				return _next_expected[ids[other]] == count, 120.0, "all reliable packets of player %d" % other)
	var grown := _memory_kib() - warm
	print("memory after %d s: %d KiB more than after the first part" % [seconds, grown])
	check(grown < MAX_GROWTH_KIB, "memory grew by %d KiB" % grown)
	await barrier("end", 120.0)


func _send(turn: int) -> void:
	for other in others():
		var id := ids[other]
		Steam.sendP2PPacket(id, noise(40, turn), Steam.P2P_SEND_UNRELIABLE, CHANNEL)
		if turn % 6 == player % 6:
			_send_reliable(id, 100)
		if turn % 120 == player * 8:
			_send_reliable(id, 65536)


func _send_reliable(id: int, size: int) -> void:
	var data := noise(size, size)
	data.encode_u32(0, _next_sent[id])
	if Steam.sendP2PPacket(id, data, Steam.P2P_SEND_RELIABLE, CHANNEL):
		_next_sent[id] += 1


func _read() -> void:
	for packet in read_all(CHANNEL):
		var data: PackedByteArray = packet.data
		_bytes += data.size()
		if data.size() == 40:
			_unreliable += 1
			continue
		_reliable += 1
		var sender: int = packet.remote_steam_id
		equal(data.decode_u32(0), _next_expected[sender], "the next reliable packet of %d" % sender)
		_next_expected[sender] += 1


## The memory of the process, or Godot's own count if the system does not report it.
func _memory_kib() -> int:
	var status := FileAccess.open("/proc/self/status", FileAccess.READ)
	while status != null and not status.eof_reached():
		var line := status.get_line()
		if line.begins_with("VmRSS:"):
			return line.to_int()
	return OS.get_static_memory_usage() >> 10
