extends "mesh_way.gd"
## The mesh of [ENetMultiplayerPeer] over the loopback device: a connection of its own to each other.

const LOOPBACK := "127.0.0.1"

var _peer := ENetMultiplayerPeer.new()
## The connections that are being opened, by the player at the other end.
var _opening := {}


## Of two players, the one with the lower number listens.
func open() -> String:
	if _peer.create_mesh(_player) != OK:
		return "ENet makes no mesh"
	var ports := {}
	for other in _others:
		var connection := ENetConnection.new()
		if other > _player:
			if connection.create_host_bound(LOOPBACK, 0, 1) != OK:
				return "ENet cannot listen"
			ports[other] = connection.get_local_port()
			_opening[other] = connection
	Notes.leave("ports-%d" % _player, ports)
	for other in _others:
		if other < _player:
			var theirs = await Notes.find(_tree, "ports-%d" % other, poll)
			if theirs == null:
				return "player %d does not listen" % other
			var connection := ENetConnection.new()
			if connection.create_host(1) != OK or connection.connect_to_host(LOOPBACK, theirs[_player]) == null:
				return "ENet does not connect"
			_opening[other] = connection
	var are_all_in := func() -> bool: return _opening.is_empty()
	return "" if await _poll_until(are_all_in) else "%d do not connect" % _opening.size()


func send(other: int, data: PackedByteArray) -> void:
	_peer.set_target_peer(_others[other])
	_peer.transfer_mode = MultiplayerPeer.TRANSFER_MODE_UNRELIABLE
	_peer.put_packet(data)


func poll() -> void:
	if not _opening.is_empty():
		_serve_openings()
	_peer.poll()


## A connection joins the mesh when it is open.
func _serve_openings() -> void:
	for other: int in _opening.keys():
		var connection: ENetConnection = _opening[other]
		if connection.service()[0] == ENetConnection.EVENT_CONNECT:
			_opening.erase(other)
			_peer.add_mesh_peer(other, connection)


func take() -> bool:
	if _peer.get_available_packet_count() == 0:
		return false
	_peer.get_packet()
	return true
