extends "res://harness/test_case.gd"
## On a Steam Deck, the keyboards open, and their signals have the typed text.
## rule: utils.device
## env: STEAM_API_DOUBLE_DECK=yes


func run() -> void:
	await init_steam()
	check(Steam.isSteamRunningOnSteamDeck(), "a Steam Deck")
	check(Steam.showGamepadTextInput(Steam.GAMEPAD_TEXT_INPUT_MODE_NORMAL, Steam.GAMEPAD_TEXT_INPUT_LINE_MODE_SINGLE_LINE,
			"Your name", 64, "Café"), "the keyboard opens")
	equal(await next_signal("gamepad_text_input_dismissed"), [true, "Café typed", APP_ID], "what was typed")
	check(Steam.showGamepadTextInput(Steam.GAMEPAD_TEXT_INPUT_MODE_PASSWORD, Steam.GAMEPAD_TEXT_INPUT_LINE_MODE_SINGLE_LINE,
			"", 6, "Café"), "the keyboard opens for six characters")
	equal(await next_signal("gamepad_text_input_dismissed"), [true, "Café t", APP_ID], "what had room")
	check(Steam.showFloatingGamepadTextInput(Steam.FLOATING_GAMEPAD_TEXT_INPUT_MODE_EMAIL, 10, 20, 300, 40),
			"the keyboard over the game opens")
	await frames(3)
	equal(signals.count("floating_gamepad_text_input_dismissed"), 0, "it stays open")
	check(Steam.dismissFloatingGamepadTextInput(), "it is dismissed")
	equal(await next_signal("floating_gamepad_text_input_dismissed"), [], "that it was closed")
	check(not Steam.dismissFloatingGamepadTextInput(), "it is closed already")
	# Without a keyboard full screen, a text that Steam says was entered is asked for all the same.
	OS.set_environment("STEAM_API_DOUBLE_POST", "cancelled;714=000000000100000000000000")
	equal(await next_signal("gamepad_text_input_dismissed"), [false, "", 0], "who gave up entered nothing")
