@tool
extends Object
## The network conditions and their ranges. `reach` is the end of a slider; the field beside it reaches the end of the range.


static func of_both_directions() -> Array[Dictionary]:
	return [
		field("latency_ms", "Latency", "ms", 10_000, 500, 1, "The delay of each packet, one way."),
		field("jitter_ms", "Jitter", "ms", 10_000, 200, 1, "The maximum additional delay of a packet."),
		field("loss_percent", "Loss", "%", 100, 30, 0.1, "The percentage of packets that are lost. Reliable ones arrive later."),
		field("burst_loss_percent", "Loss in bursts", "%", 100, 30, 0.1, "The percentage of packets that are lost in bursts."),
		field("burst_length", "Burst length", "", 200, 50, 0.5, "The average number of packets in a burst.", 1),
		field("duplicate_percent", "Duplicates", "%", 100, 30, 0.1, "The percentage of unreliable packets that arrive twice."),
		field("reorder_percent", "Reordering", "%", 100, 30, 0.1, "The percentage of packets that take 25 to 75 ms longer."),
		field("bandwidth_kib", "Bandwidth", "KiB/s", 1_048_576, 2000, 1, "The bandwidth; 0 means no limit."),
		field("queue_ms", "Queue", "ms", 10_000, 2000, 10, "The size of the queue before limited bandwidth, as the time that it takes to drain (bufferbloat)."),
	]


static func field(key: String, title: String, unit: String, most: float, reach: float, step: float, about: String,
		least := 0.0) -> Dictionary:
	return {"key": key, "title": title, "unit": unit, "most": most, "reach": reach, "step": step, "about": about, "least": least}
