extends "res://harness/lobby_case.gd"
## run_callbacks() within a handler goes on with what waits: every signal comes once, and in order.
## rule: pump.in-handler

const ROUNDS := 10

func run() -> void:
	await init_steam()
	var order: Array[String] = []
	var depth := [0]
	var deepest := [0]
	Steam.lobby_created.connect(func(_result: int, created: int) -> void:
			order.append("created %d" % created)
			depth[0] += 1
			deepest[0] = maxi(deepest[0], depth[0])
			Steam.run_callbacks()
			Steam.run_callbacks()
			depth[0] -= 1)
	Steam.lobby_joined.connect(func(joined: int, _permissions: int, _locked: bool, _response: int) -> void:
			order.append("joined %d" % joined)
			Steam.run_callbacks())
	pumping = false
	for i in ROUNDS:
		Steam.createLobby(Steam.LOBBY_TYPE_PRIVATE, 2)
	# Let the answers pile up, so that the nested pumps have something to do.
	await frames(60)
	pumping = true
	await until(func() -> bool: return order.size() >= 2 * ROUNDS, PATIENCE, "all answers")
	await frames(30)
	equal(order.size(), 2 * ROUNDS, "number of signals")
	for entry: String in order.filter(func(line: String) -> bool: return line.begins_with("created")):
		var id := entry.get_slice(" ", 1)
		check(order.find("joined " + id) > order.find(entry), "lobby %s was created before it was joined" % id)
	check(deepest[0] > 1, "a pump in a handler emits what waits behind")
	equal(errors.take(), [] as Array[String], "errors")
