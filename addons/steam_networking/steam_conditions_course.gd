@tool
class_name SteamConditionsCourse
extends Resource
## Conditions of a network that change over time, to keep as a file: a tunnel, a microwave oven, an evening on a shared line.
##
## [code]SteamLocal.play_course(load("res://tunnel.tres"))[/code] plays it; so do [code]--steam-course=res://tunnel.tres[/code] and the
## panel in the editor.

## The change of conditions from one keyframe to the next.
enum Interpolation {
	STEP, ## Each keyframe holds until the next.
	LINEAR, ## Gradually.
}

## When each of [member conditions] holds, in seconds from the beginning, in order.
@export var times: PackedFloat64Array = PackedFloat64Array()
## The conditions at those times: as many as there are [member times].
@export var conditions: Array[SteamConditions] = []
## The change of conditions from one keyframe to the next.
@export var interpolation := Interpolation.STEP
## Whether the course begins anew at the time of its last keyframe.
@export var loops := false


## Adds a keyframe at its place in time, in place of one at the same time.
func add_keyframe(time: float, of: SteamConditions) -> void:
	var at := times.bsearch(time)
	if at < times.size() and times[at] == time:
		conditions[at] = of
	else:
		times.insert(at, time)
		conditions.insert(at, of)
	emit_changed()


## The Dictionary for [code]SteamLocal.play_course[/code].
func to_dictionary() -> Dictionary:
	var keyframes: Array[Dictionary] = []
	for at in mini(times.size(), conditions.size()):
		var of := conditions[at]
		keyframes.append({"time": times[at], "conditions": of.to_dictionary() if of != null else {}})
	return {
		"keyframes": keyframes,
		"interpolation": "linear" if interpolation == Interpolation.LINEAR else "step",
		"loops": loops,
	}
