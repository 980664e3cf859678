extends "res://harness/test_case.gd"
## The quota: beyond it nothing is written, and a line says so; deleting or forgetting files makes room. Also the limits of
## streams and of background writes.
## rule: cloud.quota, cloud.streams
## platform: local
## setting: steam/local/cloud_quota_mib=3
## expect-error: Steam.fileWrite: a user has at most 3145728 bytes in the cloud
## expect-error: Steam.fileWriteAsync: a user has at most 3145728 bytes in the cloud
## expect-error: Steam.fileWriteStreamWriteChunk: a user has at most 3145728 bytes in the cloud
## expect-error: Steam.fileWriteStreamClose: a user has at most 3145728 bytes in the cloud
## expect-error: Steam.fileWriteStreamWriteChunk: write_handle is 77: it is not the handle of an open write stream
## expect-error: Steam.fileWriteStreamClose: write_handle is 77
## expect-error: Steam.fileWriteStreamCancel: write_handle is 77
## expect-error: Steam.fileWriteStreamOpen: at most 64 files may be written in parts at once

const MIB := 1 << 20


func run() -> void:
	await init_steam()
	equal(Steam.getQuota(), {"total_bytes": 3 * MIB, "available_bytes": 3 * MIB}, "the quota")
	check(Steam.fileWrite("a", _bytes(MIB)) and Steam.fileWrite("b", _bytes(2 * MIB)), "all of it")
	equal(Steam.getQuota().available_bytes, 0, "nothing is left")
	check(Steam.fileWrite("nothing", PackedByteArray()), "a file without a byte")
	equal(Steam.fileWrite("c", _bytes(1)), false, "one byte more")
	equal(Steam.fileExists("c"), false, "it is not there")
	check(Steam.fileWrite("a", _bytes(MIB)), "another content of the same size")
	equal(Steam.fileWrite("a", _bytes(MIB + 1)), false, "a larger content")
	equal(Steam.getFileSize("a"), MIB, "the old one stays")
	Steam.fileWriteAsync("c", _bytes(1))
	equal(await next_signal("file_write_async_complete"), [Steam.RESULT_LIMIT_EXCEEDED], "in the background")
	var stream := Steam.fileWriteStreamOpen("c")
	equal(Steam.fileWriteStreamWriteChunk(stream, _bytes(1)), false, "in parts")
	check(Steam.fileForget("b"), "fileForget")
	check(Steam.fileWriteStreamWriteChunk(stream, _bytes(MIB)), "what was forgotten makes room")
	check(Steam.fileWrite("d", _bytes(MIB)), "fileWrite meanwhile")
	check(Steam.fileDelete("a") and Steam.fileWriteStreamClose(stream), "what was deleted makes room")
	stream = Steam.fileWriteStreamOpen("e")
	check(Steam.fileWriteStreamWriteChunk(stream, _bytes(MIB)), "in parts, as long as there is room")
	check(Steam.fileWrite("f", _bytes(1)), "somebody else takes it")
	equal(Steam.fileWriteStreamClose(stream), false, "closing a stream for which there is none any more")
	var streams: Array[int] = []
	for index in 64:
		streams.append(Steam.fileWriteStreamOpen("stream %d" % index))
	check(not streams.has(Steam.UGC_FILE_STREAM_HANDLE_INVALID), "64 streams")
	equal(Steam.fileWriteStreamOpen("one more"), Steam.UGC_FILE_STREAM_HANDLE_INVALID, "one more")
	for open in streams:
		Steam.fileWriteStreamCancel(open)
	for call: Callable in [Steam.fileWriteStreamWriteChunk.bind(77, _bytes(1)), Steam.fileWriteStreamClose.bind(77),
			Steam.fileWriteStreamCancel.bind(77)]:
		equal(call.call(), false, "a stream that was not opened")
	await frames(2)


func _bytes(size: int) -> PackedByteArray:
	var data := PackedByteArray()
	data.resize(size)
	return data
