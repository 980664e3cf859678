extends "res://harness/test_case.gd"
## The checks against a real Steam client, for `cargo xtask live`: alone, and with `--peer=<Steam id>` against a
## friend who runs the same with this one's id. Prints a report to attach to a bug: lines that begin with `[live] `.
##
## Its checks go on after a failure: on another's machine, all that can be learned counts.

const Carriers := preload("res://live/carriers.gd")
const Carrier := Carriers.Carrier

## The time limit, in seconds, for answers of Steam's servers.
const ANSWER := 20.0
## The time limit, in seconds, for the friend to start as well.
const START := 300.0
## The sizes of packets to the friend and back: the smallest, one that fits a datagram, and large ones.
const SIZES: Array[int] = [1, 1200, 65536, 500000]

## The friend's Steam id; 0 for none.
var peer := 0

var _lobby := 0
var _step_failure := ""


func run() -> void:
	for argument in OS.get_cmdline_user_args():
		if argument.begins_with("--peer="):
			peer = argument.trim_prefix("--peer=").to_int()
	_say("Godot %s, %s %s, %s" % [Engine.get_version_info().string, OS.get_name(), OS.get_version(),
			Engine.get_architecture_name()])
	# On Steam, unlike in the other tests, "running" says nothing about being initialised.
	leave_running = true
	pumping = false
	await _step("initialise", _initialise)
	if not pumping:
		_say("Nothing else can be checked. Does the Steam client run, and is it online?")
		return
	await _step("who one is", _identity)
	await _step("create a lobby", _create_lobby)
	await _step("lobby data", _lobby_data)
	await _step("find the lobby in the list", _find_lobby)
	# Outside a lobby, a user who sends to themselves is warned that nobody else gets it.
	for carrier: Carrier in [Carriers.Packets.new(), Carriers.Messages.new()]:
		await _step(carrier.title + " to oneself", _to_oneself.bind(carrier))
	await _step("leave the lobby", _leave_lobby)
	if peer != 0:
		for carrier: Carrier in [Carriers.Packets.new(), Carriers.Messages.new()]:
			await _step(carrier.title + ": a session with the friend", _meet_peer.bind(carrier))
			await _step(carrier.title + ": both ways", _exchange.bind(carrier))
			if carrier is Carriers.Packets:
				await _step("one lobby with the friend", _lobby_with_peer.bind(carrier))
			await _step(carrier.title + ": end of the session", _part.bind(carrier))
	await _step("shut down and initialise again", _again)


func _initialise() -> void:
	var result := Steam.steamInitEx(APP_ID, false)
	if result.status != Steam.STEAM_API_INIT_RESULT_OK:
		return _wrong("%s" % result)
	pumping = true
	_need(Steam.isSteamRunning() and Steam.loggedOn(), "isSteamRunning and loggedOn")


func _identity() -> void:
	_say("Steam id %d, app %d, language %s" % [Steam.getSteamID(), Steam.getAppID(), Steam.getCurrentGameLanguage()])
	_need(Steam.getSteamID() >> 32 == 0x01100001, "a Steam id of an individual")
	_need(Steam.getAppID() == APP_ID, "the app id")
	_need(not Steam.getPersonaName().is_empty(), "a name")


func _create_lobby() -> void:
	signals.clear()
	Steam.createLobby(Steam.LOBBY_TYPE_PUBLIC, 2)
	if not await _soon(func() -> bool: return signals.has("lobby_created")):
		return _wrong("no lobby_created")
	var created := signals.take("lobby_created")
	_need(created[0] == Steam.RESULT_OK, "lobby_created %s" % [created])
	_lobby = created[1]
	_need(await _soon(func() -> bool: return signals.has("lobby_joined")), "lobby_joined")
	_need(Steam.getLobbyOwner(_lobby) == Steam.getSteamID(), "the owner")
	_need(Steam.getNumLobbyMembers(_lobby) == 1, "one member")


func _lobby_data() -> void:
	_need(Steam.setLobbyData(_lobby, "steam_networking_live", str(_lobby)), "setLobbyData")
	_need(await _soon(func() -> bool: return Steam.getLobbyData(_lobby, "steam_networking_live") == str(_lobby)), "the value")


func _find_lobby() -> void:
	# A lobby takes a moment until Steam's servers list it.
	for attempt in 10:
		Steam.addRequestLobbyListStringFilter("steam_networking_live", str(_lobby), Steam.LOBBY_COMPARISON_EQUAL)
		Steam.addRequestLobbyListDistanceFilter(Steam.LOBBY_DISTANCE_FILTER_WORLDWIDE)
		Steam.requestLobbyList()
		if not await _soon(func() -> bool: return signals.has("lobby_match_list")):
			return _wrong("no lobby_match_list")
		if signals.take("lobby_match_list")[0].has(_lobby):
			return
		await seconds_pass(1.0)
	_wrong("ten searches did not find it")


func _leave_lobby() -> void:
	Steam.leaveLobby(_lobby)
	# It was empty then, so it is no more.
	signals.clear()
	Steam.joinLobby(_lobby)
	if not await _soon(func() -> bool: return signals.has("lobby_joined")):
		return _wrong("no lobby_joined")
	var joined := signals.take("lobby_joined")
	_need(joined[3] == Steam.CHAT_ROOM_ENTER_RESPONSE_DOESNT_EXIST, "the response to joinLobby is %s" % joined[3])


func _to_oneself(carrier: Carrier) -> void:
	var me := Steam.getSteamID()
	carrier.accept(me)
	for size in SIZES:
		await _send(carrier, me, _content(size))
		if not await _arrives(carrier, me, _content(size)):
			return _wrong("%d bytes; %s" % [size, carrier.state(me)])
	carrier.close(me)


## Each calls until it has heard the other call.
func _meet_peer(carrier: Carrier) -> void:
	carrier.accept(peer)
	var deadline := Time.get_ticks_msec() + int(START * 1000.0)
	var heard := false
	while not heard and Time.get_ticks_msec() < deadline:
		await _send(carrier, peer, "hello".to_utf8_buffer())
		heard = await _soon(func() -> bool: return _is_heard(carrier, "hello"), 2.0)
	# The friend may have begun after the last call, which is then lost.
	await _send(carrier, peer, "hello".to_utf8_buffer())
	_need(heard, "%s" % carrier.state(peer))


func _exchange(carrier: Carrier) -> void:
	for size in SIZES:
		await _send(carrier, peer, _content(size))
		if not await _arrives(carrier, peer, _content(size)):
			return _wrong("%d bytes; %s" % [size, carrier.state(peer)])
	_say("%s, state: %s" % [carrier.title, carrier.state(peer)])


## The one with the lower Steam ID makes the lobby and tells its ID.
func _lobby_with_peer(carrier: Carrier) -> void:
	var host := Steam.getSteamID() < peer
	if host:
		await _create_lobby()
		await _send(carrier, peer, ("lobby %d" % _lobby).to_utf8_buffer())
	else:
		var told: Array[int] = []
		var note_lobby := func(packet: Dictionary) -> bool:
				var text: String = packet.data.get_string_from_ascii()
				if packet.from != peer or not text.begins_with("lobby "):
					return false
				told.append(text.trim_prefix("lobby ").to_int())
				return true
		await _soon(func() -> bool: return carrier.take(note_lobby))
		if told.is_empty():
			return _wrong("the friend told no lobby")
		_lobby = told[0]
		Steam.joinLobby(_lobby)
	_need(await _soon(func() -> bool: return Steam.getNumLobbyMembers(_lobby) == 2), "two members")
	# Nobody leaves before both have seen both.
	await _send(carrier, peer, "seen".to_utf8_buffer())
	_need(await _soon(func() -> bool: return _is_heard(carrier, "seen")), "the friend has seen both")
	Steam.leaveLobby(_lobby)


func _part(carrier: Carrier) -> void:
	await _send(carrier, peer, "end".to_utf8_buffer())
	_need(await _soon(func() -> bool: return _is_heard(carrier, "end")), "the friend's end")
	# The last packets may still be in flight.
	await seconds_pass(2.0)
	_need(carrier.close(peer) or carrier.state(peer).is_empty(), "closing")
	_need(carrier.state(peer).is_empty(), "no session after closing: %s" % carrier.state(peer))


func _again() -> void:
	var me := Steam.getSteamID()
	Steam.steamShutdown()
	pumping = false
	if not Steam.steamInit(APP_ID, false):
		return _wrong("%s" % Steam.get_steam_init_result())
	_need(Steam.getSteamID() == me, "the same user")
	Steam.steamShutdown()


## Runs one check and prints its line.
func _step(title: String, action: Callable) -> void:
	_step_failure = ""
	var started := Time.get_ticks_msec()
	await action.call()
	var verdict := "ok    " if _step_failure.is_empty() else "FAILED"
	_say("%s %s (%d ms)%s" % [verdict, title, Time.get_ticks_msec() - started, _step_failure])
	if not _step_failure.is_empty():
		fail(title + _step_failure)


func _say(line: String) -> void:
	print("[live] ", line)


func _wrong(what: String) -> void:
	_step_failure += ": " + what


func _need(condition: bool, what: String) -> void:
	if not condition:
		_wrong(what)


func _soon(condition: Callable, seconds := ANSWER) -> bool:
	var deadline := Time.get_ticks_msec() + int(seconds * 1000.0)
	while not condition.call():
		if Time.get_ticks_msec() > deadline:
			return false
		await frame()
	return true


## Sends as soon as there is room: unacknowledged packets count as queued.
func _send(carrier: Carrier, to: int, data: PackedByteArray) -> void:
	if not await _soon(func() -> bool: return carrier.send(to, data)):
		_wrong("%d bytes are refused" % data.size())


func _arrives(carrier: Carrier, from: int, data: PackedByteArray) -> bool:
	return await _soon(func() -> bool:
			return carrier.take(func(packet: Dictionary) -> bool: return packet.from == from and packet.data == data))


func _is_heard(carrier: Carrier, text: String) -> bool:
	return carrier.take(func(packet: Dictionary) -> bool:
			return packet.from == peer and packet.data == text.to_utf8_buffer())


func _content(size: int) -> PackedByteArray:
	var bytes := PackedByteArray()
	bytes.resize(size)
	bytes.fill(size % 251)
	return bytes
