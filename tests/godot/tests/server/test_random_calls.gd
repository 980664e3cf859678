extends "res://harness/server_case.gd"
## Every method of `SteamServer` with right, wrong and extreme arguments in any order: before init, on the platform beside a user, from a
## thread meanwhile, and after shutdown. Each answer has its declared type, each error is the extension's own, nothing leaks.
## rule: call.anything, server.class
##
## The environment chooses: RANDOM_CALLS, how many calls (9000), and RANDOM_SEED, to repeat a run.
## timeout: 600
## forget: ERROR: SteamServer.
## forget: WARNING: SteamServer.
## forget: ERROR: godot-rust function call failed: SteamServer::
## forget: ERROR: Error calling method from 'callv': 'SteamServer::
## forget: [S_API]
## env: SteamAppId=480

const Arguments := preload("res://tests/surface/random_arguments.gd")
const Contract := preload("res://harness/contract.gd")

## So many calls go by between two frames.
const CALLS_A_FRAME := 200
const REFUSED: Array[String] = ["godot-rust function call failed: SteamServer::%s()", "Error calling method from 'callv': 'SteamServer::%s':"]
## What starts or ends the server is called by the test alone, and what belongs to the main thread is not called from another.
const LIFE_CYCLE: Array[String] = ["serverInit", "serverInitEx", "serverShutdown"]

var _methods: Array
var _arguments: Arguments
var _called := {}


func run() -> void:
	var calls := int(_environment("RANDOM_CALLS", "9000"))
	var from_seed := int(_environment("RANDOM_SEED", str(Time.get_ticks_usec() ^ OS.get_process_id() << 20)))
	print("RANDOM_SEED=%d, %d calls" % [from_seed, calls])
	_methods = Contract.new("steam_server").methods
	_arguments = Arguments.new(from_seed)
	await _calls("before init", calls / 6, _without_platform)
	await init_steam()
	pumping = false
	_arguments.ids = [Steam.getSteamID(), await start_server()]
	serving = false
	await _calls("on the platform", calls / 2, _answered)
	await _from_thread(from_seed, calls / 6)
	stop_server()
	await _calls("after shutdown", calls / 6, _without_platform)
	for method: Dictionary in _methods:
		check(_called.has(method.name) or LIFE_CYCLE.has(method.name), "%s was called" % method.name)
	Steam.steamShutdown()


func _environment(key: String, otherwise: String) -> String:
	return OS.get_environment(key) if OS.has_environment(key) else otherwise


func _calls(phase: String, count: int, judge: Callable) -> void:
	# A coroutine that has waited twice keeps its first state: both counts are taken after that.
	await _breathe()
	await _breathe()
	var objects := _objects()
	for number in count:
		if number % CALLS_A_FRAME == 0:
			await _breathe()
		var method: Dictionary = _methods[_arguments.below(_methods.size())]
		if not LIFE_CYCLE.has(method.name):
			_call(phase, method, judge)
	await _breathe()
	var left := _objects() - objects
	check(left == 0, "%d objects are left by the calls %s" % [left, phase])


func _call(phase: String, method: Dictionary, judge: Callable) -> void:
	var arguments := _arguments.arguments_for(method)
	var spoiled := _arguments.below(100) == 0 and _arguments.spoil(method, arguments)
	_called[method.name] = true
	errors.take()
	var answer: Variant = SteamServer.callv(method.name, arguments)
	var wrong := ""
	for line in errors.take():
		var is_refusal := spoiled and REFUSED.any(func(start: String) -> bool: return line.begins_with(start % method.name))
		if not line.begins_with("SteamServer.") and not is_refusal:
			wrong += " the engine printed: " + line
	if not spoiled:
		wrong += judge.call(method, answer)
	if not wrong.is_empty():
		fail("%s, SteamServer.%s%s:%s" % [phase, method.name, str(arguments).left(200), wrong])


## Calls of a thread, while this one goes on pumping.
func _from_thread(from_seed: int, count: int) -> void:
	var thread := Thread.new()
	thread.start(_work.bind(from_seed, count))
	while thread.is_alive():
		await get_tree().process_frame
		SteamServer.run_callbacks()
	for wrong: String in thread.wait_to_finish():
		fail(wrong)
	errors.take()


func _work(from_seed: int, count: int) -> Array[String]:
	var arguments := Arguments.new(from_seed + 1)
	var wrong: Array[String] = []
	for number in count:
		var method: Dictionary = _methods[arguments.below(_methods.size())]
		if not LIFE_CYCLE.has(method.name) and method.name != "run_callbacks":
			var said := _answered(method, SteamServer.callv(method.name, arguments.arguments_for(method)))
			if not said.is_empty():
				wrong.append("from a thread, %s:%s" % [method.name, said])
	return wrong


## What is wrong with an answer where there is no platform.
func _without_platform(method: Dictionary, answer: Variant) -> String:
	if Contract.PURE.has(method.name) or Contract.WITHOUT_INIT.has(method.name):
		return _answered(method, answer)
	var expected: Variant = Contract.nothing(method)
	return "" if typeof(answer) == typeof(expected) and answer == expected else " it returned %s" % [answer]


## What is wrong with an answer where a platform may have given it.
func _answered(method: Dictionary, answer: Variant) -> String:
	if method.returns == "Variant" or typeof(answer) == Contract.type_of(method.returns):
		return ""
	return " it returned %s" % [answer]


func _breathe() -> void:
	await get_tree().process_frame
	if SteamServer.loggedOn():
		SteamServer.run_callbacks()
	errors.take()


func _objects() -> int:
	return int(Performance.get_monitor(Performance.OBJECT_COUNT))
