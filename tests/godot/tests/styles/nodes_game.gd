extends Node
## Several nodes, each with one task; this one is the game: players walk, and tell where they have come to rest.

const Lobby := preload("res://tests/styles/nodes_lobby.gd")
const Network := preload("res://tests/styles/nodes_network.gd")

var lobby := Lobby.new()
var network := Network.new()
## The known positions of all players.
var positions := {}
## The players who have come to rest.
var resting := {}
var steps_seen := 0


func _ready() -> void:
	lobby.name = "Lobby"
	network.name = "Network"
	add_child(lobby)
	add_child(network)
	network.position_received.connect(_on_position)
	network.event_received.connect(_on_event)


func _physics_process(_delta: float) -> void:
	Steam.run_callbacks()


func walk(to: Vector2, steps: int) -> void:
	for step in steps:
		positions[Steam.getSteamID()] = to * (step + 1) / steps
		network.send_position(positions[Steam.getSteamID()])
		await get_tree().process_frame
	# Positions may be lost: the last one is said in a way that is not.
	resting[Steam.getSteamID()] = true
	positions[Steam.getSteamID()] = to
	network.send_event({"kind": "rest", "at": to})


func _on_position(sender: int, position: Vector2) -> void:
	steps_seen += 1
	if not resting.has(sender):
		positions[sender] = position


func _on_event(sender: int, event: Dictionary) -> void:
	if event.kind == "rest":
		resting[sender] = true
		positions[sender] = event.at
