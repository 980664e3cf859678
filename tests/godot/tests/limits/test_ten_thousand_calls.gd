extends "res://harness/lobby_case.gd"
## Every one of ten thousand calls in one frame is answered. More than 4096 cannot wait for the other processes: the rest fails,
## by the same signal, and that is said. The limit is the local platform's own.
## rule: limits.answers-kept, limits.said
## platform: local
## players: 2
## timeout: 120
## expect-error: Steam.requestLobbyList: 4096 requests wait
## expect-error: Steam.joinLobby: 4096 requests wait

const CALLS := 10000


func run() -> void:
	await meet()
	if player == 1:
		return
	for i in CALLS:
		Steam.requestLobbyList()
	Steam.joinLobby(lobby)
	await until(func() -> bool: return signals.count("lobby_match_list") == CALLS, 60.0, "the answers to all searches")
	var found := signals.all("lobby_match_list").filter(func(arguments: Array) -> bool: return arguments[0].has(lobby))
	check(found.size() >= 4096, "%d searches found the lobby" % found.size())
	equal((await next_signal("lobby_joined"))[3], Steam.CHAT_ROOM_ENTER_RESPONSE_ERROR, "the answer to joinLobby")
