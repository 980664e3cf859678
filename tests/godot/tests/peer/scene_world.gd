extends Node
## The scene that the players of `test_both_scene.gd` share: discs that a spawner makes and synchronizers move, and an RPC.

## Each peer's texts, by its id.
var heard := {}

var _spawner := MultiplayerSpawner.new()
var _discs := Node2D.new()


func _ready() -> void:
	_discs.name = "Discs"
	add_child(_discs)
	_spawner.name = "Spawner"
	_spawner.spawn_function = _make_disc
	add_child(_spawner)
	_spawner.spawn_path = _spawner.get_path_to(_discs)


## Makes a disc for a peer that has none; for the host.
func spawn(peer_id: int) -> void:
	if not _discs.has_node(str(peer_id)):
		_spawner.spawn(peer_id)


func discs() -> Array[Node]:
	return _discs.get_children()


func own_disc() -> Node2D:
	return _discs.get_node(str(multiplayer.get_unique_id()))


## Takes away the discs of peers that are gone; for the host.
func remove_gone() -> bool:
	for disc in discs():
		var id := disc.get_multiplayer_authority()
		if id != 1 and not multiplayer.get_peers().has(id):
			disc.queue_free()
	return true


@rpc("any_peer", "call_local", "reliable")
func say(text: String) -> void:
	heard[multiplayer.get_remote_sender_id()] = text


func _make_disc(peer_id: int) -> Node:
	var disc := Node2D.new()
	disc.name = str(peer_id)
	var synchronizer := MultiplayerSynchronizer.new()
	synchronizer.name = "Movement"
	var config := SceneReplicationConfig.new()
	config.add_property(^".:position")
	synchronizer.replication_config = config
	disc.add_child(synchronizer)
	disc.set_multiplayer_authority(peer_id)
	return disc
