extends "res://harness/lobby_case.gd"
## The users that a game names as players are remembered, the latest first.
## rule: friends.recent-players
## players: 3
## expect-error: Steam.setPlayedWith: steam_id

func run() -> void:
	await meet()
	if player > 1:
		return
	equal(Steam.getRecentPlayers(), [], "recent players at first")
	var before := Steam.getServerRealTime()
	Steam.setPlayedWith(ids[2])
	Steam.setPlayedWith(ids[3])
	var recent := Steam.getRecentPlayers()
	equal(recent.map(func(other: Dictionary) -> int: return other.id), [ids[3], ids[2]], "latest first")
	for other: Dictionary in recent:
		equal(other.keys(), ["id", "name", "time", "status"], "the keys of a recent player")
		equal(other.name, Steam.getFriendPersonaName(other.id), "their name")
		equal(other.status, Steam.PERSONA_STATE_ONLINE, "their state")
		check(other.time >= before and other.time <= Steam.getServerRealTime(), "when that was: %d" % other.time)
	Steam.setPlayedWith(ids[2])
	equal(Steam.getRecentPlayers().map(func(other: Dictionary) -> int: return other.id), [ids[2], ids[3]], "nobody twice")
	# Oneself, and somebody who was never here.
	Steam.setPlayedWith(ids[1])
	Steam.setPlayedWith(76561197960265729)
	equal(Steam.getRecentPlayers().size(), 2, "who does not count")
	equal(errors.take(), [] as Array[String], "errors")
	Steam.setPlayedWith(lobby)
	equal(Steam.getRecentPlayers().size(), 2, "a lobby is no player")
