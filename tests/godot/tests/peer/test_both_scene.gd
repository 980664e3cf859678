extends "res://harness/peer_case.gd"
## Godot's scene tree over a peer, between four processes: RPCs between clients, a spawner, a synchronizer, one who comes late and
## sees everything, and one who is killed; on ENet and on Steam alike.
## rule: peer.relay, peer.scene
## players: 4
## may-die: 3
## timeout: 240

## The time in which a peer has to notice that a process was killed. ENet's own limit is higher, so this is only checked
## on Steam.
const KILLED_WITHIN := 30.0

var _world: Node = null


func run() -> void:
	dying = [3]
	await super()


func play() -> void:
	# The one who dies does so once.
	if kind == ENET and player == 3:
		_round += 1
		await note(1, "over enet", 120.0)
		return
	var others := 2 if kind == ENET else 3
	_world = preload("scene_world.gd").new()
	_world.name = "World"
	add_child(_world)
	if player == 4:
		# Late: the others have spawned, and moved, before.
		await note(1, _first("spawned"))
	if player == 1:
		host()
		multiplayer.multiplayer_peer = peer
		_world.spawn(1)
		await until(func() -> bool: return multiplayer.get_peers().size() == others - 1, PATIENCE, "%s: the first to come" % kind)
		for id in multiplayer.get_peers():
			_world.spawn(id)
		_round_note("spawned")
		await until(func() -> bool: return multiplayer.get_peers().size() == others, PATIENCE, "%s: the late one" % kind)
		for id in multiplayer.get_peers():
			_world.spawn(id)
	else:
		await join()
		multiplayer.multiplayer_peer = peer
	await until(func() -> bool: return _world.discs().size() == others + 1, PATIENCE, "%s: a disc for everybody" % kind)
	await until(func() -> bool: return multiplayer.get_peers().size() == others, PATIENCE, "%s: everybody is a peer" % kind)
	await _everybody_is_heard(others)
	await _everybody_moves()
	if kind == STEAM:
		await _one_is_killed(others)
	if player == 1:
		publish("over " + kind, true)
	await note(1, "over " + kind)
	multiplayer.multiplayer_peer = OfflineMultiplayerPeer.new()
	_world.queue_free()
	await frames(2)


## An RPC of everybody to everybody, between clients as well.
func _everybody_is_heard(others: int) -> void:
	_world.say.rpc("hello from %d" % multiplayer.get_unique_id())
	await until(func() -> bool: return _world.heard.size() == others + 1, PATIENCE, "%s: a word from everybody" % kind)
	for from: int in _world.heard:
		equal(_world.heard[from], "hello from %d" % from, "%s: what %d said" % [kind, from])


## Everybody moves the own disc and sees all others arrive.
func _everybody_moves() -> void:
	_world.own_disc().position = Vector2(100, multiplayer.get_unique_id() % 1000)
	await until(func() -> bool:
			return _world.discs().all(func(disc: Node2D) -> bool:
				return disc.position == Vector2(100, disc.get_multiplayer_authority() % 1000)),
			PATIENCE, "%s: every disc in its place" % kind)


func _one_is_killed(others: int) -> void:
	await barrier("to be killed") if player != 3 else publish("barrier-to be killed", true)
	if player == 3:
		await seconds_pass(0.5)
		OS.kill(OS.get_process_id())
		await never
	await until(func() -> bool: return multiplayer.get_peers().size() == others - 1, KILLED_WITHIN, "the killed one to go")
	await until(func() -> bool: return player != 1 or _world.remove_gone(), PATIENCE, "their disc to go")
	await until(func() -> bool: return _world.discs().size() == others, PATIENCE, "one disc fewer")


## Polling is the tree's, once it has the peer.
func poll() -> void:
	if peer != null and multiplayer.multiplayer_peer != peer:
		super()


func _first(what: String) -> String:
	return "%s-%s" % [kind, what]


func _round_note(what: String) -> void:
	publish(_first(what), true)
