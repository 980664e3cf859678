extends "res://harness/p2p_case.gd"
## A user who sends to themselves outside a lobby is warned, once in a process, that two copies under one account are one user, and
## what to do. In a lobby, games send to all members including themselves, so there is no warning.
## rule: steam.one-account
## expect-error: Steam.sendP2PPacketToUsers: this goes to the process's own Steam ID

func run() -> void:
	await init_steam()
	var me := Steam.getSteamID()
	lobby = await create_lobby(Steam.LOBBY_TYPE_PRIVATE, 2)
	_send_all_ways(me)
	equal(errors.take(), [] as Array[String], "warnings in a lobby")
	Steam.leaveLobby(lobby)
	Steam.sendP2PPacket(me + 2, PackedByteArray([1]), Steam.P2P_SEND_RELIABLE)
	equal(errors.take(), [] as Array[String], "warnings for a packet to somebody else")
	equal(Steam.sendP2PPacketToUsers(PackedInt64Array([me]), PackedByteArray([1]), Steam.P2P_SEND_RELIABLE), 1, "to oneself")
	_send_all_ways(me)
	Steam.steamShutdown()
	await init_steam()
	_send_all_ways(me)
	if errors.available():
		var lines := errors.take()
		equal(lines.size(), 1, "warnings: %s" % [lines])
		for part: String in ["--steam-platform=local", "--steam-user=", "one user"]:
			check(lines[0].contains(part), "the warning has %s: %s" % [part, lines[0]])
	# It is a warning, and the packet goes its way.
	await next_packet()


func _send_all_ways(to: int) -> void:
	check(Steam.sendP2PPacket(to, PackedByteArray([1]), Steam.P2P_SEND_RELIABLE), "sendP2PPacket")
	equal(Steam.sendMessageToUser(to, PackedByteArray([1]), Steam.NETWORKING_SEND_RELIABLE, 0), Steam.RESULT_OK,
			"sendMessageToUser")
