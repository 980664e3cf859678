extends "res://harness/test_case.gd"
## A game that waits for its actions instead of asking for them: after `enableActionEventCallbacks` each change comes as a signal,
## in the order of the changes, whether `run_callbacks` or `runFrame` brings it.
## rule: input.events
## expect-error: Steam.input_action_event: more than 4096 changes of actions are waiting while nothing calls run_callbacks()

const CONTROLLER := 0x0A0B
const PRESSED := [CONTROLLER, Steam.INPUT_ACTION_EVENT_TYPE_DIGITAL_ACTION, 0x0C0D, true, {"state": true, "active": true}]
const MOVED := [CONTROLLER, Steam.INPUT_ACTION_EVENT_TYPE_ANALOG_ACTION, 0x0E0F, false,
		{"mode": 4, "x": 0.25, "y": -0.5, "active": false}]


func run() -> void:
	await init_steam()
	check(Steam.inputInit(), "inputInit")
	OS.set_environment("STEAM_API_DOUBLE_INPUT", "changes")
	await frames(5)
	equal(signals.count("input_action_event"), 0, "nothing comes before it is asked for")
	Steam.enableActionEventCallbacks()
	equal(await next_signal("input_action_event"), PRESSED, "an action that was pressed")
	equal(await next_signal("input_action_event"), MOVED, "an action that was moved")
	OS.set_environment("STEAM_API_DOUBLE_INPUT", "")
	await frames(3)
	signals.clear()
	OS.set_environment("STEAM_API_DOUBLE_INPUT", "changes")
	Steam.runFrame()
	OS.set_environment("STEAM_API_DOUBLE_INPUT", "")
	equal(await next_signal("input_action_event"), PRESSED, "what runFrame has brought")
	equal(await next_signal("input_action_event"), MOVED, "and what came behind it")
	await frames(2)
	signals.clear()
	OS.set_environment("STEAM_API_DOUBLE_INPUT", "changes")
	for i in 2100:
		Steam.runFrame()
	OS.set_environment("STEAM_API_DOUBLE_INPUT", "")
	await frames(2)
	equal(signals.count("input_action_event"), 4096, "no more changes wait for the pump than may")
