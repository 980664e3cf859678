@tool
extends HBoxContainer
## Starts several players, holds and ends them together, and says which of the running games the panel shows.

const Games := preload("games.gd")

signal run_pressed
signal stop_pressed
## The game to show, by its debugger session; -1 for all.
signal scope_changed(session: int)

const ALL := -1

var _games: Games
var _run := Button.new()
var _pause := Button.new()
var _step := Button.new()
var _stop := Button.new()
var _tabs := TabBar.new()


func _init(games: Games) -> void:
	_games = games
	_run.tooltip_text = "Runs the project as several players, each in a window. The tab Players has their settings."
	_run.pressed.connect(func() -> void: run_pressed.emit())
	add_child(_run)
	_pause.toggle_mode = true
	_add(_pause, "Pause or resume all games.", func() -> void: pause(_pause.button_pressed))
	_add(_step, "Let all games run for one frame, and pause.", step)
	_add(_stop, "Stop all games.", func() -> void: stop_pressed.emit())
	add_child(VSeparator.new())
	_tabs.size_flags_horizontal = Control.SIZE_EXPAND_FILL
	_tabs.clip_tabs = true
	_tabs.tooltip_text = "The running games that the panel shows."
	_tabs.tab_changed.connect(func(_tab: int) -> void: scope_changed.emit(scope()))
	add_child(_tabs)
	show_games()


func _notification(what: int) -> void:
	if what == NOTIFICATION_THEME_CHANGED:
		_run.icon = get_theme_icon(&"MainPlay", &"EditorIcons")
		_pause.icon = get_theme_icon(&"Pause", &"EditorIcons")
		_step.icon = get_theme_icon(&"NextFrame", &"EditorIcons")
		_stop.icon = get_theme_icon(&"Stop", &"EditorIcons")


## The session of the game that is shown, -1 for all.
func scope() -> int:
	return _tabs.get_tab_metadata(_tabs.current_tab) if _tabs.current_tab >= 0 else ALL


func show_count(players: int) -> void:
	_run.text = "Run %d players" % players if players > 1 else "Run 1 player"


func pause(is_paused: bool) -> void:
	_games.tell_those(ALL, "pause", [is_paused])


func step() -> void:
	if not _pause.button_pressed:
		pause(true)
	_games.tell_those(ALL, "step")


## A tab for each game, and one for all.
func show_games() -> void:
	var games := _games.all()
	var titles := PackedStringArray(["All"])
	var sessions := PackedInt64Array([ALL])
	for game in games:
		titles.append(game.title())
		sessions.append(game.session)
	var chosen := sessions.find(scope())
	_tabs.set_block_signals(true)
	while _tabs.tab_count > titles.size():
		_tabs.remove_tab(_tabs.tab_count - 1)
	while _tabs.tab_count < titles.size():
		_tabs.add_tab()
	for index in titles.size():
		_tabs.set_tab_title(index, titles[index])
		_tabs.set_tab_metadata(index, sessions[index])
	_tabs.current_tab = maxi(0, chosen)
	_tabs.set_block_signals(false)
	var can_pause := games.any(func(game: Games.RunningGame) -> bool: return game.can("pause"))
	_pause.disabled = not can_pause
	_step.disabled = not can_pause
	_stop.disabled = games.is_empty() and not EditorInterface.is_playing_scene()
	_pause.set_pressed_no_signal(games.any(func(game: Games.RunningGame) -> bool: return game.paused))
	if chosen < 0:
		scope_changed.emit(ALL)


func _add(button: Button, tooltip: String, pressed: Callable) -> void:
	button.flat = true
	button.tooltip_text = tooltip
	button.pressed.connect(pressed)
	add_child(button)
