extends "res://harness/test_case.gd"
## Every property of the contract is one of the class, no other is, and a script reads and writes it by its name, from a thread as
## well.
## rule: class.properties
## expect-error: Steam.set_leaderboard_details_max: new_leaderboard_details_max is 65

const Contract := preload("res://harness/contract.gd")


func run() -> void:
	var registered := {}
	for property in ClassDB.class_get_property_list(&"Steam", true):
		if property.usage & PROPERTY_USAGE_CATEGORY == 0:
			registered[property.name] = property
	for expected: Dictionary in Contract.new().properties:
		if not registered.has(expected.name):
			fail("the property %s is missing" % expected.name)
			continue
		equal(registered[expected.name].type, Contract.type_of(expected.type), "the type of " + expected.name)
		equal(String(ClassDB.class_get_property_getter(&"Steam", expected.name)), expected.getter, "its getter")
		equal(String(ClassDB.class_get_property_setter(&"Steam", expected.name)), expected.setter, "its setter")
		registered.erase(expected.name)
	equal(registered.keys(), [], "properties that are not in the contract")
	await init_steam()
	_read_and_write()
	var thread := Thread.new()
	thread.start(_read_and_write)
	await until(func() -> bool: return not thread.is_alive(), PATIENCE, "the thread")
	thread.wait_to_finish()
	Steam.current_app_id = 7
	Steam.steamShutdown()
	await init_steam()
	equal(Steam.current_app_id, APP_ID, "the app ID after a new init")


func _read_and_write() -> void:
	var app_id: int = Steam.current_app_id
	equal(app_id, APP_ID, "current_app_id")
	equal(Steam.current_steam_id, Steam.getSteamID(), "current_steam_id")
	Steam.current_app_id = 570
	Steam.current_steam_id = 1
	equal([Steam.current_app_id, Steam.current_steam_id], [570, 1], "the IDs that were set")
	equal([Steam.getAppID(), Steam.get_current_app_id()], [APP_ID, 570], "what Steam itself says, and the getter")
	Steam.current_app_id = 0
	Steam.current_steam_id = 0
	equal([Steam.current_app_id, Steam.current_steam_id], [APP_ID, Steam.getSteamID()], "the IDs of the platform again")
	equal([Steam.current_browser_handle, Steam.current_clan_id, Steam.inventory_handle, Steam.inventory_update_handle,
			Steam.leaderboard_handle, Steam.leaderboard_ugc_handle, Steam.leaderboard_details_max,
			Steam.leaderboard_entries_array], [0, 0, 0, 0, 0, 0, 64, []], "what nobody has set")
	Steam.current_browser_handle = 2
	Steam.current_clan_id = 3
	Steam.inventory_handle = 4
	Steam.inventory_update_handle = 5
	Steam.leaderboard_handle = 6
	Steam.leaderboard_ugc_handle = 1 << 62
	Steam.leaderboard_details_max = 8
	Steam.leaderboard_details_max = 65
	Steam.leaderboard_entries_array = [{"score": 9, "name": "Ada"}]
	equal([Steam.current_browser_handle, Steam.current_clan_id, Steam.inventory_handle, Steam.inventory_update_handle,
			Steam.leaderboard_handle, Steam.leaderboard_ugc_handle, Steam.leaderboard_details_max,
			Steam.leaderboard_entries_array], [2, 3, 4, 5, 6, 1 << 62, 8, [{"score": 9, "name": "Ada"}]], "what was set")
	for property: String in ["current_browser_handle", "current_clan_id", "inventory_handle", "inventory_update_handle",
			"leaderboard_handle", "leaderboard_ugc_handle"]:
		Steam.set(property, 0)
	Steam.leaderboard_details_max = 64
	Steam.leaderboard_entries_array = []
