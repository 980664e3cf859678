extends "res://harness/peer_case.gd"
## A mesh made with `add_peer`: without the relay, clients connect to each other, are peers of each other and send directly. What one
## puts into a `SteamPacketPeer` goes to that peer alone.
## rule: peer.mesh
## players: 3
## timeout: 120


func run() -> void:
	kind = STEAM
	await meet()
	if player == 1:
		_round += 1
		_take(SteamMultiplayerPeer.new())
		(peer as SteamMultiplayerPeer).server_relay = false
		equal((peer as SteamMultiplayerPeer).create_host(), OK, "hosting")
		publish(_key("port"), 1)
		await expect_connected(2)
	else:
		await join()
		await expect_host()
		await barrier_of_clients("with the host")
		equal((peer as SteamMultiplayerPeer).add_peer(ids[5 - player]), OK, "adding the other client")
		await expect_connected(2)
	await together("meshed")
	check(not peer.is_server_relay_supported(), "no relay")
	publish("own id", peer.get_unique_id())
	await _everybody_sends()
	if player == 2:
		var third: int = await note(3, "own id")
		var one: PacketPeer = (peer as SteamMultiplayerPeer).get_peer(third)
		equal([one.get_peer_id(), one.get_steam_id()], [third, ids[3]], "one peer by itself")
		equal(one.put_packet([42]), OK, "to it alone")
		# The host leaves; a mesh of clients ends with it, as the API has it.
	elif player == 3:
		equal((await receive(1))[0].bytes, PackedByteArray([42]), "from the one")
	await together("alone")
	if player != 1:
		check((peer as SteamMultiplayerPeer).get_peer(77) == null, "there is no peer 77")
	await together("done")
	leave()


func barrier_of_clients(what: String) -> void:
	publish("client-" + what, true)
	await note(5 - player, "client-" + what)


func _everybody_sends() -> void:
	equal(send([player], 0), OK, "to all")
	var from := {}
	for packet in await receive(2):
		from[packet.bytes[0]] = packet.from
	for other in [1, 2, 3]:
		if other != player:
			equal(from.get(other, 0), await note(other, "own id"), "who sent it")
	await together("sent")
