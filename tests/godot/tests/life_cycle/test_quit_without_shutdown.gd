extends "res://harness/test_case.gd"
## A game that quits without steamShutdown(), in a lobby and with lambdas still connected, ends cleanly.
## rule: quit.clean

func run() -> void:
	leave_running = true
	# One lambda that lives as long as its connection, and one that belongs to this node.
	var lobbies: Array[int] = []
	Steam.lobby_created.connect(func(_result: int, lobby: int) -> void: lobbies.append(lobby))
	Steam.lobby_joined.connect(func(lobby: int, _permissions: int, _locked: bool, _response: int) -> void:
			check(lobbies.has(lobby), "the lobby was created before it was entered"))
	Steam.steamInitEx(APP_ID, true)
	Steam.createLobby(Steam.LOBBY_TYPE_PUBLIC, 2)
	await next_signal("lobby_joined")
	# One more answer is on its way when the process ends.
	Steam.requestLobbyList()
