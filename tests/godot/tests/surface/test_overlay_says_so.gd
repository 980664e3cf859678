extends "res://harness/test_case.gd"
## In verbose mode, a line says once, and not for every button, that there is no overlay. Only the local platform
## has none: over Steam, the calls go to Steam.
## rule: friends.overlay
## platform: local
## args: --verbose

func run() -> void:
	await init_steam()
	if not ClassDB.class_exists(&"Logger"):
		return
	var logger := _logger()
	OS.call("add_logger", logger)
	Steam.activateGameOverlay("friends")
	Steam.activateGameOverlayToStore()
	Steam.activateGameOverlay("friends")
	OS.call("remove_logger", logger)
	var said: Array = logger.get("lines").filter(func(line: String) -> bool: return line.contains("overlay"))
	equal(said.size(), 1, "lines about the overlay: %s" % [said])
	check(said.is_empty() or said[0].contains("Steam.activateGameOverlay"), "the line names the method")
	equal(errors.take(), [] as Array[String], "errors")


# Written as text, since Godot before 4.5 has no Logger and would not load a script that extends it.
func _logger() -> Object:
	var script := GDScript.new()
	script.source_code = "
extends Logger
var lines: Array[String] = []
func _log_message(message: String, _error: bool) -> void:
	lines.append(message)
"
	script.reload()
	return script.new()
