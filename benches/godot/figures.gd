extends RefCounted
## Figures of several rounds. What goes out is the median of each.

var _samples := {}


func add(name: String, value: float) -> void:
	if not _samples.has(name):
		_samples[name] = PackedFloat64Array()
	_samples[name].append(value)


func add_all(values: Dictionary) -> void:
	for name: String in values:
		add(name, values[name])


func print_medians() -> void:
	for name: String in _samples:
		print("BENCH %s %.2f" % [name, median(_samples[name])])


static func median(values: PackedFloat64Array) -> float:
	return percentile(values, 50)


static func percentile(values: PackedFloat64Array, percent: int) -> float:
	values.sort()
	@warning_ignore("integer_division")
	return values[mini(values.size() * percent / 100, values.size() - 1)]
