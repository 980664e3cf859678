extends "res://harness/socket_case.gd"
## Two players connect: the first try is refused, the second accepted. They talk, and one closes with a reason and a text.
## rule: sockets.states, sockets.accept, sockets.refuse, sockets.close, sockets.user-data, sockets.nobody-listens
## players: 2

func run() -> void:
	await meet()
	if player == 1:
		await _serve()
	else:
		await _join()
	equal(errors.take(), [] as Array[String], "errors")


func _serve() -> void:
	var socket := Steam.createListenSocketP2P(0, NO_OPTIONS)
	check(socket != 0, "a listen socket")
	publish("listens", true)
	var refused := await asked()
	equal(refused[1].identity, ids[2], "who asks")
	equal(refused[1].listen_socket, socket, "through which socket")
	check(Steam.closeConnection(refused[0], 1234, "not yet", false), "refusing")
	equal(Steam.getConnectionInfo(refused[0]), {}, "a refused connection")
	var handle := await accept_next()
	equal(Steam.acceptConnection(handle), Steam.RESULT_INVALID_STATE, "accepting twice")
	equal(Steam.getConnectionUserData(handle), -1, "user data before it is set")
	check(Steam.setConnectionUserData(handle, 77), "setting user data")
	send_text(handle, "welcome")
	var message := await next_message(handle)
	equal(message.payload.get_string_from_utf8(), "thanks", "the answer")
	equal([message.size, message.connection, message.identity, message.receiver_user_data, message.message_number],
			[6, handle, ids[2], 77, 1], "what is told of it")
	check(message.time_received > 0, "when it came")
	equal(message.flags & Steam.NETWORKING_SEND_RELIABLE, Steam.NETWORKING_SEND_RELIABLE, "that it is reliable")
	var info := await changed(handle, Steam.CONNECTION_STATE_CLOSED_BY_PEER)
	equal([info.end_reason, info.end_debug, info.user_data], [1500, "that was all", 77], "why it ended")
	equal(await next_text(handle), "last words", "what came before the close")
	equal(Steam.sendMessageToConnection(handle, PackedByteArray(), RELIABLE).result, Steam.RESULT_NO_CONNECTION,
			"sending to who has closed")
	check(Steam.closeConnection(handle, 0, "", false), "closing here as well")
	check(not Steam.closeConnection(handle, 0, "", false), "closing twice")
	check(Steam.closeListenSocket(socket), "closing the socket")


func _join() -> void:
	await note(1, "listens")
	var nowhere := Steam.connectP2P(ids[1], 9, NO_OPTIONS)
	var info := await changed(nowhere, Steam.CONNECTION_STATE_CLOSED_BY_PEER)
	equal(info.end_reason, Steam.CONNECTION_END_MISC_GENERIC, "nobody listens there")
	check(Steam.closeConnection(nowhere, 0, "", false), "closing what came to nothing")
	var first := Steam.connectP2P(ids[1], 0, NO_OPTIONS)
	info = await changed(first, Steam.CONNECTION_STATE_CLOSED_BY_PEER)
	equal([info.end_reason, info.end_debug], [1234, "not yet"], "the refusal")
	check(Steam.closeConnection(first, 0, "", false), "closing the refused one")
	# An older script names the user by a text, and the options as an Array.
	var handle := Steam.connectP2P("steamid:%d" % ids[1], 0, [[Steam.NETWORKING_CONFIG_TIMEOUT_INITIAL, 1, 20000]])
	info = await changed(handle, Steam.CONNECTION_STATE_FINDING_ROUTE)
	equal([info.identity, info.listen_socket, info.end_reason], [ids[1], 0, 0], "how it stands")
	await changed(handle, Steam.CONNECTION_STATE_CONNECTED)
	equal(await next_text(handle), "welcome", "the first message")
	equal(Steam.getConnectionInfo(handle).keys(), ["identity", "user_data", "listen_socket", "remote_address", "remote_pop",
			"pop_relay", "connection_state", "end_reason", "end_debug", "debug_description", "info_flags"], "the keys")
	send_text(handle, "thanks")
	send_text(handle, "last words")
	check(Steam.closeConnection(handle, 1500, "that was all", true), "closing")
	equal(state_of(handle), 0, "the closed connection")
