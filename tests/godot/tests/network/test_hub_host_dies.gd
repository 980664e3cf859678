extends "res://harness/p2p_case.gd"
## The process that hosts the hub dies, and the one that takes over, and so on until a single one is left: the lobby stays the
## same, and of the reliable packets that all send each other none is missing.
## rule: local.hub-takeover
## platform: local
## players: 5
## may-die: 1, 2, 3, 4, 5
## timeout: 180

## The number of answers that a host waits for from each of the others before it dies.
const ENOUGH := 30

## The remaining players besides this one, and the number of packets that each has sent since it knows that this player is the
## host, which no dead player can.
var _answers := {}
## The players who have said that they are the host.
var _hosts := {}
var _next_sent := {}
var _next_expected := {}


func run() -> void:
	await meet()
	dying = [1, 2, 3, 4, 5]
	for other in others():
		var id := ids[other]
		check(Steam.acceptP2PSessionWithUser(id), "accepting player %d" % other)
		_answers[id] = 0
		_next_sent[id] = 0
		_next_expected[id] = 0
	await until(_all_others_are_dead, 120.0, "the others to die")
	equal(members(), [Steam.getSteamID()] as Array[int], "who is left in the lobby")
	equal(Steam.getLobbyOwner(lobby), Steam.getSteamID(), "the owner")
	check(_hosts_hub(), "the last one hosts the hub")
	equal(await search(), [lobby], "the lobby is found")
	equal(errors.take(), [] as Array[String], "errors")


func _all_others_are_dead() -> bool:
	while signals.has("lobby_chat_update"):
		var update := signals.take("lobby_chat_update")
		equal([update[0], update[3]], [lobby, Steam.CHAT_MEMBER_STATE_CHANGE_DISCONNECTED], "lobby_chat_update")
		_answers.erase(update[1])
	var hosts_hub := _hosts_hub()
	for id: int in _answers:
		var data := PackedByteArray()
		data.resize(64)
		data.encode_u32(0, _next_sent[id])
		data.encode_u8(4, int(hosts_hub))
		data.encode_u8(5, int(_hosts.has(id)))
		if Steam.sendP2PPacket(id, data, Steam.P2P_SEND_RELIABLE):
			_next_sent[id] += 1
	for packet in read_all():
		var sender: int = packet.remote_steam_id
		equal(packet.data.decode_u32(0), _next_expected[sender], "the next packet of %d" % sender)
		_next_expected[sender] += 1
		if packet.data.decode_u8(4) == 1:
			_hosts[sender] = true
		if packet.data.decode_u8(5) == 1 and _answers.has(sender):
			_answers[sender] += 1
	if not _answers.is_empty() and _answers.values().min() >= ENOUGH:
		# A player who has found a fault stays, and reports it.
		if _failures.is_empty():
			OS.kill(OS.get_process_id())
		else:
			_finish()
	return _answers.is_empty()


func _hosts_hub() -> bool:
	return SteamLocal.get_users().any(func(user: Dictionary) -> bool: return user.is_self and user.is_hub_host)
