extends "res://harness/test_case.gd"
## A game with a photo mode: it puts pictures in the user's library, from its own pixels and from files, and tags each with its
## location and users. Each is there when `screenshot_ready` reports it. Without Steam, they are files.
## rule: screenshots.library
## expect-error: Steam.writeScreenshot: rgb is 11 bytes long
## expect-error: Steam.writeScreenshot: width is 0
## expect-error: Steam.addVRScreenshotToLibrary: type is 6
## expect-error: Steam.setLocation: Steam refused it: no picture of this run has the handle
## expect-error: Steam.tagUser: steam_id
## expect-error: Steam.tagUser: Steam refused it

const PIXELS: Array[Color] = [Color.RED, Color.GREEN, Color.BLUE, Color.WHITE, Color.BLACK, Color.YELLOW]
const FOE := 76561197960265728 + 77


func run() -> void:
	await init_steam()
	var image := Image.create(3, 2, false, Image.FORMAT_RGB8)
	for i in PIXELS.size():
		image.set_pixel(i % 3, i / 3, PIXELS[i])
	await _check_pixels(image)
	await _check_files(image)
	await _check_wrong_arguments(image)
	await _check_tags(image)


func _check_pixels(image: Image) -> void:
	var handle := Steam.writeScreenshot(image.get_data(), 3, 2)
	check(handle > 0, "a handle")
	check(Steam.setLocation(handle, "The Hill"), "setLocation before the picture is there")
	check(Steam.tagUser(handle, FOE), "tagUser")
	check(Steam.tagPublishedFile(handle, 123456789012), "tagPublishedFile")
	equal(await next_signal("screenshot_ready"), [handle, Steam.RESULT_OK], "screenshot_ready")
	# Over the double as well, the pictures are files: what stands behind it is the local platform.
	await until(func() -> bool: return _said().contains("123456789012"), PATIENCE, "what is said of the picture")
	# As text, since numbers of JSON are too small for IDs in GDScript.
	check(_said().contains(str(FOE)), "the user: " + _said())
	var said: Dictionary = JSON.parse_string(_said())
	equal(said.location, "The Hill", "the location")
	equal([said.width, said.height], [3.0, 2.0], "the size")
	var kept := Image.load_from_file(_folder().path_join(said.files[0]))
	kept.convert(Image.FORMAT_RGB8)
	equal(kept.get_data(), image.get_data(), "the pixels")


func _check_files(image: Image) -> void:
	var path := ProjectSettings.globalize_path("user://photo.png")
	image.save_png(path)
	var thumbnail := ProjectSettings.globalize_path("user://photo.jpg")
	image.save_jpg(thumbnail)
	var first := Steam.addScreenshotToLibrary(path, thumbnail, 3, 2)
	equal(await next_signal("screenshot_ready"), [first, Steam.RESULT_OK], "a file with a thumbnail")
	var second := Steam.addScreenshotToLibrary(path, "", 3, 2)
	check(second > first, "another handle")
	equal(await next_signal("screenshot_ready"), [second, Steam.RESULT_OK], "a file alone")
	var vr := Steam.addVRScreenshotToLibrary(Steam.VR_SCREENSHOT_TYPE_STEREO, path, thumbnail)
	equal(await next_signal("screenshot_ready"), [vr, Steam.RESULT_OK], "a picture for a headset")
	var names := Array(DirAccess.get_files_at(_folder()))
	equal(names.filter(func(name: String) -> bool: return not name.ends_with(".json")).size(), 6, "pictures: %s" % [names])


func _check_wrong_arguments(image: Image) -> void:
	var bytes := image.get_data()
	equal(Steam.writeScreenshot(bytes.slice(0, 11), 2, 2), Steam.SCREENSHOT_INVALID_HANDLE, "too few bytes")
	equal(Steam.writeScreenshot(bytes, 0, 2), Steam.SCREENSHOT_INVALID_HANDLE, "no width")
	equal(Steam.addVRScreenshotToLibrary(6, "a", "b"), Steam.SCREENSHOT_INVALID_HANDLE, "no kind of picture")
	equal(Steam.setLocation(999, "nowhere"), false, "a handle that nobody has")
	equal(Steam.setLocation(0, "nowhere"), false, "the handle that is none")
	for i in 3:
		equal(await next_signal("screenshot_ready"), [0, Steam.RESULT_INVALID_PARAM], "the answer to what was refused")


func _check_tags(image: Image) -> void:
	var handle := Steam.writeScreenshot(image.get_data(), 3, 2)
	equal(await next_signal("screenshot_ready"), [handle, Steam.RESULT_OK], "screenshot_ready")
	for i in Steam.MAX_TAGGED_USERS:
		check(Steam.tagUser(handle, FOE + i), "tag %d" % i)
	equal(Steam.tagUser(handle, FOE), true, "the same tag again")
	equal(Steam.tagUser(handle, FOE + 100), false, "a tag too many")
	equal(Steam.tagUser(handle, 7), false, "no user")
	await frames(5)


func _folder() -> String:
	var users := OS.get_environment("STEAM_NETWORKING_USER_DIR")
	if users.is_empty():
		users = OS.get_environment("STEAM_NETWORKING_DIR").path_join("users")
	return users.path_join("%d/user-1/screenshots" % APP_ID)


# The data beside the first picture.
func _said() -> String:
	for name in DirAccess.get_files_at(_folder()):
		if name.ends_with("-1.json"):
			return FileAccess.get_file_as_string(_folder().path_join(name))
	return ""
