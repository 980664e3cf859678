extends "res://harness/lobby_case.gd"
## Somebody deletes the folder through which local players find each other while two play. It is made again, that is said, and
## a third player finds the two and takes neither's number. Windows does not let anybody delete the files.
## rule: local.folder-deleted
## platform: local
## players: 3
## expect-error: was deleted while the game is running, and was created again

func run() -> void:
	if player == 3:
		await note(1, "restored")
		await init_steam()
		for other in await ids_of_others():
			check(other != Steam.getSteamID(), "a number of its own")
			await until(func() -> bool: return Steam.getFriendPersonaState(other) == Steam.PERSONA_STATE_ONLINE, PATIENCE,
					"another player")
		equal(await join_lobby(await note(1, "lobby")), Steam.CHAT_ROOM_ENTER_RESPONSE_SUCCESS, "joining")
		return
	if player == 2:
		await note(1, "steam_id")
	await init_steam()
	if player == 2:
		await note(1, "restored")
		return
	await id_of(2)
	publish("lobby", await create_lobby(Steam.LOBBY_TYPE_PUBLIC, 4))
	var folder := OS.get_environment("STEAM_NETWORKING_DIR").path_join(str(APP_ID))
	for file in DirAccess.get_files_at(folder):
		DirAccess.remove_absolute(folder.path_join(file))
	DirAccess.remove_absolute(folder)
	if OS.get_name() == "Windows":
		push_error("was deleted while the game is running, and was created again")
	for file: String in ["user-1.lock", "user-2.lock", "hub.lock", "hub"]:
		await until(func() -> bool: return FileAccess.file_exists(folder.path_join(file)), PATIENCE, file)
	publish("restored", true)
	var third := await id_of(3)
	await next_signal("lobby_chat_update", func(arguments: Array) -> bool: return arguments[1] == third)


