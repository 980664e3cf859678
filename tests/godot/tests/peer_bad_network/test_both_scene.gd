extends "res://tests/peer/test_both_scene.gd"
## The same under 100 ms, 20 ms jitter and 5 % loss, which only the local platform makes.
## rule: peer.bad-network
## players: 4
## may-die: 3
## platform: local
## env: STEAM_NETWORKING_CONDITIONS=latency=100,jitter=20,loss=5
## timeout: 240


func _init() -> void:
	kinds = [STEAM]
