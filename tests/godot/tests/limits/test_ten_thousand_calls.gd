extends "res://harness/lobby_case.gd"
## Every one of ten thousand calls in one frame is answered. More than 4096 cannot wait for the other processes: the rest fails,
## by the same signal, and that is said. The limit is the local platform's own.
## rule: limits.answers-kept, limits.said
## platform: local
## players: 2
## timeout: 120
## expect-error: Steam.requestLobbyList: 4096 requests already wait
## expect-error: Steam.joinLobby: 4096 requests already wait

const CALLS := 10000


func run() -> void:
	publish("process", OS.get_process_id())
	await meet()
	if player == 1:
		return
	# Player 1 holds what finds lobbies. While their process is stopped, nothing is answered, however fast this machine is.
	var process: int = await note(1, "process")
	_signal_process(process, "STOP")
	for i in CALLS:
		Steam.requestLobbyList()
	Steam.joinLobby(lobby)
	_signal_process(process, "CONT")
	await until(func() -> bool: return signals.count("lobby_match_list") == CALLS, 60.0, "the answers to all searches")
	var found := signals.all("lobby_match_list").filter(func(arguments: Array) -> bool: return arguments[0].has(lobby))
	check(found.size() > 4000, "%d searches found the lobby" % found.size())
	equal((await next_signal("lobby_joined"))[3], Steam.CHAT_ROOM_ENTER_RESPONSE_ERROR, "the answer to joinLobby")


## Windows has no such signals: there the calls alone must outrun the answers.
func _signal_process(process: int, name: String) -> void:
	if OS.get_name() != "Windows":
		# The shell has a `kill` of its own, while the program of that name is not on every machine.
		equal(OS.execute("sh", ["-c", "kill -%s %d" % [name, process]]), 0, "kill -%s of player 1" % name)
