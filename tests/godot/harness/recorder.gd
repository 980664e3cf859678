extends RefCounted
## Records every signal of `Steam`, or of `SteamServer`: name, arguments, order. Each emission is compared with what the class declares.

## Emissions without the declared types.
var mismatches: Array[String] = []
## Everything that arrived and was not taken: dictionaries with `name` and `arguments`.
var events: Array[Dictionary] = []

var _connections: Array[Array] = []
var _of: Object


func start(of: Object = Steam) -> void:
	_of = of
	for declared in ClassDB.class_get_signal_list(of.get_class(), true):
		var types: Array[int] = []
		for argument: Dictionary in declared.args:
			types.append(argument.type)
		var listener := _listener(types.size()).bind(declared.name, types)
		of.connect(declared.name, listener)
		_connections.append([declared.name, listener])


func stop() -> void:
	for connection in _connections:
		_of.disconnect(connection[0], connection[1])
	_connections.clear()


## Whether a signal of that name waits whose arguments `matches` accepts.
func has(signal_name: String, matches := Callable()) -> bool:
	return _find(signal_name, matches) >= 0


## The number of waiting signals of that name.
func count(signal_name: String) -> int:
	return all(signal_name).size()


## The arguments of all signals of that name that wait, oldest first.
func all(signal_name: String) -> Array[Array]:
	var found: Array[Array] = []
	for event in events:
		if event.name == signal_name:
			found.append(event.arguments)
	return found


## Takes the oldest signal of that name whose arguments `matches` accepts, and returns its arguments.
func take(signal_name: String, matches := Callable()) -> Array:
	var index := _find(signal_name, matches)
	if index < 0:
		return []
	return events.pop_at(index).arguments


## Forgets what waits.
func clear() -> void:
	events.clear()


func _find(signal_name: String, matches: Callable) -> int:
	for index in events.size():
		if events[index].name == signal_name:
			if not matches.is_valid() or matches.call(events[index].arguments):
				return index
	return -1


func _record(arguments: Array, signal_name: String, types: Array[int]) -> void:
	for index in arguments.size():
		if typeof(arguments[index]) != types[index]:
			mismatches.append("argument %d of the signal %s is a %s, declared as %s" % [index, signal_name,
					type_string(typeof(arguments[index])), type_string(types[index])])
	events.append({"name": signal_name, "arguments": arguments})


# A callable takes a fixed number of arguments, so there is one for each arity: an emission with another number fails.
func _listener(arity: int) -> Callable:
	return [_none, _one, _two, _three, _four, _five, _six][arity]


func _none(name: String, types: Array[int]) -> void:
	_record([], name, types)


func _one(a: Variant, name: String, types: Array[int]) -> void:
	_record([a], name, types)


func _two(a: Variant, b: Variant, name: String, types: Array[int]) -> void:
	_record([a, b], name, types)


func _three(a: Variant, b: Variant, c: Variant, name: String, types: Array[int]) -> void:
	_record([a, b, c], name, types)


func _four(a: Variant, b: Variant, c: Variant, d: Variant, name: String, types: Array[int]) -> void:
	_record([a, b, c, d], name, types)


func _five(a: Variant, b: Variant, c: Variant, d: Variant, e: Variant, name: String, types: Array[int]) -> void:
	_record([a, b, c, d, e], name, types)


func _six(a: Variant, b: Variant, c: Variant, d: Variant, e: Variant, f: Variant, name: String, types: Array[int]) -> void:
	_record([a, b, c, d, e, f], name, types)
