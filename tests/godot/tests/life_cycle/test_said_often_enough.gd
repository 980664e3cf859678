extends "res://harness/test_case.gd"
## A mistake in a call of every frame does not fill the log; another mistake is still said, and the same one after a new init.
## rule: call.said-often-enough
## expect-error: Steam.getLobbyOwner: steam_lobby_id is
## expect-error: Steam.getSteamID: Steam is not initialised
## expect-error: This was reported 5 times

func run() -> void:
	await init_steam()
	_check_said(Steam.getLobbyOwner.bind(0), 5)
	_check_said(Steam.getLobbyOwner.bind(1), 5)
	_check_said(Steam.getLobbyOwner.bind(0), 0)
	Steam.steamShutdown()
	_check_said(Steam.getSteamID, 5)
	await init_steam()
	_check_said(Steam.getLobbyOwner.bind(0), 5)


func _check_said(mistake: Callable, lines: int) -> void:
	errors.take()
	for i in 100:
		equal(mistake.call(), 0, "the answer")
	if errors.available():
		equal(errors.take().size(), lines, "lines of a hundred mistakes")
