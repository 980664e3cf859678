extends "res://harness/leaderboard_case.gd"
## Files that are damaged, or that somebody has filled with what does not belong there, are named in one line and put aside or cut;
## the rest of the leaderboard goes on.
## rule: leaderboards.damaged
## platform: local
## expect-error: is damaged
## expect-error: belongs to the leaderboard "Other", so there is no leaderboard of this name


func run() -> void:
	await init_steam()
	await find_board("Points")
	await upload(50)
	var file := "%012x.json" % board
	_write("user-2/leaderboards", file, '{"score": 60, "details": [%s]}' % ",".join(range(500)))
	_write("user-3/leaderboards", file, '{"score": 70, "det')
	_write("user-4/leaderboards", file, '{"score": 99999999999}')
	_write("user-5/leaderboards", file, '[]')
	_write("user-99999999999999999999/leaderboards", file, '{"score": 80}')
	equal(await download(1, 10), ["1: 60", "2: 50"] as Array[String], "what can be read")
	equal(Steam.getLeaderboardEntries()[0].details.size(), 64, "details")
	# A line each comes with the answer.
	await frames(3)
	equal(errors.take().size(), 2, "lines about files")
	check(FileAccess.file_exists(_folder().path_join("user-3/leaderboards").path_join(file + ".broken")), "put aside")
	equal(await download(1, 10), ["1: 60", "2: 50"] as Array[String], "once more")
	_write("user-1/leaderboards", file, "?")
	equal(await upload(40), [1, 2, 0], "over a damaged entry")
	_write("shared/leaderboards", file, '{"name": "Points", "sort_method": "Sideways", "display_type": "Numeric"}')
	await find_board("Points", Steam.LEADERBOARD_SORT_METHOD_ASCENDING)
	equal(await download(1, 10), ["1: 40", "2: 60"] as Array[String], "made anew, the entries are still there")
	_write("shared/leaderboards", file, '{"name": "Other", "sort_method": "Ascending", "display_type": "Numeric"}')
	Steam.findLeaderboard("Points")
	equal(await next_signal("leaderboard_find_result"), [0, 0], "a file that belongs to another name")
	await frames(3)


func _folder() -> String:
	var users := OS.get_environment("STEAM_NETWORKING_USER_DIR")
	if users.is_empty():
		users = OS.get_environment("STEAM_NETWORKING_DIR").path_join("users")
	return users.path_join(str(APP_ID))


func _write(folder: String, file: String, text: String) -> void:
	DirAccess.make_dir_recursive_absolute(_folder().path_join(folder))
	var written := FileAccess.open(_folder().path_join(folder).path_join(file), FileAccess.WRITE)
	written.store_string(text)
	written.close()
