extends "res://transport.gd"
## [SteamMultiplayerPeer] on the local platform.

var _peer := SteamMultiplayerPeer.new()


func open() -> int:
	return 1 if _peer.create_host() == OK else 0


func join(_address: int) -> String:
	return "" if _peer.create_client(_remote.partner_id) == OK else "the peer does not start"


func is_open() -> bool:
	return _peer.get_peer_map().size() == 2


func peer() -> MultiplayerPeer:
	return _peer


func send(data: PackedByteArray, reliable: bool) -> bool:
	_peer.transfer_mode = MultiplayerPeer.TRANSFER_MODE_RELIABLE if reliable else MultiplayerPeer.TRANSFER_MODE_UNRELIABLE
	return _peer.put_packet(data) == OK


func poll() -> void:
	_peer.poll()


func take() -> PackedByteArray:
	if _peer.get_available_packet_count() == 0:
		return PackedByteArray()
	return _peer.get_packet()
