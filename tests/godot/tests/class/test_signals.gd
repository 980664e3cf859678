extends "res://harness/test_case.gd"
## Every signal of the contract is declared with its arguments, and no other signal is.
## rule: class.signals

const Contract := preload("res://harness/contract.gd")


func run() -> void:
	var contract := Contract.new()
	var registered := {}
	for declared in ClassDB.class_get_signal_list(&"Steam", true):
		registered[declared.name] = declared
	for expected: Dictionary in contract.signals:
		if not registered.has(expected.name):
			fail("the signal %s is missing" % expected.name)
			continue
		var arguments: Array = registered[expected.name].args
		registered.erase(expected.name)
		equal(arguments.size(), expected.args.size(), "number of arguments of the signal " + expected.name)
		for index in mini(arguments.size(), expected.args.size()):
			var what := "%s: argument %d" % [expected.name, index]
			equal(arguments[index].name, expected.args[index].name, what + ", name")
			equal(arguments[index].type, Contract.type_of(expected.args[index].type), what + ", type")
			equal(String(arguments[index].class_name), Contract.enum_of(expected.args[index].type), what + ", enum")
			equal(bool(arguments[index].usage & PROPERTY_USAGE_CLASS_IS_ENUM),
					expected.args[index].type.contains(":"), what + ", marked as an enum")
	for signal_name: String in registered:
		fail("the signal %s is not in the contract" % signal_name)
