extends "res://harness/test_case.gd"
## The main thread shuts down and initialises again while threads send, read and ask without a pause: no call is running in a
## platform that ends, none fails except without a platform, and everything continues with the next one.
## rule: call.from-thread
## timeout: 300
## forget: ERROR: Steam.
## forget: WARNING: Steam.

const THREADS := 4
const ROUNDS := 25
const CHANNEL := 3

## Set by the main thread, read by the others.
var _ending := false
var _mutex := Mutex.new()
## The number of the threads' calls that found a platform.
var _answered := 0


func run() -> void:
	await init_steam()
	var me := Steam.getSteamID()
	var threads: Array[Thread] = []
	for index in THREADS:
		var thread := Thread.new()
		thread.start(_call_on.bind(me, CHANNEL + index))
		threads.append(thread)
	for round_number in ROUNDS:
		var before := _answers()
		await until(func() -> bool: return _answers() > before + 100, PATIENCE, "calls in round %d" % round_number)
		Steam.steamShutdown()
		await get_tree().process_frame
		equal(Steam.steamInitEx(APP_ID).status, Steam.STEAM_API_INIT_RESULT_OK, "init in round %d" % round_number)
	_mutex.lock()
	_ending = true
	_mutex.unlock()
	await until(func() -> bool: return not threads.any(func(thread: Thread) -> bool: return thread.is_alive()), PATIENCE,
			"the threads")
	for thread in threads:
		equal(thread.wait_to_finish(), "", "a thread")
	for line in errors.take():
		check(line.contains("not initialised") or line.contains("to the process's own Steam ID"),
				"an error but for want of a platform: " + line)


func _answers() -> int:
	_mutex.lock()
	var answered := _answered
	_mutex.unlock()
	return answered


func _is_ending() -> bool:
	_mutex.lock()
	var ending := _ending
	_mutex.unlock()
	return ending


# Runs in a thread. Returns what went wrong.
func _call_on(me: int, channel: int) -> String:
	var packet := "hello".to_utf8_buffer()
	while not _is_ending():
		var answered := 0
		for i in 50:
			var id := Steam.getSteamID()
			if id != 0 and id != me:
				return "the own ID is %d instead of %d" % [id, me]
			answered += int(id != 0)
			Steam.sendP2PPacket(me, packet, Steam.P2P_SEND_RELIABLE, channel)
			var got := Steam.readP2PPacket(64, channel)
			if not got.is_empty() and (got.remote_steam_id != me or got.data != packet):
				return "a strange packet: %s" % got
			Steam.getFriendPersonaName(me)
			Steam.getNumLobbyMembers(0x0184000000000007 | 1 << 50)
			Steam.getP2PSessionState(me)
		_mutex.lock()
		_answered += answered
		_mutex.unlock()
		OS.delay_msec(1)
	return ""
