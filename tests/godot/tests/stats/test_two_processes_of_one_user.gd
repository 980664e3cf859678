extends "res://harness/test_case.gd"
## Two processes of one user, as on two machines: each stores, and neither loses the other's stored values.
## rule: files.two-processes
## players: 2
## env: STEAM_NETWORKING_USER=7

const ROUNDS := 20


func run() -> void:
	# Two places to meet, so that they do not see each other, and one for the files.
	OS.set_environment("STEAM_NETWORKING_USER_DIR", shared_folder().path_join("files"))
	OS.set_environment("STEAM_NETWORKING_DIR", shared_folder().path_join("machine-%d" % player))
	await init_steam()
	equal(await id_of(3 - player), Steam.getSteamID(), "the other one's user")
	var own_stat := ["games", "score"][player - 1] as String
	await barrier("here")
	for round in ROUNDS:
		Steam.setStatInt(own_stat, round + 1)
		Steam.storeStats()
		equal(await next_signal("user_stats_stored"), [APP_ID, Steam.RESULT_OK], "user_stats_stored")
	Steam.setAchievement(["FIRST_GAME", "SECRET"][player - 1])
	Steam.storeStats()
	await next_signal("user_stats_stored")
	await barrier("stored")
	Steam.requestUserStats(Steam.getSteamID())
	equal(await next_signal("user_stats_received"), [APP_ID, Steam.RESULT_OK, Steam.getSteamID()], "user_stats_received")
	equal([Steam.getStatInt("games"), Steam.getStatInt("score")], [ROUNDS, ROUNDS], "both stats")
	check(Steam.getAchievement("FIRST_GAME").achieved and Steam.getAchievement("SECRET").achieved, "both achievements")
