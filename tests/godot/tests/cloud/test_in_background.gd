extends "res://harness/test_case.gd"
## Files written and read without waiting; the answers come at a later pump, and of several changes the last one stays.
## rule: cloud.async, cloud.order

const MIB := 1 << 20


func run() -> void:
	await init_steam()
	var data := PackedByteArray()
	data.resize(MIB)
	data[MIB - 1] = 7
	Steam.fileWriteAsync("Large", data)
	equal(signals.count("file_write_async_complete"), 0, "nothing is answered inside of a call")
	equal(await next_signal("file_write_async_complete"), [Steam.RESULT_OK], "file_write_async_complete")
	equal(Steam.fileRead("large", MIB).buf, data, "what was written")
	Steam.fileReadAsync("large", MIB - 3, 100)
	var read: Dictionary = (await next_signal("file_read_async_complete"))[0]
	equal([read.result, read.offset, read.read, read.complete, read.buffer], [Steam.RESULT_OK, MIB - 3, 3, true,
			PackedByteArray([0, 0, 7])], "a part of it")
	var handles := {read.handle: true}
	for size: int in [0, 1, MIB]:
		Steam.fileReadAsync("large", 0, size)
	for size: int in [0, 1, MIB]:
		read = (await next_signal("file_read_async_complete"))[0]
		equal([read.read, read.buffer], [size, data.slice(0, size)], "%d bytes" % size)
		handles[read.handle] = true
	equal(handles.size(), 4, "every call has a number of its own")
	Steam.fileReadAsync("nowhere", 0, 1)
	read = (await next_signal("file_read_async_complete"))[0]
	equal([read.result, read.complete, read.buffer], [Steam.RESULT_FILE_NOT_FOUND, false, PackedByteArray()], "no such file")
	Steam.fileReadAsync("large", MIB + 1, 1)
	read = (await next_signal("file_read_async_complete"))[0]
	equal([read.result, read.complete], [Steam.RESULT_INVALID_PARAM, false], "beyond the end")
	await _order()


func _order() -> void:
	for round in 20:
		Steam.fileWriteAsync("slot", ("%d in the background" % round).to_utf8_buffer())
		check(Steam.fileWrite("slot", ("%d at once" % round).to_utf8_buffer()), "fileWrite")
		equal(await next_signal("file_write_async_complete"), [Steam.RESULT_OK], "file_write_async_complete")
		equal(Steam.fileRead("slot", 100).buf.get_string_from_utf8(), "%d at once" % round, "what was written last")
	Steam.fileWriteAsync("slot", "x".to_utf8_buffer())
	Steam.fileDelete("slot")
	equal(await next_signal("file_write_async_complete"), [Steam.RESULT_OK], "file_write_async_complete")
	equal(Steam.fileExists("slot"), false, "deleted last")
	for round in 50:
		Steam.fileWriteAsync("slot", str(round).to_utf8_buffer(), str(round).length())
	# Even a shutdown loses nothing of it.
	Steam.steamShutdown()
	await init_steam()
	equal(Steam.fileRead("slot", 10).buf.get_string_from_utf8(), "49", "the last of many")
