extends Node
## One test, as one player among several processes. A test extends this script and overrides [method run].
##
## [method check] and [method equal] collect failures and go on; whatever waits and gives up ends the test at once. The
## players of a test share the folder TEST_DIR, through which they leave each other notes.

const ErrorWatch := preload("res://harness/error_watch.gd")
const Recorder := preload("res://harness/recorder.gd")

## Spacewar, the app id that anybody may use.
const APP_ID := 480
## The time limit, in seconds, for things that should happen within a moment. It is generous, since the machine may be
## busy.
const PATIENCE := 30.0

## Never emitted: a coroutine that awaits it stops for good.
signal never

## The number of this process's player, from 1.
var player := 1
## The number of processes that play.
var players := 1
## The platform of the test: `local`, `steam`, or `messages` for Steam with packets carried by
## `ISteamNetworkingMessages`.
var platform := ""
## Whether [method frame] calls `Steam.run_callbacks()`.
var pumping := true
## Whether the process ends without `Steam.steamShutdown()`.
var leave_running := false
## Players whose process dies during the test: no barrier waits for them.
var dying: Array[int] = []
## Every signal of `Steam`, in the order of arrival.
var signals := Recorder.new()
## The errors and warnings that the engine prints.
var errors := ErrorWatch.new()

var _failures: Array[String] = []
var _over := false


## The test itself; a coroutine.
func run() -> void:
	fail("run() is not overridden")


## Runs the test and ends the process. For `main.gd`.
func execute() -> void:
	process_mode = Node.PROCESS_MODE_ALWAYS
	errors.start()
	signals.start()
	await run()
	if _over:
		return
	if _failures.is_empty():
		# Nobody leaves while another still plays: a player who hosts the others would take their ground away.
		await barrier("end", 120.0)
	_finish()


## Notes a failure. The test goes on and fails in the end.
func fail(message: String) -> void:
	var line := "%s%s" % [message, _place()]
	_failures.append(line)
	print("player %d: %s" % [player, line])


## Fails unless `condition` holds.
func check(condition: bool, message: String) -> void:
	if not condition:
		fail(message)


## Fails unless both are the same value of the same type.
func equal(actual: Variant, expected: Variant, message: String) -> void:
	if typeof(actual) != typeof(expected):
		fail("%s: %s (%s) instead of %s (%s)" % [message, _short(actual), type_string(typeof(actual)),
				_short(expected), type_string(typeof(expected))])
	elif actual != expected:
		fail("%s: %s instead of %s" % [message, _short(actual), _short(expected)])


## Ends the test as failed. Await it: it never returns.
func abort(message: String) -> void:
	fail(message)
	_finish()
	await never


## Waits for the next frame, and pumps `Steam` in it.
func frame() -> void:
	await get_tree().process_frame
	if pumping and Steam.isSteamRunning():
		Steam.run_callbacks()


## Waits some frames, for what must not happen to have had its chance.
func frames(count: int) -> void:
	for i in count:
		await frame()


## Pumps for a while, for what must not happen to have had its chance.
func seconds_pass(seconds: float) -> void:
	var end := Time.get_ticks_msec() + int(seconds * 1000.0)
	while Time.get_ticks_msec() < end:
		await frame()


## Waits until `condition` returns true; ends the test after `seconds`.
func until(condition: Callable, seconds: float, what: String) -> void:
	var deadline := Time.get_ticks_msec() + int(seconds * 1000.0)
	while not condition.call():
		if Time.get_ticks_msec() > deadline:
			await abort("waited %d s in vain for %s" % [int(seconds), what])
		var failed := _failed_player()
		if failed != 0:
			await abort("player %d failed while this one waited for %s" % [failed, what])
		await frame()


## Waits for a signal of `Steam` that was not taken yet and returns its arguments. With `matches`, the first whose array
## of arguments it accepts; the others stay.
func next_signal(signal_name: String, matches := Callable(), seconds := PATIENCE) -> Array:
	await until(func() -> bool: return signals.has(signal_name, matches), seconds, "the signal " + signal_name)
	return signals.take(signal_name, matches)


## Initialises `Steam` and tells the other players this one's id.
func init_steam() -> void:
	var result := Steam.steamInitEx(APP_ID, false)
	if result.get("status") != Steam.STEAM_API_INIT_RESULT_OK:
		await abort("steamInitEx returned %s" % result)
	publish("steam_id", Steam.getSteamID())


## The Steam id of another player, as soon as it is initialised.
func id_of(other: int) -> int:
	return await note(other, "steam_id")


## The Steam ids of all other players, lowest player first.
func ids_of_others() -> Array[int]:
	var ids: Array[int] = []
	for other in range(1, players + 1):
		if other != player:
			ids.append(await id_of(other))
	return ids


## Leaves a note that every player can read.
func publish(key: String, value: Variant) -> void:
	var path := _note_path(player, key)
	var file := FileAccess.open(path + ".part", FileAccess.WRITE)
	if file == null:
		fail("cannot write %s: %s" % [path, error_string(FileAccess.get_open_error())])
		return
	file.store_var(value)
	file.close()
	# Readers look for the final name, so they never see half a note.
	var error := DirAccess.rename_absolute(path + ".part", path)
	if error != OK:
		fail("cannot name %s: %s" % [path, error_string(error)])


## Waits for a note of a player and returns it.
func note(of_player: int, key: String, seconds := PATIENCE) -> Variant:
	var read: Array = []
	await until(func() -> bool:
			read.append_array(_read_note(of_player, key))
			return not read.is_empty(), seconds, "the note %s of player %d" % [key, of_player])
	return read[0]


## Whether a player has left that note.
func has_note(of_player: int, key: String) -> bool:
	return not _read_note(of_player, key).is_empty()


# The content of a note, alone in an array; an empty array if there is no note, or none that can be read yet: on Windows a file has its
# final name a moment before others may open it.
func _read_note(of_player: int, key: String) -> Array:
	var path := _note_path(of_player, key)
	if not FileAccess.file_exists(path):
		return []
	var file := FileAccess.open(path, FileAccess.READ)
	return [file.get_var()] if file != null and file.get_length() > 0 else []


## Waits until all players have come to the barrier of that name.
func barrier(barrier_name: String, seconds := PATIENCE) -> void:
	publish("barrier-" + barrier_name, true)
	for other in range(1, players + 1):
		if not dying.has(other):
			await note(other, "barrier-" + barrier_name, seconds)


## The folder that the players of this test share, and nobody else.
func shared_folder() -> String:
	return OS.get_environment("TEST_DIR")


func _note_path(of_player: int, key: String) -> String:
	return shared_folder().path_join("player-%d.%s" % [of_player, key])


func _failed_player() -> int:
	for other in range(1, players + 1):
		if other != player and has_note(other, "failed"):
			return other
	return 0


func _finish() -> void:
	_over = true
	# On the local platform, Steam is running exactly while it is initialised.
	if not leave_running and Steam.isSteamRunning():
		Steam.steamShutdown()
	for mismatch in signals.mismatches:
		fail(mismatch)
	signals.stop()
	errors.stop()
	if _failures.is_empty():
		print("TEST PASS")
		get_tree().quit(0)
		return
	publish("failed", _failures)
	print("TEST FAIL: ", _failures[0])
	get_tree().quit(1)


## The failing line in the test's own script.
func _place() -> String:
	for entry: Dictionary in get_stack():
		if entry.source != "res://harness/test_case.gd":
			return " (%s:%d)" % [String(entry.source).get_file(), entry.line]
	return ""


func _short(value: Variant) -> String:
	var text := var_to_str(value)
	return text if text.length() <= 200 else text.left(200) + "…"
