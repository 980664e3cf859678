extends "res://harness/test_case.gd"
## A user changes their name: they and their friends are notified, and later users see the new name.
## rule: friends.names
## platform: local
## players: 2
## expect-error: Steam.setPersonaName: name is empty

const NAME := "Zoë the Second"


func run() -> void:
	if player == 2:
		await _see_the_name()
		return
	await init_steam()
	var me := Steam.getSteamID()
	var friend: int = await note(2, "steam_id")
	await until(func() -> bool: return Steam.getFriendPersonaState(friend) != Steam.PERSONA_STATE_OFFLINE, PATIENCE, "the friend")
	signals.clear()
	Steam.setPersonaName(NAME)
	equal(Steam.getPersonaName(), NAME, "getPersonaName at once")
	equal(await next_signal("name_changed"), [true, true, Steam.RESULT_OK], "name_changed")
	var of_me := func(arguments: Array) -> bool: return arguments[0] == me
	equal(await next_signal("persona_state_change", of_me), [me, Steam.PERSONA_CHANGE_NAME], "persona_state_change")
	Steam.setPersonaName("")
	equal(await next_signal("name_changed"), [false, false, Steam.RESULT_FAIL], "no name")
	equal(Steam.getPersonaName(), NAME, "the name stays")
	publish("renamed", true)


func _see_the_name() -> void:
	await init_steam()
	var friend := await id_of(1)
	await until(func() -> bool: return Steam.getFriendPersonaName(friend) != "", PATIENCE, "the friend")
	await until(func() -> bool: return Steam.getFriendPersonaName(friend) == NAME, PATIENCE, "the new name")
	var told := func(arguments: Array) -> bool: return arguments[0] == friend and arguments[1] & Steam.PERSONA_CHANGE_NAME != 0
	await next_signal("persona_state_change", told)
	equal(Steam.getFriendPersonaNameHistory(friend, 0), NAME, "the latest of the names")
	await note(1, "renamed")
	Steam.steamShutdown()
	await init_steam()
	await until(func() -> bool: return Steam.getFriendPersonaName(friend) == NAME, PATIENCE, "the name, for who comes later")
