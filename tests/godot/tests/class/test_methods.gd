extends "res://harness/test_case.gd"
## Every method of the contract is registered with its arguments, defaults and result, and no other method is.
## rule: class.methods

const Contract := preload("res://harness/contract.gd")


func run() -> void:
	var contract := Contract.new()
	var registered := {}
	for method in ClassDB.class_get_method_list(&"Steam", true):
		registered[method.name] = method
	for expected: Dictionary in contract.methods:
		if not registered.has(expected.name):
			fail("the method %s is missing" % expected.name)
			continue
		_check_method(expected, registered[expected.name])
		registered.erase(expected.name)
	for method_name: String in registered:
		fail("the method %s is not in the contract" % method_name)


func _check_method(expected: Dictionary, actual: Dictionary) -> void:
	var method_name: String = expected.name
	var names: Array = expected.args.map(func(argument: Dictionary) -> String: return argument.name)
	var types: Array = expected.args.map(func(argument: Dictionary) -> int: return Contract.type_of(argument.type))
	var defaults := []
	for argument: Dictionary in expected.args:
		if argument.has("default"):
			# JSON has one kind of list.
			var default: Variant = Contract.value_of(argument.default)
			defaults.append(type_convert(default, Contract.type_of(argument.type)) if default is Array else default)
	equal(actual.args.map(func(argument: Dictionary) -> String: return argument.name), names, method_name + ": names")
	equal(actual.args.map(func(argument: Dictionary) -> int: return argument.type), types, method_name + ": types")
	equal(actual.default_args, defaults, method_name + ": defaults")
	var result: Dictionary = actual["return"]
	equal(result.type, Contract.type_of(expected.returns), method_name + ": type of the result")
	equal(bool(result.usage & PROPERTY_USAGE_NIL_IS_VARIANT), expected.returns == "Variant",
			method_name + ": whether the result may be anything")
	equal(String(result.class_name), Contract.enum_of(expected.returns), method_name + ": enum of the result")
	check(not actual.flags & METHOD_FLAG_VARARG, method_name + ": takes a fixed list of arguments")
