extends "res://harness/peer_case.gd"
## A host that refuses new connections, and clients that it throws out, on ENet and on Steam alike.
## rule: peer.refuse, peer.kick, peer.fails-in-time
## players: 3
## expect-error: WARNING: SteamMultiplayerPeer.create_client: not connected: refused: the host accepts no new connections.
## timeout: 180


func play() -> void:
	if player == 1:
		host()
		await expect_connected(1)
		peer.refuse_new_connections = true
		publish(_key("refusing"), true)
		await note(3, _key("refused"))
		equal(connected.size(), 1, "%s: nobody came while refusing" % kind)
		peer.refuse_new_connections = false
		publish(_key("open again"), true)
		await expect_connected(2)
		await _throw_out()
	elif player == 2:
		await join()
		await expect_host()
		await until(_is_out, PATIENCE, "%s: being thrown out" % kind)
	else:
		_round += 1
		await note(1, _key("refusing"))
		_round -= 1
		await join()
		# ENet's client is connected for a moment, and gets nothing more.
		if kind == ENET:
			await seconds_pass(1.0)
		else:
			await until(_is_out, PATIENCE, "%s: a refused client's end" % kind)
			equal(connected, [] as Array[int], "a refused client is not connected")
			check((peer as SteamMultiplayerPeer).get_disconnect_reason().begins_with("refused"), "why, in words")
		publish(_key("refused"), true)
		await note(1, _key("open again"))
		_round -= 1
		await join()
		await expect_host()
	await together("refused and thrown out")


## Reliable packets sent before it arrive, and the signal comes with a later poll.
func _throw_out() -> void:
	var first := connected[0]
	peer.disconnect_peer(first)
	equal(gone, [] as Array[int], "%s: the signal does not come inside the call" % kind)
	await expect_gone(first)
	equal(gone, [] as Array[int], "%s: the other stays" % kind)


func _is_out() -> bool:
	return peer.get_connection_status() == MultiplayerPeer.CONNECTION_DISCONNECTED
