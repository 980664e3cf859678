extends "res://harness/test_case.gd"
## Two users, of whom one shares a file and the other fetches it: read in parts, copied to a place, as it was when it was shared.
## rule: cloud.shared, cloud.shared-read
## players: 2

const SIZE := 300_000


func run() -> void:
	await init_steam()
	if player == 1:
		await _share()
	else:
		await _fetch(await note(1, "handle"))
	await barrier("shared")


func _content() -> PackedByteArray:
	var data := PackedByteArray()
	data.resize(SIZE)
	for index in range(0, SIZE, 17):
		data[index] = index & 255
	return data


func _share() -> void:
	check(Steam.fileWrite("Ghosts/Fast Lap.ghost", _content()), "fileWrite")
	Steam.fileShare("Ghosts/Fast Lap.ghost")
	var shared := await next_signal("file_share_result")
	equal([shared[0], shared[2]], [Steam.RESULT_OK, "ghosts/fast lap.ghost"], "file_share_result")
	Steam.fileShare("ghosts/fast lap.ghost")
	equal((await next_signal("file_share_result"))[1], shared[1], "the same content again")
	check(Steam.fileWrite("ghosts/fast lap.ghost", "slower".to_utf8_buffer()), "another content")
	Steam.fileShare("ghosts/fast lap.ghost")
	check((await next_signal("file_share_result"))[1] != shared[1], "another content has another handle")
	Steam.fileShare("nowhere")
	equal(await next_signal("file_share_result"), [Steam.RESULT_FILE_NOT_FOUND, Steam.UGC_HANDLE_INVALID, "nowhere"], "no such file")
	Steam.fileDelete("ghosts/fast lap.ghost")
	publish("handle", shared[1])


func _fetch(handle: int) -> void:
	var details := {"handle": handle, "app_id": APP_ID, "size": SIZE, "filename": "ghosts/fast lap.ghost", "owner_id": await id_of(1)}
	equal([Steam.getUGCDetails(handle), Steam.ugcRead(handle, 5, 0, Steam.UGC_READ_CLOSE)], [{}, PackedByteArray()], "before")
	Steam.ugcDownload(handle, 0)
	equal(await next_signal("download_ugc_result"), [Steam.RESULT_OK, details], "download_ugc_result")
	equal(Steam.getUGCDetails(handle), details, "getUGCDetails")
	equal(Steam.getUGCDownloadProgress(handle), {"bytes_downloaded": SIZE, "bytes_expected": SIZE}, "getUGCDownloadProgress")
	equal([Steam.getCachedUGCCount(), Steam.getCachedUGCHandle(0)], [1, handle], "fetched and not read")
	# In parts, until the last byte closes it.
	var read := PackedByteArray()
	while read.size() < SIZE:
		var part := Steam.ugcRead(handle, 90_000, read.size(), Steam.UGC_READ_CONTINUE_READING_UNTIL_FINISHED)
		if part.is_empty():
			await abort("nothing more after %d bytes" % read.size())
		read.append_array(part)
	equal(read, _content(), "the content as it was shared")
	equal([Steam.getCachedUGCCount(), Steam.ugcRead(handle, 5, 0, Steam.UGC_READ_CONTINUE_READING)], [0, PackedByteArray()], "closed")
	await _again(handle, details)
	Steam.ugcDownload(12345, 7)
	equal(await next_signal("download_ugc_result"), [Steam.RESULT_FILE_NOT_FOUND, {"handle": 12345, "app_id": 0, "size": 0,
			"filename": "", "owner_id": 0}], "what nobody has shared")


func _again(handle: int, details: Dictionary) -> void:
	Steam.ugcDownload(handle, 1)
	equal((await next_signal("download_ugc_result"))[0], Steam.RESULT_OK, "fetched again")
	for round in 2:
		equal(Steam.ugcRead(handle, SIZE, 0, Steam.UGC_READ_CONTINUE_READING).size(), SIZE, "it stays open")
	equal(Steam.ugcRead(handle, 5, SIZE, Steam.UGC_READ_CLOSE), PackedByteArray(), "beyond the end")
	equal(Steam.ugcRead(handle, 5, 0, Steam.UGC_READ_CONTINUE_READING), PackedByteArray(), "closed")
	var place := shared_folder().path_join("fetched.bin")
	Steam.ugcDownloadToLocation(handle, place, 0)
	equal(await next_signal("download_ugc_result"), [Steam.RESULT_OK, details], "ugcDownloadToLocation")
	equal(FileAccess.get_file_as_bytes(place), _content(), "the file")
