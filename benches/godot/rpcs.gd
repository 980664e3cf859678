extends RefCounted
## RPCs between two processes: the number per second in one direction, and the round trip, over the peers of the scene tree.
##
## Both sides poll without waiting for frames.

const Amount := preload("amount.gd")
const Figures := preload("figures.gd")
const RpcNode := preload("rpc_node.gd")
const Remote := preload("remote.gd")
const Transport := preload("transport.gd")

const ROUNDS := 5
const CALLS := 20_000
## The number of RPCs sent between two polls.
const BATCH := 50
## The maximum number in flight.
const WINDOW := 1_000
const ROUND_TRIPS := 2_000
const LIMIT_MSEC := 20_000

var _remote: Remote
var _figures := Figures.new()


func _init(remote: Remote) -> void:
	_remote = remote


## Measures and prints. Returns the error, or an empty text.
func run() -> String:
	# The first round warms up.
	for r in Amount.of(1 + ROUNDS, 1):
		if r == 1:
			_figures = Figures.new()
		for kind: String in ["peer", "enet"]:
			var problem := await _round(kind)
			if not problem.is_empty():
				return problem
	_figures.print_medians()
	return ""


func _round(kind: String) -> String:
	var transport: Transport = Transport.make(kind, _remote)
	var node := _node(_remote)
	_remote.give({"what": "rpcs", "transport": kind, "address": transport.open()})
	node.multiplayer.multiplayer_peer = transport.peer()
	var problem := await _until_together(_remote, node)
	if problem.is_empty():
		problem = _pour(node, kind)
	if problem.is_empty():
		problem = _measure_round_trips(node, kind)
	node.finish.rpc()
	node.multiplayer.poll()
	if problem.is_empty():
		problem = await _remote.finish()
	_remove(_remote, node)
	return problem


## The other side: answers until the end is announced.
static func serve(remote: Remote, kind: String, address: int) -> String:
	var transport: Transport = Transport.make(kind, remote)
	var node := _node(remote)
	var problem := transport.join(address)
	node.multiplayer.multiplayer_peer = transport.peer()
	if problem.is_empty():
		problem = await _until_together(remote, node)
	var give_up_at := Time.get_ticks_msec() + 2 * LIMIT_MSEC
	while problem.is_empty() and not node.is_over:
		node.multiplayer.poll()
		if Time.get_ticks_msec() > give_up_at:
			problem = "%s: the RPCs stopped" % kind
	_remove(remote, node)
	return problem


## The node that calls and is called, with a multiplayer of its own that nobody else polls.
static func _node(remote: Remote) -> RpcNode:
	var node := RpcNode.new()
	node.name = "Rpcs"
	remote.tree.root.add_child(node)
	remote.tree.set_multiplayer(SceneMultiplayer.new(), node.get_path())
	return node


static func _remove(remote: Remote, node: RpcNode) -> void:
	var path := node.get_path()
	node.multiplayer.multiplayer_peer.close()
	remote.tree.root.remove_child(node)
	remote.tree.set_multiplayer(null, path)
	node.queue_free()


static func _until_together(remote: Remote, node: RpcNode) -> String:
	var give_up_at := Time.get_ticks_msec() + LIMIT_MSEC
	while node.multiplayer.get_peers().is_empty():
		await remote.tree.process_frame
		if Time.get_ticks_msec() > give_up_at:
			return "the peers do not connect"
	return ""


func _pour(node: RpcNode, kind: String) -> String:
	var give_up_at := Time.get_ticks_msec() + LIMIT_MSEC
	var started := Time.get_ticks_usec()
	var calls := Amount.of(CALLS, 2 * WINDOW)
	for call in calls:
		node.count.rpc(call, Vector2(call, 1))
		if call % BATCH == 0:
			node.multiplayer.poll()
		while call - node.acknowledged > WINDOW:
			node.multiplayer.poll()
			if Time.get_ticks_msec() > give_up_at:
				return "%s: the RPCs do not arrive" % kind
	while node.acknowledged < calls:
		node.multiplayer.poll()
		if Time.get_ticks_msec() > give_up_at:
			return "%s: the last RPCs do not arrive" % kind
	_figures.add("%s_rpcs_per_second" % kind, calls * 1_000_000.0 / (Time.get_ticks_usec() - started))
	return ""


func _measure_round_trips(node: RpcNode, kind: String) -> String:
	var microseconds := PackedFloat64Array()
	for number in Amount.of(ROUND_TRIPS, 50):
		var started := Time.get_ticks_usec()
		node.ping.rpc(number)
		while node.answered != number:
			node.multiplayer.poll()
			if Time.get_ticks_usec() - started > LIMIT_MSEC * 1000:
				return "%s: no answer to RPC %d" % [kind, number]
		microseconds.append(Time.get_ticks_usec() - started)
	_figures.add("%s_rpc_round_trip_us" % kind, Figures.median(microseconds))
	_figures.add("%s_rpc_round_trip_p99_us" % kind, Figures.percentile(microseconds, 99))
	return ""
