extends "res://harness/lobby_case.gd"
## Scripts of every generation of GodotSteam run: with the keys, the numbers of arguments and the types of handlers that theirs had.
## rule: class.generations
## expect-error: Steam.activateGameOverlayToStore: store_flag is 3

var _heard: Array = []


func run() -> void:
	Steam.lobby_data_update.connect(_on_data_bool)
	Steam.lobby_data_update.connect(_on_data_int)
	Steam.avatar_loaded.connect(_on_avatar_array)
	Steam.avatar_loaded.connect(_on_avatar_bytes)
	await init_steam()
	lobby = await create_lobby(Steam.LOBBY_TYPE_PRIVATE, 2)
	equal(_heard, [["bool", true, lobby, lobby], ["int", 1, lobby, lobby]], "handlers of lobby_data_update")
	_heard.clear()
	Steam.getPlayerAvatar(Steam.AVATAR_SMALL)
	await next_signal("avatar_loaded")
	equal(_heard, [["array", 32 * 32 * 4], ["bytes", 32 * 32 * 4]], "handlers of avatar_loaded")
	_overlay()
	Steam.addFavoriteGame("10.1.2.3", 27015, 27016, Steam.FAVORITE_FLAG_FAVORITE, 1700000000)
	var favorite: Dictionary = Steam.getFavoriteGames()[0]
	equal([favorite.last_played, favorite.played], [1700000000, 1700000000], "when a favourite was played")
	var size := Steam.getImageSize(Steam.getSmallFriendAvatar(Steam.getSteamID()))
	equal([size.success, size.width, size.height], [true, 32, 32], "getImageSize")
	for method: String in ["getVoice", "getAvailableVoice"]:
		equal(Steam.call(method).get("size"), 0, method + ": size")


func _overlay() -> void:
	errors.take()
	Steam.activateGameOverlayToStore()
	Steam.activateGameOverlayToStore(APP_ID)
	for flag in 3:
		Steam.activateGameOverlayToStore(APP_ID, flag)
	equal(errors.take(), [] as Array[String], "errors of the overlay")
	Steam.activateGameOverlayToStore(APP_ID, 3)


func _on_data_bool(success: bool, lobby_id: int, member_id: int) -> void:
	_heard.append(["bool", success, lobby_id, member_id])


func _on_data_int(success: int, lobby_id: int, member_id: int) -> void:
	_heard.append(["int", success, lobby_id, member_id])


func _on_avatar_array(_user: int, _size: int, data: Array) -> void:
	_heard.append(["array", data.size()])


func _on_avatar_bytes(_user: int, _size: int, data: PackedByteArray) -> void:
	_heard.append(["bytes", data.size()])
