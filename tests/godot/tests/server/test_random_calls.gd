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

const RandomCalls := preload("res://harness/random_calls.gd")

var _calls: RandomCalls


func run() -> void:
	var chosen := RandomCalls.chosen(9000)
	_calls = RandomCalls.new(self, "SteamServer", chosen.seed)
	# The test alone starts and ends the server.
	_calls.life_cycle = ["serverInit", "serverInitEx", "serverShutdown"]
	_calls.breathe = _breathe
	await _calls.make("before init", chosen.calls / 6, RandomCalls.without_platform)
	await init_steam()
	pumping = false
	_calls.arguments.ids = [Steam.getSteamID(), await start_server()]
	serving = false
	await _calls.make("on the platform", chosen.calls / 2, RandomCalls.answered)
	await _from_thread(chosen.seed, chosen.calls / 6)
	stop_server()
	await _calls.make("after shutdown", chosen.calls / 6, RandomCalls.without_platform)
	_calls.check_all_called()
	Steam.steamShutdown()


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
	var arguments := RandomCalls.Arguments.new(from_seed + 1)
	var wrong: Array[String] = []
	for number in count:
		var method: Dictionary = _calls.methods[arguments.below(_calls.methods.size())]
		# The callbacks belong to the main thread.
		if not _calls.life_cycle.has(method.name) and method.name != "run_callbacks":
			var said := RandomCalls.answered(method, SteamServer.callv(method.name, arguments.arguments_for(method)))
			if not said.is_empty():
				wrong.append("from a thread, %s:%s" % [method.name, said])
	return wrong


func _breathe() -> void:
	await get_tree().process_frame
	if SteamServer.loggedOn():
		SteamServer.run_callbacks()
	errors.take()
