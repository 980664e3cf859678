extends "res://tests/styles/styles_case.gd"
## A dedicated server in the manner of public scripts and two players, who find it in the list, are let in by their tickets, and play: one is
## refused first, for a ticket that is none, and kicked in the end. Then the server's process is killed and started again, and both come back.
## rule: class.public-scripts, server.tickets, server.list, server.identity
## players: 4
## may-die: 1
## timeout: 120

const Server := preload("res://tests/styles/dedicated_server.gd")

var server_id := 0
var heard: Array[Dictionary] = []


func run() -> void:
	dying = [1]
	match player:
		1:
			await _serve("first")
			for other in [3, 4]:
				await note(other, "played-first")
			OS.kill(OS.get_process_id())
		2:
			# The process in which the server is started again.
			for other in [3, 4]:
				await note(other, "played-first")
			var server := await _serve("second")
			var kicked: int = await id_of(4)
			for other in [3, 4]:
				await note(other, "played-second")
			server.kick_player(kicked)
			await note(4, "kicked")
			equal(server.players.keys(), [await id_of(3)], "who is left")
			await note(3, "left")
			await until(func() -> bool: return server.players.is_empty(), PATIENCE, "the player who leaves")
			server.free()
		_:
			await init_steam()
			await _play("first")
			await _play("second")
			if player == 4:
				await _hear("kicked")
				publish("kicked", true)
			else:
				await note(4, "kicked")
				_send({"type": "bye"})
				await frames(10)
				publish("left", true)


func frame() -> void:
	await super()
	while player > 2 and Steam.getAvailableP2PPacketSize(0) > 0:
		var packet: Dictionary = Steam.readP2PPacket(Steam.getAvailableP2PPacketSize(0), 0)
		if packet["remote_steam_id"] == server_id:
			heard.append(bytes_to_var(packet["data"]))


func _serve(life: String) -> Server:
	var server: Server = add_game(Server)
	await until(func() -> bool: return server.is_online, PATIENCE, "the server to be online")
	publish("online-" + life, server.server_steam_id)
	await until(func() -> bool: return server.players.size() == 2, PATIENCE, "both players, in its %s life" % life)
	if life == "first":
		equal(server.refused, [await id_of(3)] as Array[int], "who was refused")
	return server


func _play(life: String) -> void:
	await _find(life)
	if life == "first" and player == 3:
		_send({"type": "ticket", "ticket": "no ticket at all, but long enough".to_utf8_buffer()})
		await _hear("refused")
	var ticket := Steam.getAuthSessionTicket(server_id)
	_send({"type": "ticket", "ticket": ticket.buffer})
	await _hear("welcome")
	publish("in-" + life, true)
	await note(7 - player, "in-" + life)
	_send({"type": "move", "where": player})
	# Both get both.
	var moved := [await _hear("moved"), await _hear("moved")].map(func(it: Dictionary) -> Array: return [it.who, it.where])
	moved.sort()
	var expected := [[await id_of(3), 3], [await id_of(4), 4]]
	expected.sort()
	equal(moved, expected, "who moves, in its %s life" % life)
	publish("played-" + life, true)


## The server in the list: its second life has another process behind it.
func _find(life: String) -> void:
	if life == "second":
		# The players stop to talk to who is gone, as games do when a server is lost.
		Steam.closeP2PSessionWithUser(server_id)
		await until(func() -> bool: return not Steam.getP2PSessionState(server_id).get("connection_active", false), PATIENCE, "the end")
	heard.clear()
	var online: int = await note(1 if life == "first" else 2, "online-" + life)
	var found: Array[Dictionary] = []
	while found.size() != 1 or found[0].steam_id != online:
		found = await _list()
	equal([found[0].name, found[0].map, found[0].max_players], ["Tag around the clock", "yard", 2], "the server in the list")
	server_id = found[0].steam_id


func _list() -> Array[Dictionary]:
	var request := Steam.requestInternetServerList(APP_ID, [["map", "yard"], ["dedicated", "1"]])
	await next_signal("request_server_list_refresh_complete", func(it: Array) -> bool: return it[0] == request)
	var servers: Array[Dictionary] = []
	for index in Steam.getServerCount(request):
		servers.append(Steam.getServerDetails(index, request))
	Steam.releaseRequest(request)
	return servers


func _send(message: Dictionary) -> void:
	Steam.sendP2PPacket(server_id, var_to_bytes(message), Steam.P2P_SEND_RELIABLE, 0)


func _hear(type: String) -> Dictionary:
	var is_it := func(message: Dictionary) -> bool: return message.type == type
	await until(func() -> bool: return heard.any(is_it), PATIENCE, "the server's word " + type)
	var message: Dictionary = heard.filter(is_it)[0]
	heard.erase(message)
	return message
