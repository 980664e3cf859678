extends "res://harness/lobby_case.gd"
## Three threads call every method with right, wrong and extreme arguments in any order, while the main thread pumps and now and
## then starts anew. Each answer has its declared type, each error is the extension's own.
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

const Arguments := preload("res://tests/surface/random_arguments.gd")
const Contract := preload("res://harness/contract.gd")

const THREADS := 3
## The main thread starts anew so often.
const RESTARTS := 5
const REFUSED: Array[String] = ["godot-rust function call failed: Steam::", "Error calling method from 'callv': 'Steam::"]


func run() -> void:
	var calls := int(_environment("RANDOM_CALLS", "9000")) / players / THREADS
	var from_seed := int(_environment("RANDOM_SEED", str(Time.get_ticks_usec() ^ OS.get_process_id() << 20)))
	print("RANDOM_SEED=%d, player %d, %d calls in each of %d threads" % [from_seed, player, calls, THREADS])
	if player > 1:
		await note(1, "steam_id")
	await init_steam()
	var users: Array[int] = [Steam.getSteamID(), await id_of(3 - player)]
	await barrier("here")
	var threads: Array[Thread] = []
	for index in THREADS:
		var thread := Thread.new()
		thread.start(_call_methods.bind(from_seed + player * 100 + index, calls, users))
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


func _environment(key: String, otherwise: String) -> String:
	return OS.get_environment(key) if OS.has_environment(key) else otherwise


func _check_errors() -> void:
	for line in errors.take():
		if not line.begins_with("Steam.") and not REFUSED.any(func(start: String) -> bool: return line.begins_with(start)):
			fail("the engine printed: " + line)


# Runs in a thread. Returns what went wrong.
func _call_methods(from_seed: int, count: int, users: Array[int]) -> Array[String]:
	var wrong: Array[String] = []
	var methods: Array = Contract.new().methods
	var arguments := Arguments.new(from_seed)
	arguments.ids = users.duplicate()
	for number in count:
		var method: Dictionary = methods[arguments.below(methods.size())]
		var given := arguments.arguments_for(method)
		var spoiled := arguments.below(100) == 0 and arguments.spoil(method, given)
		var answer: Variant = Steam.callv(method.name, given)
		if not spoiled and method.returns != "Variant" and typeof(answer) != Contract.type_of(method.returns):
			wrong.append("Steam.%s%s returned %s" % [method.name, var_to_str(given).left(200), answer])
	return wrong
