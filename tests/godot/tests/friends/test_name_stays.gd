extends "res://harness/test_case.gd"
## Steam lets no game change the name of its user any more: the signal says no, as it did where Steam refused.
## rule: friends.names
## platform: steam, messages
## expect-error: Steam.setPersonaName: Steam no longer lets games change names

func run() -> void:
	await init_steam()
	var name := Steam.getPersonaName()
	Steam.setPersonaName("Zoe")
	equal(await next_signal("name_changed"), [false, false, Steam.RESULT_FAIL], "name_changed")
	equal(Steam.getPersonaName(), name, "the name")
