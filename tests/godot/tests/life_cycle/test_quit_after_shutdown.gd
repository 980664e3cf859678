extends "res://harness/test_case.gd"
## A game that shuts down and then quits with a lambda still connected ends cleanly.
## rule: quit.clean

func run() -> void:
	await init_steam()
	var seen: Array[int] = []
	Steam.lobby_created.connect(func(_result: int, lobby: int) -> void: seen.append(lobby))
	Steam.createLobby(Steam.LOBBY_TYPE_PRIVATE, 2)
	var created := await next_signal("lobby_created")
	equal(seen, [created[1]] as Array[int], "what the lambda saw")
	Steam.steamShutdown()
