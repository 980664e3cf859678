extends RefCounted
## Collects the errors and warnings that the engine prints, so that a test can tell which call raised which.
##
## Needs the engine's `Logger`, which came with Godot 4.5. Before that [method available] is false, nothing is collected,
## and only the test runner, which reads the printed lines, sees errors.

var _logger: Object = null


func start() -> void:
	if ClassDB.class_exists(&"Logger"):
		_logger = (load("res://harness/collecting_logger.gd") as GDScript).new()
		OS.call("add_logger", _logger)


func stop() -> void:
	if _logger != null:
		OS.call("remove_logger", _logger)
		_logger = null


## Whether this engine lets a script see errors.
func available() -> bool:
	return _logger != null


## Returns the lines since the last call, and forgets them.
func take() -> Array[String]:
	var none: Array[String] = []
	return _logger.take() if _logger != null else none
