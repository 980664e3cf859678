extends "res://tests/styles/styles_case.gd"
## A voice chat with handshakes as Dictionaries; three players, each of whom hears the others.
## rule: class.public-scripts
## players: 3

const Game := preload("res://tests/styles/voice_room.gd")


func run() -> void:
	if player > 1:
		await note(1, "lobby")
	equal(Steam.steamInitEx(480, false).status, Steam.STEAM_API_INIT_RESULT_OK, "init")
	publish("steam_id", Steam.getSteamID())
	var game: Game = add_game(Game)
	if player == 1:
		Steam.createLobby(Steam.LOBBY_TYPE_PUBLIC, 3)
		game.enter((await next_signal("lobby_created"))[1])
		publish("lobby", game.lobby)
	else:
		Steam.joinLobby(await note(1, "lobby"))
		game.enter((await next_signal("lobby_joined"))[0])
	await until(func() -> bool: return Steam.getNumLobbyMembers(game.lobby) == players, PATIENCE, "all members")
	await barrier("together")
	game.shake_hands()
	await until(func() -> bool: return game.names.size() == players - 1, PATIENCE, "everybody's handshake")
	game.talk(true)
	# A quarter of a second of everybody.
	await until(func() -> bool: return _shortest(game) >= game.sample_rate / 4, PATIENCE, "everybody's voice")
	game.talk(false)
	for user: int in game.heard:
		equal(game.names[user], Steam.getFriendPersonaName(user), "the name in the handshake")
		check(_loudness(game.heard[user]) > 0.05, "the voice of %s can be heard" % game.names[user])
	# Together with one's own, everybody has the same list of names.
	game.names[Steam.getSteamID()] = Steam.getPersonaName()
	var users := game.names.keys()
	users.sort()
	await agree(users.map(func(user: int) -> String: return game.names[user]), "the names")
	game.free()


func _shortest(game: Game) -> int:
	if game.heard.size() < players - 1:
		return 0
	var shortest := 1 << 30
	for frames: PackedFloat32Array in game.heard.values():
		shortest = mini(shortest, frames.size())
	return shortest


func _loudness(frames: PackedFloat32Array) -> float:
	var loudest := 0.0
	for value in frames:
		loudest = maxf(loudest, absf(value))
	return loudest
