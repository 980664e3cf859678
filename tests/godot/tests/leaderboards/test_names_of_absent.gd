extends "res://harness/leaderboard_case.gd"
## A row of a user who has left before this one came still has their name.
## rule: leaderboards.names
## platform: local
## players: 2


func run() -> void:
	if player == 1:
		await init_steam()
		await find_board("Points")
		await upload(5)
		var persona := Steam.getPersonaName()
		Steam.steamShutdown()
		publish("persona", persona)
		return
	var persona := await note(1, "persona") as String
	await init_steam()
	var other := await id_of(1)
	equal([Steam.getFriendPersonaName(other), persona.is_empty()], ["", false], "the name before")
	await find_board("Points")
	equal(await download(1, 10), ["1: 5"] as Array[String], "the row")
	equal(Steam.getFriendPersonaName(other), persona, "the name")
	equal(Steam.getFriendCount(Steam.FRIEND_FLAG_ALL), 0, "that makes nobody a friend")
