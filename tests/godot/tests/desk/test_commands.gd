extends "res://harness/desk_case.gd"
## A game carries out the panel's commands: conditions, a spike, a network that is gone, a pause, single frames, an end by quitting and one
## by a crash. If one cannot be done, a line gives the reason. A player that is made to quit leaves a waiting test behind.
## rule: desk.commands
## platform: local
## players: 4
## debugged: 2, 3
## may-die: 2, 3
## timeout: 120
## expect-error: ObjectDB instances leaked at exit
## expect-error: resources still in use at exit

## The latest number of frames that a game has reported.
var _last := -1


func run() -> void:
	dying = [2, 3]
	match player:
		1: await _edit()
		4: await _look_on()
		_: await _play()


func _edit() -> void:
	var game := await debugged_game()
	var other := await debugged_game()
	await init_steam()
	# Player 2 sends to player 4; the other one only plays.
	var second := await id_of(2)
	if (await hello(game, "platform", "local"))["steam_id"] != second:
		var swapped := game
		game = other
		other = swapped
		equal((await hello(game, "platform", "local"))["steam_id"], second, "the other one is player 2")
	var fourth := await id_of(4)

	game.send("steam:conditions", [{"latency_ms": 40, "loss_percent": 2.5}, 0])
	var told: Dictionary = await message(game, "steam:hello", func(content: Array) -> bool:
		return content[0]["conditions"].get("latency_ms") == 40)
	equal(told["conditions"]["loss_percent"], 2.5, "the loss")
	equal(told["link_conditions"], {}, "nobody has conditions of their own")
	game.send("steam:conditions", [{"latency_ms": 70}, fourth])
	told = await message(game, "steam:hello", func(content: Array) -> bool: return not content[0]["link_conditions"].is_empty())
	equal(told["link_conditions"].keys(), [fourth], "whose conditions they are")
	equal(told["link_conditions"][fourth]["latency_ms"], 70, "their latency")

	game.send("steam:spike", [500, 1500])
	told = await message(game, "steam:hello", func(content: Array) -> bool: return content[0]["conditions"]["latency_ms"] == 540)
	equal(told["link_conditions"].get(fourth, {}).get("latency_ms"), 570, "the spike is for everybody")
	told = await message(game, "steam:hello", func(content: Array) -> bool: return content[0]["conditions"]["latency_ms"] == 40)
	equal(told["link_conditions"].get(fourth, {}).get("latency_ms"), 70, "after the spike all is as before")
	game.send("steam:course", [{"keyframes": [{"time": 0.0, "conditions": {"latency_ms": 11}},
			{"time": 0.3, "conditions": {"latency_ms": 22}}, {"time": 0.6}], "loops": true}])
	for latency: int in [11, 22, 11, 22]:
		await message(game, "steam:hello", func(content: Array) -> bool: return content[0]["conditions"]["latency_ms"] == latency)
	game.send("steam:course_stop", [])
	game.send("steam:clear_conditions", [0])
	told = await message(game, "steam:hello", func(content: Array) -> bool: return content[0]["conditions"]["latency_ms"] == 0)
	equal(told["link_conditions"], {}, "nobody has conditions any more")

	for wrong: Array in [["steam:conditions", [{"latency_ms": -1}, 0], "latency_ms"], ["steam:spike", [0, 0], "steam:spike"],
			["steam:pause", ["no"], "steam:pause"], ["steam:clear_conditions", [5], "steam_id"]]:
		game.send(wrong[0], wrong[1])
		var line: Array = await said(game)
		check(wrong[2] in line[0], "%s is answered: %s" % [wrong, line])
		equal(line[1], 2, "it is an error")

	await _send_nonsense(other)
	game.send("steam:disconnect", [true])
	await hello(game, "disconnected", true)
	await _expect_link(false)
	game.send("steam:disconnect", [false])
	await hello(game, "disconnected", false)
	await _expect_link(true)

	await _pause(game)
	for each: Array in [[game, "steam:stop"], [other, "steam:crash"]]:
		each[0].send(each[1], [])
		await until(func() -> bool: return not each[0].is_alive(), PATIENCE, "the end by " + each[1])
	publish("over", true)


## Commands with other content than they have, and such that there are not: the game goes on.
func _send_nonsense(game: Debugger.Game) -> void:
	var contents := [null, "x", -1, 9223372036854775807, NAN, INF, [], {}, {"latency_ms": {}}, {5: 5}, PackedByteArray([1]), true,
			Vector2.ONE, &"name", ^"path"]
	for command: String in ["watch", "conditions", "clear_conditions", "course", "course_stop", "spike", "disconnect", "pause", "nothing",
			"", "hello"]:
		game.send("steam:" + command, [])
		for content: Variant in contents:
			game.send("steam:" + command, [content])
			for second: Variant in contents:
				game.send("steam:" + command, [content, second])
		await frame()
	game.send("steam:pause", [false])
	game.send("steam:disconnect", [false])
	game.send("steam:clear_conditions", [0])
	game.send("steam:watch", [false, false])
	# Any command has had its effect by now.
	game.send("steam:spike", [123, 60000])
	await message(game, "steam:hello", func(content: Array) -> bool: return content[0]["conditions"]["latency_ms"] == 123)


## The next `steam:said`.
func said(game: Debugger.Game) -> Array:
	var found := []
	await until(func() -> bool:
		var content: Variant = game.take("steam:said")
		if content != null:
			found.append(content)
		return content != null, PATIENCE, "an answer")
	return found[0]


## Has player 4 see whether packets of the game pass.
func _expect_link(passes: bool) -> void:
	var asked := "passes-%s" % passes
	publish(asked, true)
	await note(4, asked)


func _pause(game: Debugger.Game) -> void:
	game.send("steam:pause", [true])
	await hello(game, "paused", true)
	var before: int = await _count(game)
	await seconds_pass(0.3)
	equal(await _count(game), before, "no frame passes in a pause")
	for step in 3:
		game.send("steam:step", [])
		await until(func() -> bool: return _last_count(game) == before + step + 1, PATIENCE, "one frame more")
	await seconds_pass(0.3)
	equal(await _count(game), before + 3, "three frames for three steps")
	game.send("steam:pause", [false])
	await hello(game, "paused", false)
	await until(func() -> bool: return _last_count(game) > before + 10, PATIENCE, "the game to go on")


## The game's number of frames in its next message.
func _count(game: Debugger.Game) -> int:
	_last_count(game)
	await until(func() -> bool: return _last_count(game) >= 0, PATIENCE, "the number of frames")
	return _last


## The same in earlier messages, -1 if there is nothing new.
func _last_count(game: Debugger.Game) -> int:
	var newest := -1
	while true:
		var content: Variant = game.take("test:frames")
		if content == null:
			break
		newest = content[0]
	if newest >= 0:
		_last = newest
	return newest


func _play() -> void:
	await init_steam()
	var counter := preload("res://tests/desk/frame_counter.gd").new()
	counter.process_mode = Node.PROCESS_MODE_PAUSABLE
	add_child(counter)
	var fourth := await id_of(4)
	Steam.acceptP2PSessionWithUser(fourth)
	var number := 0
	while true:
		await frame()
		EngineDebugger.send_message("test:frames", [counter.count])
		number += 1
		var data := PackedByteArray()
		data.resize(8)
		data.encode_s64(0, number)
		if player == 2:
			Steam.sendP2PPacket(fourth, data, Steam.P2P_SEND_UNRELIABLE)


func _look_on() -> void:
	await init_steam()
	var second := await id_of(2)
	Steam.acceptP2PSessionWithUser(second)
	await until(_reads, PATIENCE, "packets before")
	await note(1, "passes-false")
	# Packets in flight arrive, and then nothing.
	while await _any_within(1.0):
		pass
	publish("passes-false", true)
	await note(1, "passes-true")
	await until(_reads, PATIENCE, "packets again")
	publish("passes-true", true)
	await until(func() -> bool: return _reads() or has_note(1, "over"), PATIENCE, "the end")
	await note(1, "over", 60.0)


func _any_within(seconds: float) -> bool:
	_reads()
	await seconds_pass(seconds)
	return _reads()


## Whether a packet was there.
func _reads() -> bool:
	var any := false
	while Steam.getAvailableP2PPacketSize(0) > 0:
		Steam.readP2PPacket(Steam.getAvailableP2PPacketSize(0), 0)
		any = true
	return any
