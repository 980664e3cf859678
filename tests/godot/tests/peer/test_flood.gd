extends "res://harness/peer_case.gd"
## One client pours tens of thousands of packets while the host polls and reads few: another client's packets are read all the same, and
## in the end every reliable one has come, in order.
## rule: peer.flood
## players: 3
## timeout: 180

const FLOOD := 40_000
const WORDS := 50
## The host reads so many packets a frame at first.
const READS := 20

var flood_seen := 0


func run() -> void:
	kind = STEAM
	await meet()
	await assemble()
	if player == 1:
		await _read_little()
		await _read_all()
	elif player == 2:
		await _pour()
	else:
		await note(1, "flooded")
		for word in WORDS:
			equal(send(var_to_bytes("word %d" % word), 1), OK, "a word")
	await together("done")
	leave()


## The flood has filled the host's queue for one peer when the other begins.
func _read_little() -> void:
	await until(func() -> bool: _poll_few(0); return peer.get_available_packet_count() >= 4000, PATIENCE, "the flood")
	# Long enough for all of it to come, if nothing held it back.
	await note(2, "poured")
	var settled := Time.get_ticks_msec() + 1000
	await until(func() -> bool: _poll_few(0); return Time.get_ticks_msec() > settled, PATIENCE, "the flood to settle")
	publish("flooded", true)
	var words := 0
	var deadline := Time.get_ticks_msec() + int(PATIENCE * 2000)
	while words < WORDS:
		for packet in _poll_few(READS):
			if packet.from == connected_as(3):
				equal(bytes_to_var(packet.bytes), "word %d" % words, "the other's words in order")
				words += 1
			else:
				_see_flood(packet.bytes)
		if Time.get_ticks_msec() > deadline:
			await abort("waited in vain for the other's words: %d" % words)
		if flood_seen % 1000 < READS:
			await frame()
	check(flood_seen < FLOOD / 4, "the words came before most of the flood: %d" % flood_seen)


func _read_all() -> void:
	await until(func() -> bool:
			for packet in _poll_few(1000):
				_see_flood(packet.bytes)
			return flood_seen == FLOOD, PATIENCE * 2, "the whole flood")


func _see_flood(bytes: PackedByteArray) -> void:
	var number := bytes.decode_u32(0)
	if number != flood_seen:
		fail("packet %d of the flood after %d" % [number, flood_seen])
	flood_seen = number + 1


func _pour() -> void:
	var bytes := PackedByteArray()
	bytes.resize(200)
	for number in FLOOD:
		bytes.encode_u32(0, number)
		while send(bytes, 1) != OK:
			await frame()
		if number % 2000 == 0:
			await frame()
	publish("poured", true)


## Polls, and reads at most so many.
func _poll_few(count: int) -> Array[Dictionary]:
	peer.poll()
	var taken: Array[Dictionary] = []
	while taken.size() < count and peer.get_available_packet_count() > 0:
		var from := peer.get_packet_peer()
		taken.append({"from": from, "bytes": peer.get_packet()})
	return taken


func connected_as(other: int) -> int:
	return (peer as SteamMultiplayerPeer).get_peer_id_for_steam_id(ids[other])


## The host reads by itself.
func poll() -> void:
	if player != 1 or connected.size() < 2 or has_note(1, "barrier-" + _key("done")):
		super()
