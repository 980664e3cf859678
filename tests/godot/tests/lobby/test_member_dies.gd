extends "res://harness/lobby_case.gd"
## A member whose process dies is reported as disconnected, and the lobby continues without them.
## rule: lobby.member-dies
## players: 3
## may-die: 2

func run() -> void:
	dying = [2]
	await meet()
	if player == 2:
		OS.kill(OS.get_process_id())
		return
	equal(await next_signal("lobby_chat_update"),
			[lobby, ids[2], ids[2], Steam.CHAT_MEMBER_STATE_CHANGE_DISCONNECTED], "lobby_chat_update for the one who died")
	equal(members(), [ids[1], ids[3]] as Array[int], "who is left")
	check(Steam.sendLobbyChatMsg(lobby, "from %d" % player), "sendLobbyChatMsg")
	var heard := {}
	for i in 2:
		var message := await next_signal("lobby_message")
		heard[message[1]] = message[2]
	equal(heard.get(ids[1]), "from 1", "what player 1 said")
	equal(heard.get(ids[3]), "from 3", "what player 3 said")
