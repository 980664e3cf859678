extends "res://harness/test_case.gd"
## Typed Arrays are as good as untyped ones, in every call and in what stands inside of them, from typed and from untyped code.
## rule: call.forms

func run() -> void:
	await init_steam()
	var options: Array[Array] = [[Steam.NETWORKING_CONFIG_TIMEOUT_INITIAL, 1, 5000]]
	var inner: Array[int] = [Steam.NETWORKING_CONFIG_TIMEOUT_INITIAL, 1, 5000]
	for given: Variant in [options, [inner]]:
		var socket := Steam.createListenSocketP2P(7, given)
		check(socket > 0, "listening with options %s" % [given])
		check(Steam.closeListenSocket(socket), "closing it")
	var pair: Array[String] = ["map", "hills"]
	var filters: Array[Array] = [pair]
	var handles := [Steam.requestInternetServerList(480, filters), Steam.call("requestInternetServerList", 480, filters)]
	for handle: int in handles:
		check(handle > 0, "a list with filters")
		Steam.releaseRequest(handle)
	var ends := Steam.createSocketPair(false, Steam.getSteamID(), Steam.getSteamID())
	var messages: Array[PackedByteArray] = ["one".to_utf8_buffer(), "two".to_utf8_buffer()]
	var numbers: Variant = Steam.sendMessages(ends.connection1, messages, Steam.NETWORKING_SEND_RELIABLE)
	check(numbers != null and numbers.size() == 2, "numbers of two messages: %s" % [numbers])
	equal(errors.take(), [] as Array[String], "errors")
