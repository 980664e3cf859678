extends "res://harness/test_case.gd"
## A game that takes its screenshots itself gets a signal when one is wanted, and another for its picture.
## rule: screenshots.hooked

func run() -> void:
	await init_steam()
	equal(Steam.isScreenshotsHooked(), false, "isScreenshotsHooked at first")
	Steam.hookScreenshots(true)
	equal(Steam.isScreenshotsHooked(), true, "isScreenshotsHooked")
	Steam.triggerScreenshot()
	await next_signal("screenshot_requested")
	equal(signals.count("screenshot_ready"), 0, "pictures that nobody took")
	var rgb := PackedByteArray()
	rgb.resize(64 * 64 * 3)
	var taken := Steam.writeScreenshot(rgb, 64, 64)
	equal(await next_signal("screenshot_ready"), [taken, Steam.RESULT_OK], "the picture of the game")
	Steam.hookScreenshots(false)
	equal(Steam.isScreenshotsHooked(), false, "isScreenshotsHooked in the end")
