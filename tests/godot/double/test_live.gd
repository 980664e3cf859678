extends "res://live/live.gd"
## What `cargo xtask live` checks against a real client holds over the stand-in, alone and then with a friend.
## players: 2
## timeout: 120

func run() -> void:
	peer = 0
	await super()
	await init_steam()
	publish("me", Steam.getSteamID())
	peer = await note(3 - player, "me")
	await super()
