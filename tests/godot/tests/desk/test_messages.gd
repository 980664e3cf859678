extends "res://harness/p2p_case.gd"
## What a game tells the editor's panel, before an init, with one and after a shutdown, and the log of its packets. Player 1 stands
## in for the editor, and never touches what the others play with.
## rule: desk.messages
## platform: local
## players: 3
## debugged: 2
## timeout: 120

const Debugger := preload("res://harness/debugger.gd")

var game: Debugger.Game


func run() -> void:
	match player:
		1: await _edit()
		2: await _play()
		3: await _answer()


## The content of the next message of a name that fits.
func message(message_name: String, fits := Callable()) -> Variant:
	var found := []
	await until(func() -> bool:
		var content: Variant = game.take(message_name, fits)
		if content == null:
			return false
		found.append(content)
		return true, PATIENCE, "the message " + message_name)
	return found[0][0]


func _edit() -> void:
	var port := 0
	for argument: String in OS.get_cmdline_user_args():
		if argument.begins_with("--debugger-port="):
			port = int(argument.get_slice("=", 1))
	game = Debugger.Game.new(port)
	var hello: Dictionary = await message("steam:hello")
	equal(hello["protocol"], 1, "the protocol")
	equal(hello["platform"], "none", "nothing is initialised")
	equal(hello["scene"], "res://main.tscn", "the scene")
	equal(hello["project"], "steam_networking tests", "the project")
	check(hello["process_id"] > 0, "the process has an id")
	publish("go", 1)
	hello = await message("steam:hello", func(content: Array) -> bool: return content[0]["platform"] == "local")
	var other := await id_of(2)
	equal(hello["steam_id"], other, "the user")
	equal(hello["instance"], 2, "the instance is the local user's number")
	check(hello["conditions"].has("latency_ms"), "the conditions are told: %s" % hello["conditions"])
	check("spike" in hello["can"], "a spike can be had: %s" % hello["can"])

	game.send("steam:watch", [true, true])
	await message("steam:hello")
	publish("watched", true)
	var third := await id_of(3)
	var rows := []
	while rows.filter(func(row: Array) -> bool: return row[1] == 1).size() < 5:
		var columns: Array = await message("steam:packets")
		equal(columns.size(), 9, "columns")
		for index: int in columns[0].size():
			rows.append(columns.map(func(column: Variant) -> Variant: return column[index]))
	for row: Array in rows:
		equal(row[2], third, "the other user")
		equal(row[3], 0, "the interface")
		equal(row[4], 3, "the channel")
		equal(row[6], 100, "the size")
		equal(row[7].size(), 32, "the first bytes")
		check(absf(row[0] / 1e6 - Time.get_unix_time_from_system()) < 600.0, "the time: %s" % row[0])
	var overview: Dictionary = await message("steam:overview", func(content: Array) -> bool:
		return content[0]["sessions"].any(func(one: Dictionary) -> bool: return one["packets_in"] >= 5))
	var session: Dictionary = overview["sessions"].filter(func(one: Dictionary) -> bool: return one["user"] == third)[0]
	equal(session["interface"], "packets", "the session's interface")
	equal(session["state"], "connected", "the session's state")
	equal(session["bytes_in"], 100 * session["packets_in"], "bytes that were read")
	check(session["packets_out"] >= 5, "packets that were sent: %s" % session["packets_out"])
	check(session["name"] != "", "the user's name")
	equal(overview["dropped"], 0, "nothing was dropped")

	publish("over", true)
	hello = await message("steam:hello", func(content: Array) -> bool: return content[0]["platform"] == "none")
	equal(hello["steam_id"], 0, "nobody is there after a shutdown")


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
