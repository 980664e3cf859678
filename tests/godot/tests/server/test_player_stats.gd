extends "res://harness/server_case.gd"
## A game server and a player's achievements and stats: before its request nothing is known; afterwards it sees the player's stored
## values, sets and stores those for servers, and the player sees them.
## rule: server.stats
## players: 2
## expect-error: SteamServer.getUserStatInt: "wins" has another type
## expect-error: SteamServer.setUserStatInt: stat is 4294967296
## expect-error: SteamServer.getUserAchievement: "NOWHERE" has another type
## expect-error: SteamServer.storeUserStats: steam_id is 5
## expect-error: SteamServer.updateUserAvgRateStat: session_length is

const UNKNOWN := 76561197960265728 + 77777


func run() -> void:
	if player == 1:
		await _serve()
	else:
		await _play()


func _serve() -> void:
	pumping = false
	await start_server()
	var user := await id_of(2)
	await note(2, "stored")
	equal(SteamServer.is_interface_supported("GameServerStats"), true, "is_interface_supported")
	equal(SteamServer.getUserStatInt(user, "wins"), 0, "a stat that was not asked for")
	SteamServer.requestUserStats(UNKNOWN)
	equal(await next_server_signal("stats_received"), [Steam.RESULT_FAIL, UNKNOWN], "a user who has no stats")
	SteamServer.storeUserStats(UNKNOWN)
	equal(await next_server_signal("stats_stored"), [Steam.RESULT_FAIL, UNKNOWN], "stats that are not there")
	SteamServer.requestUserStats(user)
	equal(await next_server_signal("stats_received"), [Steam.RESULT_OK, user], "the player's stats")
	equal([SteamServer.getUserStatInt(user, "games"), SteamServer.getUserStatFloat(user, "accuracy")], [3, 0.0], "what they are")
	equal(SteamServer.getUserAchievement(user, "FIRST_GAME"),
			{"steam_id": user, "retrieved": true, "name": "FIRST_GAME", "achieved": true}, "an achievement of the player")
	equal(SteamServer.getUserAchievement(user, "NOWHERE"),
			{"steam_id": user, "retrieved": false, "name": "NOWHERE", "achieved": false}, "one that does not exist")
	equal(SteamServer.setUserStatInt(user, "wins", 7), true, "setUserStatInt")
	equal(SteamServer.setUserStatFloat(user, "accuracy", 0.5), true, "setUserStatFloat")
	equal(SteamServer.updateUserAvgRateStat(user, "pace", 20.0, 10.0), true, "updateUserAvgRateStat")
	equal(SteamServer.updateUserAvgRateStat(user, "pace", 20.0, 0.0), false, "a session without a length")
	equal(SteamServer.setUserAchievement(user, "FAIR_PLAY"), true, "setUserAchievement")
	equal(SteamServer.setUserStatInt(user, "wins", 1 << 32), false, "a number that does not fit")
	SteamServer.storeUserStats(5)
	equal(await next_server_signal("stats_stored"), [Steam.RESULT_INVALID_PARAM, 5], "an ID that is none")
	SteamServer.storeUserStats(user)
	equal(await next_server_signal("stats_stored"), [Steam.RESULT_OK, user], "storeUserStats")
	equal(SteamServer.getUserStatFloat(user, "pace"), 2.0, "the average")
	publish("set", true)
	await note(2, "seen")
	equal(SteamServer.clearUserAchievement(user, "FAIR_PLAY"), true, "clearUserAchievement")
	SteamServer.storeUserStats(user)
	equal(await next_server_signal("stats_stored"), [Steam.RESULT_OK, user], "storing that")
	publish("cleared", true)
	await note(2, "gone")
	stop_server()


func _play() -> void:
	await init_steam()
	Steam.setStatInt("games", 3)
	Steam.setAchievement("FIRST_GAME")
	Steam.storeStats()
	await next_signal("user_stats_stored")
	publish("stored", true)
	await note(1, "set")
	await _read()
	equal([Steam.getStatInt("wins"), Steam.getStatFloat("accuracy"), Steam.getStatInt("games")], [7, 0.5, 3], "what the server has set")
	equal(Steam.getAchievement("FAIR_PLAY").achieved, true, "the server's achievement")
	publish("seen", true)
	await note(1, "cleared")
	await _read()
	equal([Steam.getStatInt("wins"), Steam.getAchievement("FAIR_PLAY").achieved], [7, false], "what is left")
	publish("gone", true)


func _read() -> void:
	Steam.requestUserStats(Steam.getSteamID())
	await next_signal("user_stats_received")
