extends "res://tests/styles/styles_case.gd"
## One autoload with the older init and sender key, compressed packets and a limit of packets a frame.
## rule: class.public-scripts
## players: 2

const Game := preload("res://tests/styles/global_old.gd")
const ROLLS := 300


func run() -> void:
	if player == 2:
		await note(1, "lobby")
	var game: Game = add_game(Game)
	publish("steam_id", game.STEAM_ID)
	if player == 1:
		game._create_Lobby()
		await until(func() -> bool: return game.LOBBY_ID > 0, PATIENCE, "a lobby")
		publish("lobby", game.LOBBY_ID)
	else:
		Steam.joinLobby(await note(1, "lobby"))
	await until(func() -> bool: return game.LOBBY_MEMBERS.size() == 2, PATIENCE, "both members")
	# The earlier player shakes hands once the other has arrived.
	game._make_P2P_Handshake()
	var other := await id_of(3 - player)
	await until(func() -> bool: return game.DATA.has(other), PATIENCE, "the handshake")
	game._roll(ROLLS)
	await until(func() -> bool: return game.ROLLS.get(other, []).size() == ROLLS, PATIENCE, "all rolls")
	for number in ROLLS:
		equal(game.ROLLS[other][number], [number, (other + number * 7) % 6 + 1], "roll %d" % number)
	check(game.MOST_IN_A_FRAME <= Game.PACKET_READ_LIMIT, "packets in a frame: %d" % game.MOST_IN_A_FRAME)
	# One's own rolls never went anywhere: they complete the picture of the other.
	game.ROLLS[game.STEAM_ID] = range(ROLLS).map(func(number: int) -> Array:
			return [number, (game.STEAM_ID + number * 7) % 6 + 1])
	await agree([game.ROLLS[await id_of(1)], game.ROLLS[await id_of(2)]], "the rolls")
	game.free()
