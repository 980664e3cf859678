extends "res://harness/test_case.gd"
## A process that is killed while it writes leaves the old content or the new one of each file, and nothing else.
## rule: cloud.whole
## players: 2
## may-die: 2
## env: STEAM_NETWORKING_USER=7
## timeout: 120

const ROUNDS := 10
const SIZE := 4_000_000


func run() -> void:
	dying = [2]
	if player == 2:
		await init_steam()
		await _write_and_die()
		return
	var written: int = await note(2, "written")
	# Both are the same user: as long as the other one lives, nobody else can be.
	await until(func() -> bool: return Steam.steamInitEx(APP_ID).status == Steam.STEAM_API_INIT_RESULT_OK, PATIENCE, "the other to be gone")
	equal(Steam.getSteamID(), await id_of(2), "the user whose process was killed")
	for file: String in ["at once", "in the background", "in parts"]:
		var read: PackedByteArray = Steam.fileRead(file, SIZE * 2).buf
		var round := read[0] if not read.is_empty() else 0
		check(round == written or round == written + 1, "%s: %d was written, %d is there" % [file, written, round])
		check(read.size() == SIZE + round and read.count(round) == read.size(), "a whole content of " + file)
	equal(Steam.getFileCount(), 3, "what is left over is none of the files")


func _content(round: int) -> PackedByteArray:
	var data := PackedByteArray()
	data.resize(SIZE + round)
	data.fill(round)
	return data


func _write(round: int) -> void:
	Steam.fileWriteAsync("in the background", _content(round))
	check(Steam.fileWrite("at once", _content(round)), "fileWrite")
	var stream := Steam.fileWriteStreamOpen("in parts")
	check(Steam.fileWriteStreamWriteChunk(stream, _content(round).slice(0, 100)), "fileWriteStreamWriteChunk")
	check(Steam.fileWriteStreamWriteChunk(stream, _content(round).slice(100)), "fileWriteStreamWriteChunk")
	check(Steam.fileWriteStreamClose(stream), "fileWriteStreamClose")


func _write_and_die() -> void:
	for round in range(1, ROUNDS + 1):
		_write(round)
		equal(await next_signal("file_write_async_complete"), [Steam.RESULT_OK], "file_write_async_complete")
	publish("written", ROUNDS)
	# In the middle of a stream and of a background write, which takes longer than this wait.
	var stream := Steam.fileWriteStreamOpen("in parts")
	Steam.fileWriteStreamWriteChunk(stream, _content(ROUNDS + 1))
	for again in 40:
		Steam.fileWriteAsync("in the background", _content(ROUNDS + 1))
	OS.delay_usec(randi_range(5_000, 50_000))
	OS.kill(OS.get_process_id())
