extends "res://harness/server_case.gd"
## A dedicated server whose process is killed: a player's connection to it breaks and the server's ticket is worth nothing any more; when the
## server is started again, the player comes back to it by its ID.
## rule: server.identity, server.tickets
## players: 3
## may-die: 1

const PORT := 0


func run() -> void:
	dying = [1]
	match player:
		1:
			pumping = false
			await start_server()
			var ticket := SteamServer.getAuthSessionTicket()
			await next_server_signal("get_auth_session_ticket_response")
			publish("ticket", ticket.buffer)
			await _let_in()
			await note(3, "served")
			OS.kill(OS.get_process_id())
		2:
			# The second process of the server, as after a restart.
			await note(3, "lost")
			pumping = false
			equal(await start_server(), await server_id(), "the ID of the server that was started again")
			await _let_in()
			await note(3, "back")
			stop_server()
		3:
			await _play()


func _let_in() -> void:
	var socket := SteamServer.createListenSocketP2P(PORT, {})
	publish("listens", true)
	var change := await next_server_signal("network_connection_status_changed",
			func(it: Array) -> bool: return it[1].connection_state == Steam.CONNECTION_STATE_CONNECTING)
	equal(change[1].listen_socket, socket, "the socket that was connected to")
	SteamServer.acceptConnection(change[0])


func _play() -> void:
	await init_steam()
	var server := await server_id()
	var theirs: PackedByteArray = await note(1, "ticket")
	equal(Steam.beginAuthSession(theirs, theirs.size(), server), Steam.BEGIN_AUTH_SESSION_RESULT_OK, "the server's ticket")
	equal((await next_signal("validate_auth_ticket_response"))[1], Steam.AUTH_SESSION_RESPONSE_OK, "its verdict")
	await note(1, "listens")
	var connection := Steam.connectP2P(server, PORT, {})
	await _state(connection, Steam.CONNECTION_STATE_CONNECTED)
	publish("served", true)
	await _state(connection, Steam.CONNECTION_STATE_PROBLEM_DETECTED_LOCALLY)
	Steam.closeConnection(connection, 0, "", false)
	equal((await next_signal("validate_auth_ticket_response"))[1], Steam.AUTH_SESSION_RESPONSE_AUTH_TICKET_CANCELED,
			"the ticket of a server that is gone")
	publish("lost", true)
	await note(2, "listens")
	equal(await note(2, "server_id"), server, "the server's ID")
	connection = Steam.connectP2P(server, PORT, {})
	await _state(connection, Steam.CONNECTION_STATE_CONNECTED)
	publish("back", true)


func _state(connection: int, state: int) -> Array:
	return await next_signal("network_connection_status_changed",
			func(it: Array) -> bool: return it[0] == connection and it[1].connection_state == state)
