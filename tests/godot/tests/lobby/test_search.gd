extends "res://harness/lobby_case.gd"
## A search finds only listed lobbies, and only those that pass the filters, nearest first.
## rule: lobby.types, lobby.full-not-listed, lobby.number-filter, lobby.text-filter, lobby.filters-once, lobby.near-filter, lobby.other-filters, lobby.found-data
## players: 2

## The lobbies of player 1: type, then data.
const LOBBIES := {
	"red": [Steam.LOBBY_TYPE_PUBLIC, 2, {"mode": "coop", "level": "5"}],
	"green": [Steam.LOBBY_TYPE_PUBLIC, 4, {"mode": "coop", "level": "10"}],
	"blue": [Steam.LOBBY_TYPE_PUBLIC, 8, {"mode": "versus", "level": "20"}],
	"unseen": [Steam.LOBBY_TYPE_INVISIBLE, 4, {"mode": "coop", "level": "10", "hidden": "yes"}],
	"private": [Steam.LOBBY_TYPE_PRIVATE, 4, {"mode": "coop", "level": "10"}],
	"friends": [Steam.LOBBY_TYPE_FRIENDS_ONLY, 4, {"mode": "coop", "level": "10"}],
	"unique": [Steam.LOBBY_TYPE_PRIVATE_UNIQUE, 4, {"mode": "coop", "level": "10"}],
}

var _names := {}


func run() -> void:
	if player == 1:
		await _make_lobbies()
		await note(2, "done", 60.0)
		return
	_names = await note(1, "lobbies")
	await init_steam()
	await _find("everything listed", [], ["blue", "green", "red", "unseen"])
	await _find_by_text()
	await _find_by_number()
	await _find_by_the_rest()
	publish("done", true)


func _make_lobbies() -> void:
	await init_steam()
	var made := {}
	for lobby_name: String in LOBBIES:
		var id := await create_lobby(LOBBIES[lobby_name][0], LOBBIES[lobby_name][1])
		for key: String in LOBBIES[lobby_name][2]:
			signals.clear()
			check(Steam.setLobbyData(id, key, LOBBIES[lobby_name][2][key]), "setLobbyData")
			await next_signal("lobby_data_update")
		made[id] = lobby_name
	publish("lobbies", made)


func _find_by_text() -> void:
	await _find("text equal", [["String", "mode", "versus", Steam.LOBBY_COMPARISON_EQUAL]], ["blue"])
	await _find("text not equal", [["String", "mode", "versus", Steam.LOBBY_COMPARISON_NOT_EQUAL]],
			["green", "red", "unseen"])
	await _find("filters are used up by a search", [], ["blue", "green", "red", "unseen"])
	await _find("two filters", [["String", "mode", "coop", Steam.LOBBY_COMPARISON_EQUAL],
			["Numerical", "level", 5, Steam.LOBBY_COMPARISON_EQUAL]], ["red"])
	await _find("a key nobody has", [["String", "colour", "red", Steam.LOBBY_COMPARISON_EQUAL]], [])


func _find_by_number() -> void:
	await _find("equal", [["Numerical", "level", 10, Steam.LOBBY_COMPARISON_EQUAL]], ["green", "unseen"])
	await _find("not equal", [["Numerical", "level", 10, Steam.LOBBY_COMPARISON_NOT_EQUAL]], ["blue", "red"])
	await _find("less", [["Numerical", "level", 10, Steam.LOBBY_COMPARISON_LESS_THAN]], ["red"])
	await _find("less or equal", [["Numerical", "level", 10, Steam.LOBBY_COMPARISON_EQUAL_TO_OR_LESS_THAN]],
			["green", "red", "unseen"])
	await _find("greater", [["Numerical", "level", 10, Steam.LOBBY_COMPARISON_GREATER_THAN]], ["blue"])
	await _find("greater or equal", [["Numerical", "level", 10, Steam.LOBBY_COMPARISON_EQUAL_TO_GREATER_THAN]],
			["blue", "green", "unseen"])


func _find_by_the_rest() -> void:
	await _find("free places", [["Slots", 4]], ["blue"])
	await _find("distance", [["Distance", Steam.LOBBY_DISTANCE_FILTER_WORLDWIDE]], ["blue", "green", "red", "unseen"])
	var found := await _search([["Near", "level", 19]])
	equal(found.front(), "blue", "the nearest to 19 comes first")
	equal(found.back(), "red", "the farthest from 19 comes last")
	found = await _search([["Near", "level", 6]])
	equal(found.front(), "red", "the nearest to 6 comes first")
	equal(found.back(), "blue", "the farthest from 6 comes last")
	found = await _search([["Near", "level", 21], ["Count", 1]])
	equal(found, ["blue"], "at most one result")


func _find(what: String, filters: Array, expected: Array) -> void:
	var found := await _search(filters)
	found.sort()
	equal(found, expected, what)


## Searches with filters and returns the names of the lobbies found.
func _search(filters: Array) -> Array:
	for filter: Array in filters:
		match filter[0]:
			"String":
				Steam.addRequestLobbyListStringFilter(filter[1], filter[2], filter[3])
			"Numerical":
				Steam.addRequestLobbyListNumericalFilter(filter[1], filter[2], filter[3])
			"Near":
				Steam.addRequestLobbyListNearValueFilter(filter[1], filter[2])
			"Slots":
				Steam.addRequestLobbyListFilterSlotsAvailable(filter[1])
			"Count":
				Steam.addRequestLobbyListResultCountFilter(filter[1])
			"Distance":
				Steam.addRequestLobbyListDistanceFilter(filter[1])
	var found := await search()
	return found.map(func(id: int) -> String: return _names.get(id, "a lobby nobody made"))
