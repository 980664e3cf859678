extends Node
## The host first: it hosts, then creates the lobby and writes its Steam ID into the data; users who find the lobby in the list connect
## to it. A player is spawned for each peer.

var peer: MultiplayerPeer
var lobby: int = 0
var avatars: Node = Node.new()

@onready var spawner: MultiplayerSpawner = MultiplayerSpawner.new()


func _ready() -> void:
	avatars.name = "Avatars"
	add_child(avatars)
	spawner.name = "Spawner"
	spawner.spawn_function = _spawn
	add_child(spawner)
	spawner.spawn_path = ^"../Avatars"
	Steam.lobby_match_list.connect(_on_lobby_match_list)
	Steam.lobby_created.connect(func(_result: int, id: int) -> void:
			lobby = id
			Steam.setLobbyData(id, "host", str(Steam.getSteamID()))
			Steam.setLobbyData(id, "game", "peer styles"))
	Steam.lobby_joined.connect(_on_lobby_joined)


func _process(_delta: float) -> void:
	Steam.run_callbacks()


func host_game() -> void:
	peer = SteamMultiplayerPeer.new()
	peer.create_host(0)
	multiplayer.multiplayer_peer = peer
	multiplayer.peer_connected.connect(func(id: int) -> void: spawner.spawn(id))
	multiplayer.peer_disconnected.connect(func(id: int) -> void: avatars.get_node(str(id)).queue_free())
	spawner.spawn(1)
	Steam.createLobby(Steam.LOBBY_TYPE_PUBLIC, 8)


func find_game() -> void:
	Steam.addRequestLobbyListStringFilter("game", "peer styles", Steam.LOBBY_COMPARISON_EQUAL)
	Steam.addRequestLobbyListDistanceFilter(Steam.LOBBY_DISTANCE_FILTER_WORLDWIDE)
	Steam.requestLobbyList()


func _on_lobby_match_list(lobbies: Array) -> void:
	if lobbies.is_empty():
		find_game()
		return
	Steam.joinLobby(lobbies[0])


func _on_lobby_joined(id: int, _permissions: int, _locked: bool, _response: int) -> void:
	lobby = id
	if Steam.getLobbyOwner(id) == Steam.getSteamID():
		return
	peer = SteamMultiplayerPeer.new()
	peer.create_client(int(Steam.getLobbyData(id, "host")), 0)
	multiplayer.multiplayer_peer = peer


func _spawn(id: int) -> Node:
	var avatar := Node.new()
	avatar.name = str(id)
	avatar.set_multiplayer_authority(id)
	return avatar
