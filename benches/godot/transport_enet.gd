extends "res://transport.gd"
## Godot's [ENetMultiplayerPeer] over the loopback device.

var _peer := ENetMultiplayerPeer.new()


func peer() -> MultiplayerPeer:
	return _peer


## A free port.
func open() -> int:
	_peer.set_bind_ip("127.0.0.1")
	if _peer.create_server(0, 1) != OK:
		return 0
	return _peer.host.get_local_port()


func join(address: int) -> String:
	if address == 0 or _peer.create_client("127.0.0.1", address) != OK:
		return "ENet does not start"
	return ""


## The joined side learns of the connection later than the joining side, and drops packets that it sends before.
func is_open() -> bool:
	return _peer.host.get_peers().any(_is_connected)


static func _is_connected(peer: ENetPacketPeer) -> bool:
	return peer.get_state() == ENetPacketPeer.STATE_CONNECTED


func send(data: PackedByteArray, reliable: bool) -> bool:
	_peer.transfer_mode = MultiplayerPeer.TRANSFER_MODE_RELIABLE if reliable else MultiplayerPeer.TRANSFER_MODE_UNRELIABLE
	return _peer.put_packet(data) == OK


func poll() -> void:
	_peer.poll()


func take() -> PackedByteArray:
	if _peer.get_available_packet_count() == 0:
		return PackedByteArray()
	return _peer.get_packet()
