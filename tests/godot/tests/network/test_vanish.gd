extends "res://harness/p2p_case.gd"
## A user who vanishes is, for the others, a member that disconnected; after a new init they are back.
## rule: lobby.shutdown-leaves, lobby.member-dies, local.vanish
## platform: local
## players: 3

func run() -> void:
	await meet()
	if player == 1:
		# Player 1 holds the hub: another takes over.
		equal(SteamLocal.get_users().map(func(user: Dictionary) -> bool: return user.is_hub_host), [true, false, false],
				"who holds the hub")
		await barrier("before")
		check(SteamLocal.vanish(), "vanishing")
		equal(Steam.loggedOn(), false, "logged on after vanishing")
		equal(SteamLocal.vanish(), true, "vanishing twice changes nothing")
	else:
		await barrier("before")
		equal(await next_signal("lobby_chat_update"), [lobby, ids[1], ids[1], Steam.CHAT_MEMBER_STATE_CHANGE_DISCONNECTED],
				"lobby_chat_update")
		await until(func() -> bool: return SteamLocal.get_users().size() == 2, PATIENCE, "one user less")
		equal(Steam.getNumLobbyMembers(lobby), 2, "who is left in the lobby")
	await barrier("gone")
	if player == 1:
		Steam.steamShutdown()
		await init_steam()
		equal(Steam.getSteamID(), ids[1], "the same user again")
	await barrier("back")
	await until(func() -> bool: return SteamLocal.get_users().size() == 3, PATIENCE, "everybody")
	equal(errors.take(), [] as Array[String], "errors")
