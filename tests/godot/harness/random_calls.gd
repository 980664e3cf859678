extends RefCounted
## Calls the methods of a singleton with right, wrong and extreme arguments in any order, and judges each answer.
##
## The environment variable RANDOM_CALLS sets the number of calls, RANDOM_SEED repeats a run.

const Arguments := preload("res://harness/random_arguments.gd")
const Contract := preload("res://harness/contract.gd")
const TestCase := preload("res://harness/test_case.gd")

const CALLS_A_FRAME := 200

## Draws the arguments. Put the IDs that calls should use into its `ids`.
var arguments: Arguments
## The methods of the class, as the contract describes them.
var methods: Array
## Methods that start or end a platform. Chance never chooses them, unless [member life_cycle_odds] allows it.
var life_cycle: Array[String] = []
## One of so many chosen calls of [member life_cycle] is made; 0 for none.
var life_cycle_odds := 0
## A coroutine that lets a frame pass.
var breathe: Callable
## Gets each answer after its call; may be a coroutine. Optional.
var after_call := Callable()
## Errors that the extension printed.
var own_errors := 0
## The longest call, in milliseconds.
var worst_ms := 0

var _case: TestCase
var _singleton: Object
var _name := ""
var _called := {}


func _init(of_case: TestCase, singleton: String, from_seed: int) -> void:
	_case = of_case
	_name = singleton
	_singleton = Engine.get_singleton(singleton)
	methods = Contract.new(singleton.to_snake_case()).methods
	arguments = Arguments.new(from_seed)


static func environment(key: String, otherwise: String) -> String:
	return OS.get_environment(key) if OS.has_environment(key) else otherwise


## The number of calls, and the seed, which it prints.
static func chosen(calls: int) -> Dictionary:
	var of := {
		"calls": int(environment("RANDOM_CALLS", str(calls))),
		"seed": int(environment("RANDOM_SEED", str(Time.get_ticks_usec() ^ OS.get_process_id() << 20))),
	}
	print("RANDOM_SEED=%d, %d calls" % [of.seed, of.calls])
	return of


## Makes the calls. `judge` gets a method and its answer, and returns what is wrong, or an empty text.
func make(phase: String, count: int, judge: Callable) -> void:
	# The first two waits keep objects of this coroutine, so the first count comes after them.
	await breathe.call()
	await breathe.call()
	var before := _objects()
	for number in count:
		if number % CALLS_A_FRAME == 0:
			await breathe.call()
		var method: Dictionary = methods[arguments.below(methods.size())]
		if life_cycle.has(method.name) and not (life_cycle_odds > 0 and arguments.below(life_cycle_odds) == 0):
			continue
		var answer: Variant = _call(phase, method, judge)
		if after_call.is_valid():
			await after_call.call(answer)
	await breathe.call()
	var left := _objects() - before
	_case.check(left == 0, "%d objects are left by the calls %s" % [left, phase])


## Fails unless every method was called, apart from those of the life cycle.
func check_all_called() -> void:
	for method: Dictionary in methods:
		_case.check(_called.has(method.name) or life_cycle.has(method.name), "%s was called" % method.name)


## Judges an answer that is given without a platform.
static func without_platform(method: Dictionary, answer: Variant) -> String:
	if Contract.PURE.has(method.name) or Contract.WITHOUT_INIT.has(method.name):
		return answered(method, answer)
	var expected: Variant = Contract.nothing(method)
	return "" if typeof(answer) == typeof(expected) and answer == expected else " it returned %s" % [answer]


## Judges an answer that a platform may have given.
static func answered(method: Dictionary, answer: Variant) -> String:
	if method.returns == "Variant" or typeof(answer) == Contract.type_of(method.returns):
		return ""
	return " it returned %s" % [answer]


## Whether a printed error refuses an argument of a wrong type. Such a call never reaches its method.
static func refused(line: String, singleton: String, method := "") -> bool:
	return line.begins_with("godot-rust function call failed: %s::%s" % [singleton, method]) \
			or line.begins_with("Error calling method from 'callv': '%s::%s" % [singleton, method])


func _call(phase: String, method: Dictionary, judge: Callable) -> Variant:
	var given := arguments.arguments_for(method)
	var spoiled := arguments.below(100) == 0 and arguments.spoil(method, given)
	_called[method.name] = true
	_case.errors.take()
	var began := Time.get_ticks_msec()
	var answer: Variant = _singleton.callv(method.name, given)
	worst_ms = maxi(worst_ms, Time.get_ticks_msec() - began)
	var wrong := ""
	for line in _case.errors.take():
		if line.begins_with(_name + "."):
			own_errors += 1
		elif not (spoiled and refused(line, _name, method.name)):
			wrong += " the engine printed: " + line
	if not spoiled:
		wrong += judge.call(method, answer)
	if not wrong.is_empty():
		_case.fail("%s, %s.%s%s:%s" % [phase, _name, method.name, _shown(given), wrong])
	return answer


func _objects() -> int:
	return int(Performance.get_monitor(Performance.OBJECT_COUNT))


func _shown(given: Array) -> String:
	var texts := given.map(func(argument: Variant) -> String: return var_to_str(argument).left(60))
	return "(%s)" % ", ".join(texts)
