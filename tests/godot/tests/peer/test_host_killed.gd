extends "res://harness/peer_case.gd"
## A host whose process is killed: every client notices at once, not by a timeout, and can host in the same process.
## rule: peer.host-killed
## players: 3
## may-die: 1
## timeout: 120


func run() -> void:
	dying = [1]
	kind = STEAM
	await meet()
	await assemble()
	if player == 1:
		await note(2, "ready")
		await note(3, "ready")
		OS.kill(OS.get_process_id())
		await never
	publish("ready", true)
	await until(func() -> bool: return peer.get_connection_status() == MultiplayerPeer.CONNECTION_DISCONNECTED,
			PATIENCE, "the end of the session")
	check(gone.has(1), "the host has gone")
	await barrier("heard")
	_round += 1
	if player == 2:
		var next := SteamMultiplayerPeer.new()
		_take(next)
		equal(next.create_host(), OK, "hosting in the host's place")
		publish("hosts", true)
		await expect_connected(1)
	else:
		await note(2, "hosts")
		var next := SteamMultiplayerPeer.new()
		_take(next)
		equal(next.create_client(ids[2]), OK, "joining the new host")
		await expect_host()
	await barrier("together again")
	leave()
