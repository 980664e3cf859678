extends Node
## A game with rounds: the host has everybody change the scene with an RPC, and positions are sent all the time, also to nodes that the
## other has freed already or not made yet.

var round_number := 0
var scene: Round = null
var ready_players := {}


func _ready() -> void:
	multiplayer.peer_connected.connect(func(id: int) -> void:
			if multiplayer.is_server():
				change_scene.rpc_id(id, round_number))
	change_scene(0)


func _process(_delta: float) -> void:
	Steam.run_callbacks()
	if multiplayer.has_multiplayer_peer() and not multiplayer.get_peers().is_empty() and scene != null:
		for i in 10:
			scene.move.rpc(Vector2(i, round_number))


func next_round() -> void:
	change_scene.rpc(round_number + 1)


@rpc("authority", "call_local", "reliable")
func change_scene(number: int) -> void:
	if scene != null:
		scene.queue_free()
		remove_child(scene)
	round_number = number
	scene = Round.new()
	scene.name = "Round%d" % number
	scene.number = number
	add_child(scene)
	if not multiplayer.is_server() and multiplayer.get_peers().has(1):
		loaded.rpc_id(1, number)


@rpc("any_peer", "reliable")
func loaded(number: int) -> void:
	ready_players[multiplayer.get_remote_sender_id()] = number


class Round extends Node:
	var number := 0
	var moves := 0

	@rpc("any_peer", "unreliable_ordered")
	func move(to: Vector2) -> void:
		if int(to.y) != number:
			push_error("a move of round %d in round %d" % [int(to.y), number])
		moves += 1
