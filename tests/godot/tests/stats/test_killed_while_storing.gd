extends "res://harness/test_case.gd"
## A process that is killed in the middle of storeStats loses nothing that was stored before, and its file stays whole.
## rule: files.whole
## players: 2
## may-die: 2

const ROUNDS := 30


func run() -> void:
	dying = [2]
	await init_steam()
	if player == 2:
		await _store_and_die()
		return
	var other := await id_of(2)
	var stored: int = await note(2, "stored")
	await until(func() -> bool: return not _is_here(other), PATIENCE, "the other to be gone")
	signals.clear()
	Steam.requestUserStats(other)
	equal(await next_signal("user_stats_received"), [APP_ID, Steam.RESULT_OK, other], "user_stats_received")
	var games := Steam.getUserStatInt(other, "games")
	check(games == stored or games == stored + 1, "%d were stored, %d are there" % [stored, games])
	equal(Steam.getUserAchievement(other, "FIRST_GAME").achieved, true, "the achievement")


func _is_here(user: int) -> bool:
	return Steam.getFriendPersonaState(user) != Steam.PERSONA_STATE_OFFLINE


func _store_and_die() -> void:
	Steam.setAchievement("FIRST_GAME")
	for round in ROUNDS:
		Steam.setStatInt("games", round + 1)
		Steam.storeStats()
		equal(await next_signal("user_stats_stored"), [APP_ID, Steam.RESULT_OK], "user_stats_stored")
	publish("stored", ROUNDS)
	Steam.setStatInt("games", ROUNDS + 1)
	Steam.storeStats()
	OS.kill(OS.get_process_id())
