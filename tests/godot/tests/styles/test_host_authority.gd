extends "res://tests/styles/styles_case.gd"
## A host that decides and sends the state to all, unreliably, over a network that loses and reorders; four players.
## rule: class.public-scripts
## players: 4

const Game := preload("res://tests/styles/host_authority.gd")
const PRESSES := 25


func run() -> void:
	if player > 1:
		await note(1, "lobby")
	equal(Steam.steamInitEx(480).status, Steam.STEAM_API_INIT_RESULT_OK, "init")
	if SteamLocal.is_active():
		check(SteamLocal.set_conditions({"latency": 10, "jitter": 10, "loss": 10, "reorder": 10}), "a bad network")
	publish("steam_id", Steam.getSteamID())
	var game: Game = add_game(Game)
	if player == 1:
		Steam.createLobby(Steam.LOBBY_TYPE_PUBLIC, players)
		game.lobby = (await next_signal("lobby_created"))[1]
		publish("lobby", game.lobby)
	else:
		Steam.joinLobby(await note(1, "lobby"))
		game.lobby = (await next_signal("lobby_joined"))[0]
	await until(func() -> bool: return Steam.getNumLobbyMembers(game.lobby) == players, PATIENCE, "all members")
	await barrier("together")
	for press in PRESSES:
		game.press(player)
		await frame()
	var expected := {}
	for other in range(1, players + 1):
		expected[await id_of(other)] = PRESSES * other
	await until(func() -> bool: return game.state.recursive_equal(expected, 0), PATIENCE, "everybody's score: %s" % expected)
	equal(game.is_host, player == 1, "who decides")
	await agree(expected.keys().map(func(user: int) -> int: return game.state[user]), "the scores")
	game.free()
