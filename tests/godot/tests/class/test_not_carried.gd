extends "res://harness/test_case.gd"
## Methods of interfaces that are not carried: scripts that use them compile, a call returns the empty value of its type and
## writes one error that names it, the next calls are silent. `is_interface_supported` tells in advance.
## rule: class.not-carried
## expect-error: is not carried
## expect-error: Error calling method from 'callv': 'Steam::
## expect-error: Steam.is_interface_supported: interface_name

const Contract := preload("res://harness/contract.gd")

## The name of a type in GDScript, as in its constructor.
const LITERALS := {"bool": "true", "int": "1", "float": "1.5", "String": "\"text\"", "Array": "[]", "Dictionary": "{}",
		"PackedByteArray": "PackedByteArray()", "PackedInt32Array": "PackedInt32Array()",
		"PackedInt64Array": "PackedInt64Array()"}

var _methods: Array = Contract.new().methods.filter(func(method: Dictionary) -> bool: return method.has("not_carried"))


func run() -> void:
	pumping = false
	check(_methods.size() > 300, "%d methods are not carried" % _methods.size())
	# Half of them first by the engine's way for calls by name, the other half by the way of compiled scripts.
	var half := _methods.size() / 2
	_call_by_name(_methods.slice(0, half), true)
	_call_compiled(_methods.slice(half), true)
	_call_by_name(_methods.slice(half), false)
	_call_compiled(_methods.slice(0, half), false)
	_wrong_arguments()
	await init_steam()
	_call_by_name(_methods, false)
	_interfaces()


func _call_by_name(methods: Array, first: bool) -> void:
	for method: Dictionary in methods:
		errors.take()
		var answer: Variant = Steam.callv(method.name, Contract.arguments_for(method))
		_check_answer(method, answer)
		_check_errors(method, errors.take(), first)


## One script that calls all of them with typed arguments, and keeps the answers in typed variables.
func _call_compiled(methods: Array, first: bool) -> void:
	var source := PackedStringArray(["extends RefCounted"])
	for method: Dictionary in methods:
		source.append("static func call_%s() -> Variant:" % method.name)
		var arguments: Array = method.args.map(func(argument: Dictionary) -> String: return LITERALS[argument.type])
		var call_text := "Steam.%s(%s)" % [method.name, ", ".join(arguments)]
		if method.returns == "void":
			source.append("\t%s\n\treturn null" % call_text)
		else:
			var type: String = method.returns
			type = "Steam." + type.get_slice(":", 1) if type.contains(":") else type
			source.append("\tvar answer: %s = %s\n\treturn answer" % [type, call_text])
	var script := GDScript.new()
	script.source_code = "\n".join(source) + "\n"
	equal(script.reload(), OK, "a script with calls of all compiles")
	if not script.can_instantiate():
		return
	for method: Dictionary in methods:
		errors.take()
		_check_answer(method, script.call("call_" + method.name))
		_check_errors(method, errors.take(), first)


func _check_answer(method: Dictionary, answer: Variant) -> void:
	var expected: Variant = Contract.nothing(method)
	check(typeof(answer) == typeof(expected) and answer == expected, "%s answers %s" % [method.name, answer])


func _check_errors(method: Dictionary, lines: Array[String], first: bool) -> void:
	if not errors.available():
		return
	equal(lines.size(), int(first), "errors of " + method.name)
	if first and not lines.is_empty():
		check(lines[0].begins_with("Steam.%s: the interface %s is not carried" % [method.name, method.not_carried]),
				"%s writes: %s" % [method.name, lines[0]])


func _wrong_arguments() -> void:
	errors.take()
	for arguments: Array in [[], [1, "text", 0, 0], [Vector2.ONE, "value"], ["key", self]]:
		equal(Steam.callv("addHeader", arguments), null, "addHeader with %s" % [arguments])
		if errors.available():
			equal(errors.take().size(), 1, "errors of addHeader with %s" % [arguments])
	Steam.callv("addHeader", ["key", "value"])
	Steam.callv("addHeader", ["key", "value", 1])
	if errors.available():
		equal(errors.take(), [] as Array[String], "errors of addHeader with right arguments")


func _interfaces() -> void:
	for supported: String in ["Apps", "Friends", "Input", "Matchmaking", "Networking", "ISteamUser", "UserStats", "Utils"]:
		equal(Steam.is_interface_supported(supported), true, supported)
	for method: Dictionary in _methods:
		equal(Steam.is_interface_supported(method.not_carried), false, method.not_carried)
		equal(Steam.is_interface_supported("ISteam" + method.not_carried), false, "ISteam" + method.not_carried)
	errors.take()
	equal(Steam.is_interface_supported("Cooking"), false, "an interface that Steam does not have")
	if errors.available():
		equal(errors.take().size(), 1, "errors of a name that no interface has")
