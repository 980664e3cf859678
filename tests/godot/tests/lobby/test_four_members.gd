extends "res://harness/lobby_case.gd"
## Four processes in a lobby agree about members, owner and chat, while the owners leave one after the other.
## rule: lobby.enter-leave, lobby.owner-moves-on, lobby.chat
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
	var owner_id := Steam.getLobbyOwner(lobby)
	await barrier("ready to leave")
	for turn in range(1, players):
		if owner_id == ids[player]:
			Steam.leaveLobby(lobby)
			return
		var update := await next_signal("lobby_chat_update")
		equal(update, [lobby, owner_id, owner_id, Steam.CHAT_MEMBER_STATE_CHANGE_LEFT], "who left in turn %d" % turn)
		var left := members()
		equal(left.size(), players - turn, "members after turn %d" % turn)
		check(not left.has(owner_id), "a user who left is no member")
		owner_id = Steam.getLobbyOwner(lobby)
		check(left.has(owner_id), "the new owner is a member")
		# The new owner leaves when all have reported who it is, so that nothing changes meanwhile.
		publish("owner-%d" % turn, owner_id)
		for other in range(1, players + 1):
			if left.has(ids[other]):
				equal(await note(other, "owner-%d" % turn), owner_id, "the owner at player %d and here" % other)
	equal(members(), [ids[player]] as Array[int], "who is left")
	equal(Steam.getLobbyOwner(lobby), ids[player], "the last owner")
