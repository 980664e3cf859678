extends "res://harness/p2p_case.gd"
## A test in which player 1 is a dedicated game server, and the others are users.

## Every signal of `SteamServer`, in the order of arrival.
var server_signals := Recorder.new()
## Whether [method frame] calls `SteamServer.run_callbacks()`.
var serving := false


func frame() -> void:
	await super()
	if serving:
		SteamServer.run_callbacks()


## Starts the game server, logs it on, and tells the other players its id.
func start_server(server_name := "Arena") -> int:
	server_signals.clear()
	server_signals.start(SteamServer)
	var result := SteamServer.serverInitEx("0.0.0.0", 27015, 27016, SteamServer.SERVER_MODE_AUTHENTICATION, "1.0.0.0")
	if result.get("status") != Steam.STEAM_API_INIT_RESULT_OK:
		await abort("serverInitEx returned %s" % result)
	serving = true
	SteamServer.setProduct(str(APP_ID))
	SteamServer.setGameDescription("A game")
	SteamServer.setDedicatedServer(true)
	SteamServer.setServerName(server_name)
	SteamServer.setMapName("hills")
	SteamServer.setMaxPlayerCount(4)
	equal(SteamServer.getServerSteamID(), 0, "the server's ID before it is logged on")
	SteamServer.logOnAnonymous()
	await next_server_signal("server_connected")
	var id := SteamServer.getServerSteamID()
	check(Steam.isAnonAccount(id) and not Steam.isIndividualAccount(id), "the ID %d is a game server's" % id)
	equal(SteamServer.getSteamID(), id, "getSteamID")
	publish("server_id", id)
	return id


## Ends the game server.
func stop_server() -> void:
	serving = false
	SteamServer.serverShutdown()
	server_signals.stop()


## The game server's id, as soon as it is logged on.
func server_id() -> int:
	return await note(1, "server_id")


## As [method next_signal], of `SteamServer`.
func next_server_signal(signal_name: String, matches := Callable(), seconds := PATIENCE) -> Array:
	await until(func() -> bool: return server_signals.has(signal_name, matches), seconds, "the signal " + signal_name)
	return server_signals.take(signal_name, matches)
