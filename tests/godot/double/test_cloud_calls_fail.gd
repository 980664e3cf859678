extends "res://harness/test_case.gd"
## Calls about files in the cloud that fail on their way, that Steam does not accept, or that it answers wrongly, are reported as
## failed, by their own signal and by steamworks_error.
## rule: steam.call-failures

func run() -> void:
	await init_steam()
	check(Steam.fileWrite("x", "x".to_utf8_buffer()), "fileWrite")
	var nothing := {"handle": 7, "app_id": 0, "size": 0, "filename": "", "owner_id": 0}
	for misbehaviour: String in ["io-failure", "refused", "wrong-kind", "wrong-size", "wrong-answer"]:
		OS.set_environment("STEAM_API_DOUBLE_CALLS", misbehaviour)
		signals.clear()
		Steam.fileWriteAsync("x", "y".to_utf8_buffer())
		await _fails("file_write_async_complete", [Steam.RESULT_IO_FAILURE], misbehaviour)
		Steam.fileReadAsync("x", 1, 0)
		await _fails("file_read_async_complete", [{"result": Steam.RESULT_IO_FAILURE, "handle": 0, "offset": 1, "read": 0,
				"complete": false, "buffer": PackedByteArray()}], misbehaviour)
		Steam.fileShare("x")
		await _fails("file_share_result", [Steam.RESULT_IO_FAILURE, Steam.UGC_HANDLE_INVALID, "x"], misbehaviour)
		Steam.ugcDownload(7, 0)
		await _fails("download_ugc_result", [Steam.RESULT_IO_FAILURE, nothing], misbehaviour)
		Steam.ugcDownloadToLocation(7, shared_folder().path_join("x"), 0)
		await _fails("download_ugc_result", [Steam.RESULT_IO_FAILURE, nothing], misbehaviour)


func _fails(signal_name: String, expected: Array, misbehaviour: String) -> void:
	equal(await next_signal(signal_name), expected, "%s: %s" % [signal_name, misbehaviour])
	equal((await next_signal("steamworks_error"))[0], signal_name, "steamworks_error: " + misbehaviour)
