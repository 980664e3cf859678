extends "res://harness/server_case.gd"
## Changes of actions belong to the user, even if a game server of the same process pumps first, and ends.
## rule: input.events

func run() -> void:
	await init_steam()
	await start_server()
	Steam.enableActionEventCallbacks()
	pumping = false
	OS.set_environment("STEAM_API_DOUBLE_INPUT", "changes")
	Steam.runFrame()
	OS.set_environment("STEAM_API_DOUBLE_INPUT", "")
	SteamServer.run_callbacks()
	stop_server()
	equal(signals.count("input_action_event"), 0, "nothing comes while the user's side is not pumped")
	Steam.run_callbacks()
	equal(signals.count("input_action_event"), 2, "both changes come")
