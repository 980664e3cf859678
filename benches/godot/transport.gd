extends RefCounted
## What is compared between processes: one way to carry messages, with the same few calls for each.

const Remote := preload("remote.gd")


static func make(name: String, remote: Remote) -> RefCounted:
	var scripts := {
		"p2p": "res://transport_p2p.gd", "peer": "res://transport_peer.gd", "enet": "res://transport_enet.gd",
	}
	var script: GDScript = load(scripts[name])
	return script.new(remote)


## Makes this side ready; the address that the other side joins.
func open() -> int:
	return 0


## Begins to join the other side; what went wrong, or nothing.
func join(_address: int) -> String:
	return ""


## Whether messages reach the other side.
func is_open() -> bool:
	return true


## What carries it for the scene tree, if anything does.
func peer() -> MultiplayerPeer:
	return null


## Queues a message; [code]false[/code] if too many wait.
func send(_data: PackedByteArray, _reliable: bool) -> bool:
	return false


## Lets what is queued leave and what has arrived in.
func poll() -> void:
	pass


## The next message, empty if there is none.
func take() -> PackedByteArray:
	return PackedByteArray()
