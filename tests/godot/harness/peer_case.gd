extends "res://harness/lobby_case.gd"
## A test over `MultiplayerPeer`, played first on Godot's own `ENetMultiplayerPeer` and then on `SteamMultiplayerPeer`: what one does, the
## other has to do.
##
## A test overrides [method play], which runs once for each. Player 1 hosts.

const ENET := "enet"
const STEAM := "steam"

## On which of the two it is played, one after the other.
var kinds: Array[String] = [ENET, STEAM]
## The current one.
var kind := ""
var peer: MultiplayerPeer = null
## The peer's signals that were not taken yet, in order.
var connected: Array[int] = []
var gone: Array[int] = []
## Packets that arrived and were not taken yet: dictionaries with `from`, `channel`, `mode` and `bytes`.
var packets: Array[Dictionary] = []

var _round := 0


func run() -> void:
	await meet(Steam.LOBBY_TYPE_PUBLIC, maxi(players, 8))
	for each in kinds:
		kind = each
		await play()
		leave()
		await barrier("played on " + kind, 120.0)


func play() -> void:
	fail("play() is not overridden")


## Makes a host of player 1 and clients of the others, all connected.
func assemble() -> void:
	if player == 1:
		host()
		await expect_connected(players - 1)
	else:
		await join()
		await expect_host()
	await together("assembled")


## Hosts, and lets the others know.
func host() -> void:
	_round += 1
	_take(new_peer())
	var error := OK
	if kind == ENET:
		error = (peer as ENetMultiplayerPeer).create_server(0)
		publish(_key("port"), (peer as ENetMultiplayerPeer).host.get_local_port() if error == OK else 0)
	else:
		error = (peer as SteamMultiplayerPeer).create_host(0)
		publish(_key("port"), 1)
	equal(error, OK, "%s: hosting" % kind)
	equal(peer.get_connection_status(), MultiplayerPeer.CONNECTION_CONNECTED, "%s: a host's status" % kind)
	equal(peer.get_unique_id(), 1, "%s: a host's id" % kind)


## Begins to connect to player 1.
func join() -> void:
	_round += 1
	var port: int = await note(1, _key("port"))
	_take(new_peer())
	var error := OK
	if kind == ENET:
		error = (peer as ENetMultiplayerPeer).create_client("127.0.0.1", port)
	else:
		error = (peer as SteamMultiplayerPeer).create_client(ids[1], 0)
	equal(error, OK, "%s: joining" % kind)
	check(peer.get_connection_status() != MultiplayerPeer.CONNECTION_DISCONNECTED, "%s: a client's status" % kind)
	check(peer.get_unique_id() > 1, "%s: a client's id is above 1" % kind)


## Closes the peer and forgets its signals.
func leave() -> void:
	if peer != null:
		peer.close()
	peer = null
	connected.clear()
	gone.clear()
	packets.clear()


func new_peer() -> MultiplayerPeer:
	return ENetMultiplayerPeer.new() if kind == ENET else SteamMultiplayerPeer.new()


## Polls the peer with every frame, as the scene tree does with the one it is given.
func frame() -> void:
	await super()
	poll()


func poll() -> void:
	if peer == null or peer.get_connection_status() == MultiplayerPeer.CONNECTION_DISCONNECTED:
		return
	peer.poll()
	while peer != null and peer.get_available_packet_count() > 0:
		var about := {"from": peer.get_packet_peer(), "channel": peer.get_packet_channel(), "mode": peer.get_packet_mode()}
		about.bytes = peer.get_packet()
		packets.append(about)


## Waits until so many peers are connected, and no more.
func expect_connected(count: int) -> void:
	await until(func() -> bool: return connected.size() >= count, PATIENCE, "%s: %d peers" % [kind, count])
	equal(connected.size(), count, "%s: peers that connected: %s" % [kind, connected])


## Waits until a client is connected. Of other clients, the scene tree tells over ENet, and the peer itself over Steam.
func expect_host() -> void:
	await until(func() -> bool: return connected.has(1), PATIENCE, "%s: the host" % kind)
	equal(peer.get_connection_status(), MultiplayerPeer.CONNECTION_CONNECTED, "%s: a connected client's status" % kind)


func expect_gone(peer_id: int) -> void:
	await until(func() -> bool: return gone.has(peer_id), PATIENCE, "%s: peer %d to go" % [kind, peer_id])
	gone.erase(peer_id)


## Waits for so many packets and takes them.
func receive(count: int) -> Array[Dictionary]:
	await until(func() -> bool: return packets.size() >= count, PATIENCE,
			"%s: %d packets, has %d" % [kind, count, packets.size()])
	var taken: Array[Dictionary] = packets.slice(0, count)
	packets = packets.slice(count)
	return taken


func send(bytes: PackedByteArray, target: int, mode := MultiplayerPeer.TRANSFER_MODE_RELIABLE, channel := 0) -> Error:
	peer.set_target_peer(target)
	peer.transfer_mode = mode
	peer.transfer_channel = channel
	return peer.put_packet(bytes)


## A barrier of this round and kind.
func together(what: String) -> void:
	await barrier(_key(what))


func _take(new: MultiplayerPeer) -> void:
	leave()
	peer = new
	peer.peer_connected.connect(func(id: int) -> void: connected.append(id))
	peer.peer_disconnected.connect(func(id: int) -> void: gone.append(id))


func _key(what: String) -> String:
	return "%s-%d-%s" % [kind, _round, what]
