extends "res://harness/test_case.gd"
## A chat box in the manner of public scripts: it filters others' texts and opens a keyboard if there is one. On a desktop, the
## game's own text field is used.
## rule: utils.device
## expect-error: Steam.filterText: context
## expect-error: Steam.showGamepadTextInput: input_mode
## expect-error: Steam.showFloatingGamepadTextInput: text_field_width
## expect-error: Steam.checkFileSignature: file_name


func run() -> void:
	await init_steam()
	errors.take()
	check(Steam.initFilterText(), "initFilterText")
	check(Steam.initFilterText(0), "initFilterText of GodotSteam 4.17")
	var me := Steam.getSteamID()
	for text: String in ["hello", "", "Grüße, 日本 🎮", "two\nlines\tand a tab"]:
		equal(Steam.filterText(Steam.TEXT_FILTERING_CONTEXT_CHAT, me, text), text, "what needs no filter")
	equal(Steam.filterText(Steam.TEXT_FILTERING_CONTEXT_NAME, 0, "a\u001b[31mb\u0007\r"), "a[31mb", "control characters")
	check(not Steam.isSteamRunningOnSteamDeck(), "no Steam Deck")
	check(not Steam.showFloatingGamepadTextInput(Steam.FLOATING_GAMEPAD_TEXT_INPUT_MODE_SINGLE_LINE, 0, 0, 300, 40),
			"no keyboard over the game")
	check(not Steam.dismissFloatingGamepadTextInput(), "nothing to dismiss")
	check(not Steam.showGamepadTextInput(Steam.GAMEPAD_TEXT_INPUT_MODE_NORMAL,
			Steam.GAMEPAD_TEXT_INPUT_LINE_MODE_SINGLE_LINE, "Say something", 64, "so far"), "no keyboard full screen")
	check(not Steam.dismissGamepadTextInput(), "nothing to dismiss full screen")
	_check_machine()
	if errors.available():
		equal(errors.take(), [] as Array[String], "errors of right arguments")
	await _check_signatures()
	_check_wrong_arguments(me)


func _check_machine() -> void:
	equal(Steam.getCurrentBatteryPower(), 255, "mains power")
	check(not Steam.isSteamChinaLauncher(), "isSteamChinaLauncher")
	check(not Steam.isVRHeadsetStreamingEnabled(), "isVRHeadsetStreamingEnabled")
	Steam.setVRHeadsetStreamingEnabled()
	Steam.setVRHeadsetStreamingEnabled(false)
	Steam.startVRDashboard()
	Steam.setGameLauncherMode(true)
	var state: Steam.IPv6ConnectivityState = Steam.getIPv6ConnectivityState(Steam.IPV6_CONNECTIVITY_PROTOCOL_UDP)
	equal(state, Steam.IPV6_CONNECTIVITY_STATE_UNKNOWN, "getIPv6ConnectivityState")
	equal(Steam.isAPICallCompleted(), {"completed": true, "failed": false}, "no call is on its way")


func _check_signatures() -> void:
	Steam.checkFileSignature("/nowhere/at/all")
	equal(await next_signal("check_file_signature"), [str(Steam.CHECK_FILE_SIGNATURE_FILE_NOT_FOUND)], "no file")
	Steam.checkFileSignature(OS.get_executable_path())
	equal(await next_signal("check_file_signature"), [str(Steam.CHECK_FILE_SIGNATURE_NO_SIGNATURES_FOUND_FOR_THIS_APP)],
			"a file without a signature")
	Steam.checkFileSignature("")
	equal(await next_signal("check_file_signature"), [str(Steam.CHECK_FILE_SIGNATURE_FILE_NOT_FOUND)], "no name")


func _check_wrong_arguments(me: int) -> void:
	errors.take()
	equal(Steam.filterText(4, me, "text"), "", "a context that Steam does not have")
	equal(Steam.showGamepadTextInput(2, 0, "", 10, ""), false, "a mode that Steam does not have")
	equal(Steam.showFloatingGamepadTextInput(0, 0, 0, 1 << 40, 1), false, "a field that is too wide")
	if errors.available():
		equal(errors.take().size(), 3, "errors, one for each wrong argument")
