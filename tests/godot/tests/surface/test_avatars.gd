extends "res://harness/lobby_case.gd"
## Pictures arrive as the tutorials expect them: `avatar_loaded` with a square of RGBA bytes, for oneself and for others, and
## the same behind the handles.
## rule: friends.avatars, call.refused-answered
## players: 2
## expect-error: Steam.getPlayerAvatar: size
## expect-error: Steam.getPlayerAvatar: steam_id
## expect-error: Steam.getSmallFriendAvatar: steam_id
## expect-error: Steam.getPlayerAvatar: there is no avatar of the user 76561197960265729

const SIZES := {Steam.AVATAR_SMALL: 32, Steam.AVATAR_MEDIUM: 64, Steam.AVATAR_LARGE: 184}


func run() -> void:
	await meet()
	var me := Steam.getSteamID()
	var other := ids[3 - player]
	var picture_of_me := PackedByteArray()
	for user: int in [me, other]:
		for size: int in SIZES:
			var picture := await _asked_for(size, user)
			equal(picture, _behind_handle(size, user), "the picture of %d behind the handle" % user)
			if user == me and size == Steam.AVATAR_MEDIUM:
				picture_of_me = picture
	# The defaults: medium, of oneself.
	Steam.getPlayerAvatar()
	var loaded := await next_signal("avatar_loaded")
	equal([loaded[0], loaded[1]], [me, SIZES[Steam.AVATAR_MEDIUM]], "avatar_loaded of the defaults")
	check(loaded[2] == picture_of_me, "the defaults give one's own medium picture")
	# Everybody sees the same picture of the same user, and not of another one.
	publish("picture", picture_of_me)
	var seen := await _asked_for(Steam.AVATAR_MEDIUM, other)
	check(seen == await note(3 - player, "picture"), "both see the same picture of a user")
	check(seen != picture_of_me, "two users have different pictures")
	_wrong_questions()
	equal(errors.take().size(), 4 if errors.available() else 0, "errors, one for each wrong question")


func _asked_for(size: int, user: int) -> PackedByteArray:
	Steam.getPlayerAvatar(size, user)
	check(not signals.has("avatar_loaded"), "the answer comes from the pump alone")
	var loaded := await next_signal("avatar_loaded")
	equal([loaded[0], loaded[1]], [user, SIZES[size]], "avatar_loaded: whose, and how wide")
	var data: PackedByteArray = loaded[2]
	equal(data.size(), SIZES[size] * SIZES[size] * 4, "the bytes of size %d" % size)
	var image := Image.create_from_data(SIZES[size], SIZES[size], false, Image.FORMAT_RGBA8, data)
	check(image.detect_alpha() == Image.ALPHA_NONE, "nothing of a picture is transparent")
	check(_colors(image) > 1, "a picture shows something")
	return data


func _behind_handle(size: int, user: int) -> PackedByteArray:
	var handle := 0
	match size:
		Steam.AVATAR_SMALL:
			handle = Steam.getSmallFriendAvatar(user)
		Steam.AVATAR_MEDIUM:
			handle = Steam.getMediumFriendAvatar(user)
		Steam.AVATAR_LARGE:
			handle = Steam.getLargeFriendAvatar(user)
	check(handle > 0, "a handle for size %d" % size)
	equal(Steam.getImageSize(handle), {"success": true, "width": SIZES[size], "height": SIZES[size]}, "getImageSize")
	var image := Steam.getImageRGBA(handle)
	equal(image.get("success"), true, "getImageRGBA: success")
	return image.get("buffer", PackedByteArray())


func _colors(image: Image) -> int:
	var colors := {}
	for x in image.get_width():
		for y in image.get_height():
			colors[image.get_pixel(x, y)] = true
	return colors.size()


func _wrong_questions() -> void:
	equal(Steam.getImageSize(0), {}, "the size of no picture")
	equal(Steam.getImageRGBA(0), {"success": false, "buffer": PackedByteArray()}, "no picture")
	equal(Steam.getImageRGBA(-1).get("success"), false, "a handle that says: not yet")
	# Nobody has been seen with this id.
	equal(Steam.getMediumFriendAvatar(76561197960265729), 0, "the handle of a stranger")
	Steam.getPlayerAvatar(1, 76561197960265729)
	Steam.getPlayerAvatar(4)
	Steam.getPlayerAvatar(1, lobby)
	equal(Steam.getSmallFriendAvatar(12), 0, "the handle of no user")
