extends "res://harness/test_case.gd"
## An answer that waits for two seconds while nothing pumps is said once.
## rule: pump.nobody-pumps
## expect-error: run_callbacks

func run() -> void:
	pumping = false
	await init_steam()
	Steam.createLobby(Steam.LOBBY_TYPE_PRIVATE, 2)
	await seconds_pass(8.0)
	if errors.available():
		var lines := errors.take()
		equal(lines.size(), 1, "warnings: %s" % [lines])
		check(lines[0].contains("run_callbacks"), "the warning says what to call: %s" % lines[0])
	pumping = true
	await next_signal("lobby_joined")
