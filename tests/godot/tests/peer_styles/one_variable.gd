extends Node
## One network node for Steam and for ENet, with the peer in a variable of the base class: hosts, joins, leaves and does so again, in
## the other role.

signal ended

var peer: MultiplayerPeer = null
var use_steam := true
var pings := {}


func _ready() -> void:
	multiplayer.server_disconnected.connect(leave)
	multiplayer.connection_failed.connect(leave)


func _process(_delta: float) -> void:
	Steam.run_callbacks()


func host() -> Error:
	var error: Error
	if use_steam:
		var steam_peer := SteamMultiplayerPeer.new()
		error = steam_peer.create_host(0)
		peer = steam_peer
	else:
		var enet_peer := ENetMultiplayerPeer.new()
		error = enet_peer.create_server(0)
		peer = enet_peer
	if error == OK:
		multiplayer.multiplayer_peer = peer
	return error


func join(address: Variant, port := 0) -> Error:
	var error: Error
	if use_steam:
		peer = SteamMultiplayerPeer.new()
		error = (peer as SteamMultiplayerPeer).create_client(address, 0)
	else:
		peer = ENetMultiplayerPeer.new()
		error = (peer as ENetMultiplayerPeer).create_client(address, port)
	multiplayer.multiplayer_peer = peer
	return error


func leave() -> void:
	if peer != null:
		peer.close()
	multiplayer.multiplayer_peer = null
	peer = null
	ended.emit()


func ping_all() -> void:
	ping.rpc(Time.get_ticks_usec())


@rpc("any_peer", "unreliable")
func ping(sent_at: int) -> void:
	pong.rpc_id(multiplayer.get_remote_sender_id(), sent_at)


@rpc("any_peer", "unreliable")
func pong(sent_at: int) -> void:
	pings[multiplayer.get_remote_sender_id()] = Time.get_ticks_usec() - sent_at
