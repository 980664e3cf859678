extends "res://harness/lobby_case.gd"
## Every method with right, wrong and extreme arguments in any order, by two players at once: before init, on the
## platform, where Steam was asked for and is not there, and after shutdown. Each answer has its declared type, each error
## is the extension's own, nothing leaks.
## rule: call.anything
##
## Over Steam or a stand-in for it, the second part runs there, and the part in which Steam is not there is left out.
##
## The environment chooses: RANDOM_CALLS, how many calls (30000), and RANDOM_SEED, to repeat a run.
## players: 2
## timeout: 1800
## forget: ERROR: Steam.
## forget: WARNING: Steam.
## forget: ERROR: godot-rust function call failed: Steam::
## forget: ERROR: Error calling method from 'callv': 'Steam::
## forget: [S_API]
## env: SteamAppId=480

const Arguments := preload("res://tests/surface/random_arguments.gd")
const Contract := preload("res://harness/contract.gd")

## So many calls go by between two frames.
const CALLS_A_FRAME := 200
## A call with an argument of a wrong type never reaches a method; binding and engine say so, naming the method.
const REFUSED: Array[String] = ["godot-rust function call failed: Steam::%s()", "Error calling method from 'callv': 'Steam::%s':"]
## What starts or ends a platform; the phases do that themselves and leave it to chance only where it changes nothing.
const LIFE_CYCLE: Array[String] = ["steamInit", "steamInitEx", "steamShutdown"]
## Starting anew takes longer than anything else, so these come less often.
const RARELY := 50

var _methods: Array
var _arguments: Arguments
var _called := {}
var _worst_ms := 0
var _own_errors := 0


func run() -> void:
	pumping = false
	var calls := int(_environment("RANDOM_CALLS", "30000"))
	var from_seed := int(_environment("RANDOM_SEED", str(Time.get_ticks_usec() ^ OS.get_process_id() << 20)))
	print("RANDOM_SEED=%d, player %d, %d calls" % [from_seed, player, calls])
	_methods = Contract.new().methods
	_arguments = Arguments.new(from_seed + player)
	var started := Time.get_ticks_msec()
	var share := calls / players
	var steam_runs := Steam.isSteamRunning() or _environment("STEAM_NETWORKING_PLATFORM", "") == "steam"
	await _calls("before init", share * 15 / 100, _without_platform)
	await _on_the_platform(share * 55 / 100)
	Steam.steamShutdown()
	if not steam_runs:
		OS.set_environment("STEAM_NETWORKING_PLATFORM", "steam")
		await _calls("without a Steam client", share * 15 / 100, _without_platform, true)
		OS.set_environment("STEAM_NETWORKING_PLATFORM", "local")
	await _calls("after shutdown", share * 15 / 100, _without_platform)
	for method: Dictionary in _methods:
		check(_called.has(method.name) or LIFE_CYCLE.has(method.name), "%s was called" % method.name)
	print("%d errors of the extension's own, the longest call took %d ms, all of it %d s" % [_own_errors, _worst_ms,
			(Time.get_ticks_msec() - started) / 1000])


func _environment(key: String, otherwise: String) -> String:
	return OS.get_environment(key) if OS.has_environment(key) else otherwise


func _on_the_platform(count: int) -> void:
	if player > 1:
		await note(1, "steam_id")
	await init_steam()
	_arguments.ids = [Steam.getSteamID(), await id_of(3 - player)]
	await barrier("here")
	await _calls("on the platform", count, _answered, true)
	# The other one may still be at it.
	await barrier("platform done", 1500.0)


## Calls methods at random. `judge` says what is wrong with an answer, if anything is.
func _calls(phase: String, count: int, judge: Callable, with_life_cycle := false) -> void:
	# A coroutine that has waited twice keeps its first state: both counts are taken after that.
	await _breathe()
	await _breathe()
	var objects := _objects()
	for number in count:
		if number % CALLS_A_FRAME == 0:
			await _breathe()
		var method: Dictionary = _methods[_arguments.below(_methods.size())]
		if LIFE_CYCLE.has(method.name) and not (with_life_cycle and _arguments.below(RARELY) == 0):
			continue
		_call(phase, method, judge)
		if judge == _answered and not Steam.isSteamRunning():
			await init_steam()
	await _breathe()
	var left := _objects() - objects
	check(left == 0, "%d objects are left by the calls %s" % [left, phase])


func _call(phase: String, method: Dictionary, judge: Callable) -> void:
	var arguments := _arguments.arguments_for(method)
	var spoiled := _arguments.below(100) == 0 and _arguments.spoil(method, arguments)
	_called[method.name] = true
	errors.take()
	var began := Time.get_ticks_msec()
	var answer: Variant = Steam.callv(method.name, arguments)
	_worst_ms = maxi(_worst_ms, Time.get_ticks_msec() - began)
	var wrong := ""
	for line in errors.take():
		if line.begins_with("Steam."):
			_own_errors += 1
		elif not (spoiled and REFUSED.any(func(start: String) -> bool: return line.begins_with(start % method.name))):
			wrong += " the engine printed: " + line
	if not spoiled:
		wrong += judge.call(method, answer)
	if not wrong.is_empty():
		fail("%s, Steam.%s%s:%s" % [phase, method.name, _shown(arguments), wrong])
	_keep(answer)


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


## Some of what Steam hands out goes back into other calls.
func _keep(answer: Variant) -> void:
	if answer is Dictionary:
		var some: Variant = answer.get("buffer")
		if some is PackedByteArray and not some.is_empty() and some.size() < 20000 and _arguments.bytes.size() < 60:
			_arguments.bytes.append(some)


## A frame, and on the local platform what came of the calls so far.
func _breathe() -> void:
	await get_tree().process_frame
	for created: Array in signals.all("lobby_created") + signals.all("lobby_invite"):
		var lobby_id: int = created[1]
		if lobby_id != 0:
			_arguments.ids.append(lobby_id)
	# The two users stay, of the lobbies the latest.
	while _arguments.ids.size() > 20:
		_arguments.ids.remove_at(2)
	signals.clear()
	for line in errors.take():
		if not line.begins_with("Steam."):
			fail("between two calls the engine printed: " + line)


func _objects() -> int:
	return int(Performance.get_monitor(Performance.OBJECT_COUNT))


func _shown(arguments: Array) -> String:
	var texts := arguments.map(func(argument: Variant) -> String: return var_to_str(argument).left(60))
	return "(%s)" % ", ".join(texts)
