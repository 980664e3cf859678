extends "res://harness/test_case.gd"
## Every enum and constant of the contract is registered under its name, with its value, and nothing else is.
## rule: class.enums

const Contract := preload("res://harness/contract.gd")


func run() -> void:
	var contract := Contract.new()
	var registered := ClassDB.class_get_enum_list(&"Steam", true)
	for enum_name in registered:
		check(contract.enums.has(enum_name), "the enum %s is not in the contract" % enum_name)
	var of_enums := 0
	for enum_name: String in contract.enums:
		check(registered.has(enum_name), "the enum %s is missing" % enum_name)
		var values: Dictionary = contract.enums[enum_name]
		var names := ClassDB.class_get_enum_constants(&"Steam", enum_name, true)
		equal(names.size(), values.size(), "number of values of " + enum_name)
		for value_name: String in values:
			check(names.has(value_name), "%s has no %s" % [enum_name, value_name])
			equal(ClassDB.class_get_integer_constant(&"Steam", value_name), int(values[value_name]), value_name)
			of_enums += 1
	for constant_name: String in contract.constants:
		equal(ClassDB.class_get_integer_constant(&"Steam", constant_name), int(contract.constants[constant_name]),
				constant_name)
		check(ClassDB.class_get_integer_constant_enum(&"Steam", constant_name, true).is_empty(),
				"%s is a plain constant" % constant_name)
	equal(ClassDB.class_get_integer_constant_list(&"Steam", true).size(), of_enums + contract.constants.size(),
			"number of constants of the class")
	_check_as_scripts_write_them(contract)


# A script names a value as Steam.VALUE and as Steam.Enum.VALUE, and takes the enum as a type: the compiler resolves all
# three, not ClassDB. So a script that does it for every value is compiled here.
func _check_as_scripts_write_them(contract: Contract) -> void:
	var source := PackedStringArray(["extends RefCounted", "static func values() -> Dictionary:", "\tvar all := {}"])
	for enum_name: String in contract.enums:
		for value_name: String in contract.enums[enum_name]:
			var typed := "typed_" + value_name
			source.append("\tvar %s: Steam.%s = Steam.%s" % [typed, enum_name, value_name])
			source.append("\tall[\"%s\"] = [%s, Steam.%s.%s]" % [value_name, typed, enum_name, value_name])
	for constant_name: String in contract.constants:
		source.append("\tall[\"%s\"] = [Steam.%s]" % [constant_name, constant_name])
	source.append("\treturn all")
	var script := GDScript.new()
	script.source_code = "\n".join(source) + "\n"
	equal(script.reload(), OK, "a script that names every value compiles")
	if not script.can_instantiate():
		return
	var seen: Dictionary = script.call("values")
	for enum_name: String in contract.enums:
		for value_name: String in contract.enums[enum_name]:
			var expected := int(contract.enums[enum_name][value_name])
			equal(seen[value_name], [expected, expected], value_name + " as a script sees it")
	for constant_name: String in contract.constants:
		equal(seen[constant_name], [int(contract.constants[constant_name])], constant_name + " as a script sees it")
