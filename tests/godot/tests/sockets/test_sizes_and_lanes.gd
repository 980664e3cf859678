extends "res://harness/socket_case.gd"
## Messages of up to 512 KiB, unreliable ones too; several at once; lanes and their status; queued messages are sent before a
## close.
## rule: sockets.message-size, sockets.lanes, sockets.status, sockets.linger, sockets.reliable-order
## players: 2

const LARGEST := 512 * 1024


func run() -> void:
	await meet()
	if player == 1:
		Steam.createListenSocketP2P(0, NO_OPTIONS)
		publish("listens", true)
		await _receive(await accept_next())
	else:
		await note(1, "listens")
		await _send(await connect_to(ids[1]))
	equal(errors.take(), [] as Array[String], "errors")


func _receive(handle: int) -> void:
	for flags: int in [Steam.NETWORKING_SEND_UNRELIABLE, Steam.NETWORKING_SEND_RELIABLE]:
		var message := await next_message(handle)
		equal([message.size, message.payload.count(7)], [LARGEST, LARGEST], "a large message")
		equal(message.flags, flags, "its kind")
	publish("large", true)
	for number in range(3, 12):
		var message := await next_message(handle)
		equal([message.message_number, message.payload[0]], [number, number - 3], "one of several messages")
	var info := await changed(handle, Steam.CONNECTION_STATE_CLOSED_BY_PEER)
	equal(info.end_reason, Steam.CONNECTION_END_APP_GENERIC, "no reason was given")
	for number in 10:
		equal((await next_message(handle)).size, 40000, "what was queued before the close")


func _send(handle: int) -> void:
	var large := PackedByteArray()
	large.resize(LARGEST)
	large.fill(7)
	for flags: int in [Steam.NETWORKING_SEND_UNRELIABLE, Steam.NETWORKING_SEND_RELIABLE]:
		# Only one of them fits into the send queue.
		await until(func() -> bool: return Steam.sendMessageToConnection(handle, large, flags).result == OK, PATIENCE, "room")
	await note(1, "large")
	# All forms that versions of `sendMessages` have had.
	var bytes := func(number: int) -> PackedByteArray: return PackedByteArray([number])
	equal(Steam.sendMessages(handle, [bytes.call(0), bytes.call(1)], RELIABLE), PackedInt64Array([3, 4]), "newest form")
	equal(Steam.sendMessages(handle, [bytes.call(2)], RELIABLE, true), PackedInt64Array([5]), "newest form, all arguments")
	equal(Steam.sendMessages(bytes.call(3), handle, RELIABLE), PackedInt64Array([6]), "the form of 4.10")
	equal(Steam.sendMessages(1, bytes.call(4), handle, RELIABLE), PackedInt64Array([7]), "the form of 4.4")
	equal(Steam.configureConnectionLanes(handle, 3, [0, -1, 5], [1, 1, 20]), OK, "three lanes")
	var priorities: Array[int] = [0, -1, 5]
	var weights: Array[int] = [1, 1, 20]
	equal(Steam.configureConnectionLanes(handle, 3, priorities, weights), OK, "three lanes in Arrays with a type")
	var untyped: Object = Engine.get_singleton("Steam")
	equal(untyped.call("configureConnectionLanes", handle, 3, priorities, weights), OK, "called by its name")
	equal(Steam.configureConnectionLanes(handle, 2, [], []), Steam.RESULT_INVALID_PARAM, "fewer lanes")
	equal(Steam.configureConnectionLanes(handle, 4, [], []), OK, "lanes that are all alike")
	for number in range(5, 9):
		equal(Steam.sendMessageToConnection(handle, bytes.call(number), Steam.NETWORKING_SEND_RELIABLE).message_number,
				number + 3, "the number of a message")
	equal(Steam.flushMessagesOnConnection(handle), OK, "flushing")
	_check_status(handle)
	await until(func() -> bool: return Steam.getConnectionRealTimeStatus(handle, 0).ping >= 0, PATIENCE, "the round trip")
	var chunk := PackedByteArray()
	chunk.resize(40000)
	for number in 10:
		equal(Steam.sendMessageToConnection(handle, chunk, RELIABLE).result, OK, "a chunk")
	check(Steam.closeConnection(handle, 0, "", true), "closing with linger")


func _check_status(handle: int) -> void:
	var status := Steam.getConnectionRealTimeStatus(handle, 4, true)
	var keys := ["state", "ping", "local_quality", "remote_quality", "packets_out_per_second", "bytes_out_per_second",
			"packets_in_per_second", "bytes_in_per_second", "send_rate", "pending_unreliable", "pending_reliable",
			"sent_unacknowledged_reliable", "queue_time"]
	equal(status.connection_status.keys(), keys, "the keys of the status")
	for key: String in keys:
		check(status.has(key), "older scripts find %s as well" % key)
	equal([status.response, status.state], [OK, Steam.CONNECTION_STATE_CONNECTED], "the state")
	equal(status.lanes_status.size(), 4, "the lanes that were asked for")
	equal(status.lanes_status[3].keys(), ["pending_unreliable", "pending_reliable", "sent_unacknowledged_reliable",
			"queue_time"], "the keys of a lane")
	var alone := Steam.getConnectionRealTimeStatus(handle, 1, false)
	equal([alone.connection_status, alone.lanes_status.size()], [{}, 1], "without the status")
	var detailed := Steam.getDetailedConnectionStatus(handle)
	equal([detailed.success, detailed.status], [0, detailed.buffer], "the detailed status")
	check(not detailed.status.is_empty(), "it has a text")
