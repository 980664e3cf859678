## Connects Godot's own multiplayer over Steam: the owner of a lobby hosts and the other members join, or a dedicated game server hosts
## and players join it.
##
## [code]multiplayer.multiplayer_peer[/code] is all that a game has to set. From then on RPCs, spawners and synchronizers
## work as over any other peer.
extends RefCounted


## Hosts for the members of a lobby that we own. Returns an error message, or an empty text.
static func host(api: MultiplayerAPI, lobby: int) -> String:
	var peer := SteamMultiplayerPeer.new()
	var error := peer.host_with_lobby(lobby)
	if error != OK:
		return "The arena could not be opened: %s." % error_string(error)
	api.multiplayer_peer = peer
	return ""


## Joins the owner of a lobby that we are in. Returns an error message, or an empty text: then
## [code]connected_to_server[/code] or [code]connection_failed[/code] follows.
static func join(api: MultiplayerAPI, lobby: int) -> String:
	var peer := SteamMultiplayerPeer.new()
	var error := peer.connect_to_lobby(lobby)
	if error != OK:
		return "The arena could not be entered: %s." % error_string(error)
	api.multiplayer_peer = peer
	return ""


## Hosts on the game server of this process. Returns an error message, or an empty text.
static func host_on_server(api: MultiplayerAPI) -> String:
	var peer := SteamMultiplayerPeer.new()
	peer.game_server = true
	var error := peer.create_host()
	if error != OK:
		return "The arena could not be opened: %s." % error_string(error)
	api.multiplayer_peer = peer
	return ""


## Joins a game server by its Steam ID. Returns an error message, or an empty text: then
## [code]connected_to_server[/code] or [code]connection_failed[/code] follows.
static func join_server(api: MultiplayerAPI, server_id: int) -> String:
	var peer := SteamMultiplayerPeer.new()
	var error := peer.create_client(server_id)
	if error != OK:
		return "The arena could not be entered: %s." % error_string(error)
	api.multiplayer_peer = peer
	return ""


## Closes the connection; the others are notified at once.
static func close(api: MultiplayerAPI) -> void:
	# There is none if the window has been closed.
	if api == null:
		return
	if api.multiplayer_peer is SteamMultiplayerPeer:
		api.multiplayer_peer.close()
	# Godot's initial peer: every node is our own again.
	api.multiplayer_peer = OfflineMultiplayerPeer.new()


## The Steam ID of a peer, 0 if it is not known.
static func steam_id_of(api: MultiplayerAPI, peer_id: int) -> int:
	var peer := api.multiplayer_peer as SteamMultiplayerPeer
	return peer.get_steam_id_for_peer_id(peer_id) if peer != null else 0
