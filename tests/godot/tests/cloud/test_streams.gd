extends "res://harness/test_case.gd"
## Files written in parts: they take their place when they are closed, as a whole, and not at all when they are cancelled.
## rule: cloud.streams
## timeout: 120


func run() -> void:
	await init_steam()
	check(Steam.fileWrite("slot", "old".to_utf8_buffer()), "fileWrite")
	var stream := Steam.fileWriteStreamOpen("Slot")
	check(stream != Steam.UGC_FILE_STREAM_HANDLE_INVALID, "fileWriteStreamOpen")
	var other := Steam.fileWriteStreamOpen("slot")
	check(other != stream, "another stream")
	for part: String in ["new ", "", "content"]:
		check(Steam.fileWriteStreamWriteChunk(stream, part.to_utf8_buffer()), "fileWriteStreamWriteChunk")
	check(Steam.fileWriteStreamWriteChunk(other, "lost".to_utf8_buffer()), "fileWriteStreamWriteChunk of the other")
	equal([_text("slot"), Steam.getFileCount()], ["old", 1], "before it is closed")
	check(Steam.fileWriteStreamClose(stream), "fileWriteStreamClose")
	equal([_text("slot"), Steam.getFileSize("slot")], ["new content", 11], "after that")
	check(Steam.fileWriteStreamCancel(other), "fileWriteStreamCancel")
	equal([_text("slot"), Steam.getFileCount()], ["new content", 1], "a stream that was cancelled")
	stream = Steam.fileWriteStreamOpen("empty")
	check(Steam.fileWriteStreamClose(stream) and Steam.fileExists("empty"), "a stream without a part")
	# Left open: it is dropped with the shutdown.
	stream = Steam.fileWriteStreamOpen("never")
	Steam.fileWriteStreamWriteChunk(stream, "x".to_utf8_buffer())
	Steam.steamShutdown()
	await init_steam()
	equal([Steam.fileExists("never"), _text("slot")], [false, "new content"], "after a new start")


func _text(file: String) -> String:
	return Steam.fileRead(file, 100).buf.get_string_from_utf8()
