extends Node
## A node that calls, and is called by, the same node in the other process.

## The number of messages after which the receiver confirms.
const CHUNK := 250

var received := 0
var acknowledged := 0
var answered := -1
var is_over := false


@rpc("any_peer", "reliable")
func count(_number: int, _place: Vector2) -> void:
	received += 1
	if received % CHUNK == 0:
		acknowledge.rpc(received)


@rpc("any_peer", "reliable")
func acknowledge(total: int) -> void:
	acknowledged = total


@rpc("any_peer", "reliable")
func ping(number: int) -> void:
	answer.rpc(number)


@rpc("any_peer", "reliable")
func answer(number: int) -> void:
	answered = number


@rpc("any_peer", "reliable")
func finish() -> void:
	is_over = true
