extends "res://harness/test_case.gd"
## A game that reads its controllers through Steam, if there is none: its actions have handles that stay the same, and every
## question about a controller has an answer at rest.
## rule: input.handles
## expect-error: Steam.getDigitalActionHandle: action_name
## expect-error: Steam.getStringForXboxOrigin: origin
## expect-error: Steam.triggerVibration: left_speed
## expect-error: Steam.triggerSimpleHapticEvent: gain_db
## expect-error: Steam.triggerSimpleHapticEvent: haptic_location
## expect-error: Steam.setDualSenseTriggerEffect: effect_mode
## expect-error: Steam.setDualSenseTriggerEffect: position

const MANIFEST := "user://actions.vdf"
## The handle of "jump", in any run and any process.
const JUMP := 8470069609550664294


func run() -> void:
	await init_steam()
	errors.take()
	check(Steam.inputInit(), "inputInit")
	_check_handles()
	_check_at_rest()
	Steam.runFrame()
	Steam.enableDeviceCallbacks()
	Steam.enableActionEventCallbacks()
	await frames(3)
	equal(signals.count("input_device_connected"), 0, "no controller")
	equal(signals.count("input_action_event"), 0, "no change")
	_check_manifest()
	check(Steam.inputShutdown(), "inputShutdown")
	if errors.available():
		equal(errors.take(), [] as Array[String], "errors of right arguments")
	equal(Steam.getDigitalActionHandle(""), 0, "no name")
	equal(Steam.getStringForXboxOrigin(999), "", "a part that no controller has")
	Steam.triggerVibration(1, 65536, 0)
	Steam.triggerSimpleHapticEvent(1, 1, 255, "loud", 0, "0")
	Steam.triggerSimpleHapticEvent(1, 4, 255, "0", 0, "0")
	Steam.setDualSenseTriggerEffect(1, 0, 1, 7, 0, 0, 0)
	Steam.setDualSenseTriggerEffect(1, 0, 1, Steam.PAD_TRIGGER_EFFECT_MODE_FEEDBACK, 10, 0, 0)
	if errors.available():
		equal(errors.take().size(), 7, "errors, one for each wrong argument")


func _check_handles() -> void:
	var jump := Steam.getDigitalActionHandle("jump")
	equal(jump, JUMP, "the handle of an action")
	equal(Steam.getStringForDigitalActionName(jump), "jump", "the name of the handle")
	check(Steam.getAnalogActionHandle("move") != jump, "another action has another handle")
	equal(Steam.getStringForAnalogActionName(Steam.getAnalogActionHandle("move")), "move", "the name of an analog action")
	check(Steam.getActionSetHandle("menu") > 0, "an action set")
	equal(Steam.getStringForDigitalActionName(1), "", "a handle that nobody has")


func _check_at_rest() -> void:
	equal(Steam.getConnectedControllers(), [], "getConnectedControllers")
	equal(Steam.getDigitalActionData(1, JUMP), {"state": false, "active": false}, "getDigitalActionData")
	equal(Steam.getAnalogActionData(1, JUMP), {"mode": 0, "x": 0.0, "y": 0.0, "active": false}, "getAnalogActionData")
	equal(Steam.getDigitalActionOrigins(1, 2, JUMP), [], "getDigitalActionOrigins")
	equal(Steam.getAnalogActionOrigins(1, 2, JUMP), [], "getAnalogActionOrigins")
	var motion := Steam.getMotionData(1)
	equal([motion.size(), motion.rot_quat_w, motion.rot_vel_z], [10, 0.0, 0.0], "getMotionData")
	Steam.activateActionSet(1, 2)
	equal(Steam.getCurrentActionSet(1), 0, "getCurrentActionSet")
	equal(Steam.getActiveActionSetLayers(1), [], "getActiveActionSetLayers")
	var type: Steam.InputType = Steam.getInputTypeForHandle(1)
	equal(type, Steam.INPUT_TYPE_UNKNOWN, "getInputTypeForHandle")
	equal(Steam.getGamepadIndexForController(1), -1, "getGamepadIndexForController")
	equal(Steam.getControllerForGamepadIndex(0), 0, "getControllerForGamepadIndex")
	equal(Steam.getGlyphPNGForActionOrigin(Steam.INPUT_ACTION_ORIGIN_XBOX360_A, Steam.INPUT_GLYPH_SIZE_SMALL, 0), "", "a glyph")
	equal(Steam.getDeviceBindingRevision(1), [], "getDeviceBindingRevision")
	check(not Steam.newDataAvailable() and not Steam.waitForData(true, 5), "nothing changes")
	Steam.triggerVibration(1, 65535, 0)
	Steam.setLEDColor(1, 255, 0, 255, 0)
	Steam.triggerSimpleHapticEvent(1, Steam.CONTROLLER_HAPTIC_LOCATION_BOTH, 255, "-6", 0, "")
	Steam.setDualSenseTriggerEffect(1, Steam.SONY_PAD_TRIGGER_EFFECT_PARAM_INDEX_FOR_R2, Steam.SONY_PAD_TRIGGER_EFFECT_TRIGGER_MASK_R2,
			Steam.PAD_TRIGGER_EFFECT_MODE_VIBRATION, 4, 8, 30)


## With a file of actions, only its names have handles.
func _check_manifest() -> void:
	var file := FileAccess.open(MANIFEST, FileAccess.WRITE)
	file.store_string('"Action Manifest"\n{\n\t"actions"\n\t{\n\t\t"play"\n\t\t{\n\t\t\t"Button" { "jump" "#Action_Jump" }\n\t\t}\n\t}\n}\n')
	file.close()
	equal(Steam.setInputActionManifestFilePath("/nowhere/at/all.vdf"), false, "a file that is not there")
	equal(Steam.setInputActionManifestFilePath(ProjectSettings.globalize_path(MANIFEST)), true, "a file of actions")
	equal(Steam.getDigitalActionHandle("jump"), JUMP, "an action that stands in it")
	check(Steam.getActionSetHandle("play") > 0, "a set that stands in it")
	equal(Steam.getDigitalActionHandle("fly"), 0, "an action that does not")
