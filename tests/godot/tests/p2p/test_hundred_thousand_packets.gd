extends "res://harness/p2p_case.gd"
## A hundred thousand reliable packets each way, at the same time, arrive all and in order.
## rule: send.order
## players: 2
## timeout: 300

const COUNT := 100_000
## Packets sent in one frame.
const BATCH := 2000

var _sent := 0
var _received := 0


func run() -> void:
	await meet_with_sessions()
	var other := ids[3 - player]
	while _received < COUNT or _sent < COUNT:
		_send_some(other)
		if not _read_everything(other):
			return
		var before := _received + _sent
		await until(func() -> bool:
				_send_some(other)
				return not _read_everything(other) or _received + _sent > before or _done(), PATIENCE,
				"progress after %d sent and %d received" % [_sent, _received])
	equal(_received, COUNT, "received")
	equal(_sent, COUNT, "sent")
	await barrier("all", 120.0)
	await frames(10)
	equal(read_all(), [] as Array[Dictionary], "packets after the last one")


func _done() -> bool:
	return _received == COUNT and _sent == COUNT


## Not more is kept waiting, which leaves the queue's own limit to the test about it. Over messages, that is 8192 packets of
## this size, for each counts with at least 64 bytes.
func _most_queued_bytes() -> int:
	return 32 * 1024 if over_messages() else 4 * 1024 * 1024


func _send_some(to: int) -> void:
	if Steam.getP2PSessionState(to).bytes_queued_for_send > _most_queued_bytes():
		return
	var end := mini(_sent + BATCH, COUNT)
	var data := PackedByteArray()
	data.resize(8)
	data.encode_u32(4, player)
	while _sent < end:
		data.encode_u32(0, _sent)
		if not Steam.sendP2PPacket(to, data, Steam.P2P_SEND_RELIABLE):
			fail("packet %d was not taken" % _sent)
			return
		_sent += 1


## Whether everything that waited was as expected.
func _read_everything(from: int) -> bool:
	while true:
		var size := Steam.getAvailableP2PPacketSize()
		if size == 0:
			return true
		var packet := Steam.readP2PPacket(size)
		var data: PackedByteArray = packet.data
		if data.size() != 8 or data.decode_u32(0) != _received or data.decode_u32(4) != 3 - player \
				or packet.remote_steam_id != from:
			abort("packet %d is %s from %d" % [_received, data, packet.remote_steam_id])
			return false
		_received += 1
	return true
