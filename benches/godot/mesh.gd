extends RefCounted
## Many processes, in which everybody sends to everybody, 60 frames a second: what it costs all processors.
##
## Each process sends so many packets a frame, to the others in turn, and reads what has come. Ways take turns in each round; one of
## them does nothing, which is what the engines cost alone. The clock says how many packets are due: whoever misses a frame sends
## those of two in the next, so that the same number is sent over each way, and what arrives is counted.

const Amount := preload("amount.gd")
const Figures := preload("figures.gd")
const MeshWay := preload("mesh_way.gd")
const Notes := preload("notes.gd")

const FRAMES_PER_SECOND := 60
const ROUNDS := 3
const SECONDS := 6
const BYTES := 64
## Between the order to begin and the beginning, and between the last packet and the counting.
const PAUSE_SECONDS := 1.0
const KINDS := ["none", "p2p", "enet"]

var _tree: SceneTree
var _player: int
var _players: int
var _packets: int
var _ways := {}
## The others, as indexes of players from 1 on.
var _others := PackedInt64Array()
var _sent := 0
var _received := 0


func _init(tree: SceneTree, player: int, players: int, packets: int) -> void:
	_tree = tree
	_player = player
	_players = players
	_packets = packets
	for other in range(1, players + 1):
		if other != player:
			_others.append(other)


## Measures, and as player 1 prints; what went wrong, or nothing.
func run() -> String:
	Engine.max_fps = FRAMES_PER_SECOND
	for kind: String in KINDS:
		_ways[kind] = MeshWay.make(kind, _tree, _player, _others)
		var problem: String = await _ways[kind].open()
		if not problem.is_empty():
			return "player %d, %s: %s" % [_player, kind, problem]
	var figures := Figures.new()
	for r in Amount.of(ROUNDS, 1):
		for kind: String in KINDS:
			var problem := await _round("%s-%d" % [kind, r], kind, figures)
			if not problem.is_empty():
				return "player %d, %s: %s" % [_player, kind, problem]
	if _player == 1:
		print("BENCH processes %d" % _players)
		print("BENCH packets %d" % _packets)
		figures.print_medians()
	return ""


func _round(name: String, kind: String, figures: Figures) -> String:
	# Processes that are not measured also continue until all have arrived, so that none counts as lost.
	Notes.leave("ready-%s-%d" % [name, _player], true)
	if _player == 1:
		for other in _others:
			if await Notes.find(_tree, "ready-%s-%d" % [name, other], _rest) == null:
				return "player %d is not ready" % other
		Notes.leave("begin-%s" % name, Time.get_unix_time_from_system() + PAUSE_SECONDS)
	var begin = await Notes.find(_tree, "begin-%s" % name, _rest)
	if begin == null:
		return "nobody says that it begins"
	var cpu := await _play(_ways[kind], begin, begin + Amount.of(SECONDS, 1))
	Notes.leave("result-%s-%d" % [name, _player], {"cpu_ms": cpu, "sent": _sent, "received": _received})
	return await _add_up(name, kind, figures) if _player == 1 else ""


func _rest() -> void:
	for way: MeshWay in _ways.values():
		way.poll()
		while way.take():
			pass


## Sends and reads from the beginning to the end; the milliseconds of processor that this process took meanwhile.
func _play(way: MeshWay, begin: float, end: float) -> float:
	_sent = 0
	_received = 0
	while Time.get_unix_time_from_system() < begin:
		_rest()
		await _tree.process_frame
	var data := PackedByteArray()
	data.resize(BYTES)
	var cpu := _cpu_msec()
	var now := Time.get_unix_time_from_system()
	while now < end:
		way.poll()
		while way.take():
			_received += 1
		var due := int((now - begin) * FRAMES_PER_SECOND) * _packets
		while _sent < due:
			way.send(_sent % _others.size(), data)
			_sent += 1
		await _tree.process_frame
		now = Time.get_unix_time_from_system()
	cpu = _cpu_msec() - cpu
	while now < end + PAUSE_SECONDS:
		way.poll()
		while way.take():
			_received += 1
		await _tree.process_frame
		now = Time.get_unix_time_from_system()
	return cpu


func _add_up(name: String, kind: String, figures: Figures) -> String:
	var total := {"cpu_ms": 0.0, "sent": 0, "received": 0}
	for player in range(1, _players + 1):
		var result = await Notes.find(_tree, "result-%s-%d" % [name, player], _rest)
		if result == null:
			return "player %d has no result" % player
		for what: String in total:
			total[what] += result[what]
	figures.add("%s_cpu_ms" % kind, total.cpu_ms)
	if kind == "none":
		return ""
	if total.received == 0:
		return "no packet arrived"
	figures.add("%s_delivered" % kind, total.received)
	figures.add("%s_lost_percent" % kind, 100.0 * (total.sent - total.received) / total.sent)
	figures.add("%s_us_per_packet" % kind, total.cpu_ms * 1000.0 / total.received)
	return ""


## The processor time of this process and all its threads, user and kernel, in steps of 10 ms.
static func _cpu_msec() -> float:
	# Its name, which may hold anything, stands in parentheses before the numbers.
	var text := FileAccess.open("/proc/self/stat", FileAccess.READ).get_line()
	var numbers := text.substr(text.rfind(")") + 2).split(" ")
	return (numbers[11].to_int() + numbers[12].to_int()) * 10.0
