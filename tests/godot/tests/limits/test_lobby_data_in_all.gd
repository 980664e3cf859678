extends "res://harness/lobby_case.gd"
## A lobby's data has a limit, and a line names it. The limit is the local platform's own.
## rule: limits.said
## platform: local
## expect-error: Steam.setLobbyData: the keys and values of a lobby may have at most 262144 bytes in total: nothing is set.
## expect-error: Steam.setRichPresence: rich presence has at most 30 keys: nothing is set.
## expect-error: Steam.addRequestLobbyListStringFilter and similar methods: a search has at most 64 filters: this one is ignored.

func run() -> void:
	await meet()
	var value := "v".repeat(8192)
	var set_keys := 0
	while set_keys < 100 and Steam.setLobbyData(lobby, "key %d" % set_keys, value):
		set_keys += 1
	equal(set_keys, 31, "values of 8192 bytes that a lobby takes")
	check(Steam.setLobbyData(lobby, "key 0", "short"), "a shorter value")
	check(Steam.setLobbyData(lobby, "another", "short"), "and then another one")
	var presences := 0
	while presences < 100 and Steam.setRichPresence("key %d" % presences, "v"):
		presences += 1
	equal(presences, 30, "keys of rich presence")
	for i in 65:
		Steam.addRequestLobbyListResultCountFilter(50)
	Steam.requestLobbyList()
	equal(await next_signal("lobby_match_list"), [[lobby]], "the search all the same")
	await frames(3)
