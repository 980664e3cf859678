@tool
extends HFlowContainer
## Buttons for sudden events: a lag spike, a broken line, a crash, and courses in which conditions change.

const Games := preload("games.gd")
const Presets := preload("presets.gd")
const RunningGame := preload("running_game.gd")

var _games: Games
var _session := -1
var _spike := Button.new()
var _spike_ms := SpinBox.new()
var _spike_for := SpinBox.new()
var _disconnect := Button.new()
var _crash := Button.new()
var _course: EditorResourcePicker
var _play := Button.new()
var _end := Button.new()


func _init(games: Games) -> void:
	_games = games
	_add(_spike, "Lag spike", "Delays every packet by this much, for this long.", spike)
	_spike_ms.min_value = 1
	_spike_ms.max_value = 10_000
	_spike_ms.value = 500
	_spike_ms.suffix = "ms"
	_spike_ms.tooltip_text = "The additional delay of every packet."
	add_child(_spike_ms)
	_spike_for.min_value = 0.1
	_spike_for.max_value = 60.0
	_spike_for.step = 0.1
	_spike_for.value = 1.0
	_spike_for.prefix = "for"
	_spike_for.suffix = "s"
	_spike_for.tooltip_text = "For how long."
	add_child(_spike_for)
	_disconnect.toggle_mode = true
	_add(_disconnect, "Disconnect", "Blocks all packets until you press it again.", func() -> void: cut(_disconnect.button_pressed))
	_add(_crash, "Crash", "Ends the process at once, as if it had been killed.", crash)
	if Presets.has_courses():
		_course = EditorResourcePicker.new()
		_course.base_type = Presets.COURSE_CLASS
		_course.custom_minimum_size.x = 220.0 * EditorInterface.get_editor_scale()
		_course.tooltip_text = "A course: conditions that change over time."
		_course.resource_changed.connect(func(_resource: Resource) -> void: _show_course())
		_course.resource_selected.connect(func(resource: Resource, _inspect: bool) -> void: EditorInterface.edit_resource(resource))
		add_child(_course)
	_add(_play, "", "Play the course.", play_course)
	_add(_end, "", "End the course.", func() -> void: _games.tell_those(_session, "course_stop"))
	for button: Button in [_play, _end]:
		button.flat = true
		button.visible = _course != null


func _notification(what: int) -> void:
	if what == NOTIFICATION_THEME_CHANGED:
		_play.icon = get_theme_icon(&"Play", &"EditorIcons")
		_end.icon = get_theme_icon(&"Stop", &"EditorIcons")


func show_scope(session: int) -> void:
	_session = session
	_disconnect.set_pressed_no_signal(false)


## `game` is the selected one, or null if nothing runs.
func refresh(game: RunningGame) -> void:
	_spike.disabled = game == null or not game.can("spike")
	_disconnect.disabled = game == null or not game.can("disconnect")
	_crash.disabled = game == null or not game.can("crash")
	_disconnect.set_pressed_no_signal(game != null and game.disconnected)
	_disconnect.text = "Reconnect" if _disconnect.button_pressed else "Disconnect"
	_show_course(game)


func spike() -> void:
	_games.tell_those(_session, "spike", [int(_spike_ms.value), roundi(_spike_for.value * 1000.0)])


func cut(is_cut: bool) -> void:
	_disconnect.text = "Reconnect" if is_cut else "Disconnect"
	_games.tell_those(_session, "disconnect", [is_cut])


func crash() -> void:
	_games.tell_those(_session, "crash")


func play_course() -> void:
	_games.tell_those(_session, "course", [_course.edited_resource.call(&"to_dictionary")])


## The course that the button plays.
func choose_course(course: Resource) -> void:
	_course.edited_resource = course
	_show_course()


func _show_course(game: RunningGame = null) -> void:
	if _course != null:
		_play.disabled = _course.edited_resource == null or game != null and not game.can("course")
		_end.disabled = game != null and not game.can("course")


func _add(button: Button, title: String, tooltip: String, pressed: Callable) -> void:
	button.text = title
	button.tooltip_text = tooltip
	button.pressed.connect(pressed)
	add_child(button)
