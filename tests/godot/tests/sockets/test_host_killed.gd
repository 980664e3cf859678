extends "res://harness/socket_case.gd"
## The host's process is killed: connected users notice long before the ten seconds that Steam waits for a silent one.
## rule: sockets.killed, sockets.gone
## players: 3
## may-die: 1

## Two seconds are promised; the rest is for a machine that is busy.
const LONGEST := 6.0


func run() -> void:
	dying = [1]
	await meet()
	if player == 1:
		Steam.createListenSocketP2P(0, NO_OPTIONS)
		publish("listens", true)
		for other in 2:
			await accept_next()
		await note(2, "connected")
		await note(3, "connected")
		publish("dies", Time.get_unix_time_from_system())
		OS.kill(OS.get_process_id())
		await never
	await note(1, "listens")
	var handle := await connect_to(ids[1])
	publish("connected", true)
	var dies: float = await note(1, "dies")
	var info := await changed(handle, Steam.CONNECTION_STATE_PROBLEM_DETECTED_LOCALLY)
	var seconds := Time.get_unix_time_from_system() - dies
	check(seconds < LONGEST, "it was noticed after %.1f s" % seconds)
	equal(info.end_reason, Steam.CONNECTION_END_MISC_TIMEOUT, "why it ended")
	check(Steam.closeConnection(handle, 0, "", false), "closing")
	# The two that are left find each other all the same.
	if player == 2:
		Steam.createListenSocketP2P(0, NO_OPTIONS)
		publish("listens", true)
		var other := await accept_next()
		equal(await next_text(other), "we go on", "a message")
		# A player who leaves in good order is no less gone.
		publish("heard", true)
		await changed(other, Steam.CONNECTION_STATE_CLOSED_BY_PEER)
	else:
		await note(2, "listens")
		send_text(await connect_to(ids[2]), "we go on")
		await note(2, "heard")
		Steam.steamShutdown()
	equal(errors.take(), [] as Array[String], "errors")
