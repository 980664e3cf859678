extends "null_calls.gd"
## The number of allocations of the hot calls, including the engine's own, over a library that does nothing.

const WARM_UP := 50
const COUNTED := 1000
const EMPTY := "empty_loop"


## Counts and prints; what went wrong, or nothing.
func count() -> String:
	var loops := prepare()
	var counts := {}
	for name: String in loops:
		loops[name].call(WARM_UP)
		var before := _allocations()
		loops[name].call(COUNTED)
		counts[name] = _allocations() - before
	for name: String in counts:
		if name != EMPTY:
			print("BENCH %s %.2f" % [name, float(counts[name] - counts[EMPTY]) / COUNTED])
	return "" if counts["dictionary_literal"] >= COUNTED else "nobody counts allocations"


## The count of the preloaded library for this thread.
func _allocations() -> int:
	return OS.get_environment("BENCH_ALLOCATIONS").to_int()
