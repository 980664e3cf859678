extends "res://harness/test_case.gd"
## Whether packets may be relayed can be chosen before init, always with `true` as the answer and without an error.
## rule: session.relay-answer

func run() -> void:
	equal(Steam.allowP2PPacketRelay(false), true, "before init, forbidding")
	equal(Steam.allowP2PPacketRelay(true), true, "before init, allowing")
	await init_steam()
	equal(Steam.allowP2PPacketRelay(false), true, "while initialised")
	Steam.steamShutdown()
	equal(Steam.allowP2PPacketRelay(true), true, "after shutdown")
	await init_steam()
	equal(errors.take(), [] as Array[String], "errors")
