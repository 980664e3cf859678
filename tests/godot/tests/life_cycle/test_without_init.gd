extends "res://harness/test_case.gd"
## Before init and after shutdown, every method answers with nothing and writes one error that names it.
## rule: call.without-init
## expect-error: is not initialised

const Contract := preload("res://harness/contract.gd")


func run() -> void:
	pumping = false
	_call_everything("before init")
	equal(Steam.steamInitEx(APP_ID).status, Steam.STEAM_API_INIT_RESULT_OK, "init")
	check(Steam.loggedOn(), "initialised")
	Steam.steamShutdown()
	errors.take()
	_call_everything("after shutdown")
	# Each once more with the defaults left out, which takes another way through the engine.
	equal(Steam.getAvailableP2PPacketSize(), 0, "size query with its default")
	equal(Steam.readP2PPacket(1), {}, "read with its default")
	equal(Steam.sendP2PPacket(1, PackedByteArray(), Steam.P2P_SEND_RELIABLE), false, "send with its default")
	if errors.available():
		equal(errors.take().size(), 3, "errors of three calls with defaults")


func _call_everything(when: String) -> void:
	errors.take()
	for method: Dictionary in Contract.new().methods:
		if Contract.WITHOUT_INIT.has(method.name) or Contract.PURE.has(method.name) or method.has("not_carried"):
			continue
		var answer: Variant = Steam.callv(method.name, Contract.arguments_for(method))
		equal(answer, Contract.nothing(method), "%s %s" % [method.name, when])
		_check_one_error(method.name, when)
	equal(Steam.allowP2PPacketRelay(true), true, "allowP2PPacketRelay " + when)
	equal(Steam.restartAppIfNecessary(APP_ID), false, "restartAppIfNecessary " + when)
	equal(typeof(Steam.isSteamRunning()), TYPE_BOOL, "isSteamRunning " + when)
	equal(typeof(Steam.get_steam_init_result()), TYPE_DICTIONARY, "get_steam_init_result " + when)
	if errors.available():
		equal(errors.take(), [] as Array[String], "errors of what needs no init, " + when)


func _check_one_error(method_name: String, when: String) -> void:
	if not errors.available():
		return
	var lines := errors.take()
	equal(lines.size(), 1, "errors of %s %s" % [method_name, when])
	if not lines.is_empty():
		check(lines[0].contains("Steam.%s:" % method_name) and lines[0].contains("not initialised"),
				"%s %s writes: %s" % [method_name, when, lines[0]])
