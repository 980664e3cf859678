@tool
extends RefCounted
## Runs the project as several players, and ends them together.
##
## The editor starts the first one, as its own buttons do, so that its debugger listens and its stop button works. The others
## are started here, with the address of that debugger.

const Launch := preload("launch.gd")
const Tiles := preload("tiles.gd")

const MOST := 8
## The number of further ports that the editor tries if its own is taken.
const PORTS := 5
const WINDOW_MODE := "display/window/size/mode"

var _others := PackedInt64Array()
## The arguments of the first one when the editor asks; empty if the editor starts the game by itself.
var _for_first := PackedStringArray()
var _was_playing := false


## Starts a game for each of `players`, whose rows are as in `launch.gd`. Returns an error, or an empty text.
func start(players: Array[Dictionary], of_current_scene: bool) -> String:
	var settings := EditorInterface.get_editor_settings()
	if settings.get_project_metadata("debug_options", "multiple_instances_enabled", false):
		return "The editor itself starts several instances: switch that off under Debug > Customize Run Instances."
	stop()
	var server := _debug_server()
	var windows := Tiles.over(_screen(), players.size(), _size_of_game())
	var main := Launch.main_arguments()
	var first := Launch.user_arguments(players[0], 1, players.size())
	_for_first = Launch.before_main_arguments(windows[0], first, main)
	_play(of_current_scene, Launch.environment(players[0], 1))
	_for_first = PackedStringArray()
	if not EditorInterface.is_playing_scene():
		return "The editor did not start the scene."
	_was_playing = true
	var scene := EditorInterface.get_playing_scene()
	for number in range(2, players.size() + 1):
		var of_user := Launch.user_arguments(players[number - 1], number, players.size())
		var arguments := Launch.whole(scene, server, Launch.debug_switches(), windows[number - 1], of_user, main)
		var process := OS.create_instance(arguments)
		if process <= 0:
			stop()
			return "Player %d did not start." % number
		_others.append(process)
	return ""


## The arguments to append for the game that the editor starts, after those that other plugins have appended.
func append_for_first(arguments: PackedStringArray) -> PackedStringArray:
	return arguments + _for_first


## Ends all of them.
func stop() -> void:
	if EditorInterface.is_playing_scene():
		EditorInterface.stop_playing_scene()
	_end_others()


## Call it in every frame: the editor's stop button ends all, and so does the end of the last game.
func follow_editor() -> void:
	var is_playing := EditorInterface.is_playing_scene()
	if _was_playing and not is_playing:
		_end_others()
	_was_playing = is_playing


func _end_others() -> void:
	for process in _others:
		if OS.is_process_running(process):
			OS.kill(process)
	_others.clear()


# Older editors do not ask plugins for arguments, so the game that they start also finds its user in the environment.
func _play(of_current_scene: bool, environment: Dictionary) -> void:
	var before := {}
	for variable: String in environment:
		before[variable] = OS.get_environment(variable)
		OS.set_environment(variable, environment[variable])
	# Tiled windows are separate windows, but from 4.4 on the editor embeds the first one. It does not embed a maximised window,
	# which is therefore maximised for an invisible moment.
	var mode: Variant = ProjectSettings.get_setting(WINDOW_MODE)
	ProjectSettings.set_setting(WINDOW_MODE, Window.MODE_MAXIMIZED)
	if of_current_scene:
		EditorInterface.play_current_scene()
	else:
		EditorInterface.play_main_scene()
	ProjectSettings.set_setting(WINDOW_MODE, mode)
	for variable: String in before:
		if before[variable] == "":
			OS.unset_environment(variable)
		else:
			OS.set_environment(variable, before[variable])


# The address at which the editor's debugger will listen: the port of its settings, or one of the next if that is taken. The
# editor does not publish it, so this tries the ports as the editor will do in a moment.
static func _debug_server() -> String:
	var settings := EditorInterface.get_editor_settings()
	var host := str(settings.get_setting("network/debug/remote_host"))
	var port := int(settings.get_setting("network/debug/remote_port"))
	if not settings.get_project_metadata("debug_options", "server_keep_open", false):
		for offset in PORTS:
			var probe := TCPServer.new()
			var is_free := probe.listen(port + offset, host) == OK
			probe.stop()
			if is_free:
				port += offset
				break
	return "tcp://%s:%d" % [host, port]


static func _screen() -> Rect2i:
	var screen := DisplayServer.screen_get_usable_rect(DisplayServer.window_get_current_screen())
	return screen if screen.has_area() else Rect2i(0, 0, 1920, 1080)


static func _size_of_game() -> Vector2i:
	var setting := "display/window/size/"
	var size := Vector2i(ProjectSettings.get_setting(setting + "viewport_width", 1152),
			ProjectSettings.get_setting(setting + "viewport_height", 648))
	var override := Vector2i(ProjectSettings.get_setting(setting + "window_width_override", 0),
			ProjectSettings.get_setting(setting + "window_height_override", 0))
	if override.x > 0 and override.y > 0:
		size = override
	return size.max(Vector2i.ONE)
