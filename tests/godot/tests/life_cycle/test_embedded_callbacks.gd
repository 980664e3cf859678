extends "res://harness/test_case.gd"
## Embedded callbacks arrive without a call, in a paused tree as well, and end with the shutdown.
## rule: pump.embedded

func run() -> void:
	pumping = false
	equal(Steam.steamInitEx(APP_ID, true).status, Steam.STEAM_API_INIT_RESULT_OK, "init")
	Steam.createLobby(Steam.LOBBY_TYPE_PRIVATE, 2)
	await next_signal("lobby_joined")
	get_tree().paused = true
	Steam.createLobby(Steam.LOBBY_TYPE_PRIVATE, 2)
	await next_signal("lobby_joined")
	get_tree().paused = false

	Steam.steamShutdown()
	signals.clear()
	await init_steam()
	Steam.createLobby(Steam.LOBBY_TYPE_PRIVATE, 2)
	await frames(60)
	equal(signals.events, [] as Array[Dictionary], "signals that nobody pumped")
	pumping = true
	await next_signal("lobby_joined")
