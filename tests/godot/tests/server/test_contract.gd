extends "res://harness/test_case.gd"
## Every method, signal, enum and constant that is written down for `SteamServer` is registered, and no other is.
## rule: server.class

const Contract := preload("res://harness/contract.gd")


func run() -> void:
	var contract := Contract.new("steam_server")
	_check_methods(contract)
	_check_signals(contract)
	_check_enums(contract)


func _check_methods(contract: Contract) -> void:
	var registered := {}
	for method in ClassDB.class_get_method_list(&"SteamServer", true):
		registered[method.name] = method
	for expected: Dictionary in contract.methods:
		if not registered.has(expected.name):
			fail("the method %s is missing" % expected.name)
			continue
		var actual: Dictionary = registered[expected.name]
		registered.erase(expected.name)
		equal(_written(actual.args, actual.default_args), _expected(expected.args), expected.name)
		equal(actual["return"].type, Contract.type_of(expected.returns), expected.name + ": type of the result")
		equal(String(actual["return"].class_name), Contract.enum_of(expected.returns, "SteamServer"),
				expected.name + ": enum of the result")
		check(actual.flags & METHOD_FLAG_STATIC, expected.name + " is static")
	for method_name: String in registered:
		fail("the method %s is not in the contract" % method_name)


func _check_signals(contract: Contract) -> void:
	var registered := {}
	for declared in ClassDB.class_get_signal_list(&"SteamServer", true):
		registered[declared.name] = declared
	for expected: Dictionary in contract.signals:
		if not registered.has(expected.name):
			fail("the signal %s is missing" % expected.name)
			continue
		equal(_written(registered[expected.name].args, []), _expected(expected.args), "the signal " + expected.name)
		for index in expected.args.size():
			equal(String(registered[expected.name].args[index].class_name),
					Contract.enum_of(expected.args[index].type, "SteamServer"), "%s: enum of argument %d" % [expected.name, index])
		registered.erase(expected.name)
	for signal_name: String in registered:
		fail("the signal %s is not in the contract" % signal_name)


func _check_enums(contract: Contract) -> void:
	var of_enums := 0
	for enum_name: String in contract.enums:
		var values: Dictionary = contract.enums[enum_name]
		equal(ClassDB.class_get_enum_constants(&"SteamServer", enum_name, true).size(), values.size(), enum_name)
		of_enums += values.size()
		for value_name: String in values:
			equal(ClassDB.class_get_integer_constant(&"SteamServer", value_name), int(values[value_name]), value_name)
			equal(String(ClassDB.class_get_integer_constant_enum(&"SteamServer", value_name, true)), enum_name, value_name)
	for constant_name: String in contract.constants:
		equal(ClassDB.class_get_integer_constant(&"SteamServer", constant_name), int(contract.constants[constant_name]),
				constant_name)
	equal(ClassDB.class_get_enum_list(&"SteamServer", true).size(), contract.enums.size(), "number of enums")
	equal(ClassDB.class_get_integer_constant_list(&"SteamServer", true).size(), of_enums + contract.constants.size(),
			"number of constants")


func _written(arguments: Array, defaults: Array) -> Array:
	var first := arguments.size() - defaults.size()
	var written := []
	for index in arguments.size():
		written.append([arguments[index].name, arguments[index].type, defaults[index - first] if index >= first else null])
	return written


func _expected(arguments: Array) -> Array:
	return arguments.map(func(argument: Dictionary) -> Array:
			return [argument.name, Contract.type_of(argument.type), Contract.value_of(argument.get("default"))])
