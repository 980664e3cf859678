extends "res://harness/test_case.gd"
## With `steam/local/auto_lobby`, instances start in one lobby without any calls; a restarted instance joins it again.
## rule: desk.auto-lobby, desk.instances
## platform: local
## players: 3
## setting: steam/local/auto_lobby=true
## timeout: 120


func run() -> void:
	equal(SteamLocal.get_instance_number(), 0, "no instance before an init")
	if player > 1:
		await note(player - 1, "entered")
	await init_steam()
	var lobby := await _enter()
	if player == 1:
		publish("lobby", lobby)
	else:
		equal(lobby, await note(1, "lobby"), "the lobby")
	publish("entered", true)
	await until(func() -> bool: return Steam.getNumLobbyMembers(lobby) == players, PATIENCE, "everybody")
	equal(SteamLocal.get_instance_number(), player, "the number of this instance")
	equal(SteamLocal.get_instance_count(), players, "how many there are")
	equal(signals.has("lobby_match_list"), false, "nobody has searched")
	await barrier("all there")
	# The first one, too, joins the others if they have a lobby.
	if player == 1:
		signals.clear()
		Steam.steamShutdown()
		await init_steam()
		Steam.run_callbacks()
		var joined := await next_signal("lobby_joined")
		equal(joined, [lobby, 0, false, Steam.CHAT_ROOM_ENTER_RESPONSE_SUCCESS], "lobby_joined after a second init")
		equal(signals.has("lobby_created"), false, "no second lobby")
	await barrier("again")


## The lobby that comes by itself.
func _enter() -> int:
	if player == 1:
		var created := await next_signal("lobby_created")
		equal(created[0], Steam.RESULT_OK, "lobby_created: result")
	var joined := await next_signal("lobby_joined")
	equal(joined[3], Steam.CHAT_ROOM_ENTER_RESPONSE_SUCCESS, "lobby_joined: response")
	return joined[0]
