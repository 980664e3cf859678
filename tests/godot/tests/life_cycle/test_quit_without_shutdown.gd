extends "res://harness/test_case.gd"
## A game that quits without steamShutdown(), in a lobby and with lambdas still connected, ends cleanly.

func run() -> void:
	leave_running = true
	Steam.lobby_created.connect(func(_result: int, lobby: int) -> void: print(name, " created ", lobby))
	Steam.lobby_joined.connect(func(lobby: int, _permissions: int, _locked: bool, _response: int) -> void:
			Steam.setLobbyData(lobby, "key", name))
	Steam.steamInitEx(APP_ID, true)
	Steam.createLobby(Steam.LOBBY_TYPE_PUBLIC, 2)
	await next_signal("lobby_joined")
	# One more answer is on its way when the process ends.
	Steam.requestLobbyList()
