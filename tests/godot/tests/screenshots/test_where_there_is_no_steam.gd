extends "res://harness/test_case.gd"
## The local platform's pictures: it cannot see the game, so a drawn picture replaces the game's own; and a file that
## cannot be read is answered with the reason.
## rule: screenshots.hooked, screenshots.library
## platform: local
## expect-error: Steam.triggerScreenshot: there is no overlay to capture the game
## expect-error: Steam.addScreenshotToLibrary: "/nowhere/photo.png" cannot be read
## expect-error: photo.txt" is not a PNG, JPEG or TGA file

func run() -> void:
	await init_steam()
	Steam.triggerScreenshot()
	var drawn := await next_signal("screenshot_ready")
	equal(drawn[1], Steam.RESULT_OK, "the picture of the overlay")
	check(Steam.setLocation(drawn[0], "somewhere"), "its handle may be used")
	equal(signals.count("screenshot_requested"), 0, "requests of a game that does not want any")
	var missing := Steam.addScreenshotToLibrary("/nowhere/photo.png", "", 3, 2)
	equal(await next_signal("screenshot_ready"), [missing, Steam.RESULT_FILE_NOT_FOUND], "a file that is not there")
	var text := FileAccess.open("user://photo.txt", FileAccess.WRITE)
	text.store_string("no picture")
	text.close()
	var wrong := Steam.addScreenshotToLibrary(ProjectSettings.globalize_path("user://photo.txt"), "", 3, 2)
	equal(await next_signal("screenshot_ready"), [wrong, Steam.RESULT_INVALID_PARAM], "a file that is no picture")
