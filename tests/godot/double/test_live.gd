extends "res://live/live.gd"
## The checks of `cargo xtask live` against a real client also hold over the stand-in, alone and then with a friend.
## It uses packets and messages side by side, which are one where packets are carried by messages.
## rule: steam.live
## platform: steam
## players: 2
## timeout: 120

func run() -> void:
	peer = 0
	await super()
	await init_steam()
	publish("me", Steam.getSteamID())
	peer = await note(3 - player, "me")
	await super()
