extends "res://harness/lobby_case.gd"
## The engine hands an error of Steam to a script while the call that raised it is still going on; that script may call
## Steam again.
## rule: call.in-error-handler
## expect-error: getLobbyData


func run() -> void:
	await init_steam()
	lobby = await create_lobby(Steam.LOBBY_TYPE_PRIVATE, 2)
	if not ClassDB.class_exists(&"Logger"):
		# Before 4.5 no script hears of the error; it is printed all the same.
		equal(Steam.getLobbyData(1, "name"), "", "an id that is no lobby")
		return
	var logger: Object = _logger()
	OS.call("add_logger", logger)
	equal(Steam.getLobbyData(1, "name"), "", "an id that is no lobby")
	OS.call("remove_logger", logger)
	equal(logger.get("seen"), [1, Steam.getSteamID()] as Array[int], "what the script saw: the lobby's members and the user")


# Written as text, since Godot before 4.5 has no Logger and would not load a script that extends it.
func _logger() -> Object:
	var script := GDScript.new()
	script.source_code = "
extends Logger
var lobby := 0
var seen: Array[int] = []
func _log_error(_function: String, _file: String, _line: int, _code: String, _rationale: String, _editor: bool,
		_type: int, _backtraces: Array[ScriptBacktrace]) -> void:
	seen.append(Steam.getNumLobbyMembers(lobby))
	seen.append(Steam.getSteamID())
"
	script.reload()
	var logger: Object = script.new()
	logger.set("lobby", lobby)
	return logger
