extends RefCounted
## One way from each process to each other, with the same few calls for each. This one carries nothing.

const Notes := preload("notes.gd")

const PATIENCE_MSEC := 120_000

var _tree: SceneTree
var _player: int
var _others: PackedInt64Array


static func make(name: String, tree: SceneTree, player: int, others: PackedInt64Array) -> RefCounted:
	var scripts := {"none": "res://mesh_way.gd", "p2p": "res://mesh_p2p.gd", "enet": "res://mesh_enet.gd"}
	var script: GDScript = load(scripts[name])
	return script.new(tree, player, others)


func _init(tree: SceneTree, player: int, others: PackedInt64Array) -> void:
	_tree = tree
	_player = player
	_others = others


## Reaches all others; what went wrong, or nothing.
func open() -> String:
	return ""


## Queues an unreliable packet to one of the others, counted from 0.
func send(_other: int, _data: PackedByteArray) -> void:
	pass


## Lets what is queued leave and what has arrived in, once a frame.
func poll() -> void:
	pass


## Takes the next packet; whether there was one.
func take() -> bool:
	return false


## Polls in every frame until it is done or takes too long.
func _poll_until(is_done: Callable) -> bool:
	var give_up_at := Time.get_ticks_msec() + PATIENCE_MSEC
	while not is_done.call():
		if Time.get_ticks_msec() > give_up_at:
			return false
		poll()
		await _tree.process_frame
	return true
