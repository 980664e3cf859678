@tool
extends EditorPlugin
## Starts the project's game and talks with it as the panel does, both ways. Prints `TEST PASS` or `TEST FAIL` and ends the editor.
##
## The editor is started with `--debug-server tcp://127.0.0.1:PORT -- --godot=PATH --port=PORT`: if a script starts the engine, the
## editor does not know its own command, and could not play the scene by itself.

const PATIENCE := 40.0

var _debugger := Debugger.new()
var _game := 0


## Takes what games say.
class Debugger:
	extends EditorDebuggerPlugin

	## The messages that have not been taken: name and content.
	var messages: Array = []
	var sessions: Array[int] = []

	func _has_capture(capture: String) -> bool:
		return capture == "steam"

	func _capture(message: String, data: Array, _session: int) -> bool:
		messages.append([message, data])
		return true

	func _setup_session(session: int) -> void:
		sessions.append(session)

	## The session of the game that runs, null if none does.
	func running() -> EditorDebuggerSession:
		for id in sessions:
			if get_session(id) != null and get_session(id).is_active():
				return get_session(id)
		return null

	func send(message: String, content: Array) -> void:
		running().send_message(message, content)

	## The content of the next message of a name that fits; null if there is none.
	func take(message: String, fits: Callable) -> Variant:
		for index in messages.size():
			if messages[index][0] == message and fits.call(messages[index][1][0]):
				var content: Variant = messages[index][1][0]
				messages = messages.slice(index + 1)
				return content
		return null


func _enter_tree() -> void:
	add_debugger_plugin(_debugger)
	_run.call_deferred()


func _exit_tree() -> void:
	remove_debugger_plugin(_debugger)


func _run() -> void:
	# The first scan has to be over before a scene can be played.
	while EditorInterface.get_resource_filesystem().is_scanning():
		await get_tree().process_frame
	await get_tree().create_timer(1.0).timeout
	var failures: Array[String] = []
	if EditorInterface.has_method("popup_create_dialog") and not await _has_icon("MultiplayerPeer", "SteamMultiplayerPeer"):
		failures.append("SteamMultiplayerPeer has no icon of its own")
	var options := {}
	for argument: String in OS.get_cmdline_user_args():
		options[argument.get_slice("=", 0)] = argument.get_slice("=", 1)
	_game = OS.create_process(options["--godot"], ["--headless", "--path", ProjectSettings.globalize_path("res://"),
			"--remote-debug", "tcp://127.0.0.1:%s" % options["--port"]])
	var hello: Variant = await _next("steam:hello", func(one: Dictionary) -> bool: return one["platform"] == "local")
	if hello == null:
		return
	if hello["scene"] != "res://main.tscn" or hello["steam_id"] == 0 or not "conditions" in hello["can"]:
		failures.append("the game says %s" % hello)
	_debugger.send("steam:watch", [true, true])
	var columns: Variant = await _next("steam:packets", func(one: Array) -> bool: return 1 in one[1] and 0 in one[1])
	if columns == null:
		return
	if columns.size() != 9 or columns[2][0] != hello["steam_id"] or columns[4][0] != 5 \
			or columns[7][0] != "a packet to oneself".to_utf8_buffer():
		failures.append("the packets are %s" % [columns])
	if await _next("steam:overview", func(one: Dictionary) -> bool:
			return one["lobbies"].size() == 1 and one["lobbies"][0]["owner"] == hello["steam_id"]) == null:
		return
	_debugger.send("steam:conditions", [{"latency_ms": 25}, 0])
	if await _next("steam:hello", func(one: Dictionary) -> bool: return one["conditions"]["latency_ms"] == 25) == null:
		return
	_debugger.send("steam:pause", [true])
	if await _next("steam:hello", func(one: Dictionary) -> bool: return one["paused"]) == null:
		return
	_debugger.send("steam:stop", [])
	if not await _until(func() -> bool: return not OS.is_process_running(_game), "the game to end"):
		return
	_end("TEST PASS" if failures.is_empty() else "TEST FAIL: " + "; ".join(failures))


## Whether the editor shows the addon's icon for a class. Godot 4.4 and later let a plugin see that.
func _has_icon(base: StringName, wanted: String) -> bool:
	EditorInterface.call("popup_create_dialog", func(_type: String) -> void: pass, base)
	await get_tree().process_frame
	var dialogs := EditorInterface.get_base_control().find_children("*", "CreateDialog", true, false)
	var found := false
	for dialog: Window in dialogs:
		for tree: Tree in dialog.find_children("*", "Tree", true, false):
			var item := tree.get_root()
			while item != null:
				if item.get_text(0) == wanted and item.get_icon(0) != null:
					found = found or item.get_icon(0).resource_path.ends_with("steam_networking/editor/class_icon.svg")
				item = item.get_next_in_tree()
		dialog.hide()
	return found


## The next message that fits; null, and the end of the test, if none comes.
func _next(message: String, fits: Callable) -> Variant:
	var found := []
	await _until(func() -> bool:
			var content: Variant = _debugger.take(message, fits)
			if content != null:
				found.append(content)
			return content != null, message)
	return found[0] if not found.is_empty() else null


func _until(condition: Callable, what: String) -> bool:
	var end := Time.get_ticks_msec() + int(PATIENCE * 1000.0)
	while not condition.call():
		if Time.get_ticks_msec() > end:
			_end("TEST FAIL: waited in vain for %s; there were %s" % [what, str(_debugger.messages).left(2000)])
			return false
		await get_tree().process_frame
	return true


func _end(verdict: String) -> void:
	print(verdict)
	if _game > 0 and OS.is_process_running(_game):
		OS.kill(_game)
	get_tree().quit(0 if verdict == "TEST PASS" else 1)
