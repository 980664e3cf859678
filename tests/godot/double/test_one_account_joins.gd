extends "res://harness/lobby_case.gd"
## A user who enters a lobby that their own account is in, or turns out to own, although this process did not create it, is warned once
## that two copies under one account are one user. The stand-in plays the other copy; a user who really is another one gets no warning.
## rule: steam.one-account
## players: 3
## expect-error: Steam.joinLobby: your Steam account is in this lobby already

func run() -> void:
	if player == 1:
		await init_steam()
		lobby = await create_lobby(Steam.LOBBY_TYPE_PUBLIC, 8)
		publish("lobby", lobby)
		await until(func() -> bool: return Steam.getNumLobbyMembers(lobby) == 3, PATIENCE, "the others")
		await barrier("joined")
		equal(errors.take(), [] as Array[String], "warnings of the one who made the lobby")
		return
	await note(1, "lobby")
	await init_steam()
	lobby = await note(1, "lobby")
	equal(await join_lobby(lobby), Steam.CHAT_ROOM_ENTER_RESPONSE_SUCCESS, "joining as another user")
	await barrier("joined")
	Steam.leaveLobby(lobby)
	equal(errors.take(), [] as Array[String], "warnings for another user")
	# One copy learns it when it asks to enter, the other when it has entered.
	# One after the other: the one who leaves meanwhile may have been the owner.
	if player == 3:
		await note(2, "done")
	OS.set_environment("STEAM_API_DOUBLE_ACCOUNT", "shared" if player == 2 else "owner")
	for round_number in 2:
		Steam.joinLobby(lobby)
		if player == 2 and round_number == 0 and errors.available():
			_check_warning()
		await next_signal("lobby_joined")
		# If the owner has just left it to another user, this is reported in the next frame at the latest.
		await frame()
		if player == 3 and round_number == 0 and errors.available():
			_check_warning()
		Steam.leaveLobby(lobby)
	publish("done", true)
	equal(errors.take(), [] as Array[String], "a second warning")


func _check_warning() -> void:
	var lines := errors.take()
	equal(lines.size(), 1, "warnings: %s" % [lines])
	check(lines.all(func(line: String) -> bool: return line.contains("--steam-platform=local")), "what to do: %s" % [lines])
