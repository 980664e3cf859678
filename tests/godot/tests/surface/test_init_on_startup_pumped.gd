extends "res://harness/test_case.gd"
## Initialised by the project setting alone, signals wait for the script's own pump.
## rule: init.on-startup
## setting: steam/initialization/initialize_on_startup=true

func run() -> void:
	pumping = false
	check(Steam.loggedOn(), "initialised before the test")
	Steam.createLobby(Steam.LOBBY_TYPE_PRIVATE, 2)
	await frames(60)
	equal(signals.events, [] as Array[Dictionary], "signals that nobody pumped")
	pumping = true
	equal((await next_signal("lobby_created"))[0], Steam.RESULT_OK, "lobby_created")
	equal(errors.take(), [] as Array[String], "errors")
