@tool
extends RefCounted
## The figures of one session over the last minute.

const Message := preload("message.gd")

enum Metric {ROUND_TRIP, LOSS, PACKETS_IN, PACKETS_OUT, BYTES_IN, BYTES_OUT, QUEUED}

const SECONDS := 60.0
const NAMES: PackedStringArray = ["Round trip (ms)", "Loss (%)", "Packets in (/s)", "Packets out (/s)", "Bytes in (/s)",
		"Bytes out (/s)", "Queued (bytes)"]
## The running totals that become rates, in the order of their metrics.
const TOTALS: PackedStringArray = ["packets_in", "packets_out", "bytes_in", "bytes_out"]

## The time of each sample, in seconds of the editor's clock.
var times := PackedFloat64Array()
var _values: Array[PackedFloat32Array] = []
var _latest := PackedFloat32Array()
var _totals := PackedInt64Array()
var _told_at := -1


func _init() -> void:
	for metric: int in Metric.size():
		_values.append(PackedFloat32Array())
	_latest.resize(Metric.size())


## Adds a game's report on the session. `told_at` is the game's clock in ms, `now` the editor's in seconds.
func add(link: Dictionary, told_at: int, now: float) -> void:
	var totals := PackedInt64Array()
	for name in TOTALS:
		totals.append(Message.whole(link, name))
	_latest[Metric.ROUND_TRIP] = Message.number(link, "round_trip_ms", -1.0)
	_latest[Metric.LOSS] = Message.number(link, "loss") * 100.0
	_latest[Metric.QUEUED] = Message.number(link, "bytes_queued")
	for index in TOTALS.size():
		var rate := 0.0
		if _told_at >= 0 and told_at > _told_at:
			rate = maxf(0.0, totals[index] - _totals[index]) * 1000.0 / (told_at - _told_at)
		_latest[Metric.PACKETS_IN + index] = rate
	_totals = totals
	_told_at = told_at
	times.append(now)
	for metric: int in Metric.size():
		_values[metric].append(_latest[metric])
	_forget_before(now - SECONDS)


func latest(metric: Metric) -> float:
	return _latest[metric]


func values(metric: Metric) -> PackedFloat32Array:
	return _values[metric]


func _forget_before(time: float) -> void:
	var old := times.bsearch(time)
	# Not every time: a slice is a copy.
	if old < 50:
		return
	times = times.slice(old)
	for metric: int in Metric.size():
		_values[metric] = _values[metric].slice(old)
