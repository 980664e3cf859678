extends "res://harness/test_case.gd"
## Sizes of files that cannot be: no memory is taken for them, nothing that was not read is handed out, and calls are answered.
## rule: cloud.sizes

const MOST_MIB := 300


func run() -> void:
	await init_steam()
	check(Steam.fileWrite("x", "content".to_utf8_buffer()), "fileWrite")
	Steam.fileShare("x")
	var handle: int = (await next_signal("file_share_result"))[1]
	Steam.ugcDownload(handle, 0)
	await next_signal("download_ugc_result")
	for misbehaviour: String in ["oversized", "negative"]:
		OS.set_environment("STEAM_API_DOUBLE_CLOUD", misbehaviour)
		var size := (1 << 31) - 1 if misbehaviour == "oversized" else -1
		equal([Steam.getFileSize("x"), Steam.getFileNameAndSize(0).size], [size, size], "the size: " + misbehaviour)
		equal(Steam.fileRead("x", 100), {"ret": 0, "buf": PackedByteArray()}, "fileRead: " + misbehaviour)
		equal(Steam.fileRead("x", Steam.MAX_CLOUD_FILE_CHUNK_SIZE).ret, 0, "fileRead of much: " + misbehaviour)
		Steam.fileReadAsync("x", 0, 7)
		var read: Dictionary = (await next_signal("file_read_async_complete"))[0]
		equal([read.result, read.read, read.complete], [Steam.RESULT_IO_FAILURE, 0, false], "fileReadAsync: " + misbehaviour)
		equal(Steam.getUGCDetails(handle).size, size, "getUGCDetails: " + misbehaviour)
		equal(Steam.getUGCDownloadProgress(handle).bytes_expected, size, "getUGCDownloadProgress: " + misbehaviour)
		equal(Steam.ugcRead(handle, Steam.MAX_CLOUD_FILE_CHUNK_SIZE, 0, Steam.UGC_READ_CONTINUE_READING), PackedByteArray(),
				"ugcRead: " + misbehaviour)
	check(OS.get_static_memory_peak_usage() < MOST_MIB << 20, "memory: %d" % OS.get_static_memory_peak_usage())
	OS.set_environment("STEAM_API_DOUBLE_CLOUD", "off")
	equal(Steam.getQuota(), {"total_bytes": 0, "available_bytes": 0}, "no quota")
	equal(Steam.isCloudEnabledForAccount(), false, "switched off by the user")
	OS.set_environment("STEAM_API_DOUBLE_CLOUD", "")
	equal(Steam.fileRead("x", 100).buf.get_string_from_utf8(), "content", "afterwards")
	equal(Steam.ugcRead(handle, 100, 0, Steam.UGC_READ_CLOSE).get_string_from_utf8(), "content", "the shared file afterwards")
