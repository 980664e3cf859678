extends RefCounted
## A transport of messages between processes, with the same few calls for each.

const Remote := preload("remote.gd")

const LIMIT_MSEC := 20_000

var _remote: Remote


static func make(name: String, remote: Remote) -> RefCounted:
	var scripts := {
		"p2p": "res://transport_p2p.gd", "peer": "res://transport_peer.gd", "enet": "res://transport_enet.gd",
	}
	var script: GDScript = load(scripts[name])
	return script.new(remote)


func _init(remote: Remote) -> void:
	_remote = remote


## Prepares this side. Returns the address that the other side joins.
func open() -> int:
	return 0


## Starts to join the other side. Returns the error, or an empty text.
func join(_address: int) -> String:
	return ""


## Whether messages reach the other side.
func is_open() -> bool:
	return true


## The transport's peer for the scene tree, if it has one.
func peer() -> MultiplayerPeer:
	return null


## Queues a message; [code]false[/code] if too many wait.
func send(_data: PackedByteArray, _reliable: bool) -> bool:
	return false


## Sends queued messages and receives arrived ones.
func poll() -> void:
	pass


## The next message, empty if there is none.
func take() -> PackedByteArray:
	return PackedByteArray()


## Opens this side and has the other player join it; what went wrong, or nothing.
func connect_partner(name: String) -> String:
	_remote.give({"what": "connect", "transport": name, "address": open()})
	var problem := await finish_polling()
	return problem if not problem.is_empty() else await until_open()


func until_open() -> String:
	var give_up_at := Time.get_ticks_msec() + LIMIT_MSEC
	while not is_open():
		poll()
		await _remote.tree.process_frame
		if Time.get_ticks_msec() > give_up_at:
			return "the transport does not connect"
	return ""


## Waits for the answer to an order while polling the transport.
func finish_polling() -> String:
	_remote.tree.process_frame.connect(poll)
	var problem := await _remote.finish()
	_remote.tree.process_frame.disconnect(poll)
	return problem
