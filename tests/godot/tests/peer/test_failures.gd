extends "res://harness/lobby_case.gd"
## Failures: before init, while in use, the own Steam ID, no such user, nobody hosts, not in the lobby, a packet that is too large,
## a channel and a target that do not exist. Each has Godot's error code and one line; an attempt ends in time and gives the reason.
## rule: peer.fails-in-time, peer.errors, peer.members-only
## players: 2
## expect-error: ERROR: SteamMultiplayerPeer.create_host: Steam is not initialised
## expect-error: ERROR: SteamMultiplayerPeer.create_host: the peer is in use; call close() first.
## expect-error: ERROR: SteamMultiplayerPeer.create_host: the virtual port 0 is in use in this process.
## expect-error: ERROR: SteamMultiplayerPeer.create_client: steam_id is 0: it must be the 64-bit Steam ID of a user or game server.
## expect-error: ERROR: SteamMultiplayerPeer.create_client: the host's Steam ID is your own.
## expect-error: ERROR: SteamMultiplayerPeer.host_with_lobby: only the owner of the lobby can host with it.
## expect-error: ERROR: SteamMultiplayerPeer.connect_to_lobby: the lobby is your own; call host_with_lobby().
## expect-error: ERROR: SteamMultiplayerPeer.connect_to_lobby: you are not in this lobby.
## expect-error: ERROR: SteamMultiplayerPeer.put_packet: the packet has 600000 bytes; at most
## expect-error: ERROR: SteamMultiplayerPeer.put_packet: there is no peer 77.
## expect-error: ERROR: SteamMultiplayerPeer.put_packet: transfer_channel is 256: it must be from 0 to 255.
## expect-error: WARNING: SteamMultiplayerPeer.create_client: not connected: the host is not hosting on this virtual port.
## expect-error: WARNING: SteamMultiplayerPeer.create_client: not connected:
## timeout: 120

const NOBODY := 76561197960265729


func run() -> void:
	var peer := SteamMultiplayerPeer.new()
	equal(peer.create_host(), ERR_UNCONFIGURED, "before init")
	equal(peer.get_connection_status(), MultiplayerPeer.CONNECTION_DISCONNECTED, "before init")
	await meet()
	if player == 1:
		_wrong_calls(peer)
		await _nobody_there(peer)
	else:
		equal(SteamMultiplayerPeer.new().host_with_lobby(lobby), ERR_CANT_CREATE, "a lobby of somebody else")
		equal(SteamMultiplayerPeer.new().connect_to_lobby(lobby + 1), ERR_CANT_CREATE, "a lobby one is not in")
		await _not_a_member()
	await barrier("done")


func _wrong_calls(peer: SteamMultiplayerPeer) -> void:
	equal(peer.create_client(), ERR_INVALID_PARAMETER, "nobody's Steam ID")
	equal(peer.create_client(ids[1], 0), ERR_INVALID_PARAMETER, "one's own Steam ID")
	equal(peer.connect_to_lobby(lobby), ERR_CANT_CREATE, "one's own lobby")
	equal(peer.create_host(0, []), OK, "hosting, with an argument of older generations")
	equal(peer.create_host(), ERR_ALREADY_IN_USE, "twice")
	equal(SteamMultiplayerPeer.new().create_host(), ERR_ALREADY_IN_USE, "another peer on the same virtual port")
	var large := PackedByteArray()
	large.resize(600000)
	equal(peer.put_packet(large), ERR_INVALID_PARAMETER, "too large")
	peer.set_target_peer(77)
	equal(peer.put_packet([1]), ERR_INVALID_PARAMETER, "a peer that is not there")
	peer.set_target_peer(0)
	peer.transfer_channel = 256
	equal(peer.put_packet([1]), ERR_INVALID_PARAMETER, "a channel that is not there")
	peer.close()
	equal(peer.get_unique_id(), 0, "the ID after close()")
	equal(peer.put_packet([1]), ERR_UNCONFIGURED, "after close()")
	peer.close()
	equal(peer.create_host(), OK, "hosting again at once")
	peer.close()


## Nobody under that Steam ID, and somebody who does not host.
func _nobody_there(peer: SteamMultiplayerPeer) -> void:
	for user: int in [NOBODY, ids[2]]:
		equal(peer.create_client(user, 5, []), OK, "the attempt begins")
		equal(peer.get_connection_status(), MultiplayerPeer.CONNECTION_CONNECTING, "on its way")
		await until(func() -> bool: return _is_out(peer), PATIENCE, "the end of the attempt")
		check(not peer.get_disconnect_reason().is_empty(), "why: " + peer.get_disconnect_reason())
	check(peer.get_disconnect_reason().contains("not hosting"), "why: " + peer.get_disconnect_reason())
	equal(peer.host_with_lobby(lobby), OK, "hosting for the lobby")
	publish("hosting", true)
	await until(func() -> bool: _is_out(peer); return has_note(2, "refused"), PATIENCE, "the stranger to be refused")
	peer.close()


## A user who has left the lobby is not let in.
func _not_a_member() -> void:
	await note(1, "hosting")
	Steam.leaveLobby(lobby)
	await until(func() -> bool: return Steam.getNumLobbyMembers(lobby) == 0, PATIENCE, "being out of the lobby")
	await seconds_pass(0.5)
	var peer := SteamMultiplayerPeer.new()
	equal(peer.create_client(ids[1]), OK, "the attempt begins")
	await until(func() -> bool: return _is_out(peer), PATIENCE, "the end of the attempt")
	check(peer.get_disconnect_reason().begins_with("not in the lobby"), "why: " + peer.get_disconnect_reason())
	publish("refused", true)


func _is_out(peer: SteamMultiplayerPeer) -> bool:
	peer.poll()
	return peer.get_connection_status() == MultiplayerPeer.CONNECTION_DISCONNECTED
