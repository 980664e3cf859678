extends "res://harness/desk_case.gd"
## The overview and the log tell of messages and of connections as well, and of lobbies with members and data.
## rule: desk.messages
## platform: local, steam
## players: 3
## debugged: 2
## timeout: 120

const PORT := 3


func run() -> void:
	if player == 1:
		await _edit()
		return
	await init_steam()
	var other := await id_of(5 - player)
	Steam.network_messages_session_request.connect(func(from: int) -> void: Steam.acceptSessionWithUser(from))
	if player == 2:
		Steam.createListenSocketP2P(PORT, {})
		Steam.createLobby(Steam.LOBBY_TYPE_PUBLIC, 4)
		var lobby: int = (await next_signal("lobby_created"))[1]
		Steam.setLobbyData(lobby, "map", "harbour")
		publish("lobby", lobby)
	else:
		Steam.joinLobby(await note(2, "lobby"))
		await next_signal("lobby_joined")
		Steam.connectP2P(other, PORT, {})
	var connection := await _connected()
	if player == 2:
		await note(1, "watched")
	while not has_note(1, "over"):
		var data := PackedByteArray([1, 2, 3, 4])
		Steam.sendMessageToUser(other, data, Steam.NETWORKING_SEND_RELIABLE, 6)
		Steam.sendMessageToConnection(connection, data, Steam.NETWORKING_SEND_RELIABLE)
		await seconds_pass(0.05)
		Steam.receiveMessagesOnChannel(6, 100)
		Steam.receiveMessagesOnConnection(connection, 100)


## The handle of the connection, once it stands.
func _connected() -> int:
	while true:
		var change := await next_signal("network_connection_status_changed")
		var state: int = change[1]["connection_state"]
		if state == Steam.CONNECTION_STATE_CONNECTED:
			return change[0]
		if state == Steam.CONNECTION_STATE_CONNECTING and player == 2:
			Steam.acceptConnection(change[0])
	return 0


func _edit() -> void:
	var game := await debugged_game()
	await hello(game, "platform", "local" if platform == "local" else "steam")
	var third := await id_of(3)
	# Valve's library makes its network bad as well.
	game.send("steam:conditions", [{"latency_ms": 5}, 0])
	var told: Dictionary = await message(game, "steam:hello", func(content: Array) -> bool:
		return content[0]["conditions"].get("latency_ms") == 5)
	check("conditions" in told["can"], "conditions can be had: %s" % told["can"])
	equal(told["conditions_note"] == "", platform == "local", "what they do not reach is told: %s" % told["conditions_note"])
	game.send("steam:watch", [true, true])
	publish("watched", true)
	# The interface and direction of missing packets.
	var missing := [[1, 0], [1, 1], [2, 0], [2, 1]]
	while not missing.is_empty():
		for row: Array in await rows(game):
			missing.erase([row[3], row[1]])
			equal(row[2], third, "the user of %s" % [row])
			equal(row[4], 6 if row[3] == 1 else 0, "the channel")
			equal(row[6], 4, "the size")
			equal(row[7], PackedByteArray([1, 2, 3, 4]), "the bytes")
	var overview: Dictionary = await message(game, "steam:overview", func(content: Array) -> bool:
		var both: Array = content[0]["sessions"].filter(func(one: Dictionary) -> bool:
			return one["packets_in"] > 0 and one["packets_out"] > 0 and one["bytes_in"] == 4 * one["packets_in"])
		return both.size() == 2)
	for session: Dictionary in overview["sessions"]:
		equal(session["user"], third, "the user")
		equal(session["state"], "connected", "the state of %s" % session["interface"])
		equal(session["id"] != 0, session["interface"] == "sockets", "a handle where there is one")
	equal(overview["lobbies"].size(), 1, "lobbies")
	var lobby: Dictionary = overview["lobbies"][0]
	equal(lobby["id"], await note(2, "lobby"), "the lobby")
	equal(lobby["owner"], await id_of(2), "its owner")
	equal(lobby["data"], {"map": "harbour"}, "its data")
	equal(lobby["members"].map(func(one: Dictionary) -> int: return one["id"]), [await id_of(2), third], "its members")
	publish("over", true)
