@tool
extends Object
## Reads fields of a running game's messages. A game may be older or newer than the panel: a field that is missing, or has
## another type, counts as empty.


static func whole(from: Dictionary, key: String, otherwise := 0) -> int:
	var value: Variant = from.get(key)
	var is_number: bool = value is int or value is float and is_finite(value)
	return int(value) if is_number else otherwise


static func number(from: Dictionary, key: String, otherwise := 0.0) -> float:
	var value: Variant = from.get(key)
	var is_number: bool = value is int or value is float and is_finite(value)
	return float(value) if is_number else otherwise


static func text(from: Dictionary, key: String) -> String:
	var value: Variant = from.get(key)
	return str(value) if value is String or value is StringName else ""


static func dictionary(from: Dictionary, key: String) -> Dictionary:
	var value: Variant = from.get(key)
	return value if value is Dictionary else {}


static func strings(from: Dictionary, key: String) -> PackedStringArray:
	var value: Variant = from.get(key)
	return PackedStringArray(value) if value is PackedStringArray or value is Array else PackedStringArray()


## The Dictionaries in a list, without any other elements.
static func dictionaries(from: Dictionary, key: String) -> Array[Dictionary]:
	var found: Array[Dictionary] = []
	var value: Variant = from.get(key)
	if value is Array:
		for entry: Variant in value:
			if entry is Dictionary:
				found.append(entry)
	return found
