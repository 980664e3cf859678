extends "res://tests/peer/test_both_refuse.gd"
## The same under 100 ms, 20 ms jitter and 5 % loss, which only the local platform makes.
## rule: peer.bad-network
## players: 3
## expect-error: WARNING: SteamMultiplayerPeer.create_client: not connected: refused: the host accepts no new connections.
## platform: local
## env: STEAM_NETWORKING_CONDITIONS=latency=100,jitter=20,loss=5
## timeout: 240


func _init() -> void:
	kinds = [STEAM]
