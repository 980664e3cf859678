extends "res://harness/server_case.gd"
## A dedicated server and two players: tickets are checked both ways, one is refused, one is kicked, packets go to and fro by all three
## interfaces and with all send types.
## rule: server.tickets, server.packets, server.identity
## players: 3

const PORT := 3
## The kinds of messages; the first one opens the session.
const SEND_FLAGS: Array[int] = [Steam.NETWORKING_SEND_RELIABLE, Steam.NETWORKING_SEND_UNRELIABLE, Steam.NETWORKING_SEND_NO_NAGLE,
		Steam.NETWORKING_SEND_UNRELIABLE_NO_DELAY, Steam.NETWORKING_SEND_RELIABLE_NO_NAGLE]
## The same for packets.
const SEND_TYPES: Array[int] = [Steam.P2P_SEND_RELIABLE, Steam.P2P_SEND_UNRELIABLE, Steam.P2P_SEND_UNRELIABLE_NO_DELAY,
		Steam.P2P_SEND_RELIABLE_WITH_BUFFERING]


func run() -> void:
	if player == 1:
		await _serve()
	else:
		await _play()


func _serve() -> void:
	pumping = false
	await start_server()
	var ids: Array[int] = await ids_of_others()
	var tickets: Array[PackedByteArray] = [await note(2, "ticket"), await note(3, "ticket")]
	for index in 2:
		var ticket := tickets[index]
		equal(SteamServer.beginAuthSession(ticket, ticket.size(), ids[index]), SteamServer.BEGIN_AUTH_SESSION_RESULT_OK,
				"beginAuthSession")
		equal(await next_server_signal("validate_auth_ticket_response"),
				[ids[index], SteamServer.AUTH_SESSION_RESPONSE_OK, ids[index]], "the verdict")
		equal(SteamServer.userHasLicenseForApp(ids[index], APP_ID), 0, "userHasLicenseForApp")
	equal(SteamServer.updateUserData(ids[0], "Anna", 7), true, "updateUserData")
	SteamServer.endAuthSession(ids[1])
	# The ticket of the one does not make the other somebody else, and is used up. The form without a size is understood.
	equal(SteamServer.beginAuthSession(tickets[0], ids[1]), SteamServer.BEGIN_AUTH_SESSION_RESULT_INVALID_TICKET,
			"somebody else's ticket")
	await next_server_signal("validate_auth_ticket_response")
	equal(SteamServer.beginAuthSession(tickets[1], ids[1]), SteamServer.BEGIN_AUTH_SESSION_RESULT_OK, "a used ticket")
	equal(await next_server_signal("validate_auth_ticket_response"),
			[ids[1], SteamServer.AUTH_SESSION_RESPONSE_AUTH_TICKET_INVALID_ALREADY_USED, ids[1]], "its verdict")
	SteamServer.endAuthSession(ids[1])
	var own := SteamServer.getAuthSessionTicket(ids[0])
	await next_server_signal("get_auth_session_ticket_response")
	publish("ticket", own.buffer)
	await _packets(ids)
	await _messages(ids)
	await _connections(ids)
	await barrier("over")
	publish("cancel", true)
	await next_server_signal("validate_auth_ticket_response",
			func(it: Array) -> bool: return it == [ids[0], SteamServer.AUTH_SESSION_RESPONSE_AUTH_TICKET_CANCELED, ids[0]])
	stop_server()


func _packets(ids: Array[int]) -> void:
	for id in ids:
		await next_server_signal("p2p_session_request", func(it: Array) -> bool: return it == [id])
		equal(SteamServer.acceptP2PSessionWithUser(id), true, "acceptP2PSessionWithUser")
	for count in 8:
		await until(func() -> bool: return SteamServer.getAvailableP2PPacketSize(4) > 0, PATIENCE, "a packet")
		var packet := SteamServer.readP2PPacket(SteamServer.getAvailableP2PPacketSize(4), 4)
		check(packet.remote_steam_id in ids, "who has sent it")
		equal(SteamServer.sendP2PPacket(packet.remote_steam_id, packet.data, packet.data[0], 4), true, "sendP2PPacket")
	equal(SteamServer.getP2PSessionState(ids[0]).connection_active, true, "getP2PSessionState")


func _messages(ids: Array[int]) -> void:
	for id in ids:
		# If messages carry packets, the packets have opened the session.
		if not over_messages():
			await next_server_signal("network_messages_session_request", func(it: Array) -> bool: return it == [id])
		equal(SteamServer.acceptSessionWithUser(id), true, "acceptSessionWithUser")
	var echoed := 0
	while echoed < 2 * SEND_FLAGS.size():
		for message: Dictionary in SteamServer.receiveMessagesOnChannel(2, 8):
			equal(SteamServer.sendMessageToUser(message.identity, message.payload, message.payload[0], 2), Steam.RESULT_OK,
					"sendMessageToUser")
			echoed += 1
		await frame()


func _connections(ids: Array[int]) -> void:
	var socket := SteamServer.createListenSocketP2P(PORT, {})
	check(socket != 0, "createListenSocketP2P")
	publish("listens", true)
	var connections: Array[int] = []
	while connections.size() < 2:
		var change := await next_server_signal("network_connection_status_changed",
				func(it: Array) -> bool: return it[1].connection_state == Steam.CONNECTION_STATE_CONNECTING)
		check(change[1].identity in ids, "who connects")
		equal(SteamServer.acceptConnection(change[0]), Steam.RESULT_OK, "acceptConnection")
		connections.append(change[0])
	for connection in connections:
		var echoed: Array[int] = []
		await until(func() -> bool:
				for message: Dictionary in SteamServer.receiveMessagesOnConnection(connection, 4):
					echoed.append(message.payload[0])
					SteamServer.sendMessageToConnection(connection, message.payload, message.payload[0])
				return echoed.size() == SEND_FLAGS.size(), PATIENCE, "messages of all send types")
	for other in [2, 3]:
		await note(other, "echoed")
	# One is kicked, the other goes.
	for connection in connections:
		if SteamServer.getConnectionInfo(connection).identity == ids[1]:
			SteamServer.closeConnection(connection, 1001, "kicked", false)
		else:
			await next_server_signal("network_connection_status_changed", func(it: Array) -> bool:
					return it[0] == connection and it[1].connection_state == Steam.CONNECTION_STATE_CLOSED_BY_PEER)
			SteamServer.closeConnection(connection, 0, "", false)
	SteamServer.closeListenSocket(socket)


func _play() -> void:
	await init_steam()
	var server := await server_id()
	for index in Steam.getFriendCount(Steam.FRIEND_FLAG_IMMEDIATE):
		check(Steam.getFriendByIndex(index, Steam.FRIEND_FLAG_IMMEDIATE) != server, "a game server is nobody's friend")
	var ticket := Steam.getAuthSessionTicket(server)
	await next_signal("get_auth_session_ticket_response")
	publish("ticket", ticket.buffer)
	if player == 2:
		var theirs: PackedByteArray = await note(1, "ticket")
		equal(Steam.beginAuthSession(theirs, theirs.size(), server), Steam.BEGIN_AUTH_SESSION_RESULT_OK, "the server's ticket")
		equal((await next_signal("validate_auth_ticket_response"))[1], Steam.AUTH_SESSION_RESPONSE_OK, "its verdict")
	else:
		await note(1, "ticket")
	# One after the other, since unreliable packets need an open session.
	for send_type in SEND_TYPES:
		equal(Steam.sendP2PPacket(server, PackedByteArray([send_type, player]), send_type, 4), true, "sendP2PPacket")
		await until(func() -> bool: return Steam.getAvailableP2PPacketSize(4) > 0, PATIENCE, "an answer")
		var packet := Steam.readP2PPacket(16, 4)
		equal([packet.remote_steam_id, packet.data], [server, PackedByteArray([send_type, player])], "the server's answer")
	for flags in SEND_FLAGS:
		equal(Steam.sendMessageToUser(server, PackedByteArray([flags, player]), flags, 2), Steam.RESULT_OK, "sendMessageToUser")
		var messages := []
		while messages.is_empty():
			messages = Steam.receiveMessagesOnChannel(2, 8)
			await frame()
		equal([messages[0].identity, messages[0].payload], [server, PackedByteArray([flags, player])], "the server's message")
	await note(1, "listens")
	var connection := Steam.connectP2P(server, PORT, {})
	await _state(connection, Steam.CONNECTION_STATE_CONNECTED)
	for flags in SEND_FLAGS:
		Steam.sendMessageToConnection(connection, PackedByteArray([flags, player]), flags)
		var answers := []
		while answers.is_empty():
			answers = Steam.receiveMessagesOnConnection(connection, 4)
			await frame()
		equal(answers[0].payload, PackedByteArray([flags, player]), "the server's message over the connection")
	publish("echoed", true)
	if player == 2:
		Steam.closeConnection(connection, 1000, "bye", false)
	else:
		var change := await _state(connection, Steam.CONNECTION_STATE_CLOSED_BY_PEER)
		equal([change[1].end_reason, change[1].end_debug], [1001, "kicked"], "why the server has closed")
		Steam.closeConnection(connection, 0, "", false)
	await barrier("over")
	await note(1, "cancel")
	if player == 2:
		Steam.cancelAuthTicket(ticket.id)


func _state(connection: int, state: int) -> Array:
	return await next_signal("network_connection_status_changed",
			func(it: Array) -> bool: return it[0] == connection and it[1].connection_state == state)
