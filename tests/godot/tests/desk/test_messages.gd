extends "res://harness/desk_case.gd"
## A game's messages to the editor's panel, before an init, with one and after a shutdown, and the log of its packets.
## rule: desk.messages
## platform: local
## players: 3
## debugged: 2
## timeout: 120


func run() -> void:
	match player:
		1: await _edit()
		2: await _play()
		3: await _answer()


func _edit() -> void:
	var game := await debugged_game()
	var first: Dictionary = await message(game, "steam:hello")
	equal(first["protocol"], 1, "the protocol")
	equal(first["platform"], "none", "nothing is initialised")
	equal(first["scene"], "res://main.tscn", "the scene")
	equal(first["project"], "steam_networking tests", "the project")
	check(first["process_id"] > 0, "the process has an id")
	publish("go", 1)
	var told := await hello(game, "platform", "local")
	equal(told["steam_id"], await id_of(2), "the user")
	equal(told["instance"], 2, "the instance is the local user's number")
	check(told["conditions"].has("latency_ms"), "the conditions are told: %s" % told["conditions"])
	check("spike" in told["can"], "a spike can be had: %s" % told["can"])

	game.send("steam:watch", [true, true])
	await message(game, "steam:hello")
	publish("watched", true)
	var third := await id_of(3)
	await _expect_packets(game, third)
	await _expect_session(game, third)
	publish("over", true)
	equal((await hello(game, "platform", "none"))["steam_id"], 0, "nobody is there after a shutdown")


func _expect_packets(game: Debugger.Game, third: int) -> void:
	var read := 0
	while read < 5:
		for row: Array in await rows(game):
			read += row[1]
			equal(row[2], third, "the other user")
			equal(row[3], 0, "the interface")
			equal(row[4], 3, "the channel")
			equal(row[5], -1 if row[1] == 1 else Steam.P2P_SEND_RELIABLE, "the send type")
			equal(row[6], 100, "the size")
			equal(row[7].size(), 32, "the first bytes")
			check(absf(row[0] / 1e6 - Time.get_unix_time_from_system()) < 600.0, "the time: %s" % row[0])


func _expect_session(game: Debugger.Game, third: int) -> void:
	var overview: Dictionary = await message(game, "steam:overview", func(content: Array) -> bool:
		return content[0]["sessions"].any(func(one: Dictionary) -> bool: return one["packets_in"] >= 5))
	var session: Dictionary = overview["sessions"].filter(func(one: Dictionary) -> bool: return one["user"] == third)[0]
	equal(session["interface"], "packets", "the session's interface")
	equal(session["state"], "connected", "the session's state")
	equal(session["bytes_in"], 100 * session["packets_in"], "bytes that were read")
	check(session["packets_out"] >= 5, "packets that were sent: %s" % session["packets_out"])
	check(session["name"] != "", "the user's name")
	equal(overview["dropped"], 0, "nothing was dropped")


func _play() -> void:
	await note(1, "go")
	await init_steam()
	var third := await id_of(3)
	await note(1, "watched")
	Steam.acceptP2PSessionWithUser(third)
	var data := PackedByteArray()
	data.resize(100)
	var received := 0
	while not has_note(1, "over"):
		Steam.sendP2PPacket(third, data, Steam.P2P_SEND_RELIABLE, 3)
		await seconds_pass(0.05)
		while Steam.getAvailableP2PPacketSize(3) > 0:
			Steam.readP2PPacket(Steam.getAvailableP2PPacketSize(3), 3)
			received += 1
	check(received > 0, "something was received")
	Steam.steamShutdown()


func _answer() -> void:
	await init_steam()
	var second := await id_of(2)
	Steam.acceptP2PSessionWithUser(second)
	while not has_note(1, "over"):
		await frame()
		while Steam.getAvailableP2PPacketSize(3) > 0:
			var packet := Steam.readP2PPacket(Steam.getAvailableP2PPacketSize(3), 3)
			Steam.sendP2PPacket(second, packet["data"], Steam.P2P_SEND_RELIABLE, 3)
