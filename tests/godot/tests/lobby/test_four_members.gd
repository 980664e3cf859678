extends "res://harness/lobby_case.gd"
## Four processes in a lobby agree about members, owner and chat, while the owners leave one after the other.
## players: 4
## timeout: 120

func run() -> void:
	await meet(Steam.LOBBY_TYPE_PUBLIC, 4)
	equal(members(), ids.slice(1), "the members in the order of entering")
	equal(Steam.getLobbyOwner(lobby), ids[1], "the owner")
	await barrier("compared")
	check(Steam.sendLobbyChatMsg(lobby, "from %d" % player), "sendLobbyChatMsg")
	var heard: Array[String] = []
	for i in players:
		var message := await next_signal("lobby_message")
		equal(message[0], lobby, "lobby_message: lobby")
		equal(message[2], "from %d" % ids.find(message[1]), "lobby_message: text")
		heard.append(message[2])
	publish("heard", heard)
	for other in range(1, players + 1):
		equal(await note(other, "heard"), heard, "the order of the messages at player %d and here" % other)
	await barrier("chatted")
	await _owners_leave()


func _owners_leave() -> void:
	signals.clear()
	await barrier("ready to leave")
	for turn in range(1, players):
		var owner_id := Steam.getLobbyOwner(lobby)
		if owner_id == ids[player]:
			Steam.leaveLobby(lobby)
			return
		var update := await next_signal("lobby_chat_update")
		equal(update, [lobby, owner_id, owner_id, Steam.CHAT_MEMBER_STATE_CHANGE_LEFT], "who left in turn %d" % turn)
		await until(func() -> bool: return Steam.getLobbyOwner(lobby) != owner_id, PATIENCE, "a new owner")
		equal(members().size(), players - turn, "members after turn %d" % turn)
		check(members().has(Steam.getLobbyOwner(lobby)), "the owner is a member")
		publish("owner-%d" % turn, Steam.getLobbyOwner(lobby))
		for other in range(1, players + 1):
			if members().has(ids[other]):
				equal(await note(other, "owner-%d" % turn), Steam.getLobbyOwner(lobby),
						"the owner at player %d and here" % other)
	equal(members(), [ids[player]] as Array[int], "who is left")
	equal(Steam.getLobbyOwner(lobby), ids[player], "the last owner")
