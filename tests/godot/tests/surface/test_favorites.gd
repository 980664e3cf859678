extends "res://harness/test_case.gd"
## Favourite game servers: added with a signal, listed, changed, removed.
## rule: favorites.kept, call.refused-answered
## expect-error: Steam.addFavoriteGame: ip
## expect-error: Steam.addFavoriteGame: port
## expect-error: Steam.addFavoriteGame: flags
## expect-error: Steam.addFavoriteGame: last_played
## expect-error: favorites_list_changed will not be emitted
## expect-error: Steam.removeFavoriteGame: app_id

## 10.1.2.3 in host byte order.
const IP_NUMBER := 167838211


func run() -> void:
	await init_steam()
	equal(Steam.getFavoriteGames(), [], "favourites at first")
	equal(Steam.addFavoriteGame("10.1.2.3", 27015, 27016, Steam.FAVORITE_FLAG_FAVORITE, 1700000000), 1, "the first")
	await _changed(27015, Steam.FAVORITE_FLAG_FAVORITE, true)
	equal(Steam.addFavoriteGame("10.1.2.3", 27020, 27016, Steam.FAVORITE_FLAG_HISTORY, 1700000001), 2, "the second")
	await _changed(27020, Steam.FAVORITE_FLAG_HISTORY, true)
	equal(Steam.getFavoriteGames(), [
		_favorite(27015, Steam.FAVORITE_FLAG_FAVORITE, 1700000000),
		_favorite(27020, Steam.FAVORITE_FLAG_HISTORY, 1700000001),
	], "both")
	equal(Steam.addFavoriteGame("10.1.2.3", 27015, 27016, Steam.FAVORITE_FLAG_FAVORITE, 1700000002), 2, "the first again")
	await _changed(27015, Steam.FAVORITE_FLAG_FAVORITE, true)
	equal(Steam.getFavoriteGames()[0], _favorite(27015, Steam.FAVORITE_FLAG_FAVORITE, 1700000002), "when it was last played")
	check(not Steam.removeFavoriteGame(APP_ID, "10.1.2.3", 27015, 27016, Steam.FAVORITE_FLAG_HISTORY), "a flag it has not")
	check(not Steam.removeFavoriteGame(APP_ID, "10.1.2.4", 27015, 27016, Steam.FAVORITE_FLAG_FAVORITE), "another server")
	check(Steam.removeFavoriteGame(APP_ID, "10.1.2.3", 27015, 27016, Steam.FAVORITE_FLAG_FAVORITE), "removeFavoriteGame")
	await _changed(27015, Steam.FAVORITE_FLAG_FAVORITE, false)
	equal(Steam.getFavoriteGames(), [_favorite(27020, Steam.FAVORITE_FLAG_HISTORY, 1700000001)], "what is left")
	equal(errors.take(), [] as Array[String], "errors of right arguments")
	_wrong_arguments()


func _wrong_arguments() -> void:
	equal(Steam.addFavoriteGame("somewhere", 1, 1, 1, 1), 0, "no address")
	equal(Steam.addFavoriteGame("10.1.2.3", 65536, 1, 1, 1), 0, "no port")
	equal(Steam.addFavoriteGame("10.1.2.3", 1, 1, 4, 1), 0, "no flags")
	equal(Steam.addFavoriteGame("10.1.2.3", 1, 1, 1, -1), 0, "no time")
	equal(Steam.addFavoriteGame("10.1.2.3", 1, 1, 0, 1), 0, "a server that Steam does not take")
	equal(Steam.removeFavoriteGame(0, "10.1.2.3", 1, 1, 1), false, "no game")
	if errors.available():
		equal(errors.take().size(), 6, "errors, one for each wrong argument")


func _favorite(port: int, flags: int, last_played: int) -> Dictionary:
	return {"ret": true, "app": APP_ID, "ip": "10.1.2.3", "game_port": port, "query_port": 27016, "flags": flags,
			"last_played": last_played, "played": last_played}


func _changed(port: int, flags: int, add: bool) -> void:
	var changed := await next_signal("favorites_list_changed")
	equal(changed[0], {"ip": IP_NUMBER, "query_port": 27016, "conn_port": port, "app_id": APP_ID, "flags": flags, "add": add,
			"account_id": Steam.getSteamID32(Steam.getSteamID())}, "favorites_list_changed")
