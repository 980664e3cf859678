@tool
class_name SteamConditions
extends Resource
## Conditions of a network, to keep as a file: [code]SteamLocal.set_conditions(load("res://train.tres"))[/code].
##
## The first group applies to packets that a process sends; the second, whose names begin with [code]in_[/code], to packets that arrive.

const NAMES: Array[StringName] = [
	&"latency_ms", &"jitter_ms", &"loss_percent", &"burst_loss_percent", &"burst_length", &"duplicate_percent",
	&"reorder_percent", &"bandwidth_kib", &"queue_ms",
	&"in_latency_ms", &"in_jitter_ms", &"in_loss_percent", &"in_burst_loss_percent", &"in_burst_length",
	&"in_duplicate_percent", &"in_reorder_percent", &"in_bandwidth_kib", &"in_queue_ms",
	&"block_direct",
]

@export_group("Sent")
## The latency of every packet, one way.
@export_range(0, 10000, 1, "suffix:ms") var latency_ms := 0
## The maximum additional delay of a packet.
@export_range(0, 10000, 1, "suffix:ms") var jitter_ms := 0
## The percentage of packets that get lost individually.
@export_range(0, 100, 0.1, "suffix:%") var loss_percent := 0.0
## The percentage of packets that get lost in bursts.
@export_range(0, 100, 0.1, "suffix:%") var burst_loss_percent := 0.0
## The average length of a burst, in packets.
@export_range(1, 200, 0.1, "suffix:packets") var burst_length := 5.0
## The percentage of unreliable packets that arrive twice.
@export_range(0, 100, 0.1, "suffix:%") var duplicate_percent := 0.0
## The percentage of packets that later ones overtake.
@export_range(0, 100, 0.1, "suffix:%") var reorder_percent := 0.0
## The bandwidth in KiB a second; 0 means no limit.
@export_range(0, 1048576, 1, "suffix:KiB/s") var bandwidth_kib := 0
## The size of the queue before limited bandwidth, as the time that it takes to drain; 0 means no queue.
@export_range(0, 10000, 1, "suffix:ms") var queue_ms := 0

@export_group("Received", "in_")
## The latency of every packet, one way.
@export_range(0, 10000, 1, "suffix:ms") var in_latency_ms := 0
## The maximum additional delay of a packet.
@export_range(0, 10000, 1, "suffix:ms") var in_jitter_ms := 0
## The percentage of packets that get lost individually.
@export_range(0, 100, 0.1, "suffix:%") var in_loss_percent := 0.0
## The percentage of packets that get lost in bursts.
@export_range(0, 100, 0.1, "suffix:%") var in_burst_loss_percent := 0.0
## The average length of a burst, in packets.
@export_range(1, 200, 0.1, "suffix:packets") var in_burst_length := 5.0
## The percentage of unreliable packets that arrive twice.
@export_range(0, 100, 0.1, "suffix:%") var in_duplicate_percent := 0.0
## The percentage of packets that later ones overtake.
@export_range(0, 100, 0.1, "suffix:%") var in_reorder_percent := 0.0
## The bandwidth in KiB a second; 0 means no limit.
@export_range(0, 1048576, 1, "suffix:KiB/s") var in_bandwidth_kib := 0
## The size of the queue before limited bandwidth, as the time that it takes to drain; 0 means no queue.
@export_range(0, 10000, 1, "suffix:ms") var in_queue_ms := 0

@export_group("Session")
## Whether only a relay is left between the users.
@export var block_direct := false


## The Dictionary for [code]SteamLocal.set_conditions[/code].
func to_dictionary() -> Dictionary:
	var conditions := {}
	for name in NAMES:
		conditions[name] = get(name)
	return conditions


## Takes over conditions as [code]SteamLocal.get_conditions[/code] and [code]get_condition_presets[/code] have them.
func from_dictionary(conditions: Dictionary) -> void:
	for name in NAMES:
		if conditions.has(String(name)):
			set(name, conditions[String(name)])
	emit_changed()
