extends "res://harness/socket_case.gd"
## Two players connect to a third, who reads both through a poll group and then stops to listen.
## rule: sockets.poll-group, sockets.close-listen-socket, sockets.one-listener
## players: 3

func run() -> void:
	await meet()
	if player == 1:
		await _serve()
	else:
		await note(1, "listens")
		var handle := await connect_to(ids[1], 4)
		for number in 20:
			send_text(handle, "%d says %d" % [player, number])
		equal(await next_text(handle), "heard", "the answer")
		publish("done", true)
		await changed(handle, Steam.CONNECTION_STATE_CLOSED_BY_PEER)
		check(Steam.closeConnection(handle, 0, "", false), "closing")
	equal(errors.take(), [] as Array[String], "errors")


func _serve() -> void:
	var socket := Steam.createListenSocketP2P(4, NO_OPTIONS)
	var group := Steam.createPollGroup()
	publish("listens", true)
	var handles := {}
	for other in 2:
		var handle := await accept_next()
		check(Steam.setConnectionPollGroup(handle, group), "into the group")
		handles[Steam.getConnectionInfo(handle).identity] = handle
	var heard := {}
	await until(func() -> bool:
			for message: Dictionary in Steam.receiveMessagesOnPollGroup(group, 100):
				equal(message.connection, handles[message.identity], "whose message it is")
				heard.get_or_add(message.identity, []).append(message.payload.get_string_from_utf8())
			return heard.size() == 2 and heard.values().all(func(texts: Array) -> bool: return texts.size() == 20),
			PATIENCE, "forty messages")
	for other: int in [2, 3]:
		equal(heard[ids[other]], range(20).map(func(number: int) -> String: return "%d says %d" % [other, number]),
				"in order")
		send_text(handles[ids[other]], "heard")
	check(Steam.destroyPollGroup(group), "no group any more")
	check(not Steam.destroyPollGroup(group), "no group twice")
	await note(2, "done")
	await note(3, "done")
	check(Steam.closeListenSocket(socket), "no listening any more")
	for handle: int in handles.values():
		equal(Steam.getConnectionInfo(handle), {}, "its connections go along")
	check(Steam.createListenSocketP2P(4, NO_OPTIONS) != 0, "the port is free")
