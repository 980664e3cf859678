extends Node
## The lobby first: who makes it hosts for it, who enters it connects to its owner. Everybody introduces themselves to everybody in the
## handler of `peer_connected`, with an RPC at once.

signal everybody_is_here

var peer: SteamMultiplayerPeer = SteamMultiplayerPeer.new()
var lobby_id: int = 0
var is_host: bool = false
var expected: int = 2
## Names by peer ID.
var players: Dictionary = {}


func _ready() -> void:
	Steam.lobby_created.connect(_on_lobby_created)
	Steam.lobby_joined.connect(_on_lobby_joined)
	multiplayer.peer_connected.connect(_on_peer_connected)
	multiplayer.peer_disconnected.connect(_on_peer_disconnected)


func _process(_delta: float) -> void:
	Steam.run_callbacks()


func host() -> void:
	is_host = true
	Steam.createLobby(Steam.LOBBY_TYPE_PUBLIC, 4)


func join(id: int) -> void:
	Steam.joinLobby(id)


func _on_lobby_created(result: int, id: int) -> void:
	if result != Steam.RESULT_OK:
		return
	lobby_id = id
	peer.server_relay = true
	var error: Error = peer.host_with_lobby(id)
	if error == OK:
		multiplayer.multiplayer_peer = peer
		players[1] = Steam.getPersonaName()


func _on_lobby_joined(id: int, _permissions: int, _locked: bool, response: int) -> void:
	if response != Steam.CHAT_ROOM_ENTER_RESPONSE_SUCCESS or is_host:
		return
	lobby_id = id
	if peer.connect_to_lobby(id) == OK:
		multiplayer.multiplayer_peer = peer
		players[multiplayer.get_unique_id()] = Steam.getPersonaName()


func _on_peer_connected(id: int) -> void:
	_register.rpc_id(id, Steam.getPersonaName())


func _on_peer_disconnected(id: int) -> void:
	players.erase(id)


@rpc("any_peer", "reliable")
func _register(player_name: String) -> void:
	players[multiplayer.get_remote_sender_id()] = player_name
	if players.size() == expected:
		everybody_is_here.emit()
