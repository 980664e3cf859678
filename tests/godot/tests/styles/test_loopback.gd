extends "res://tests/styles/styles_case.gd"
## A host who sends to themselves as to the others, and a signal that is connected to a method of Steam itself; three players.
## rule: class.public-scripts
## players: 3

const Game := preload("res://tests/styles/loopback.gd")
const WISHES := 50


func run() -> void:
	if player > 1:
		await note(1, "lobby")
	equal(Steam.steamInitEx(480, false).status, Steam.STEAM_API_INIT_RESULT_OK, "init")
	publish("steam_id", Steam.getSteamID())
	var game: Game = add_game(Game)
	if player == 1:
		Steam.createLobby(Steam.LOBBY_TYPE_INVISIBLE, 3)
		game.set_meta("lobby", (await next_signal("lobby_created"))[1])
		publish("lobby", game.get_meta("lobby"))
	else:
		Steam.joinLobby(await note(1, "lobby"))
		game.set_meta("lobby", (await next_signal("lobby_joined"))[0])
	game.host = await id_of(1)
	await until(func() -> bool: return Steam.getNumLobbyMembers(game.get_meta("lobby")) == players, PATIENCE, "all members")
	await barrier("together")
	for index in WISHES:
		game.wish(index)
		if index % 10 == 0:
			await frame()
	await until(func() -> bool: return game.moves.size() == WISHES * players, PATIENCE, "all moves")
	# Everybody's own moves stay in their order.
	for other in range(1, players + 1):
		var id := await id_of(other)
		var of_other := game.moves.filter(func(move: Array) -> bool: return move[0] == id)
		equal(of_other.map(func(move: Array) -> int: return move[1]), range(WISHES), "the moves of player %d" % other)
	await agree(game.moves, "all moves in order")
	Steam.p2p_session_request.disconnect(Steam.acceptP2PSessionWithUser)
	game.free()
