extends RefCounted
## Messages between two processes: how many a second one way, and how long one takes there and back.
##
## Both sides poll without waiting for frames, so the figures are those of the transport and not of the frame rate.

const Remote := preload("remote.gd")
const Transport := preload("transport.gd")

const BYTES := 64
const MESSAGES := 50_000
## The receiver says after so many that they have come …
const CHUNK := 500
## … and so many may be under way: more than that would only measure how long the queues are.
const WINDOW := 2_000
## Where messages were lost, the sender goes on after waiting so long.
const WINDOW_MSEC := 50
## A frame's worth: sent before the transport may work.
const BATCH := 100
const ROUND_TRIPS := 3_000
const LIMIT_MSEC := 20_000
## An unreliable message without an echo for so long is sent again.
const LOST_MSEC := 100
## After this silence what is missing counts as lost, sent reliably or not.
const SILENCE_MSEC := {true: 5_000, false: 500}

var _remote: Remote


func _init(remote: Remote) -> void:
	_remote = remote


## Measures and prints; what went wrong, or nothing.
func run() -> String:
	for kind: String in ["p2p", "peer", "enet"]:
		var transport: Transport = Transport.make(kind, _remote)
		_remote.give({"what": "connect", "transport": kind, "address": transport.open()})
		var problem := await _finish_polling(transport)
		var give_up_at := Time.get_ticks_msec() + LIMIT_MSEC
		while problem.is_empty() and not transport.is_open():
			transport.poll()
			await _remote.tree.process_frame
			if Time.get_ticks_msec() > give_up_at:
				problem = "%s does not connect" % kind
		if not problem.is_empty():
			return problem
		for reliable: bool in [true, false]:
			var name := "%s_%s" % [kind, "reliable" if reliable else "unreliable"]
			_remote.give({
				"what": "receive", "transport": kind, "name": name, "count": MESSAGES, "reliable": reliable,
				"started": Time.get_unix_time_from_system(),
			})
			problem = _pour(transport, reliable)
			if problem.is_empty():
				problem = await _finish_polling(transport)
			if problem.is_empty():
				_remote.give({"what": "echo", "transport": kind, "count": ROUND_TRIPS, "reliable": reliable})
				problem = _measure_round_trips(transport, name, reliable)
			if problem.is_empty():
				problem = await _finish_polling(transport)
			if not problem.is_empty():
				return problem
	return ""


## Waits for the answer to an order while the transport goes on with its work.
func _finish_polling(transport: Transport) -> String:
	_remote.tree.process_frame.connect(transport.poll)
	var problem := await _remote.finish()
	_remote.tree.process_frame.disconnect(transport.poll)
	return problem


## Sends as fast as the transport takes it and the window allows.
func _pour(transport: Transport, reliable: bool) -> String:
	var data := PackedByteArray()
	data.resize(BYTES)
	var give_up_at := Time.get_ticks_msec() + LIMIT_MSEC
	var under_way := 0
	@warning_ignore("integer_division")
	for batch in MESSAGES / BATCH:
		for i in BATCH:
			while not transport.send(data, reliable):
				transport.poll()
				if Time.get_ticks_msec() > give_up_at:
					return "the transport takes no more messages"
		transport.poll()
		under_way += BATCH
		var full_since := Time.get_ticks_msec()
		while under_way > WINDOW:
			transport.poll()
			while not transport.take().is_empty():
				under_way -= CHUNK
			if Time.get_ticks_msec() - full_since > WINDOW_MSEC and not reliable:
				under_way = 0
			if Time.get_ticks_msec() > give_up_at:
				return "the transport does not deliver"
	return ""


func _measure_round_trips(transport: Transport, name: String, reliable: bool) -> String:
	var data := PackedByteArray()
	data.resize(BYTES)
	var microseconds := PackedInt64Array()
	for i in ROUND_TRIPS:
		var started := Time.get_ticks_usec()
		data.encode_u32(0, i + 1)
		transport.send(data, reliable)
		transport.poll()
		var silence_from := started
		# What an earlier measurement left behind bears another number.
		while transport.take() != data:
			transport.poll()
			var now := Time.get_ticks_usec()
			if now - started > LIMIT_MSEC * 1000:
				return "%s: no echo of message %d" % [name, i]
			if not reliable and now - silence_from > LOST_MSEC * 1000:
				if i == ROUND_TRIPS - 1:
					# The other side has echoed it and listens no longer.
					break
				transport.send(data, reliable)
				silence_from = now
		# One that was lost on the way counts from its last sending.
		microseconds.append(Time.get_ticks_usec() - silence_from)
	microseconds.sort()
	@warning_ignore("integer_division")
	print("BENCH %s_round_trip_us %d" % [name, microseconds[ROUND_TRIPS / 2]])
	@warning_ignore("integer_division")
	print("BENCH %s_round_trip_p99_us %d" % [name, microseconds[ROUND_TRIPS * 99 / 100]])
	return ""


## The other side of [method _pour]. The clock of the machine runs from the first send to the last receipt.
static func receive(transport: Transport, name: String, count: int, reliable: bool, started: float) -> String:
	var chunk_has_come := PackedByteArray([1])
	var received := 0
	var last := Time.get_unix_time_from_system()
	while received < count:
		transport.poll()
		var before := received
		while not transport.take().is_empty():
			received += 1
			if received % CHUNK == 0:
				transport.send(chunk_has_come, true)
		var now := Time.get_unix_time_from_system()
		if received > before:
			last = now
		var silence := (now - last) * 1000
		if silence > (SILENCE_MSEC[reliable] if received > 0 else LIMIT_MSEC):
			break
	if received == 0:
		return "%s: no message arrived" % name
	print("BENCH %s_per_second %d" % [name, received / (last - started)])
	print("BENCH %s_lost_percent %.1f" % [name, 100.0 * (count - received) / count])
	return ""


## The other side of [method _measure_round_trips].
static func echo(transport: Transport, count: int, reliable: bool) -> String:
	var give_up_at := Time.get_ticks_msec() + LIMIT_MSEC
	while true:
		transport.poll()
		var data := transport.take()
		if data.size() == BYTES and data.decode_u32(0) > 0:
			transport.send(data, reliable)
			transport.poll()
			if data.decode_u32(0) == count:
				break
		elif Time.get_ticks_msec() > give_up_at:
			return "the messages to echo stopped"
	return ""
