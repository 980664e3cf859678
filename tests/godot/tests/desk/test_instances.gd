extends "res://harness/test_case.gd"
## The command line says which instance this is, and the window's title says who plays in it.
## rule: desk.instances
## platform: local, steam
## user-args: --steam-instance=2/3


func run() -> void:
	equal(SteamLocal.get_instance_number(), 2, "the number before an init")
	equal(SteamLocal.get_instance_count(), 3, "the count before an init")
	await until(func() -> bool: return get_window().title == "steam_networking tests (2/3)", PATIENCE, "the title before an init")
	await init_steam()
	var title := "steam_networking tests – %s (2/3)" % Steam.getPersonaName()
	await until(func() -> bool: return get_window().title == title, PATIENCE, "the title: %s" % title)
	equal(SteamLocal.get_instance_number(), 2, "the number")
	equal(SteamLocal.get_instance_count(), 3, "the count")
	get_window().title = "mine"
	await seconds_pass(0.5)
	equal(get_window().title, "mine", "what the game sets stays")
