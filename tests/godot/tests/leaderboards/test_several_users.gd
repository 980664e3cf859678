extends "res://harness/leaderboard_case.gd"
## Three users upload at once to the same leaderboards, which nobody has made before; each sees all scores, by rank, around their own,
## of their friends and of the users asked for.
## rule: leaderboards.ranks, leaderboards.requests, files.two-processes
## players: 3

const ROUNDS := 10


func run() -> void:
	await init_steam()
	var others := await ids_of_others()
	await barrier("here")
	await find_board("Points")
	equal(await note(1, "board") if player != 1 else _publish_board(), board, "the same handle everywhere")
	# All users write at once, and no scores get lost.
	for round in ROUNDS:
		await upload(player * 100 + round, true, PackedInt32Array([player, round]))
	await barrier("uploaded")
	equal(await download(1, 10), ["1: 309", "2: 209", "3: 109"] as Array[String], "all ranks")
	equal(Steam.getLeaderboardEntryCount(), 3, "how many there are")
	var whole := Steam.getLeaderboardEntries()
	equal(whole.map(func(entry: Dictionary) -> PackedInt32Array: return entry.details),
			[PackedInt32Array([3, 9]), PackedInt32Array([2, 9]), PackedInt32Array([1, 9])], "details")
	for entry: Dictionary in whole:
		equal(entry.steam_id, await id_of(entry.details[0]), "whose score is %d" % entry.score)
		check(not Steam.getFriendPersonaName(entry.steam_id).is_empty(), "the name of %d" % entry.steam_id)
	await _parts(others)
	await _overtaken()
	await _ascending()


func _publish_board() -> int:
	publish("board", board)
	return board


func _parts(others: Array[int]) -> void:
	equal(await download(2, 2), ["2: 209"] as Array[String], "one rank")
	equal(await download(2, 9), ["2: 209", "3: 109"] as Array[String], "to the end")
	equal(await download(7, 9), [] as Array[String], "beyond the end")
	var around := Steam.LEADERBOARD_DATA_REQUEST_GLOBAL_AROUND_USER
	equal(await download(0, 0, around), ["%d: %d" % [4 - player, player * 100 + 9]] as Array[String], "one's own")
	# The requested number: if one side has too few, the other has more.
	equal((await download(-1, 1, around)).size(), 3, "around one's own")
	equal((await download(-1, 0, around)).size(), 2, "and the one before")
	equal(await download(5, -5, Steam.LEADERBOARD_DATA_REQUEST_FRIENDS), ["1: 309", "2: 209", "3: 109"] as Array[String], "friends")
	Steam.downloadLeaderboardEntriesForUsers(others, board)
	equal((await downloaded()).size(), 2, "two users")
	check(Steam.getLeaderboardEntries().all(func(entry: Dictionary) -> bool: return entry.steam_id in others), "those two")
	var nobody := 76561197960265728 + 99
	Steam.downloadLeaderboardEntriesForUsers([nobody, Steam.getSteamID()])
	equal(await downloaded(), ["%d: %d" % [4 - player, player * 100 + 9]] as Array[String], "who has no entry is left out")
	await barrier("parts")


func _overtaken() -> void:
	if player == 1:
		equal(await upload(250), [1, 2, 3], "past one of them")
	await barrier("second")
	if player == 1:
		equal(await upload(5), [0, 2, 2], "a worse one changes no rank")
		equal(await upload(5, false), [1, 3, 2], "by force it does")
	await barrier("last again")
	equal(await download(1, 3), ["1: 309", "2: 209", "3: 5"] as Array[String], "what all see")


func _ascending() -> void:
	await find_board("Lap", Steam.LEADERBOARD_SORT_METHOD_ASCENDING, Steam.LEADERBOARD_DISPLAY_TYPE_TIME_MILLISECONDS)
	# One after the other: of two equal scores the earlier is the better.
	for number in range(1, players + 1):
		if player == number:
			equal(await upload([500, 400, 500][player - 1]), [1, [1, 1, 3][player - 1], 0], "the rank of the first score")
		await barrier("lap %d" % number)
	equal(await download(1, 10), ["1: 400", "2: 500", "3: 500"] as Array[String], "the lowest is the best")
	equal(Steam.getLeaderboardEntries()[1].steam_id, await id_of(1), "the earlier of two equal ones")
