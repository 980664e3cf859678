extends Node
## The form of expressobits' peer: options as an Array behind the other arguments, Steam IDs by `get_steam64_from_peer_id`, and a
## connection that reports how far it is.

enum State { OFFLINE, CONNECTING, HOSTING, JOINED, FAILED }

var peer: SteamMultiplayerPeer
var state: State = State.OFFLINE
var chat: Array[String] = []


func _ready() -> void:
	multiplayer.connected_to_server.connect(func() -> void: state = State.JOINED)
	multiplayer.connection_failed.connect(_on_connection_failed)
	multiplayer.server_disconnected.connect(func() -> void: state = State.OFFLINE)


func _process(_delta: float) -> void:
	Steam.run_callbacks()


func create_socket(virtual_port: int) -> void:
	peer = SteamMultiplayerPeer.new()
	peer.create_host(virtual_port, [])
	multiplayer.set_multiplayer_peer(peer)
	state = State.HOSTING


func connect_socket(steam_id: int, virtual_port: int) -> void:
	peer = SteamMultiplayerPeer.new()
	peer.create_client(steam_id, virtual_port, [])
	multiplayer.set_multiplayer_peer(peer)
	state = State.CONNECTING


func send_chat(text: String) -> void:
	_receive_chat.rpc(text)


func _on_connection_failed() -> void:
	state = State.FAILED
	multiplayer.multiplayer_peer = null


@rpc("any_peer", "call_local", "reliable", 2)
func _receive_chat(text: String) -> void:
	var sender: int = multiplayer.get_remote_sender_id()
	chat.append("%s: %s" % [Steam.getFriendPersonaName(peer.get_steam64_from_peer_id(sender)), text])
