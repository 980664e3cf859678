extends "res://harness/peer_case.gd"
## Connecting, ids, leaving by either side, and rejoining in the same process, on ENet and on Steam alike.
## rule: peer.ids, peer.connected-once, peer.client-closes, peer.host-closes, peer.rejoin
## players: 2
## timeout: 240

var rejoins := 100


func play() -> void:
	await _client_leaves()
	await _host_leaves()
	await _rejoin()


func _client_leaves() -> void:
	await assemble()
	var id := peer.get_unique_id()
	publish(_key("id"), id)
	var other: int = await note(3 - player, _key("id"))
	equal(connected, [other] as Array[int], "%s: the other's id" % kind)
	if player == 2:
		peer.close()
		equal(peer.get_connection_status(), MultiplayerPeer.CONNECTION_DISCONNECTED, "%s: closed at once" % kind)
		equal(gone, [] as Array[int], "%s: one's own close tells nothing" % kind)
	else:
		await expect_gone(other)
	await together("left")


func _host_leaves() -> void:
	leave()
	await assemble()
	if player == 1:
		peer.close()
	else:
		await until(func() -> bool: return peer.get_connection_status() == MultiplayerPeer.CONNECTION_DISCONNECTED,
				PATIENCE, "%s: the end of the connection" % kind)
		equal(gone, [1] as Array[int], "%s: the host has gone" % kind)
	await together("host left")


func _rejoin() -> void:
	leave()
	if player == 1:
		host()
		for time in rejoins:
			await until(func() -> bool: return connected.size() == 1 and gone.size() == 1, PATIENCE,
					"%s: client %d to come and go; %s %s" % [kind, time, connected, gone])
			equal(gone, connected, "%s: who came has gone" % kind)
			connected.clear()
			gone.clear()
			publish("%s-rejoined-%d" % [kind, time], true)
		equal(packets.size(), rejoins, "%s: one packet of each time" % kind)
		return
	var port_round := _round + 1
	var known := {}
	for time in rejoins:
		_round = port_round - 1
		await join()
		await expect_host()
		equal(connected, [1] as Array[int], "%s: the host" % kind)
		known[peer.get_unique_id()] = true
		equal(send(var_to_bytes(time), 1), OK, "%s: a packet" % kind)
		# A close lets reliable packets arrive.
		await until(func() -> bool: return _flushed(), PATIENCE, "%s: the packet to leave" % kind)
		leave()
		await note(1, "%s-rejoined-%d" % [kind, time])
	check(known.size() > rejoins / 2, "%s: an id of its own for each time: %d" % [kind, known.size()])


## At a close, ENet drops unsent packets; a check in the next frame is enough.
func _flushed() -> bool:
	_polls += 1
	return _polls % 3 == 0


var _polls := 0
