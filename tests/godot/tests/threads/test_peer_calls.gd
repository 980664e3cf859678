extends "res://harness/lobby_case.gd"
## A `SteamMultiplayerPeer` is called from four threads while the main thread polls it, closes it and hosts again: look-ups from
## three, packets from the fourth, which arrive in order. Only polling it is refused there, with a line that says so.
## rule: peer.threads
## players: 2
## timeout: 120
## expect-error: ERROR: SteamMultiplayerPeer.poll: called from another thread; this works only on the main thread

const PACKETS := 3000
const RESTARTS := 20

var peer := SteamMultiplayerPeer.new()
var asking := true
var last_number := 0


func run() -> void:
	await meet()
	if player == 1:
		equal(peer.create_host(), OK, "hosting")
		publish("hosts", true)
	else:
		await note(1, "hosts")
		equal(peer.create_client(ids[1]), OK, "joining")
	await until(_is_connected, PATIENCE, "the other peer")
	await barrier("connected")
	var threads: Array[Thread] = []
	for number in 3:
		threads.append(_started(_look_up))
	if player == 2:
		threads.append(_started(_send))
	else:
		threads.append(_started(_poll_from_thread))
		await until(_has_all, PATIENCE * 2, "the packets")
		publish("has all", true)
	await until(func() -> bool: peer.poll(); return has_note(1, "has all"), PATIENCE * 2, "the packets to arrive")
	await barrier("sent")
	for time in RESTARTS:
		peer.close()
		equal(peer.create_host(10 + player), OK, "hosting again")
		peer.poll()
		await frame()
	asking = false
	for thread in threads:
		thread.wait_to_finish()
	peer.close()


func _started(work: Callable) -> Thread:
	var thread := Thread.new()
	thread.start(work)
	return thread


func _is_connected() -> bool:
	peer.poll()
	return peer.get_peer_map().size() == 2


func _look_up() -> void:
	var rounds := 0
	while asking:
		rounds += 1
		peer.get_unique_id()
		peer.get_connection_status()
		peer.get_peer_map()
		peer.get_steam_id_for_peer_id(1)
		peer.get_peer_info(1)
		peer.collect_debug_data()
		peer.get_peer(1)
		peer.set_server_relay(true)
		peer.get_available_packet_count()
		if rounds % 100 == 0:
			OS.delay_msec(1)


func _send() -> void:
	peer.set_target_peer(1)
	for number in range(1, PACKETS + 1):
		var bytes := PackedByteArray([0, 0, 0, 0])
		bytes.encode_s32(0, number)
		while peer.put_packet(bytes) != OK:
			OS.delay_msec(1)


func _poll_from_thread() -> void:
	peer.poll()


func _has_all() -> bool:
	peer.poll()
	while peer.get_available_packet_count() > 0:
		var number := peer.get_packet().decode_s32(0)
		if number != last_number + 1:
			fail("packet %d after %d" % [number, last_number])
		last_number = number
	return last_number == PACKETS
