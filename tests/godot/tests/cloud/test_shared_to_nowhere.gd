extends "res://harness/test_case.gd"
## A shared file that cannot be copied to the requested place: the answer reports it, and a line names the place.
## rule: cloud.shared
## platform: local
## expect-error: Steam.ugcDownloadToLocation:


func run() -> void:
	await init_steam()
	check(Steam.fileWrite("x", "x".to_utf8_buffer()), "fileWrite")
	Steam.fileShare("x")
	var handle: int = (await next_signal("file_share_result"))[1]
	var nowhere := shared_folder().path_join("no folder/x")
	Steam.ugcDownloadToLocation(handle, nowhere, 0)
	equal((await next_signal("download_ugc_result"))[0], Steam.RESULT_FAIL, "the answer")
	await frames(2)
	check(errors.take().any(func(line: String) -> bool: return line.contains("no folder/x cannot be written")), "the line")
