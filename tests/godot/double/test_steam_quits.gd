extends "res://harness/test_case.gd"
## Steam says that it quits, or hangs: the game goes on and can shut down.
## rule: steam.crash

func run() -> void:
	await init_steam()
	OS.set_environment("STEAM_API_DOUBLE_DEATH", "quits")
	await next_signal("steam_shutdown")
	await frames(10)
	equal(signals.count("steam_shutdown"), 0, "steam_shutdown comes once")
	equal(Steam.getPersonaName(), "", "getPersonaName")
	Steam.steamShutdown()
	OS.set_environment("STEAM_API_DOUBLE_DEATH", "")
	await init_steam()
	OS.set_environment("STEAM_API_DOUBLE_DEATH", "hangs")
	await frames(10)
	signals.clear()
	# A call that a hanging client does not take is answered all the same.
	Steam.createLobby(Steam.LOBBY_TYPE_PUBLIC, 4)
	equal(await next_signal("lobby_created"), [Steam.RESULT_IO_FAILURE, 0], "lobby_created")
