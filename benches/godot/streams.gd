extends RefCounted
## Messages between two processes: the number per second in one direction, and the round trip.
##
## Both sides poll without waiting for frames, so the figures are those of the transport and not of the frame rate. The ways take
## turns in each round.

const Amount := preload("amount.gd")
const Figures := preload("figures.gd")
const Remote := preload("remote.gd")
const Transport := preload("transport.gd")

const ROUNDS := 5
## The messages sent one way. The receiver acknowledges every [code]chunk[/code] messages, and at most [code]window[/code] are in flight:
## more would only measure the length of the queues. [code]batch[/code] messages are sent between two polls of the transport.
const STREAMS := [
	{"name": "reliable", "bytes": 64, "reliable": true, "count": 50_000, "window": 2_000, "chunk": 500, "batch": 100},
	{"name": "unreliable", "bytes": 64, "reliable": false, "count": 50_000, "window": 2_000, "chunk": 500, "batch": 100},
	{"name": "reliable_1k", "bytes": 1024, "reliable": true, "count": 20_000, "window": 1_000, "chunk": 250, "batch": 50},
	{"name": "reliable_64k", "bytes": 65_536, "reliable": true, "count": 400, "window": 16, "chunk": 4, "batch": 4},
]
## If messages are lost, the sender continues after this time.
const WINDOW_MSEC := 50
const ECHO_BYTES := 64
const ROUND_TRIPS := 3_000
const LIMIT_MSEC := 20_000
## An unreliable message without an echo is sent again after this time.
const LOST_MSEC := 100
## After this silence, missing messages count as lost, reliable or not.
const SILENCE_MSEC := {true: 5_000, false: 500}

var _remote: Remote
var _figures := Figures.new()
## Of the stream, so that its receiver's word is not taken for that of the next.
var _serial := 0


func _init(remote: Remote) -> void:
	_remote = remote


## Measures and prints. Returns the error, or an empty text.
func run() -> String:
	var transports := {}
	for kind: String in ["p2p", "peer", "enet"]:
		var transport: Transport = Transport.make(kind, _remote)
		transports[kind] = transport
		var problem := await transport.connect_partner(kind)
		if not problem.is_empty():
			return "%s: %s" % [kind, problem]
	# The first round warms up.
	for r in Amount.of(1 + ROUNDS, 1):
		if r == 1:
			_figures = Figures.new()
		for kind: String in transports:
			var problem := await _round(kind, transports[kind])
			if not problem.is_empty():
				return "%s: %s" % [kind, problem]
	_figures.print_medians()
	return ""


func _round(kind: String, transport: Transport) -> String:
	for stream: Dictionary in STREAMS:
		var count: int = Amount.of(stream.count, stream.window * 2)
		_serial = (_serial + 1) % 256
		_remote.give({
			"what": "receive", "transport": kind, "name": "%s_%s" % [kind, stream.name], "count": count,
			"chunk": stream.chunk, "reliable": stream.reliable, "serial": _serial,
			"started": Time.get_unix_time_from_system(),
		})
		var problem := _pour(transport, stream, count)
		if problem.is_empty():
			problem = await transport.finish_polling()
		if not problem.is_empty():
			return "%s: %s" % [stream.name, problem]
		_figures.add_all(_remote.figures)
	for reliable: bool in [true, false]:
		var count := Amount.of(ROUND_TRIPS, 50)
		_remote.give({"what": "echo", "transport": kind, "count": count, "reliable": reliable})
		var problem := _measure_round_trips(transport, "%s_%s" % [kind, "reliable" if reliable else "unreliable"], reliable, count)
		if problem.is_empty():
			problem = await transport.finish_polling()
		if not problem.is_empty():
			return problem
	return ""


## Sends as fast as the transport takes it and the window allows.
func _pour(transport: Transport, stream: Dictionary, count: int) -> String:
	var data := PackedByteArray()
	data.resize(stream.bytes)
	var batch: int = stream.batch
	var window: int = stream.window
	var chunk: int = stream.chunk
	var reliable: bool = stream.reliable
	var give_up_at := Time.get_ticks_msec() + LIMIT_MSEC
	var chunk_has_come := PackedByteArray([_serial])
	var under_way := 0
	@warning_ignore("integer_division")
	for b in count / batch:
		for i in batch:
			while not transport.send(data, reliable):
				transport.poll()
				if Time.get_ticks_msec() > give_up_at:
					return "the transport takes no more messages"
		transport.poll()
		under_way += batch
		var full_since := Time.get_ticks_msec()
		while under_way > window:
			transport.poll()
			var heard := transport.take()
			while not heard.is_empty():
				under_way -= chunk if heard == chunk_has_come else 0
				heard = transport.take()
			if Time.get_ticks_msec() - full_since > WINDOW_MSEC and not reliable:
				under_way = 0
			if Time.get_ticks_msec() > give_up_at:
				return "the transport does not deliver"
	return ""


func _measure_round_trips(transport: Transport, name: String, reliable: bool, count: int) -> String:
	var data := PackedByteArray()
	data.resize(ECHO_BYTES)
	var microseconds := PackedFloat64Array()
	for i in count:
		var started := Time.get_ticks_usec()
		data.encode_u32(0, i + 1)
		transport.send(data, reliable)
		transport.poll()
		var silence_from := started
		# Messages of earlier measurements have another number.
		while transport.take() != data:
			transport.poll()
			var now := Time.get_ticks_usec()
			if now - started > LIMIT_MSEC * 1000:
				return "%s: no echo of message %d" % [name, i]
			if not reliable and now - silence_from > LOST_MSEC * 1000:
				if i == count - 1:
					# The other side has echoed it and no longer listens.
					break
				transport.send(data, reliable)
				silence_from = now
		# A lost message counts from its last sending.
		microseconds.append(Time.get_ticks_usec() - silence_from)
	_figures.add("%s_round_trip_us" % name, Figures.median(microseconds))
	_figures.add("%s_round_trip_p99_us" % name, Figures.percentile(microseconds, 99))
	return ""


## The other side of [method _pour]. The clock of the machine runs from the first send to the last receipt.
static func receive(transport: Transport, order: Dictionary, figures: Dictionary) -> String:
	var count: int = order.count
	var chunk: int = order.chunk
	var reliable: bool = order.reliable
	var chunk_has_come := PackedByteArray([order.serial])
	var received := 0
	var last := Time.get_unix_time_from_system()
	while received < count:
		transport.poll()
		var before := received
		while not transport.take().is_empty():
			received += 1
			if received % chunk == 0:
				transport.send(chunk_has_come, true)
		var now := Time.get_unix_time_from_system()
		if received > before:
			last = now
		var silence := (now - last) * 1000
		if silence > (SILENCE_MSEC[reliable] if received > 0 else LIMIT_MSEC):
			break
	if received == 0:
		return "no message arrived"
	figures["%s_per_second" % order.name] = received / (last - order.started)
	figures["%s_lost_percent" % order.name] = 100.0 * (count - received) / count
	return ""


## The other side of [method _measure_round_trips].
static func echo(transport: Transport, count: int, reliable: bool) -> String:
	var give_up_at := Time.get_ticks_msec() + LIMIT_MSEC
	while true:
		transport.poll()
		var data := transport.take()
		if data.size() == ECHO_BYTES and data.decode_u32(0) > 0:
			transport.send(data, reliable)
			transport.poll()
			if data.decode_u32(0) == count:
				break
		elif Time.get_ticks_msec() > give_up_at:
			return "the messages to echo stopped"
	return ""
