extends RefCounted
## Times loops of calls. A figure goes out as a line [code]BENCH name value[/code], in nanoseconds a call.

const Amount := preload("amount.gd")
const Figures := preload("figures.gd")

const ROUNDS := 15


## Measures each loop, all of them in each round, and prints the median, with the empty loop around it taken off.
func measure(loops: Dictionary, count: int) -> void:
	var samples := {}
	for name: String in loops:
		samples[name] = PackedFloat64Array()
	for r in rounds():
		for name: String in loops:
			samples[name].append(time(loops[name], Amount.of(count, 100)))
	print_all(samples)


## Prints the median of each.
func print_all(samples: Dictionary) -> void:
	var loop := Figures.median(samples["empty_loop"])
	for name: String in samples:
		var cost := Figures.median(samples[name])
		print("BENCH %s %.1f" % [name, cost if name == "empty_loop" else cost - loop])


## Nanoseconds a call.
func time(loop: Callable, count: int) -> float:
	var started := Time.get_ticks_usec()
	loop.call(count)
	return (Time.get_ticks_usec() - started) * 1000.0 / count


static func rounds() -> int:
	return Amount.of(ROUNDS, 2)
