extends "res://harness/socket_case.gd"
## Connections within one process: a pair, one to oneself, and one to an address of this machine.
## rule: sockets.pair, sockets.address, sockets.user-data, sockets.valve-only

const HERE := "127.0.0.1:29518"


func run() -> void:
	await init_steam()
	var pair := Steam.createSocketPair(false, 0, "")
	equal(pair.success, true, "a pair")
	equal([state_of(pair.connection1), state_of(pair.connection2)],
			[Steam.CONNECTION_STATE_CONNECTED, Steam.CONNECTION_STATE_CONNECTED], "connected at once")
	send_text(pair.connection1, "ping")
	equal(await next_text(pair.connection2), "ping", "a message within the pair")
	Steam.setConnectionName(pair.connection2, "the other end")
	equal(Steam.getConnectionName(pair.connection2), "the other end", "its name")
	check(Steam.getConnectionInfo(pair.connection2).debug_description.contains("the other end"), "stands in the description")
	check(Steam.closeConnection(pair.connection1, 1007, "enough", false), "closing one end")
	equal((await changed(pair.connection2, Steam.CONNECTION_STATE_CLOSED_BY_PEER)).end_debug, "enough", "the end of the other")
	check(Steam.closeConnection(pair.connection2, 0, "", false), "closing the other end")
	signals.clear()
	var socket := Steam.createListenSocketP2P(0, NO_OPTIONS)
	await _meet_oneself(socket, Steam.connectP2P(Steam.getSteamID(), 0, NO_OPTIONS))
	socket = Steam.createListenSocketIP(HERE, [])
	equal(Steam.getListenSocketAddress(socket), HERE, "where it listens")
	equal(Steam.getListenSocketAddress(socket, false), "127.0.0.1", "the same without the port")
	signals.clear()
	await _meet_oneself(socket, Steam.connectByIPAddress(HERE, NO_OPTIONS))
	await _check_what_only_valve_has()
	equal(errors.take(), [] as Array[String], "errors")


func _meet_oneself(socket: int, mine: int) -> void:
	check(socket != 0, "a socket")
	check(mine != 0, "a connection")
	var theirs := await accept_next()
	await until(func() -> bool: return state_of(mine) == Steam.CONNECTION_STATE_CONNECTED, PATIENCE, "the connection")
	send_text(mine, "to me")
	equal(await next_text(theirs), "to me", "a message to oneself")
	check(Steam.closeConnection(mine, 0, "", false), "closing")
	await changed(theirs, Steam.CONNECTION_STATE_CLOSED_BY_PEER)
	check(Steam.closeConnection(theirs, 0, "", false), "closing the other end")
	check(Steam.closeListenSocket(socket), "closing the socket")


func _check_what_only_valve_has() -> void:
	equal(Steam.getIdentity(), "steamid:%d" % Steam.getSteamID(), "who this is")
	equal(Steam.initAuthentication(), Steam.NETWORKING_AVAILABILITY_CURRENT, "authentication")
	equal(Steam.getAuthenticationStatus(), Steam.NETWORKING_AVAILABILITY_CURRENT, "its state")
	equal(Steam.connectToHostedDedicatedServer(Steam.getSteamID() + 1, 0, NO_OPTIONS), 0, "no hosted servers")
	equal(Steam.createHostedDedicatedServerListenSocket(0, NO_OPTIONS), 0, "none here either")
	equal([Steam.getHostedDedicatedServerPort(), Steam.getHostedDedicatedServerPOPId()], [0, 0], "no data centre")
	equal(Steam.createListenSocketP2PFakeIP(0, NO_OPTIONS), 0, "no fake addresses")
	check(Steam.beginAsyncRequestFakeIP(2), "asking for one")
	equal((await next_signal("fake_ip_result"))[0], Steam.RESULT_SERVICE_UNAVAILABLE, "the answer")
	equal(Steam.getFakeIP().keys(), ["result", "identity_type", "ip", "ports"], "the keys of a fake address")
	equal(Steam.getRemoteFakeIPForConnection(1).result, Steam.RESULT_INVALID_PARAM, "of no connection")
	check(not Steam.getCertificateRequest().error_message.is_empty(), "no certificates")
	equal(Steam.setCertificate(PackedByteArray([1])).response, false, "none are taken")
	Steam.resetIdentity(Steam.getSteamID())
	Steam.runNetworkingCallbacks()
	Steam.createFakeUDPPort(-1)
