@tool
extends Object
## Messages as two games have sent them: Ada, number 1 of 2, and Bob.

const ADA := 76561197960265729
const BOB := 76561197960265730
const LOBBY := 109775240917200897
const START := 1_764_000_000_000


static func hello(number: int) -> Array:
	return [{
		"protocol": 1, "instance": number, "instances": 2, "process_id": 4000 + number, "platform": "local",
		"steam_id": ADA if number == 1 else BOB, "name": name_of(number), "project": "demo", "scene": "res://ui/main.tscn",
		"conditions": {"latency_ms": 40, "jitter_ms": 0, "loss_percent": 2.5, "block_direct": false, "seed": 7},
		"link_conditions": {}, "can": PackedStringArray(["conditions", "course", "spike", "disconnect", "crash", "pause"]),
		"conditions_note": "", "paused": false, "disconnected": false, "a_newer_key": Vector2.ONE,
	}]


static func name_of(number: int) -> String:
	return "Ada" if number == 1 else "Bob, the \"second\""


## A game's message after this many seconds, in each of which 20 packets of 50 bytes are sent and 10 of 30 bytes
## received.
static func overview(number: int, seconds: int) -> Array:
	var other := 3 - number
	return [{
		"time_msec": START + seconds * 1000,
		"sessions": [{
			"interface": "packets", "user": ADA if other == 1 else BOB, "name": name_of(other), "id": 0, "state": "connected",
			"round_trip_ms": 81, "loss": 0.025, "packets_in": 10 * seconds, "packets_out": 20 * seconds, "bytes_in": 300 * seconds,
			"bytes_out": 1000 * seconds, "packets_queued": 2, "bytes_queued": 99,
		}, 17, {"interface": "peer"}],
		"lobbies": [{
			"id": LOBBY, "owner": ADA, "members": [{"id": ADA, "name": name_of(1)}, {"id": BOB, "name": name_of(2)}],
			"data": {"map": "harbour"},
		}],
		"rpcs": [
			{"name": "Player.hit", "packets_in": 1, "packets_out": 2, "bytes_in": 30, "bytes_out": 60},
			{"name": "/root/Arena/1", "packets_in": 100, "packets_out": 50, "bytes_in": 700, "bytes_out": 400},
		],
		"dropped": 0,
	}]


## This many packets to and from the other one, numbered in their first four bytes; every tenth is an RPC of the peer.
static func packets(number: int, first: int, count: int) -> Array:
	var columns := [PackedInt64Array(), PackedByteArray(), PackedInt64Array(), PackedByteArray(), PackedInt32Array(),
			PackedInt32Array(), PackedInt32Array(), [], PackedStringArray()]
	for index in range(first, first + count):
		var is_rpc := index % 10 == 0
		var bytes := PackedByteArray([0, 0, 0, 0])
		bytes.encode_u32(0, index)
		var row := [START * 1000 + index, index % 2, BOB if number == 1 else ADA, 3 if is_rpc else 0, 4, 2 if index % 2 == 0 else -1,
				100 + index % 10, bytes, "Player.hit" if is_rpc else ""]
		for column in columns.size():
			columns[column].append(row[column])
	return [columns]
