extends "timing.gd"
## Calls for many packets at once, compared with as many calls for one: nanoseconds for all of them.

const Remote := preload("remote.gd")

const READS := 256
const RECIPIENTS := 32
## The repetitions of the sends: 32 of them are too quick for the clock.
const SENDS := 30
const SIZE := 64

var _remote: Remote
var _data := PackedByteArray()
var _recipients := PackedInt64Array()


func _init(remote: Remote) -> void:
	_remote = remote
	_data.resize(SIZE)
	# There are only two processes. To many users it would cost more, since each has a ring of their own.
	_recipients.resize(RECIPIENTS)
	_recipients.fill(remote.partner_id)


## Measures and prints. Returns the error, or an empty text.
func run() -> String:
	var loops := {"read_256_single": _read_singly, "read_256_batch": _read_batch, "send_32_single": _send_singly,
			"send_32_batch": _send_batch}
	var samples := {}
	for name: String in loops:
		samples[name] = PackedFloat64Array()
	for r in rounds():
		for name: String in loops:
			var reads := name.begins_with("read")
			var order := {"what": "feed", "count": READS, "size": SIZE} if reads else {"what": "drain"}
			var problem := await _remote.ask(order)
			if not problem.is_empty():
				return problem
			samples[name].append(time(loops[name], 1 if reads else SENDS))
			if Steam.getAvailableP2PPacketSize() != 0:
				return "%s left packets behind" % name
	for name: String in samples:
		print("BENCH %s %.1f" % [name, Figures.median(samples[name])])
	return await _remote.ask({"what": "drain"})


func _read_singly(_count: int) -> void:
	for i in READS:
		Steam.readP2PPacket(Steam.getAvailableP2PPacketSize())


func _read_batch(_count: int) -> void:
	Steam.readP2PPackets(0, READS)


func _send_singly(count: int) -> void:
	for i in count:
		for id in _recipients:
			Steam.sendP2PPacket(id, _data, Steam.P2P_SEND_RELIABLE)


func _send_batch(count: int) -> void:
	for i in count:
		Steam.sendP2PPacketToUsers(_recipients, _data, Steam.P2P_SEND_RELIABLE)
