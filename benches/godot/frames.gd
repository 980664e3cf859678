extends RefCounted
## A message there and back between two games that draw 60 frames a second and look at their packets once in each.

const Amount := preload("amount.gd")
const Figures := preload("figures.gd")
const Remote := preload("remote.gd")
const Transport := preload("transport.gd")

const FRAMES_PER_SECOND := 60
const ROUNDS := 5
const ROUND_TRIPS := 90
## After so many the sender's frames begin at another time than before: how far the two games' frames lie apart is chance, and what
## one chance makes of a round trip says nothing.
const TRIPS_OF_A_PHASE := 10
const BYTES := 64
const LIMIT_MSEC := 20_000

var _remote: Remote


func _init(remote: Remote) -> void:
	_remote = remote


## Measures and prints. Returns the error, or an empty text.
func run() -> String:
	var transports := {}
	for kind: String in ["p2p", "peer", "enet"]:
		transports[kind] = Transport.make(kind, _remote)
		var problem: String = await transports[kind].connect_partner(kind)
		if not problem.is_empty():
			return "%s: %s" % [kind, problem]
	Engine.max_fps = FRAMES_PER_SECOND
	var samples := {}
	for kind: String in transports:
		samples[kind] = PackedFloat64Array()
	var frames := PackedFloat64Array()
	for r in Amount.of(ROUNDS, 1):
		for kind: String in transports:
			var count := Amount.of(ROUND_TRIPS, 12)
			_remote.give({"what": "echo_in_frames", "transport": kind, "count": count})
			var problem: String = await _round(transports[kind], count, samples[kind], frames)
			if problem.is_empty():
				problem = await transports[kind].finish_polling()
			if not problem.is_empty():
				return "%s: %s" % [kind, problem]
	for kind: String in samples:
		print("BENCH %s_round_trip_us %.1f" % [kind, Figures.median(samples[kind])])
		print("BENCH %s_round_trip_p99_us %.1f" % [kind, Figures.percentile(samples[kind], 99)])
	print("BENCH frame_us %.1f" % Figures.median(frames))
	return ""


func _round(transport: Transport, count: int, microseconds: PackedFloat64Array, frames: PackedFloat64Array) -> String:
	var data := PackedByteArray()
	data.resize(BYTES)
	var frame_began := 0
	for i in count:
		if i % TRIPS_OF_A_PHASE == 0:
			OS.delay_usec(randi_range(0, 1_000_000 / FRAMES_PER_SECOND))
			await _remote.tree.process_frame
			frame_began = 0
		data.encode_u32(0, i + 1)
		var started := Time.get_ticks_usec()
		transport.send(data, true)
		transport.poll()
		while true:
			await _remote.tree.process_frame
			var now := Time.get_ticks_usec()
			if frame_began > 0:
				frames.append(now - frame_began)
			frame_began = now
			transport.poll()
			if transport.take() == data:
				break
			if now - started > LIMIT_MSEC * 1000:
				return "no echo of message %d" % i
		microseconds.append(Time.get_ticks_usec() - started)
	return ""


## The other side: what has come goes back within the frame.
static func echo(transport: Transport, count: int) -> String:
	Engine.max_fps = FRAMES_PER_SECOND
	var tree: SceneTree = Engine.get_main_loop()
	var give_up_at := Time.get_ticks_msec() + LIMIT_MSEC
	while true:
		transport.poll()
		var data := transport.take()
		if not data.is_empty():
			transport.send(data, true)
			transport.poll()
			if data.decode_u32(0) == count:
				return ""
		if Time.get_ticks_msec() > give_up_at:
			return "the messages to echo stopped"
		await tree.process_frame
	return ""
