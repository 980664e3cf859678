extends "res://tests/styles/styles_case.gd"
## The scene changes on both sides while RPCs to its nodes are on their way: the engine says that it cannot find the node, as over every
## peer, and the game goes on; the reliable ones arrive all.
## rule: peer.public-scripts
## players: 2
## timeout: 120
## forget: ERROR: Node not found:
## forget: ERROR: Parameter "node" is null.
## forget: ERROR: Failed to get path from RPC:
## forget: ERROR: Failed to get cached node
## forget: ERROR: Invalid packet received.
## forget: ERROR: Requested node
## forget: ERROR: ID

const Game := preload("res://tests/peer_styles/scene_change.gd")
const ROUNDS := 20


func run() -> void:
	equal(Steam.steamInitEx(480).status, Steam.STEAM_API_INIT_RESULT_OK, "init")
	publish("steam_id", Steam.getSteamID())
	var peer := SteamMultiplayerPeer.new()
	if player == 1:
		equal(peer.create_host(), OK, "hosting")
		publish("hosts", true)
	else:
		await note(1, "hosts")
		equal(peer.create_client(await id_of(1)), OK, "joining")
	multiplayer.multiplayer_peer = peer
	var game: Game = Game.new()
	game.name = "Game"
	pumping = false
	add_child(game)
	await until(func() -> bool: return multiplayer.get_peers().size() == 1, PATIENCE, "the other")
	await barrier("together")
	for number in range(1, ROUNDS + 1):
		if player == 1:
			game.next_round()
			await until(func() -> bool: return game.ready_players.values() == [number], PATIENCE, "round %d at the other" % number)
		else:
			await until(func() -> bool: return game.round_number >= number, PATIENCE, "round %d" % number)
	await until(func() -> bool: return game.scene.moves > 10, PATIENCE, "moves of the last round")
	equal(game.round_number, ROUNDS, "the last round")
	# Both go on until both have seen moves, and nobody sends to a peer that has closed.
	await barrier("seen")
	game.set_process(false)
	pumping = true
	await barrier("played")
	multiplayer.multiplayer_peer.close()
	multiplayer.multiplayer_peer = null
	game.free()
	await barrier("over")
