extends "res://harness/p2p_case.gd"
## getP2PSessionState: empty without a session, the queue while connecting, address and port once it is open.
## rule: session.state-none, session.state-connecting, session.remote-address
## players: 2

const KEYS := ["connection_active", "connecting", "session_error", "using_relay", "bytes_queued_for_send",
		"packets_queued_for_send", "remote_ip", "remote_port"]
const TYPES := [TYPE_BOOL, TYPE_BOOL, TYPE_INT, TYPE_BOOL, TYPE_INT, TYPE_INT, TYPE_INT, TYPE_INT]


func run() -> void:
	await meet()
	var other := ids[3 - player]
	equal(Steam.getP2PSessionState(other), {}, "the state without a session")
	await barrier("strangers")
	if player == 1:
		await _connect(other)
	else:
		await note(1, "looked")
		check(Steam.acceptP2PSessionWithUser(other), "accepting")
	await until(func() -> bool: return Steam.getP2PSessionState(other).get("connection_active", false), PATIENCE,
			"an open session")
	await until(func() -> bool: return Steam.getP2PSessionState(other).packets_queued_for_send == 0, PATIENCE,
			"an empty queue")
	var state := Steam.getP2PSessionState(other)
	_check_types(state)
	var port: int = state.remote_port
	check(port > 0 and port < 65536, "the port: %d" % port)
	equal(state, _state(true, false, 0, 0, 2130706433, port), "the state of an open session")
	await barrier("open")
	check(Steam.closeP2PSessionWithUser(other), "closing")
	equal(Steam.getP2PSessionState(other), {}, "the state after closing")
	equal(errors.take(), [] as Array[String], "errors")


func _connect(other: int) -> void:
	check(Steam.sendP2PPacket(other, noise(100, 1), Steam.P2P_SEND_RELIABLE), "the first packet")
	check(Steam.sendP2PPacket(other, noise(900, 1), Steam.P2P_SEND_UNRELIABLE), "the second packet")
	check(Steam.sendP2PPacket(other, noise(50, 1), Steam.P2P_SEND_UNRELIABLE_NO_DELAY), "what is thrown away")
	# Over messages, only bytes are counted, and any count as one packet.
	var queued := 1 if over_messages() else 2
	equal(Steam.getP2PSessionState(other), _state(false, true, 1000, queued, 0, 0), "the state right after sending")
	await frames(30)
	equal(Steam.getP2PSessionState(other), _state(false, true, 1000, queued, 0, 0), "the state while connecting")
	_check_types(Steam.getP2PSessionState(other))
	publish("looked", true)


func _state(active: bool, connecting: bool, bytes: int, packets: int, ip: int, port: int) -> Dictionary:
	return {"connection_active": active, "connecting": connecting, "session_error": 0, "using_relay": false,
			"bytes_queued_for_send": bytes, "packets_queued_for_send": packets, "remote_ip": ip, "remote_port": port}


func _check_types(state: Dictionary) -> void:
	equal(state.keys(), KEYS, "the keys of the state")
	equal(state.values().map(func(value: Variant) -> int: return typeof(value)), TYPES, "the types of the state")
