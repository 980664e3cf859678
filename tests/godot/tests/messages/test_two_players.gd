extends "res://harness/message_case.gd"
## Two players talk by messages: one requests a session, the other accepts, and everything arrives with its details.
## Packets have separate sessions, unless messages carry them.
## rule: messages.request, messages.every-size-exact, messages.info
## platform: local, steam
## forget: WARNING: Steam.sendMessageToUser: 524288 bytes wait
## players: 2

const CONNECTED := 3


func run() -> void:
	await meet()
	if player == 1:
		equal(Steam.getSessionConnectionInfo(ids[2], true, true), {}, "a session that does not exist")
		check(not Steam.acceptSessionWithUser(ids[2]), "accepting a user who has not asked")
		check(not Steam.closeSessionWithUser(ids[2]), "closing what does not exist")
		check(not Steam.closeChannelWithUser(ids[2], 0), "closing a channel of what does not exist")
		send_text(ids[2], "may I?", 7)
		equal(state_of(ids[2]), 1, "the state while the other side has not accepted")
		publish("asked", true)
		equal(await next_text(), "welcome", "the answer")
		equal(state_of(ids[2]), CONNECTED, "the state after the accept")
		await _send_all(ids[2])
		await note(2, "heard")
		_check_info(ids[2])
		equal(Steam.getP2PSessionState(ids[2]), {}, "a session of packets")
		await barrier("talked")
		# The space of large messages in the send queue is freed when they are acknowledged.
		await until(func() -> bool:
				return Steam.sendMessageToUser(ids[2], "channel".to_utf8_buffer(), Steam.NETWORKING_SEND_RELIABLE, 3) == OK,
				PATIENCE, "room for a message on another channel")
		equal(await next_text(3), "channel too", "an answer on another channel")
		check(Steam.closeChannelWithUser(ids[2], 3), "closing one channel")
		equal(state_of(ids[2]), CONNECTED, "the session while another channel is open")
		check(Steam.closeSessionWithUser(ids[2]), "closing the session")
		equal(state_of(ids[2]), 0, "the closed session")
		await barrier("closed")
		equal(await next_signal("network_messages_session_request"), [ids[2]], "a closed user asks anew")
		return
	equal(await next_signal("network_messages_session_request"), [ids[1]], "network_messages_session_request")
	equal(receive_all(7), [], "messages before the accept")
	await note(1, "asked")
	check(Steam.acceptSessionWithUser(ids[1]), "accepting")
	equal(await next_text(7), "may I?", "what waited")
	send_text(ids[1], "welcome")
	await _receive_all(ids[1])
	publish("heard", true)
	await barrier("talked")
	equal(await next_text(3), "channel", "a message on another channel")
	send_text(ids[1], "channel too", 3)
	await barrier("closed")
	send_text(ids[1], "still there?")


func _send_all(to: int) -> void:
	for flags: int in _kinds():
		equal(Steam.sendMessageToUser(to, PackedByteArray([flags]), flags, 0), OK, "flags %d" % flags)
	var large := PackedByteArray()
	large.resize(512 * 1024)
	large.fill(7)
	for flags: int in [Steam.NETWORKING_SEND_UNRELIABLE, Steam.NETWORKING_SEND_RELIABLE]:
		# Only one of them fits into the send queue.
		await until(func() -> bool: return Steam.sendMessageToUser(to, large, flags, 1) == OK, PATIENCE, "room")


func _receive_all(from: int) -> void:
	var numbers := []
	var times := []
	for flags: int in _kinds():
		var message := await next_message()
		equal(message.payload, PackedByteArray([flags]), "the message of flags %d" % flags)
		equal(message.size, 1, "its size")
		equal(message.identity, from, "its sender")
		equal(message.channel, 0, "its channel")
		equal(message.flags, flags & Steam.NETWORKING_SEND_RELIABLE, "its flags")
		equal(message.keys(), ["payload", "size", "connection", "identity", "receiver_user_data", "sender_user_data", "user_data", "time_received",
				"message_number", "channel", "flags"], "its keys")
		numbers.append(message.message_number)
		times.append(message.time_received)
	equal(numbers, [2, 3, 4, 5], "the numbers of the messages")
	var sorted := times.duplicate()
	sorted.sort()
	equal(times, sorted, "the times of arrival")
	for index in 2:
		var message := await next_message(1)
		equal(message.size, 512 * 1024, "the size of a large message")
		equal(message.payload.count(7), 512 * 1024, "its content")


## None of them waits for company, so that they arrive in this order.
func _kinds() -> Array[int]:
	return [Steam.NETWORKING_SEND_UNRELIABLE, Steam.NETWORKING_SEND_UNRELIABLE_NO_NAGLE,
			Steam.NETWORKING_SEND_UNRELIABLE_NO_DELAY, Steam.NETWORKING_SEND_RELIABLE_NO_NAGLE]


func _check_info(user: int) -> void:
	equal(Steam.getSessionConnectionInfo(user, false, false), {"connection_state": CONNECTED}, "the state alone")
	equal(Steam.getSessionConnectionInfo("steamid:%d" % user, false, false), {"connection_state": CONNECTED}, "by text")
	var connection := Steam.getSessionConnectionInfo(user, true, false)
	equal(connection.keys(), ["connection_state", "identity", "user_data", "listen_socket", "remote_address", "remote_pop",
			"pop_relay", "end_reason", "end_debug", "debug_description", "info_flags"], "the keys of the connection")
	equal(connection.identity, user, "whose connection it is")
	equal(connection.end_reason, 0, "why it ended")
	check(connection.remote_address.begins_with("127.0.0.1:"), "an address: " + connection.remote_address)
	var status := Steam.getSessionConnectionInfo(user, false, true)
	equal(status.keys(), ["connection_state", "state", "ping", "local_quality", "remote_quality", "packets_out_per_second",
			"bytes_out_per_second", "packets_in_per_second", "bytes_in_per_second", "send_rate", "pending_unreliable",
			"pending_reliable", "send_unacknowledged_reliable", "sent_unacknowledged_reliable", "queue_time"], "the keys of the status")
	equal(status.state, CONNECTED, "the state in the status")
