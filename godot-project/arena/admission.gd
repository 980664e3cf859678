## Lets players into the arena of a dedicated server. Each shows a ticket that proves their identity; the server checks it and turns away
## players without one.
extends Node

const Connection := preload("connection.gd")

const MAX_NAME := 32

## On the server: the ticket of a peer is valid.
signal admitted(peer_id: int, user_name: String)

## The player's own ticket, 0 for none.
var _ticket := 0
## On the server: the peer and the name of each user who has shown a ticket, by Steam ID.
var _guests := {}


func _exit_tree() -> void:
	if _ticket != 0:
		Steam.cancelAuthTicket(_ticket)
	for steam_id: int in _guests:
		SteamServer.endAuthSession(steam_id)


## On the server: from now on players are let in.
func begin() -> void:
	SteamServer.validate_auth_ticket_response.connect(_on_validate_auth_ticket_response)
	multiplayer.peer_disconnected.connect(_on_peer_disconnected)


## On a player's side: shows the server who we are.
func introduce() -> void:
	var ticket: Dictionary = Steam.getAuthSessionTicket(Connection.steam_id_of(multiplayer, 1))
	_ticket = ticket.get("id", 0)
	# Steam's servers know the ticket only after this.
	var answered := 0
	while answered != _ticket:
		var answer: Array = await Steam.get_auth_session_ticket_response
		answered = answer[0]
	if _ticket != 0 and multiplayer.has_multiplayer_peer():
		_show_ticket.rpc_id(1, ticket["buffer"], Network.persona_name)


@rpc("any_peer", "call_remote", "reliable")
func _show_ticket(ticket: PackedByteArray, user_name: String) -> void:
	var peer_id := multiplayer.get_remote_sender_id()
	var steam_id := Connection.steam_id_of(multiplayer, peer_id)
	if not multiplayer.is_server() or _guests.has(steam_id):
		return
	_guests[steam_id] = {"peer_id": peer_id, "name": user_name.left(MAX_NAME), "is_admitted": false}
	# A refusal comes by the signal as well.
	SteamServer.beginAuthSession(ticket, ticket.size(), steam_id)


## Comes again, with another response, when a player takes the ticket back, leaves Steam, or is banned.
func _on_validate_auth_ticket_response(steam_id: int, response: int, _owner_id: int) -> void:
	if not _guests.has(steam_id):
		return
	var guest: Dictionary = _guests[steam_id]
	if response == SteamServer.AUTH_SESSION_RESPONSE_OK:
		SteamServer.updateUserData(steam_id, guest["name"], 0)
		if not guest["is_admitted"]:
			guest["is_admitted"] = true
			admitted.emit(guest["peer_id"], guest["name"])
		return
	print("[Server] %s is turned away: their ticket is not valid (%d)." % [guest["name"], response])
	var peer_id: int = guest["peer_id"]
	if peer_id in multiplayer.get_peers():
		multiplayer.multiplayer_peer.disconnect_peer(peer_id)


func _on_peer_disconnected(peer_id: int) -> void:
	for steam_id: int in _guests.keys():
		if _guests[steam_id]["peer_id"] == peer_id:
			_guests.erase(steam_id)
			SteamServer.endAuthSession(steam_id)
