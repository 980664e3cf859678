extends RefCounted
## Player 2: carries out the orders of player 1.

const Frames := preload("frames.gd")
const Remote := preload("remote.gd")
const Rpcs := preload("rpcs.gd")
const Streams := preload("streams.gd")
const Transport := preload("transport.gd")

var _remote: Remote
var _transports := {}
## The measurements for the current order.
var _figures := {}


func _init(remote: Remote) -> void:
	_remote = remote


## Serves until the order to quit. Returns the error, or an empty text.
func serve() -> String:
	var last_order_at := Time.get_ticks_msec()
	while Time.get_ticks_msec() < last_order_at + int(Remote.PATIENCE_SECONDS * 1000):
		Steam.run_callbacks()
		# The packets that the timed sends left behind.
		while Steam.getAvailableP2PPacketSize(0) > 0:
			Steam.readP2PPacket(2048, 0)
		for transport: Transport in _transports.values():
			transport.poll()
		var order := _remote.take(Remote.ORDERS)
		if order.is_empty():
			await _remote.tree.process_frame
			continue
		_figures = {}
		var problem: String = await _carry_out(order)
		_remote.send({"problem": problem, "figures": _figures}, Remote.ANSWERS)
		if order.what == "quit":
			# The answer leaves before the process does.
			await _remote.tree.create_timer(0.3).timeout
			return ""
		last_order_at = Time.get_ticks_msec()
	return "no orders from the other player"


func _carry_out(order: Dictionary) -> String:
	match order.what:
		"feed":
			_feed(order.count, order.size)
		"connect":
			var transport: Transport = Transport.make(order.transport, _remote)
			var problem: String = transport.join(order.address)
			_transports[order.transport] = transport
			return problem if not problem.is_empty() else await transport.until_open()
		"receive":
			return Streams.receive(_transports[order.transport], order, _figures)
		"echo":
			return Streams.echo(_transports[order.transport], order.count, order.reliable)
		"echo_in_frames":
			return await Frames.echo(_transports[order.transport], order.count)
		"rpcs":
			return await Rpcs.serve(_remote, order.transport, order.address)
	return ""


## Packets for player 1 to read. They arrive before the answer, since both are reliable.
func _feed(count: int, size: int) -> void:
	var data := PackedByteArray()
	data.resize(size)
	for i in count:
		Steam.sendP2PPacket(_remote.partner_id, data, Steam.P2P_SEND_RELIABLE, 0)
