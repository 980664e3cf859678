extends "res://harness/test_case.gd"
## A script that gets a thread's error may keep that thread waiting while the main thread shuts down and initialises.
## rule: call.from-thread
## forget: ERROR: Steam.joinLobby: steam_lobby_id is 1:

func run() -> void:
	await init_steam()
	if not ClassDB.class_exists(&"Logger"):
		return
	var logger: Object = (load("res://tests/threads/waiting_logger.gd") as GDScript).new()
	logger.awaited = "Steam.joinLobby: steam_lobby_id is 1:"
	OS.call("add_logger", logger)
	# Nothing is emitted until the platform is another one.
	pumping = false
	var thread := Thread.new()
	thread.start(func() -> void: Steam.joinLobby(1))
	await until(func() -> bool: return logger.written.try_wait(), PATIENCE, "the thread's error")
	Steam.steamShutdown()
	equal(Steam.steamInitEx(APP_ID).status, Steam.STEAM_API_INIT_RESULT_OK, "init while the thread waits")
	pumping = true
	logger.go_on.post()
	await until(func() -> bool: return not thread.is_alive(), PATIENCE, "the thread")
	thread.wait_to_finish()
	OS.call("remove_logger", logger)
	await frames(5)
	equal(signals.count("lobby_joined"), 0, "answers from the platform before")
