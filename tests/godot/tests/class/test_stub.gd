extends "res://harness/test_case.gd"
## The scripts that replace the singletons without Steam have every method, property, signal, enum and constant of the classes,
## and answer as if Steam were missing.
## rule: class.stub
## platform: local

const Contract := preload("res://harness/contract.gd")
const FOLDER := "res://addons/steam_networking/"
const OWN_ANSWERS: Array[String] = ["steamInit", "steamInitEx", "get_steam_init_result"]


func run() -> void:
	_compare(&"Steam", load(FOLDER + "steam_stub.gd"))
	_compare(&"SteamLocal", load(FOLDER + "steam_local_stub.gd"))
	_compare(&"SteamServer", load(FOLDER + "steam_server_stub.gd"))
	var stub: Node = load(FOLDER + "steam_stub.gd").new()
	for method: Dictionary in Contract.new().methods:
		if method.name not in OWN_ANSWERS:
			equal(stub.callv(method.name, Contract.arguments_for(method)), Contract.nothing(method), method.name)
	equal(stub.call("steamInitEx", 480, true).status, Steam.STEAM_API_INIT_RESULT_NO_STEAM_CLIENT, "status")
	check(stub.call("steamInitEx").verbal.contains("not on this platform"), "the stub says what it is")
	equal(stub.call("get_steam_init_result"), stub.call("steamInitEx"), "what the last init said")
	equal(stub.call("steamInit", 480), false, "whether it worked")
	equal(stub.call("steamInit", false, 480).status, 20, "status of the older form")
	stub.free()


func _compare(singleton: StringName, stub: GDScript) -> void:
	var methods := stub.get_script_method_list()
	for expected in ClassDB.class_get_method_list(singleton, true):
		var found := methods.filter(func(method: Dictionary) -> bool: return method.name == expected.name)
		check(found.size() == 1, "%s has the method %s" % [singleton, expected.name])
		if found.size() == 1:
			_compare_member(found[0], expected)
			# GDScript makes packed arrays when the call is made, and so does not list them.
			var defaults: Array = expected.default_args.map(
					func(default: Variant) -> Variant: return null if default is PackedInt32Array else default)
			equal(found[0].default_args, defaults, expected.name + ": defaults")
			equal(found[0]["return"].type, expected["return"].type, expected.name + ": type of the result")
	var signals_of_stub := stub.get_script_signal_list()
	for expected in ClassDB.class_get_signal_list(singleton, true):
		var found := signals_of_stub.filter(func(it: Dictionary) -> bool: return it.name == expected.name)
		check(found.size() == 1, "%s has the signal %s" % [singleton, expected.name])
		if found.size() == 1:
			_compare_member(found[0], expected)
	var constants := stub.get_script_constant_map()
	for constant in ClassDB.class_get_integer_constant_list(singleton, true):
		equal(constants.get(constant), ClassDB.class_get_integer_constant(singleton, constant), constant)
	for enum_name in ClassDB.class_get_enum_list(singleton, true):
		var values := {}
		for value in ClassDB.class_get_enum_constants(singleton, enum_name, true):
			values[value] = ClassDB.class_get_integer_constant(singleton, value)
		equal(constants.get(enum_name), values, enum_name)
	var properties := stub.get_script_property_list()
	for expected in ClassDB.class_get_property_list(singleton, true):
		if expected.usage & PROPERTY_USAGE_CATEGORY == 0:
			check(properties.any(func(property: Dictionary) -> bool:
					return property.name == expected.name and property.type == expected.type),
					"%s has the property %s" % [singleton, expected.name])
	equal(methods.size(), ClassDB.class_get_method_list(singleton, true).size(), "number of methods")
	equal(signals_of_stub.size(), ClassDB.class_get_signal_list(singleton, true).size(), "number of signals")


func _compare_member(found: Dictionary, expected: Dictionary) -> void:
	var shape := func(argument: Dictionary) -> Array: return [argument.name, argument.type]
	equal(found.args.map(shape), expected.args.map(shape), expected.name + ": arguments")
