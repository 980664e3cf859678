@tool
extends Object
## Which conditions a network has, and in which ranges one sets them. `reach` is how far a slider goes; a field beside it goes to
## the end.


static func of_both_directions() -> Array[Dictionary]:
	return [
		field("latency_ms", "Latency", "ms", 10_000, 500, 1, "How long each packet takes, one way."),
		field("jitter_ms", "Jitter", "ms", 10_000, 200, 1, "How much longer a packet takes at most."),
		field("loss_percent", "Loss", "%", 100, 30, 0.1, "How many of a hundred packets are lost. Reliable ones come later."),
		field("burst_loss_percent", "Loss in bursts", "%", 100, 30, 0.1, "How many of a hundred packets are lost several in a row."),
		field("burst_length", "Burst length", "", 200, 50, 0.5, "How many packets a burst takes on average.", 1),
		field("duplicate_percent", "Duplicates", "%", 100, 30, 0.1, "How many of a hundred unreliable packets arrive twice."),
		field("reorder_percent", "Reordering", "%", 100, 30, 0.1, "How many of a hundred packets take 25 to 75 ms longer."),
		field("bandwidth_kib", "Bandwidth", "KiB/s", 1_048_576, 2000, 1, "How much passes in a second; 0 is no limit."),
		field("queue_ms", "Queue", "ms", 10_000, 2000, 10, "How many milliseconds of the bandwidth queue on the way (buffer bloat)."),
	]


static func field(key: String, title: String, unit: String, most: float, reach: float, step: float, about: String,
		least := 0.0) -> Dictionary:
	return {"key": key, "title": title, "unit": unit, "most": most, "reach": reach, "step": step, "about": about, "least": least}
