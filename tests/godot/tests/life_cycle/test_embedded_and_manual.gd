extends "res://harness/test_case.gd"
## Embedded callbacks and run_callbacks() together give every signal once.
## rule: pump.embedded

func run() -> void:
	equal(Steam.steamInitEx(APP_ID, true).status, Steam.STEAM_API_INIT_RESULT_OK, "init")
	for i in 20:
		Steam.createLobby(Steam.LOBBY_TYPE_PRIVATE, 2)
		Steam.run_callbacks()
		Steam.run_callbacks()
	await until(func() -> bool: return signals.count("lobby_joined") >= 20, PATIENCE, "twenty lobbies")
	await frames(30)
	equal(signals.count("lobby_created"), 20, "lobby_created")
	equal(signals.count("lobby_joined"), 20, "lobby_joined")
	var lobbies := {}
	for arguments in signals.all("lobby_created"):
		lobbies[arguments[1]] = true
	equal(lobbies.size(), 20, "different lobbies")
	equal(errors.take(), [] as Array[String], "errors")
