extends "res://tests/network/test_conditions_on_steam.gd"
## The same where messages carry the packets of `sendP2PPacket`: then conditions reach all that a game sends.
## rule: local.steam
## platform: messages
## expect-error: SteamLocal.set_latency: on Steam, conditions apply to all users
