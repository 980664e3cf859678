extends "res://harness/test_case.gd"
## Two processes of one user, as on two machines: each is notified of the other's changes, a batch at once; if both write one
## file, one of the two whole contents stays.
## rule: cloud.changes-elsewhere, cloud.batch, cloud.whole
## players: 2
## env: STEAM_NETWORKING_USER=7

const ROUNDS := 30
const SIZE := 200_000


func run() -> void:
	# Two places to meet, so that they do not see each other, and one for the files.
	OS.set_environment("STEAM_NETWORKING_USER_DIR", shared_folder().path_join("files"))
	OS.set_environment("STEAM_NETWORKING_DIR", shared_folder().path_join("machine-%d" % player))
	await init_steam()
	equal(Steam.getFileCount(), 0, "at the beginning")
	await barrier("here")
	if player == 1:
		check(Steam.fileWrite("own", "1".to_utf8_buffer()), "fileWrite")
		await barrier("own")
		await _sees_changes()
	else:
		await barrier("own")
		await _changes()
	await barrier("changes")
	await _both_write()


func _sees_changes() -> void:
	await _until_changed({"first": Steam.LOCAL_FILE_CHANGE_FILE_UPDATED})
	equal(Steam.fileRead("first", 10).buf.get_string_from_utf8(), "1", "what the other has written")
	equal(Steam.getFileCount(), 2, "the list has it")
	publish("saw first", true)
	# All of the batch at once, whatever the time between its parts.
	await _until_changed({"slot": Steam.LOCAL_FILE_CHANGE_FILE_UPDATED, "progress": Steam.LOCAL_FILE_CHANGE_FILE_UPDATED,
			"first": Steam.LOCAL_FILE_CHANGE_FILE_DELETED})
	publish("saw batch", true)
	check(Steam.fileWrite("own", "22".to_utf8_buffer()), "an own change")
	await seconds_pass(1.5)
	equal(signals.count("local_file_changed"), 0, "an own change is told to nobody but others")


func _changes() -> void:
	await _until_changed({"own": Steam.LOCAL_FILE_CHANGE_FILE_UPDATED})
	check(Steam.fileWrite("first", "1".to_utf8_buffer()), "fileWrite")
	await note(1, "saw first")
	check(Steam.beginFileWriteBatch(), "beginFileWriteBatch")
	equal(Steam.beginFileWriteBatch(), false, "a batch within a batch")
	check(Steam.fileWrite("slot", "2".to_utf8_buffer()), "fileWrite")
	# Longer than it takes the other to look.
	await seconds_pass(1.5)
	check(Steam.fileDelete("first"), "fileDelete")
	Steam.fileWriteAsync("progress", "2".to_utf8_buffer())
	equal([Steam.endFileWriteBatch(), Steam.endFileWriteBatch()], [true, false], "endFileWriteBatch")
	equal(await next_signal("file_write_async_complete"), [Steam.RESULT_OK], "file_write_async_complete")
	await note(1, "saw batch")
	await _until_changed({"own": Steam.LOCAL_FILE_CHANGE_FILE_UPDATED})
	equal(Steam.getFileSize("own"), 2, "the other's change")


## Waits for the signal and compares its arguments.
func _until_changed(expected: Dictionary) -> void:
	await next_signal("local_file_changed")
	var changed := {}
	for index in Steam.getLocalFileChangeCount():
		var change := Steam.getLocalFileChange(index)
		equal(change.path_type, Steam.FILE_PATH_TYPE_API_FILENAME, "told by its name")
		changed[change.file] = change.change_type
	equal(changed, expected, "what has changed")


func _both_write() -> void:
	var data := PackedByteArray()
	data.resize(SIZE + player)
	data.fill(player)
	for round in ROUNDS:
		check(Steam.fileWrite("both", data), "fileWrite")
		_is_whole()
	await barrier("both")
	_is_whole()
	publish("both", hash(Steam.fileRead("both", SIZE * 2).buf))
	equal(await note(3 - player, "both"), hash(Steam.fileRead("both", SIZE * 2).buf), "both have the same in the end")


func _is_whole() -> void:
	var read: PackedByteArray = Steam.fileRead("both", SIZE * 2).buf
	var writer := read[0]
	check(read.size() == SIZE + writer and read.count(writer) == read.size(), "one of the two contents: %d bytes, of player %d" % [
			read.size(), writer])
