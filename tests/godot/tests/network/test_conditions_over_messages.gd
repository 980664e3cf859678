extends "res://tests/network/test_conditions_on_steam.gd"
## The same if messages carry the packets of `sendP2PPacket`: conditions then affect everything that a game sends.
## rule: local.steam
## platform: messages
## expect-error: SteamLocal.set_latency: on Steam, conditions apply to all users
