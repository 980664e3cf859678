extends "res://harness/test_case.gd"
## A client without ISteamRemoteStorage: the game starts all the same, and each call about files answers with nothing.
## rule: cloud.missing
## env: STEAM_API_DOUBLE_MISSING=ISteamRemoteStorage

func run() -> void:
	await init_steam()
	equal([Steam.fileWrite("x", "x".to_utf8_buffer()), Steam.fileExists("x"), Steam.getFileCount()], [false, false, 0], "files")
	equal(Steam.fileWriteStreamOpen("x"), Steam.UGC_FILE_STREAM_HANDLE_INVALID, "a stream")
	equal([Steam.getQuota(), Steam.isCloudEnabledForApp()], [{"total_bytes": 0, "available_bytes": 0}, false], "the cloud")
	Steam.fileWriteAsync("x", PackedByteArray())
	equal(await next_signal("file_write_async_complete"), [Steam.RESULT_IO_FAILURE], "file_write_async_complete")
	Steam.ugcDownload(7, 0)
	equal((await next_signal("download_ugc_result"))[0], Steam.RESULT_IO_FAILURE, "download_ugc_result")
