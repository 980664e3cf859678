extends "res://harness/lobby_case.gd"
## A test in which the players send each other packets.

## Room for any packet. Reading with the size that was asked for a moment before would cut a packet to nothing that arrived
## in between.
const ANY_SIZE := 1048576
## A channel that no test uses for anything else.
const SYNC_CHANNEL := 1000


## Initialises all processes and opens a session between every two of them: each accepts each, and has heard from each.
func meet_with_sessions() -> void:
	if player > 1:
		await note(1, "steam_id")
	await init_steam()
	ids = [0]
	for other in range(1, players + 1):
		ids.append(await id_of(other))
	for other in others():
		check(Steam.acceptP2PSessionWithUser(ids[other]), "accepting player %d ahead of a request" % other)
		check(Steam.sendP2PPacket(ids[other], "hello".to_utf8_buffer(), Steam.P2P_SEND_RELIABLE, SYNC_CHANNEL),
				"the first packet to player %d" % other)
	var heard := {}
	await until(func() -> bool:
			for packet in read_all(SYNC_CHANNEL):
				heard[packet.remote_steam_id] = true
			return heard.size() == players - 1, PATIENCE, "a first packet from everybody")
	for other in others():
		check_carrier(ids[other])
	await barrier("sessions")


## Whether `ISteamNetworkingMessages` carries packets, which has its own limits.
func over_messages() -> bool:
	return platform == "messages" or OS.get_environment("STEAM_NETWORKING_P2P_TRANSPORT") == "networking_messages"


## Fails unless the open session with a user is one of the interface that is to carry packets.
func check_carrier(user: int) -> void:
	# `k_ESteamNetworkingConnectionState_Connected`, and none.
	equal(Steam.getSessionConnectionInfo(user, false, false).get("connection_state", 0), 3 if over_messages() else 0,
			"the state of the session of messages")


## The size of the largest reliable packet.
func largest() -> int:
	return 524288 if over_messages() else ANY_SIZE


## Waits until everything sent to a user is acknowledged. Over messages, the largest packet fits into an empty queue only.
func until_sent(to: int) -> void:
	await until(func() -> bool: return Steam.getP2PSessionState(to).bytes_queued_for_send == 0, PATIENCE, "an empty queue")


## The numbers of the other players.
func others() -> Array[int]:
	var numbers: Array[int] = []
	for other in range(1, players + 1):
		if other != player:
			numbers.append(other)
	return numbers


## Takes everything that waits on a channel, oldest first.
func read_all(channel := 0) -> Array[Dictionary]:
	var packets: Array[Dictionary] = []
	while true:
		var packet := Steam.readP2PPacket(ANY_SIZE, channel)
		if packet.is_empty():
			break
		packets.append(packet)
	return packets


## Waits for one packet on a channel and takes it.
func next_packet(channel := 0, seconds := PATIENCE) -> Dictionary:
	var taken: Array[Dictionary] = []
	await until(func() -> bool:
			var packet := Steam.readP2PPacket(ANY_SIZE, channel)
			if not packet.is_empty():
				taken.append(packet)
			return not taken.is_empty(), seconds, "a packet on channel %d" % channel)
	return taken[0]


## Sends a text reliably.
func send_text(to: int, text: String, channel := 0) -> void:
	check(Steam.sendP2PPacket(to, text.to_utf8_buffer(), Steam.P2P_SEND_RELIABLE, channel), "sending " + text)


## The text of the next packet on a channel.
func next_text(channel := 0) -> String:
	var packet := await next_packet(channel)
	return packet.data.get_string_from_utf8()


## Reproducible bytes: the same size and seed give the same content.
func noise(size: int, content_seed: int) -> PackedByteArray:
	var random := RandomNumberGenerator.new()
	random.seed = content_seed
	var words := PackedInt32Array()
	words.resize(ceili(size / 4.0))
	for index in words.size():
		words[index] = random.randi()
	return words.to_byte_array().slice(0, size)
