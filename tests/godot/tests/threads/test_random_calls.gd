extends "res://harness/lobby_case.gd"
## Three threads call every method with right, wrong and extreme arguments in any order, while the main thread pumps and now and
## then restarts Steam. Each answer has its declared type, each error is the extension's own.
##
## The environment chooses: RANDOM_CALLS, how many calls (9000), and RANDOM_SEED, to repeat a run.
## rule: call.from-thread, call.anything
## players: 2
## timeout: 1800
## forget: ERROR: Steam.
## forget: WARNING: Steam.
## forget: ERROR: godot-rust function call failed: Steam::
## forget: ERROR: Error calling method from 'callv': 'Steam::
## env: SteamAppId=480

const RandomCalls := preload("res://harness/random_calls.gd")

const THREADS := 3
## The number of restarts by the main thread.
const RESTARTS := 5


func run() -> void:
	var chosen := RandomCalls.chosen(9000)
	if player > 1:
		await note(1, "steam_id")
	await init_steam()
	var users: Array[int] = [Steam.getSteamID(), await id_of(3 - player)]
	await barrier("here")
	var threads: Array[Thread] = []
	for index in THREADS:
		var thread := Thread.new()
		thread.start(_call_methods.bind(chosen.seed + player * 100 + index, chosen.calls / players / THREADS, users))
		threads.append(thread)
	var restarts := 0
	var frames_passed := 0
	while threads.any(func(thread: Thread) -> bool: return thread.is_alive()):
		await frame()
		signals.clear()
		_check_errors()
		frames_passed += 1
		if restarts < RESTARTS and frames_passed % 20 == 0:
			restarts += 1
			Steam.steamShutdown()
			equal(Steam.steamInitEx(APP_ID).status, Steam.STEAM_API_INIT_RESULT_OK, "restart %d" % restarts)
	for thread in threads:
		equal(thread.wait_to_finish(), [] as Array[String], "what went wrong in a thread")
	_check_errors()
	check(Steam.loggedOn(), "still there")
	await barrier("done", 1500.0)


func _check_errors() -> void:
	for line in errors.take():
		if not line.begins_with("Steam.") and not RandomCalls.refused(line, "Steam"):
			fail("the engine printed: " + line)


# Runs in a thread. Returns what went wrong.
func _call_methods(from_seed: int, count: int, users: Array[int]) -> Array[String]:
	var wrong: Array[String] = []
	var methods: Array = RandomCalls.Contract.new().methods
	var arguments := RandomCalls.Arguments.new(from_seed)
	arguments.ids = users.duplicate()
	for number in count:
		var method: Dictionary = methods[arguments.below(methods.size())]
		var given := arguments.arguments_for(method)
		var spoiled := arguments.below(100) == 0 and arguments.spoil(method, given)
		var answer: Variant = Steam.callv(method.name, given)
		var said := "" if spoiled else RandomCalls.answered(method, answer)
		if not said.is_empty():
			wrong.append("Steam.%s%s:%s" % [method.name, var_to_str(given).left(200), said])
	return wrong
