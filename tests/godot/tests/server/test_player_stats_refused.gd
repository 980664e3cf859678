extends "res://harness/server_case.gd"
## A game server cannot set stats that users set, a user cannot set those that servers set, and a value that breaks its limits gets its old
## value back. A line reports each.
## rule: server.stats
## platform: local
## players: 2
## expect-error: SteamServer.setUserStatInt: only users may set the stat games
## expect-error: SteamServer.setUserStatInt: "games" has another type
## expect-error: SteamServer.setUserAchievement: only users may set the achievement FIRST_GAME
## expect-error: SteamServer.setUserAchievement: "FIRST_GAME" has another type
## expect-error: SteamServer.storeUserStats: outside the limits in steam_achievements.cfg, and therefore unchanged: wins
## expect-error: Steam.setStatInt: only game servers may set the stat wins
## expect-error: Steam.setStatInt: this game has no stat of type INT "wins"
## expect-error: Steam.setAchievement: only game servers may set the achievement FAIR_PLAY
## expect-error: Steam.setAchievement: this game has no achievement "FAIR_PLAY"


func run() -> void:
	if player == 1:
		await _serve()
	else:
		await init_steam()
		await note(1, "refused")
		equal(Steam.setStatInt("wins", 50), false, "a stat that servers set")
		equal(Steam.setAchievement("FAIR_PLAY"), false, "an achievement that servers set")
		await frames(3)
		publish("tried", true)


func _serve() -> void:
	pumping = false
	await start_server()
	var user := await id_of(2)
	SteamServer.requestUserStats(user)
	equal(await next_server_signal("stats_received"), [Steam.RESULT_OK, user], "the stats of a user who has stored none")
	equal(SteamServer.setUserStatInt(user, "games", 9), false, "a stat that users set")
	equal(SteamServer.setUserAchievement(user, "FIRST_GAME"), false, "an achievement that users set")
	equal(SteamServer.setUserStatInt(user, "wins", 100), true, "setUserStatInt")
	SteamServer.storeUserStats(user)
	equal(await next_server_signal("stats_stored"), [Steam.RESULT_OK, user], "storing it")
	equal(SteamServer.setUserStatInt(user, "wins", 101), true, "a value that breaks its limits")
	SteamServer.storeUserStats(user)
	equal(await next_server_signal("stats_stored"), [Steam.RESULT_INVALID_PARAM, user], "storing that")
	equal(SteamServer.getUserStatInt(user, "wins"), 100, "the old value")
	await frames(3)
	publish("refused", true)
	await note(2, "tried")
	stop_server()
