extends "res://harness/test_case.gd"
## From a thread every method answers with nothing and writes one error that names it; the main thread is not disturbed.
## rule: call.from-thread
## expect-error: main thread

const Contract := preload("res://harness/contract.gd")


func run() -> void:
	pumping = false
	await _call_from_thread("before init")
	await init_steam()
	await _call_from_thread("while initialised")
	check(Steam.loggedOn(), "still initialised after the thread called everything")
	equal(Steam.get_steam_init_result().status, Steam.STEAM_API_INIT_RESULT_OK, "the result of init is untouched")
	pumping = true
	Steam.createLobby(Steam.LOBBY_TYPE_PRIVATE, 2)
	var created := await next_signal("lobby_created")
	equal(created[0], Steam.RESULT_OK, "the main thread still gets its answers")


func _call_from_thread(when: String) -> void:
	errors.take()
	var thread := Thread.new()
	thread.start(_call_everything)
	await until(func() -> bool: return not thread.is_alive(), PATIENCE, "the thread")
	var answers: Array = thread.wait_to_finish()
	for entry: Dictionary in answers:
		if entry.method == "steamInitEx":
			check(entry.answer.status != Steam.STEAM_API_INIT_RESULT_OK, "steamInitEx from a thread " + when)
		else:
			equal(entry.answer, entry.expected, "%s from a thread %s" % [entry.method, when])
		if errors.available():
			equal(entry.errors.size(), 1, "errors of %s from a thread %s: %s" % [entry.method, when, entry.errors])
			check(entry.errors.all(func(line: String) -> bool:
					return line.contains("Steam.%s:" % entry.method) and line.contains("main thread")),
					"%s from a thread %s writes: %s" % [entry.method, when, entry.errors])


# Runs in the thread, so it only collects.
func _call_everything() -> Array[Dictionary]:
	var answers: Array[Dictionary] = []
	for method: Dictionary in Contract.new().methods:
		if Contract.PURE.has(method.name) or method.has("not_carried"):
			continue
		var answer: Variant = Steam.callv(method.name, Contract.arguments_for(method))
		var expected: Variant = Contract.nothing(method)
		if method.name == "allowP2PPacketRelay":
			expected = true
		elif method.name == "steamInit":
			expected = false
		answers.append({"method": method.name, "answer": answer, "expected": expected, "errors": errors.take()})
	return answers
