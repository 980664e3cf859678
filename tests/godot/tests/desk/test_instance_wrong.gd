extends "res://harness/test_case.gd"
## An impossible instance is ignored, and the init says so.
## rule: desk.instances
## platform: local
## user-args: --steam-instance=4/3
## expect-error: --steam-instance=4/3, which is ignored: it must be this instance's number and the number of all


func run() -> void:
	equal(SteamLocal.get_instance_number(), 0, "the number before an init")
	var title := get_window().title
	await init_steam()
	equal(SteamLocal.get_instance_number(), 1, "the local user's number")
	equal(SteamLocal.get_instance_count(), 1, "the local users")
	await seconds_pass(0.5)
	equal(get_window().title, title, "the title stays")
