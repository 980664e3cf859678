@tool
extends EditorDebuggerPlugin
## Receives running games' messages over Godot's debugger, and sends them commands.

signal opened(session: int)
signal closed(session: int)
signal heard(session: int, message: String, arguments: Array)

const CAPTURE := "steam"


func _has_capture(capture: String) -> bool:
	return capture == CAPTURE


func _capture(message: String, arguments: Array, session: int) -> bool:
	heard.emit(session, message.trim_prefix(CAPTURE + ":"), arguments)
	return true


func _setup_session(session: int) -> void:
	var debugger := get_session(session)
	debugger.started.connect(func() -> void: opened.emit(session))
	debugger.stopped.connect(func() -> void: closed.emit(session))


func tell(session: int, message: String, arguments: Array) -> void:
	var debugger := get_session(session)
	if debugger != null and debugger.is_active():
		debugger.send_message(CAPTURE + ":" + message, arguments)
