extends Logger
## Keeps the thread that writes an error waiting. Loaded only if the engine has `Logger`.

## Posted when an error that begins with [member awaited] was written.
var written := Semaphore.new()
## Lets that thread continue.
var go_on := Semaphore.new()
var awaited := ""


# The engine calls this from whichever thread raised the error.
func _log_error(_function: String, _file: String, _line: int, code: String, rationale: String, _editor_notify: bool,
		_error_type: int, _script_backtraces: Array[ScriptBacktrace]) -> void:
	if (code if rationale.is_empty() else rationale).begins_with(awaited):
		written.post()
		go_on.wait()
