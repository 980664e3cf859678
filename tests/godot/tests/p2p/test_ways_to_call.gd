extends "res://harness/p2p_case.gd"
## A packet goes and comes the same way, however it is called: with types that the compiler knows, without, by name, through a
## Callable, with the channel left out, and with numbers that have to be converted. Arguments that cannot be converted, and
## too many or too few arguments, are refused and change nothing.
## rule: call.forms
## expect-error: godot-rust function call failed: Steam::
## expect-error: Error calling method from 'callv': 'Steam::

var _me: int
var _data := PackedByteArray([1, 2, 3])


func run() -> void:
	await init_steam()
	# Outside of a lobby, Steam warns of packets to oneself.
	lobby = await create_lobby(Steam.LOBBY_TYPE_PRIVATE, 2)
	_me = Steam.getSteamID()
	var untyped: Variant = Steam
	var send := Callable(Steam, "sendP2PPacket")
	check(Steam.sendP2PPacket(_me, _data, Steam.P2P_SEND_RELIABLE, 0), "sending with all arguments")
	check(Steam.sendP2PPacket(_me, _data, Steam.P2P_SEND_RELIABLE), "sending without the channel")
	check(untyped.sendP2PPacket(_me, _data, Steam.P2P_SEND_RELIABLE, 0), "sending without types")
	check(untyped.sendP2PPacket(_me, _data, Steam.P2P_SEND_RELIABLE), "sending without types and channel")
	check(Steam.callv("sendP2PPacket", [_me, _data, 2, 0]), "sending by name")
	check(Steam.callv("sendP2PPacket", [_me, _data, 2.0]), "sending with a float for the type")
	check(send.call(_me, _data, 2, 0.0), "sending with a float for the channel")
	check(send.call(_me, [1, 2, 3], 2), "sending an Array for the bytes")
	check(send.call(_me, PackedByteArray(), 2), "sending an empty packet")
	await _until_size(3)
	_check_size(untyped)
	_check_packet(Steam.readP2PPacket(3, 0), _data, "read with all arguments")
	_check_packet(Steam.readP2PPacket(3), _data, "read without the channel")
	_check_packet(untyped.readP2PPacket(3, 0), _data, "read without types")
	_check_packet(untyped.readP2PPacket(3), _data, "read without types and channel")
	_check_packet(Steam.callv("readP2PPacket", [3.0, 0]), _data, "read by name")
	_check_packet(Callable(Steam, "readP2PPacket").call(2), PackedByteArray([1, 2]), "read too little")
	_refuse("readP2PPacket", [])
	_refuse("readP2PPacket", ["3"])
	_refuse("readP2PPacket", [3, 0, 0])
	_refuse("getAvailableP2PPacketSize", [_data])
	_refuse("sendP2PPacket", [_me, _data])
	_refuse("sendP2PPacket", [_me, {}, 2])
	_refuse("sendP2PPacket", [_me, "123", 2])
	_refuse("sendP2PPacket", [_me, _data, 2, null])
	_check_packet(Steam.readP2PPacket(3), _data, "what is left is still there")
	_check_packet(Steam.readP2PPacket(3), _data, "and what was an Array")
	_check_packet(Steam.readP2PPacket(3), PackedByteArray(), "and the empty one")
	equal(Steam.readP2PPacket(3), {}, "nothing more, with the channel left out")
	equal(Steam.readP2PPacket(3, 0), {}, "nothing more")
	equal(Steam.getP2PSessionState(_me), untyped.getP2PSessionState(_me), "the state of the session")
	equal(Steam.getP2PSessionState(_me).keys().map(typeof).count(TYPE_STRING), 8, "its keys")


func _until_size(size: int) -> void:
	await until(func() -> bool: return Steam.getAvailableP2PPacketSize(0) == size, PATIENCE, "the packet")


func _check_size(untyped: Variant) -> void:
	equal(Steam.getAvailableP2PPacketSize(), 3, "the size without the channel")
	equal(untyped.getAvailableP2PPacketSize(), 3, "the size without types and channel")
	equal(untyped.getAvailableP2PPacketSize(0), 3, "the size without types")
	equal(Steam.callv("getAvailableP2PPacketSize", [0.0]), 3, "the size by name")


func _check_packet(packet: Dictionary, data: PackedByteArray, what: String) -> void:
	equal(packet, {"data": data, "remote_steam_id": _me, "steam_id_remote": _me}, what)
	equal(typeof(packet.data), TYPE_PACKED_BYTE_ARRAY, what)


func _refuse(method: String, arguments: Array) -> void:
	equal(Steam.callv(method, arguments), null, "%s%s" % [method, arguments])
