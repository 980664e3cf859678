@tool
extends Object
## The command line and environment of the games of several players.

const Message := preload("message.gd")

const SEPARATOR := "--"
## The editor's own switches of its menu Debug, which go for every game that it starts.
const DEBUG_SWITCHES := {
	"run_debug_collisions": "--debug-collisions",
	"run_debug_paths": "--debug-paths",
	"run_debug_navigation": "--debug-navigation",
	"run_debug_avoidance": "--debug-avoidance",
	"run_debug_canvas_redraw": "--debug-canvas-item-redraw",
}


## A player's arguments after Godot's `--`: the user, the network conditions, and their own arguments. `player` is a row of
## the view: `user`, `conditions` and `arguments`.
static func user_arguments(player: Dictionary, number: int, count: int) -> PackedStringArray:
	var arguments := PackedStringArray([
		"--steam-platform=local",
		"--steam-user=%s" % user_of(player, number),
		"--steam-instance=%d/%d" % [number, count],
	])
	var conditions := Message.text(player, "conditions")
	if conditions != "":
		arguments.append("--steam-conditions=%s" % conditions)
	arguments.append_array(split(Message.text(player, "arguments")))
	return arguments


## The same for a game whose command line cannot be set.
static func environment(player: Dictionary, number: int) -> Dictionary:
	return {
		"STEAM_NETWORKING_PLATFORM": "local",
		"STEAM_NETWORKING_USER": user_of(player, number),
		"STEAM_NETWORKING_CONDITIONS": Message.text(player, "conditions"),
	}


static func user_of(player: Dictionary, number: int) -> String:
	var user := Message.text(player, "user").strip_edges()
	return user if user != "" else str(number)


static func window_arguments(window: Rect2i) -> PackedStringArray:
	return PackedStringArray(["--position", "%d,%d" % [window.position.x, window.position.y], "--resolution",
			"%dx%d" % [window.size.x, window.size.y]])


## The arguments before the project's own, which the editor appends itself. Those may contain a `--`. The engine reads only
## arguments before it, so its own have to come here.
static func before_main_arguments(window: Rect2i, of_user: PackedStringArray, main: PackedStringArray) -> PackedStringArray:
	var arguments := window_arguments(window)
	arguments.append_array(for_engine(main))
	arguments.append(SEPARATOR)
	arguments.append_array(of_user)
	return arguments


## The whole command line of a game that the editor does not start itself.
static func whole(scene: String, server: String, switches: PackedStringArray, window: Rect2i, of_user: PackedStringArray,
		main: PackedStringArray) -> PackedStringArray:
	var arguments := PackedStringArray(["--path", ProjectSettings.globalize_path("res://"), "--remote-debug", server,
			"--editor-pid", str(OS.get_process_id())])
	arguments.append_array(switches)
	arguments.append_array(window_arguments(window))
	arguments.append_array(for_engine(main))
	arguments.append(scene)
	arguments.append(SEPARATOR)
	arguments.append_array(of_user)
	var separator := main.find(SEPARATOR)
	if separator >= 0:
		arguments.append_array(main.slice(separator + 1))
	return arguments


static func for_engine(main: PackedStringArray) -> PackedStringArray:
	var separator := main.find(SEPARATOR)
	return main.slice(0, separator) if separator >= 0 else main


## The project's own arguments for every run. An editor may wrap the engine in another program there, by `%command%`: the game ignores
## everything before that.
static func main_arguments() -> PackedStringArray:
	var written := str(ProjectSettings.get_setting("editor/run/main_run_args", ""))
	return split(written.get_slice("%command%", 1) if written.contains("%command%") else written)


static func debug_switches() -> PackedStringArray:
	var settings := EditorInterface.get_editor_settings()
	var switches := PackedStringArray()
	for name: String in DEBUG_SWITCHES:
		if settings.get_project_metadata("debug_options", name, false):
			switches.append(DEBUG_SWITCHES[name])
	if DisplayServer.get_name() == "headless":
		switches.append("--headless")
	return switches


## Splits a line at its spaces. Text in quotes stays together.
static func split(line: String) -> PackedStringArray:
	var parts := PackedStringArray()
	var part := ""
	var is_part := false
	var quote := ""
	for character in line:
		if quote != "":
			if character == quote:
				quote = ""
			else:
				part += character
		elif character == "\"" or character == "'":
			quote = character
			is_part = true
		elif character == " " or character == "\t":
			if is_part:
				parts.append(part)
			part = ""
			is_part = false
		else:
			part += character
			is_part = true
	if is_part:
		parts.append(part)
	return parts
