extends "res://harness/lobby_case.gd"
## The two ways over a lobby: GodotSteam's `host_with_lobby` and `connect_to_lobby`, and the older class that makes and joins lobbies by
## itself and connects all members directly.
## rule: peer.with-lobby, peer.own-lobby, peer.look-ups, peer.leaving-the-lobby
## players: 3
## timeout: 120

var _created: Array = []
var _joined: Array = []
var _connected: Array[int] = []
var _gone: Array[int] = []


func run() -> void:
	await meet()
	await _with_lobby()
	await barrier("with lobby")
	await _own_lobby()
	await barrier("own lobby")


func _with_lobby() -> void:
	var peer := _new_peer()
	if player == 1:
		# Late: the others have asked before.
		await barrier("asking")
		equal(peer.host_with_lobby(lobby), OK, "hosting for the lobby")
	else:
		equal(peer.connect_to_lobby(lobby), OK, "joining before the host is up")
		await barrier("asking")
	var others := 2 if player == 1 else 1
	await _until(peer, func() -> bool: return _connected.size() == others, "the others")
	await _everybody_is_known(peer, "with-lobby")
	await _barrier(peer, "known")
	if player == 2:
		peer.close()
	elif player == 1:
		await _until(peer, func() -> bool: return _gone.size() == 1, "the one who closed")
	await _barrier(peer, "closed")
	if player == 3:
		await _until(peer, func() -> bool: return peer.get_connection_status() == 0, "the host's end")
	elif player == 1:
		peer.close()


func _own_lobby() -> void:
	var peer := _new_peer()
	var own := 0
	if player == 1:
		equal(peer.create_lobby(SteamMultiplayerPeer.LOBBY_TYPE_PUBLIC, 8), OK, "making a lobby")
		equal([peer.get_unique_id(), peer.get_connection_status()], [1, 2], "a host at once")
		await _until(peer, func() -> bool: return _created.size() == 1 and _joined.size() == 1, "the lobby")
		equal(_created[0][0], Steam.RESULT_OK, "lobby_created")
		own = peer.get_lobby_id()
		check(own != 0 and own == _created[0][1], "the lobby's ID")
		check(peer.set_lobby_data("mode", "mesh"), "lobby data")
		equal(peer.get_state(), SteamMultiplayerPeer.LOBBY_STATE_HOSTING, "the state")
		publish("own", own)
	else:
		own = await note(1, "own")
		equal(peer.connect_lobby(own), OK, "joining a lobby")
		equal(peer.get_connection_status(), MultiplayerPeer.CONNECTION_CONNECTING, "on the way")
	await _until(peer, func() -> bool: return _connected.size() == 2, "everybody to be a peer of everybody: %s" % [_connected])
	equal(peer.get_state(), SteamMultiplayerPeer.LOBBY_STATE_HOSTING if player == 1 else SteamMultiplayerPeer.LOBBY_STATE_CLIENT, "state")
	await _until(peer, func() -> bool: return peer.get_lobby_data("mode") == "mesh", "the lobby's data")
	await _everybody_is_known(peer, "own-lobby")
	await _barrier(peer, "meshed")
	# A user who only leaves the lobby is gone as well.
	if player == 3:
		Steam.leaveLobby(own)
	else:
		await _until(peer, func() -> bool: return _gone.size() == 1, "the one who left the lobby")
	await _barrier(peer, "left")
	peer.close()
	if player == 1:
		await until(func() -> bool: return Steam.getNumLobbyMembers(own) == 0, PATIENCE, "close() to leave the lobby")


## Everybody can look up everybody, under the names of both generations.
func _everybody_is_known(peer: SteamMultiplayerPeer, what: String) -> void:
	publish(what + "-id", peer.get_unique_id())
	for other in [1, 2, 3]:
		var id: int = await note(other, what + "-id")
		await _until(peer, func() -> bool: return peer.get_steam_id_for_peer_id(id) == ids[other], "player %d to be known" % other)
		equal(peer.get_peer_id_for_steam_id(ids[other]), id, "the peer of player %d" % other)
		equal(peer.get_steam64_from_peer_id(id), ids[other], "the older name")
		equal(peer.get_peer_id_from_steam64(ids[other]), id, "the older name")
	equal(peer.get_peer_map().size(), 3, "all peers")
	equal([peer.get_steam_id_for_peer_id(99), peer.get_peer_id_for_steam_id(99)], [0, 0], "unknown")


func _new_peer() -> SteamMultiplayerPeer:
	var peer := SteamMultiplayerPeer.new()
	for list: Array in [_created, _joined, _connected, _gone]:
		list.clear()
	peer.peer_connected.connect(func(id: int) -> void: _connected.append(id))
	peer.peer_disconnected.connect(func(id: int) -> void: _gone.append(id))
	peer.lobby_created.connect(func(result: int, id: int) -> void: _created.append([result, id]))
	peer.lobby_joined.connect(func(id: int, _p: int, _l: bool, response: int) -> void: _joined.append([id, response]))
	return peer


func _until(peer: SteamMultiplayerPeer, condition: Callable, what: String) -> void:
	await until(func() -> bool:
			if peer.get_connection_status() != MultiplayerPeer.CONNECTION_DISCONNECTED:
				peer.poll()
			return condition.call(), PATIENCE, what)


func _barrier(peer: SteamMultiplayerPeer, what: String) -> void:
	publish("reached-" + what, true)
	for other in [1, 2, 3]:
		await _until(peer, func() -> bool: return has_note(other, "reached-" + what), "player %d to reach %s" % [other, what])
