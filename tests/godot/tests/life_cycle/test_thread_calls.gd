extends "res://harness/test_case.gd"
## On another thread, every method answers as on the main thread, except those that start, stop or pump: these write an error
## that says so, and change nothing. Without a platform, all report that there is none.
## rule: call.from-thread
## forget: ERROR: Steam.
## forget: WARNING: Steam.

const Contract := preload("res://harness/contract.gd")

const MAIN_ONLY: Array[String] = ["run_callbacks", "steamInit", "steamInitEx", "steamShutdown"]
## Methods without arguments whose results do not change between calls.
const STEADY: Array[String] = ["getSteamID", "getAppID", "getPersonaName", "getPersonaState", "getAppOwner", "loggedOn",
		"isSubscribed", "isSteamRunning", "getUserSteamFriends", "get_steam_init_result", "getFavoriteGames"]


func run() -> void:
	pumping = false
	for entry: Dictionary in await _from_thread(_call_everything):
		_check_without_platform(entry)
	await init_steam()
	for entry: Dictionary in await _from_thread(_call_everything):
		_check_on_platform(entry)
	check(Steam.loggedOn(), "still initialised after the thread called everything")
	equal(Steam.get_steam_init_result().status, Steam.STEAM_API_INIT_RESULT_OK, "the result of init is untouched")
	errors.take()
	var there: Array = await _from_thread(_ask)
	equal(there, _ask(), "what a thread hears")
	equal(errors.take(), [] as Array[String], "errors of what a thread may ask")
	pumping = true
	await _from_thread(func() -> void: Steam.createLobby(Steam.LOBBY_TYPE_PRIVATE, 2))
	var created := await next_signal("lobby_created", func(a: Array) -> bool: return a[0] == Steam.RESULT_OK)
	var thread := OS.get_main_thread_id()
	equal(OS.get_thread_caller_id(), thread, "the answer to a thread's call comes on the main thread")
	var data: Array = await _from_thread(func() -> Array:
			return [Steam.setLobbyData(created[1], "key", "value"), Steam.getLobbyData(created[1], "key")])
	equal(data, [true, "value"], "a lobby's data from a thread")


## Runs something in a thread and returns what it returned.
func _from_thread(what: Callable) -> Variant:
	var thread := Thread.new()
	thread.start(what)
	await until(func() -> bool: return not thread.is_alive(), PATIENCE, "the thread")
	return thread.wait_to_finish()


func _ask() -> Array:
	return STEADY.map(func(method: String) -> Variant: return Steam.call(method))


# Runs in the thread, so it only collects.
func _call_everything() -> Array[Dictionary]:
	var answers: Array[Dictionary] = []
	errors.take()
	for method: Dictionary in Contract.new().methods:
		if method.has("not_carried"):
			continue
		var answer: Variant = Steam.callv(method.name, Contract.arguments_for(method))
		answers.append({"method": method, "answer": answer, "errors": errors.take()})
	return answers


func _check_without_platform(entry: Dictionary) -> void:
	var method: Dictionary = entry.method
	if MAIN_ONLY.has(method.name):
		_check_refused(entry)
	elif not Contract.PURE.has(method.name) and not Contract.WITHOUT_INIT.has(method.name):
		equal(entry.answer, Contract.nothing(method), "%s from a thread before init" % method.name)
		_check_one_error(entry, "not initialised")


func _check_on_platform(entry: Dictionary) -> void:
	var method: Dictionary = entry.method
	if MAIN_ONLY.has(method.name):
		_check_refused(entry)
		return
	check(method.returns == "Variant" or typeof(entry.answer) == Contract.type_of(method.returns),
			"%s from a thread returned %s" % [method.name, entry.answer])
	for line: String in entry.errors:
		check(line.begins_with("Steam.%s:" % method.name) and not line.contains("main thread")
				and not line.contains("not initialised"), "%s from a thread writes: %s" % [method.name, line])


func _check_refused(entry: Dictionary) -> void:
	if entry.method.name == "steamInitEx":
		check(entry.answer.status != Steam.STEAM_API_INIT_RESULT_OK, "steamInitEx from a thread")
	else:
		equal(entry.answer, false if entry.method.name == "steamInit" else null, "%s from a thread" % entry.method.name)
	_check_one_error(entry, "main thread")


func _check_one_error(entry: Dictionary, text: String) -> void:
	if not errors.available():
		return
	var lines: Array = entry.errors
	equal(lines.size(), 1, "errors of %s from a thread: %s" % [entry.method.name, lines])
	check(lines.all(func(line: String) -> bool:
			return line.begins_with("Steam.%s:" % entry.method.name) and line.contains(text)),
			"%s from a thread writes: %s" % [entry.method.name, lines])
