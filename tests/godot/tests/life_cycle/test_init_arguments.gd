extends "res://harness/test_case.gd"
## Init with arguments of neither generation fails with an error that names the method, and leaves Steam uninitialised.
## rule: init.arguments
## expect-error: steamInit

func run() -> void:
	pumping = false
	for arguments: Array in [["480"], [-1], [4294967296], [APP_ID, "yes"], [true, -5], [1.5]]:
		for method_name: String in ["steamInit", "steamInitEx"]:
			errors.take()
			var result: Variant = Steam.callv(method_name, arguments)
			if result is Dictionary:
				var success := 1 if method_name == "steamInit" else 0
				check(result.get("status") != success, "%s%s fails: %s" % [method_name, arguments, result])
			else:
				equal(result, false, "%s%s" % [method_name, arguments])
			if errors.available():
				var lines := errors.take()
				equal(lines.size(), 1, "errors of %s%s: %s" % [method_name, arguments, lines])
				check(lines.all(func(line: String) -> bool: return line.contains("Steam.%s:" % method_name)),
						"%s%s writes: %s" % [method_name, arguments, lines])
	check(Steam.get_steam_init_result().get("status") != Steam.STEAM_API_INIT_RESULT_OK, "not initialised")
