extends "res://harness/socket_case.gd"
## Relays, places, the clock and configuration values: on the local platform and over the double, which stands on it.
## rule: sockets.relays, sockets.config, sockets.bad-arguments
## expect-error: Steam.setGlobalConfigValueInt32: config is
## expect-error: Steam.

func run() -> void:
	await init_steam()
	equal(Steam.getRelayNetworkStatus(), Steam.NETWORKING_AVAILABILITY_NEVER_TRIED, "before anybody asks")
	Steam.initRelayNetworkAccess()
	var current := Steam.NETWORKING_AVAILABILITY_CURRENT
	equal((await next_signal("relay_network_status")).slice(0, 4), [current, 0, current, current], "relay_network_status")
	equal(Steam.getRelayNetworkStatus(), current, "afterwards")
	_check_places()
	var before := Steam.getLocalTimestamp()
	await frame()
	check(Steam.getLocalTimestamp() > before, "the clock goes on")
	equal([Steam.isFakeIPv4("169.254.1.1"), Steam.getIPv4FakeIPType("10.0.0.1")], [false, Steam.FAKE_IP_TYPE_NOT_FAKE], "no fakes")
	equal(Steam.getRealIdentityForFakeIP("169.254.1.1:5"), {"result": Steam.RESULT_INVALID_PARAM, "identity": 0}, "of nobody")
	for method in ["SteamNetConnectionStatusChanged", "SteamNetAuthenticationStatusChanged", "SteamRelayNetworkStatusChanged",
			"FakeIPResult", "MessagesSessionRequest", "MessagesSessionFailed"]:
		check(Steam.call("setGlobalCallback" + method), method)
	Steam.setDebugOutputFunction(Steam.NETWORKING_SOCKET_DEBUG_OUTPUT_TYPE_NONE)
	equal(errors.take(), [] as Array[String], "errors")
	_check_values()
	_check_wrong_ones()


func _check_places() -> void:
	var here := Steam.getLocalPingLocation()
	check(here.age >= 0.0, "where this is")
	var text := Steam.convertPingLocationToString(here.location)
	check(not text.is_empty(), "as text")
	var back := Steam.parsePingLocationString(text)
	equal(back, {"success": true, "ping_location": here.location}, "and back")
	equal(Steam.parsePingLocationString("nowhere").success, false, "no place")
	equal(Steam.estimatePingTimeFromLocalHost(here.location), 0, "from here to here")
	equal(Steam.estimatePingTimeBetweenTwoLocations(here.location, back.ping_location), 0, "between the same")
	check(Steam.checkPingDataUpToDate(10.0), "it is fresh")
	equal([Steam.getPOPCount(), Steam.getPOPList()], [0, []], "no data centres")
	equal(Steam.getPingToDataCenter(1), {"pop_relay": 0, "ping": Steam.NETWORKING_PING_FAILED}, "the ping to one")
	equal(Steam.getDirectPingToPOP(1), Steam.NETWORKING_PING_FAILED, "straight to one")


func _check_values() -> void:
	const BUFFER := Steam.NETWORKING_CONFIG_SEND_BUFFER_SIZE
	const GLOBAL := Steam.NETWORKING_CONFIG_SCOPE_GLOBAL
	const CONNECTION := Steam.NETWORKING_CONFIG_SCOPE_CONNECTION
	equal(Steam.getConfigValue(BUFFER, GLOBAL, 0).value, 524288, "the default")
	check(Steam.setGlobalConfigValueInt32(BUFFER, 1000), "setting it for all")
	var pair := Steam.createSocketPair(false, 0, 0)
	var one: int = pair.connection1
	equal(Steam.getConfigValue(BUFFER, CONNECTION, one), {"result": Steam.NETWORKING_GET_CONFIG_VALUE_OK_INHERITED,
			"type": Steam.NETWORKING_CONFIG_TYPE_INT32, "value": 1000, "buffer": 1000}, "a connection inherits it")
	check(Steam.setConnectionConfigValueInt32(one, BUFFER, 2000), "setting it for one")
	equal(Steam.getConfigValue(BUFFER, CONNECTION, one).result, Steam.NETWORKING_GET_CONFIG_VALUE_OK, "then it has its own")
	check(Steam.setConnectionConfigValueInt32(one, Steam.NETWORKING_CONFIG_CONNECTION_USER_DATA, 1 << 40), "user data")
	equal(Steam.getConnectionUserData(one), 1 << 40, "which the connection tells")
	equal(Steam.getConfigValue(BUFFER, CONNECTION, 1).result, Steam.NETWORKING_GET_CONFIG_VALUE_BAD_SCOPE_OBJ, "of none")
	equal(Steam.getConfigValue(1, GLOBAL, 0).result, Steam.NETWORKING_GET_CONFIG_VALUE_BAD_VALUE, "no such value")
	equal(Steam.getConfigValueInfo(BUFFER), {"name": "SendBufferSize", "type": 1, "scope": CONNECTION}, "what it is")
	equal(Steam.getConfigValueInfo(1), {}, "of none")
	var count := 0
	var key := Steam.iterateGenericEditableConfigValues(0, true)
	while key != 0 and count < 1000:
		count += 1
		check(not Steam.getConfigValueInfo(key).is_empty(), "value %d" % key)
		key = Steam.iterateGenericEditableConfigValues(key, true)
	check(count > 50, "%d values" % count)
	check(Steam.setGlobalConfigValueInt32(BUFFER, 524288), "as it was")
	Steam.closeConnection(one, 0, "", false)
	Steam.closeConnection(pair.connection2, 0, "", false)
	equal(errors.take(), [] as Array[String], "errors")


func _check_wrong_ones() -> void:
	for answer: Variant in [Steam.setGlobalConfigValueInt32(1, 1), Steam.setGlobalConfigValueInt32(9, 1 << 40),
			Steam.setGlobalConfigValueFloat(9, 1.0), Steam.setConnectionConfigValueString(5, 9, "x"),
			Steam.checkPingDataUpToDate(INF)]:
		equal(answer, false, "a wrong argument")
	equal(Steam.convertPingLocationToString(PackedByteArray([1])), "", "no place")
	equal(Steam.estimatePingTimeFromLocalHost(PackedByteArray()), Steam.NETWORKING_PING_UNKNOWN, "to no place")
	if errors.available():
		equal(errors.take().size(), 7, "lines")
