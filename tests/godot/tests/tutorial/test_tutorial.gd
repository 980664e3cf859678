extends "res://harness/test_case.gd"
## The game of the tutorials, played by two: one makes a lobby, the other finds and enters it, they shake hands, talk and
## part. Then the second comes back by the command line that Steam would start them with.
## rule: lobby.enter-leave, class.public-scripts
## players: 2

const Game := preload("res://tests/tutorial/game.gd")

var game: Game
var other := 0


func run() -> void:
	# The game pumps by itself.
	pumping = false
	if player == 2:
		await note(1, "lobby")
	game = Game.new()
	add_child(game)
	equal(game.steam_status["status"], Steam.STEAM_API_INIT_RESULT_OK, "init: %s" % game.steam_status)
	check(game.is_owned, "the game is owned")
	equal(Steam.getAppID(), 480, "the app id of the environment")
	publish("steam_id", game.steam_id)
	publish("name", game.steam_username)
	if player == 1:
		game.create_lobby()
		await until(func() -> bool: return game.lobby_id > 0, PATIENCE, "a lobby")
		await until(func() -> bool: return Steam.getLobbyData(game.lobby_id, "mode") == "tutorial", PATIENCE, "its data")
		publish("lobby", game.lobby_id)
	other = await id_of(3 - player)
	if player == 1:
		await _host()
	else:
		await _guest()
	equal(errors.take(), [] as Array[String], "errors")
	game.free()


func _host() -> void:
	var guest_name: String = await note(2, "name")
	await _until_console("%s has entered." % guest_name)
	await _shake_hands()
	await _talk()
	await _until_console("%s has left." % guest_name)
	equal(game.lobby_members.size(), 1, "members after the guest left")
	publish("alone", true)
	await until(func() -> bool: return game.console.count("%s has entered." % guest_name) == 2, PATIENCE, "the return")
	game.handshakes_from.clear()
	game.make_p2p_handshake()
	await note(2, "shaken again")
	game.leave_lobby()


func _guest() -> void:
	var host_name: String = await note(1, "name")
	var lobby: int = await note(1, "lobby")
	game.open_lobby_list()
	await until(func() -> bool: return not game.lobbies_seen.is_empty(), PATIENCE, "the list")
	equal(game.lobbies_seen, [{"id": lobby, "name": "%s's lobby" % host_name, "mode": "tutorial", "members": 1}]
			as Array[Dictionary], "what the list shows")
	game.join_lobby(lobby)
	await _shake_hands()
	equal(game.lobby_members.map(func(member: Dictionary) -> String: return member["steam_name"]),
			[host_name, game.steam_username], "the members' names")
	await _talk()
	game.leave_lobby()
	equal(Steam.getP2PSessionState(other), {}, "the session after leaving")
	await note(1, "alone")
	game.handshakes_from.clear()
	game.check_command_line(PackedStringArray(["+connect_lobby", str(lobby)]))
	await until(func() -> bool: return game.handshakes_from.has(other), PATIENCE, "a handshake after coming back")
	publish("shaken again", true)
	await _until_console("%s has left." % host_name)
	equal(Steam.getLobbyOwner(lobby), game.steam_id, "the owner after the host left")


func _shake_hands() -> void:
	await until(func() -> bool: return game.handshakes_from.has(other), PATIENCE, "a handshake")
	equal(game.lobby_members.map(func(member: Dictionary) -> int: return member["steam_id"]),
			[await id_of(1), await id_of(2)], "the members")
	await barrier("hands shaken")


func _talk() -> void:
	game.send_chat_message("hello from %d" % player)
	for who: int in [1, 2]:
		await _until_console("%s says: hello from %d" % [await note(who, "name"), who])
	game.send_p2p_packet(0, {"message": "position", "at": Vector2(player, -player)})
	await until(func() -> bool: return not game.messages.is_empty(), PATIENCE, "a message")
	equal(game.messages, [{"from": other, "data": {"message": "position", "at": Vector2(3 - player, player - 3)}}]
			as Array[Dictionary], "the message")
	await barrier("talked")


func _until_console(line: String) -> void:
	await until(func() -> bool: return game.console.has(line), PATIENCE, "the line \"%s\"" % line)
