@tool
extends VBoxContainer
## The panel "Steam" at the bottom of the editor. While nobody sees it, no game tells it anything.

const ConditionsView := preload("conditions_view.gd")
const Games := preload("games.gd")
const LobbiesView := preload("lobbies_view.gd")
const PacketsView := preload("packets_view.gd")
const Players := preload("players.gd")
const PlayersView := preload("players_view.gd")
const RpcsView := preload("rpcs_view.gd")
const RunningGame := preload("running_game.gd")
const SessionsView := preload("sessions_view.gd")
const Toolbar := preload("toolbar.gd")

## Players have been started from here. The editor shows its output then.
signal started

## The time between two refreshes, in seconds: games report that often.
const REFRESH := 0.2
const SEVERITIES: Array[StringName] = [&"font_color", &"warning_color", &"error_color"]

var toolbar: Toolbar
var tabs := TabContainer.new()
var sessions := SessionsView.new()
var lobbies := LobbiesView.new()
var packets: PacketsView
var rpcs := RpcsView.new()
var conditions: ConditionsView
var players_view := PlayersView.new()

var _games: Games
var _players: Players
var _message := Label.new()
var _until_refresh := 0.0


func _init(games: Games, players: Players) -> void:
	name = "Steam"
	_games = games
	_players = players
	toolbar = Toolbar.new(games)
	packets = PacketsView.new(games.packets)
	conditions = ConditionsView.new(games)
	add_child(toolbar)
	tabs.size_flags_vertical = Control.SIZE_EXPAND_FILL
	add_child(tabs)
	for view: Control in [sessions, lobbies, packets, rpcs, conditions, players_view]:
		tabs.add_child(view)
	tabs.tab_changed.connect(func(_tab: int) -> void: refresh())
	_message.autowrap_mode = TextServer.AUTOWRAP_WORD_SMART
	_message.hide()
	add_child(_message)
	toolbar.scope_changed.connect(_on_scope_changed)
	toolbar.run_pressed.connect(run)
	toolbar.stop_pressed.connect(players.stop)
	toolbar.show_count(players_view.count())
	players_view.count_changed.connect(toolbar.show_count)
	packets.paused.connect(_on_packets_paused)
	games.changed.connect(_on_games_changed)
	games.said.connect(_on_said)
	visibility_changed.connect(_watch)


func _ready() -> void:
	custom_minimum_size.y = 200.0 * EditorInterface.get_editor_scale()
	_watch()


func _process(delta: float) -> void:
	_players.follow_editor()
	_until_refresh -= delta
	if _until_refresh <= 0.0 and is_visible_in_tree():
		refresh()


## Starts as many players as the tab says.
func run() -> void:
	var problem := _players.start(players_view.players(), players_view.is_of_current_scene())
	say(problem, 2 if problem != "" else 0)
	if problem == "":
		started.emit()


## Shows a line below everything, or none.
func say(text: String, severity: int) -> void:
	_message.text = text
	_message.visible = text != ""
	_message.add_theme_color_override(&"font_color", get_theme_color(SEVERITIES[clampi(severity, 0, 2)], &"Editor"))


func refresh() -> void:
	_until_refresh = REFRESH
	var games: Array[RunningGame] = []
	for game in _games.all():
		if toolbar.scope() < 0 or game.session == toolbar.scope():
			games.append(game)
	match tabs.get_current_tab_control():
		sessions:
			sessions.refresh(games)
		lobbies:
			lobbies.refresh(games)
		packets:
			packets.refresh(_games)
		rpcs:
			rpcs.refresh(games)
		conditions:
			conditions.refresh()


func _watch() -> void:
	var is_seen := is_visible_in_tree()
	_games.watch(is_seen, is_seen and not _games.packets.paused)


func _on_packets_paused(is_paused: bool) -> void:
	_games.packets.paused = is_paused
	_watch()


func _on_games_changed() -> void:
	toolbar.show_games()
	if _games.all().is_empty():
		say("", 0)


func _on_scope_changed(session: int) -> void:
	packets.show_scope(session)
	conditions.show_scope(session)
	refresh()


func _on_said(game: RunningGame, text: String, severity: int) -> void:
	say("%s: %s" % [game.title(), text], severity)
