extends Logger
## Stores the text of every error and warning. Loaded only if the engine has `Logger`.

var _mutex := Mutex.new()
var _lines: Array[String] = []


## Returns the lines since the last call, and forgets them.
func take() -> Array[String]:
	_mutex.lock()
	var lines := _lines
	_lines = []
	_mutex.unlock()
	return lines


# The engine calls this from whichever thread raised the error.
func _log_error(_function: String, _file: String, _line: int, code: String, rationale: String, _editor_notify: bool,
		_error_type: int, _script_backtraces: Array[ScriptBacktrace]) -> void:
	_mutex.lock()
	_lines.append(code if rationale.is_empty() else rationale)
	_mutex.unlock()
