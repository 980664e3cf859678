extends "res://harness/test_case.gd"
## A test in which the players meet in a lobby.

## The lobby that everybody is in, after [method meet].
var lobby := 0
## The players, by player number; index 0 is unused.
var ids: Array[int] = []


## Initialises `Steam` in all processes and has everybody enter one lobby of player 1, in the order of their numbers.
func meet(lobby_type := Steam.LOBBY_TYPE_PUBLIC, max_members := 8) -> void:
	# Player 1 starts first, and then hosts the hub for the others.
	if player > 1:
		await note(1, "steam_id")
	await init_steam()
	ids = [0]
	for other in range(1, players + 1):
		ids.append(await id_of(other))
	if player == 1:
		lobby = await create_lobby(lobby_type, max_members)
		publish("lobby", lobby)
	else:
		await note(player - 1, "entered")
		lobby = await note(1, "lobby")
		equal(await join_lobby(lobby), Steam.CHAT_ROOM_ENTER_RESPONSE_SUCCESS, "the response to joinLobby")
	publish("entered", true)
	await until(func() -> bool: return Steam.getNumLobbyMembers(lobby) == players, PATIENCE, "all members")
	# Tests of entering check its signals themselves.
	await frames(2)
	signals.clear()
	await barrier("met")


## Makes a lobby, checks both answers and returns its id.
func create_lobby(lobby_type: int, max_members: int) -> int:
	Steam.createLobby(lobby_type, max_members)
	var created := await next_signal("lobby_created")
	equal(created[0], Steam.RESULT_OK, "lobby_created: result")
	var id: int = created[1]
	check(id != 0, "lobby_created: a lobby")
	# Locked means that only invited users may enter.
	var locked := lobby_type in [Steam.LOBBY_TYPE_PRIVATE, Steam.LOBBY_TYPE_PRIVATE_UNIQUE]
	var joined := await next_signal("lobby_joined")
	equal(joined, [id, 0, locked, Steam.CHAT_ROOM_ENTER_RESPONSE_SUCCESS], "lobby_joined after createLobby")
	equal(await next_signal("lobby_data_update"), [1, id, id], "lobby_data_update after createLobby")
	return id


## Enters a lobby and returns the response.
func join_lobby(id: int, locked := false) -> int:
	Steam.joinLobby(id)
	var joined := await next_signal("lobby_joined", func(arguments: Array) -> bool: return arguments[0] == id)
	equal([joined[1], joined[2]], [0, locked], "lobby_joined: permissions and locked")
	return joined[3]


## Searches with the filters added before and returns the ids found.
func search() -> Array:
	Steam.requestLobbyList()
	var found := await next_signal("lobby_match_list")
	return found[0]


## The members of the lobby, in order.
func members() -> Array[int]:
	var found: Array[int] = []
	for index in Steam.getNumLobbyMembers(lobby):
		found.append(Steam.getLobbyMemberByIndex(lobby, index))
	return found


## Waits until the lobby's data has a value.
func until_data(key: String, value: String) -> void:
	await until(func() -> bool: return Steam.getLobbyData(lobby, key) == value, PATIENCE,
			"the lobby's %s to be %s" % [key, value])
