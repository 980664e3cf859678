## Measures the round trip to every other peer, with unreliable RPCs on a separate channel.
##
## It includes waiting for the next frame on both sides. Between two clients it goes through the host.
extends Node

const INTERVAL_SECONDS := 0.5
## The transfer channel of pings, so that they wait for nothing else.
const CHANNEL := 2

## The latest round trip to each peer, in milliseconds.
var milliseconds := {}

var _since_ping := 0.0


func _process(delta: float) -> void:
	if multiplayer.multiplayer_peer == null or multiplayer.get_peers().is_empty():
		return
	_since_ping += delta
	if _since_ping >= INTERVAL_SECONDS:
		_since_ping = 0.0
		_ping.rpc(Time.get_ticks_usec())


func forget(peer_id: int) -> void:
	milliseconds.erase(peer_id)


@rpc("any_peer", "call_remote", "unreliable", CHANNEL)
func _ping(sent_at: int) -> void:
	_pong.rpc_id(multiplayer.get_remote_sender_id(), sent_at)


@rpc("any_peer", "call_remote", "unreliable", CHANNEL)
func _pong(sent_at: int) -> void:
	milliseconds[multiplayer.get_remote_sender_id()] = (Time.get_ticks_usec() - sent_at) / 1000.0
