extends "res://harness/leaderboard_case.gd"
## A process that is killed in the middle of an upload loses no score that was stored before, and nobody else's.
## rule: files.whole, leaderboards.kept
## players: 2
## may-die: 2

const ROUNDS := 30
## The number of uploads in flight when the process is killed: more than it has time for.
const MORE := 40


func run() -> void:
	dying = [2]
	await init_steam()
	await find_board("Points")
	if player == 2:
		await _upload_and_die()
		return
	await upload(7)
	var other := await id_of(2)
	var stored: int = await note(2, "stored")
	await until(func() -> bool: return Steam.getFriendPersonaState(other) == Steam.PERSONA_STATE_OFFLINE, PATIENCE,
			"the other to be gone")
	signals.clear()
	Steam.downloadLeaderboardEntriesForUsers([other], board)
	await downloaded()
	var entry: Dictionary = Steam.getLeaderboardEntries()[0]
	check(entry.score >= stored and entry.score <= stored + MORE, "%d was stored, %d is there" % [stored, entry.score])
	equal(entry.details, PackedInt32Array([entry.score, -1]), "the details of that score")
	equal((await download(1, 9))[1], "2: 7", "the own score")
	equal(await upload(99), [1, 1, 2], "the leaderboard goes on")


func _upload_and_die() -> void:
	for round in ROUNDS:
		await upload(round + 10, true, PackedInt32Array([round + 10, -1]))
	publish("stored", ROUNDS + 9)
	for more in MORE:
		Steam.uploadLeaderboardScore(ROUNDS + 10 + more, true, PackedInt32Array([ROUNDS + 10 + more, -1]))
	OS.delay_usec(randi_range(2_000, 30_000))
	OS.kill(OS.get_process_id())
