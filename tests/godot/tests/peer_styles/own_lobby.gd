extends Node
## The older class, which makes and joins lobbies by itself: everything untyped, one peer object made at the top of the script, its own
## signals, and the lobby found in the list.

var peer = SteamMultiplayerPeer.new()
var lobby_id = 0
var words = []


func _ready():
	peer.lobby_created.connect(_on_lobby_created)
	Steam.lobby_match_list.connect(_on_lobby_match_list)


func _process(_delta):
	Steam.run_callbacks()


func _on_host_pressed():
	peer.create_lobby(SteamMultiplayerPeer.LOBBY_TYPE_PUBLIC)
	multiplayer.multiplayer_peer = peer


func _on_lobby_created(connected, id):
	if connected:
		lobby_id = id
		Steam.setLobbyData(lobby_id, "name", str(Steam.getPersonaName()) + "'s Lobby")
		Steam.setLobbyJoinable(lobby_id, true)


func open_lobby_list():
	Steam.addRequestLobbyListDistanceFilter(Steam.LOBBY_DISTANCE_FILTER_WORLDWIDE)
	Steam.requestLobbyList()


func _on_lobby_match_list(lobbies):
	for this_lobby in lobbies:
		if Steam.getLobbyData(this_lobby, "name").ends_with("'s Lobby"):
			join_lobby(this_lobby)
			return
	open_lobby_list()


func join_lobby(id):
	peer.connect_lobby(id)
	multiplayer.multiplayer_peer = peer
	lobby_id = id


@rpc("any_peer", "call_local", "reliable")
func say(word):
	words.append([peer.get_steam64_from_peer_id(multiplayer.get_remote_sender_id()), word])
