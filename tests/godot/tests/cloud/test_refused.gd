extends "res://harness/test_case.gd"
## Names that lead out of the folder, or are none on Windows, and numbers that cannot be: refused with one line, and answered.
## rule: cloud.names, cloud.refused
## expect-error: file is "../x"
## expect-error: file is "/etc/passwd"
## expect-error: file is "C:/x"
## expect-error: file is "user://save.dat"
## expect-error: file is "a//b"
## expect-error: file is "a\\b"
## expect-error: file is "what?"
## expect-error: file is "NUL.txt"
## expect-error: file is "end."
## expect-error: file is empty
## expect-error: file is 260 bytes long
## expect-error: Steam.fileWrite: size is 4: it must be from 0 (all of data) to 3
## expect-error: Steam.fileWrite: size is -1
## expect-error: Steam.fileWriteAsync: size is 4
## expect-error: Steam.fileWrite: data is 104857601 bytes long
## expect-error: Steam.fileRead: data_to_read is 104857601
## expect-error: Steam.fileRead: data_to_read is -1
## expect-error: Steam.fileReadAsync: offset is -1
## expect-error: Steam.setSyncPlatforms: platform is -2
## expect-error: Steam.getFileNameAndSize: file is -1
## expect-error: Steam.getLocalFileChange: file is -1
## expect-error: Steam.getCachedUGCHandle: content is -1
## expect-error: content is -1: it must be the handle
## expect-error: Steam.ugcRead: action is 3
## expect-error: Steam.ugcRead: data_size is -1
## expect-error: Steam.ugcDownload: priority is -1
## expect-error: Steam.ugcDownloadToLocation: location is "user://x"

const NAMES: Array[String] = ["../x", "/etc/passwd", "C:/x", "user://save.dat", "a//b", "a\\b", "what?", "NUL.txt", "end.", ""]


func run() -> void:
	await init_steam()
	var data := "abc".to_utf8_buffer()
	for file: String in NAMES:
		equal(Steam.fileWrite(file, data), false, "fileWrite of " + file)
	equal(Steam.fileWrite("x".repeat(260), data), false, "fileWrite of a name that is too long")
	equal(Steam.getFileCount(), 0, "nothing was written")
	await _answered()
	_numbers(data)
	_shared()


func _answered() -> void:
	Steam.fileWriteAsync("../x", PackedByteArray())
	equal(await next_signal("file_write_async_complete"), [Steam.RESULT_INVALID_PARAM], "fileWriteAsync")
	Steam.fileWriteAsync("x", PackedByteArray(), 4)
	equal(await next_signal("file_write_async_complete"), [Steam.RESULT_INVALID_PARAM], "fileWriteAsync with a size")
	Steam.fileReadAsync("../x", 3, 1)
	var read: Dictionary = (await next_signal("file_read_async_complete"))[0]
	equal(read, {"result": Steam.RESULT_INVALID_PARAM, "handle": 0, "buffer": PackedByteArray(), "offset": 3, "read": 0,
			"complete": false}, "fileReadAsync")
	Steam.fileReadAsync("x", -1, 1)
	equal((await next_signal("file_read_async_complete"))[0].result, Steam.RESULT_INVALID_PARAM, "fileReadAsync with an offset")
	Steam.fileShare("../x")
	equal(await next_signal("file_share_result"), [Steam.RESULT_INVALID_PARAM, Steam.UGC_HANDLE_INVALID, "../x"], "fileShare")
	Steam.ugcDownload(-1, 0)
	equal((await next_signal("download_ugc_result"))[0], Steam.RESULT_INVALID_PARAM, "ugcDownload")
	Steam.ugcDownload(5, -1)
	equal((await next_signal("download_ugc_result"))[1].handle, 5, "ugcDownload with a priority")
	Steam.ugcDownloadToLocation(5, "user://x", 0)
	equal((await next_signal("download_ugc_result"))[0], Steam.RESULT_INVALID_PARAM, "ugcDownloadToLocation")


func _numbers(data: PackedByteArray) -> void:
	equal([Steam.fileWrite("x", data, 4), Steam.fileWrite("x", data, -1)], [false, false], "sizes")
	var large := PackedByteArray()
	large.resize(Steam.MAX_CLOUD_FILE_CHUNK_SIZE + 1)
	equal(Steam.fileWrite("x", large), false, "too much at once")
	equal(Steam.fileRead("x", Steam.MAX_CLOUD_FILE_CHUNK_SIZE + 1), {"ret": 0, "buf": PackedByteArray()}, "too much to read")
	equal(Steam.fileRead("x", -1).ret, 0, "less than nothing to read")
	equal(Steam.setSyncPlatforms("x", -2), false, "platforms that are none")
	equal(Steam.getFileNameAndSize(-1), {"name": "", "size": 0}, "an index that is none")
	equal(Steam.getLocalFileChange(-1), {"file": "", "change_type": 0, "path_type": 0}, "an index that is none")
	equal(Steam.getLocalFileChange(0).file, "", "a change that is not there")


func _shared() -> void:
	equal(Steam.getCachedUGCHandle(-1), Steam.UGC_HANDLE_INVALID, "an index that is none")
	equal([Steam.getCachedUGCCount(), Steam.getCachedUGCHandle(0)], [0, Steam.UGC_HANDLE_INVALID], "nothing was fetched")
	equal([Steam.getUGCDetails(-1), Steam.getUGCDetails(5)], [{}, {}], "details of what was not fetched")
	equal(Steam.getUGCDownloadProgress(5), {"bytes_downloaded": 0, "bytes_expected": 0}, "progress of what was not fetched")
	for arguments: Array in [[-1, 1, 0, 0], [5, -1, 0, 0], [5, 1, 0, 3], [5, 1, 0, 0]]:
		equal(Steam.ugcRead.callv(arguments), PackedByteArray(), "ugcRead%s" % [arguments])
