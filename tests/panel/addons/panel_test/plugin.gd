@tool
extends EditorPlugin
## The panel's display of messages, and the messages that it sends. Prints `TEST PASS` or `TEST FAIL` and ends the
## editor.
##
## The messages enter in place of the debugger's, and outgoing ones are caught, so no game has to run.

const Recorded := preload("recorded.gd")
const FOLDER := "res://addons/steam_networking/plugin/desk/"

var _failures := PackedStringArray()
var _sent: Array = []
var _games: RefCounted
var _panel: Control


func _enter_tree() -> void:
	# An import opens the project as well, and is left alone.
	if "--test" in OS.get_cmdline_user_args():
		_run.call_deferred()


func _run() -> void:
	while EditorInterface.get_resource_filesystem().is_scanning():
		await get_tree().process_frame
	await get_tree().process_frame
	var players: RefCounted = load(FOLDER + "players.gd").new()
	_games = load(FOLDER + "games.gd").new(func(session: int, message: String, arguments: Array) -> void:
			_sent.append([session, message, arguments]))
	_panel = load(FOLDER + "steam_panel.gd").new(_games, players)
	_panel.size = Vector2(800.0, 300.0)
	EditorInterface.get_base_control().add_child(_panel)
	_check_that_the_panel_is_in_the_editor()
	_check_watching()
	_check_sessions()
	_check_lobbies_and_rpcs()
	_check_log()
	_check_commands()
	_check_nonsense()
	_check_launch()
	_panel.free()
	print("TEST PASS" if _failures.is_empty() else "TEST FAIL:\n" + "\n".join(_failures))
	get_tree().quit(0 if _failures.is_empty() else 1)


func _check_that_the_panel_is_in_the_editor() -> void:
	var found := EditorInterface.get_base_control().find_children("Steam", "VBoxContainer", true, false)
	_equal(found.filter(func(node: Node) -> bool: return node != _panel).size(), 1, "panels that the addon's plugin has added")


func _check_watching() -> void:
	_games.hear(3, "hello", Recorded.hello(1))
	_games.hear(5, "hello", Recorded.hello(2))
	_equal(_sent, [[3, "watch", [true, true]], [5, "watch", [true, true]]], "games are watched while the panel is seen")
	_sent.clear()
	_panel.hide()
	_equal(_sent, [[3, "watch", [false, false]], [5, "watch", [false, false]]], "and are not while it is closed")
	_panel.show()
	_sent.clear()
	var tabs: TabBar = _panel.toolbar._tabs
	_equal(range(tabs.tab_count).map(tabs.get_tab_title), ["All", "1: Ada", "2: Bob, the \"second\""], "the tabs")


func _check_sessions() -> void:
	for seconds in 3:
		_games.hear(3, "overview", Recorded.overview(1, seconds))
		_games.hear(5, "overview", Recorded.overview(2, seconds))
	_panel.refresh()
	var rows := _rows(_panel.sessions._table)
	_equal(rows.size(), 4, "rows of sessions")
	_equal(rows[0], ["1: Ada", "Bob, the \"second\"", "packets", "connected", "81", "2.5", "10", "20", "300", "1.0 k", "99"],
			"the row of a session")
	_equal(rows[1].slice(0, 5), ["1: Ada", "0", "peer", "", "–"], "a session of which little is known")
	_panel.toolbar._tabs.current_tab = 2
	_equal(_rows(_panel.sessions._table).map(func(row: Array) -> String: return row[0]),
			["2: Bob, the \"second\"", "2: Bob, the \"second\""], "the sessions of one game")
	_panel.toolbar._tabs.current_tab = 0


func _check_lobbies_and_rpcs() -> void:
	_panel.tabs.current_tab = _panel.lobbies.get_index()
	_panel.refresh()
	_equal(_rows(_panel.lobbies), [[str(Recorded.LOBBY), "Owner: Ada"], ["Members", "2"], ["Ada (owner)", str(Recorded.ADA)],
			["Bob, the \"second\"", str(Recorded.BOB)], ["Lobby data", "1"], ["map", "harbour"]], "the lobby of both, once")
	_panel.tabs.current_tab = _panel.rpcs.get_index()
	_panel.refresh()
	_equal(_rows(_panel.rpcs), [["/root/Arena/1", "200", "100", "1.4 k", "800"], ["Player.hit", "2", "4", "60", "120"]],
			"bytes by RPC and node, summed over the games")


func _check_log() -> void:
	var view: Control = _panel.packets
	_panel.tabs.current_tab = view.get_index()
	for message in 8:
		_games.hear(3, "packets", Recorded.packets(1, message * 1500, 1500))
	_games.hear(5, "packets", Recorded.packets(2, 12_000, 100))
	_panel.refresh()
	_equal(view.shown().size(), 10_000, "the log keeps the last 10,000")
	_equal(view.shown()[0], 2100, "of those that came, the first that is still there")
	var first: PackedStringArray = _games.packets.row(2100)
	_equal(Array(first).slice(2), ["out", "Bob, the \"second\"", "peer", "4", "reliable", "100", "Player.hit", "34080000"],
			"a row of the log")
	view.filter_by("HIT out")
	_equal(view.shown().size(), 1000, "packets with both words")
	view.filter_by("hit -1:")
	_equal(view.shown().size(), 10, "RPCs of the second game alone")
	_equal(_games.packets.csv(view.shown().slice(0, 2)).split("\n").slice(1), PackedStringArray([
		"\"2: Bob, the \"\"second\"\"\",%s,out,Ada,peer,4,reliable,100,Player.hit,e02e0000" % _time(12_000),
		"\"2: Bob, the \"\"second\"\"\",%s,out,Ada,peer,4,reliable,100,Player.hit,ea2e0000" % _time(12_010), ""]), "the CSV")
	view.save_to("user://packets.csv")
	_equal(FileAccess.get_file_as_string("user://packets.csv").split("\n").size(), 12, "lines of the saved file")
	view.paused.emit(true)
	_equal(_sent, [[3, "watch", [true, false]], [5, "watch", [true, false]]], "games are silent while the log pauses")
	_games.hear(5, "packets", Recorded.packets(2, 12_100, 100))
	_panel.refresh()
	_equal(view.shown().size(), 10, "what comes meanwhile is left out")
	view.paused.emit(false)
	view.filter_by("")
	view.clear()
	_equal(view.shown().size(), 0, "an emptied log")
	_sent.clear()


func _check_commands() -> void:
	var view: Control = _panel.conditions
	_panel.tabs.current_tab = view.get_index()
	_panel.refresh()
	_equal(view._sliders["loss_percent"]._field.value, 2.5, "the loss that the game has told of")
	view.set_conditions({"latency_ms": 120})
	view.events.spike()
	view.events.cut(true)
	_panel.toolbar.pause(true)
	_equal(_sent, _to_both("conditions", [{"latency_ms": 120}, 0]) + _to_both("spike", [500, 1000]) + _to_both("disconnect", [true])
			+ _to_both("pause", [true]), "commands to all")
	_sent.clear()
	_panel.toolbar._tabs.current_tab = 2
	view._link.select(view._link.item_count - 1)
	view._link.item_selected.emit(view._link.item_count - 1)
	view._sliders["in_jitter_ms"]._slider.value = 30
	view._sliders["in_jitter_ms"]._slider.value = 31
	view._send_changed()
	view.clear()
	view.events.crash()
	_equal(_sent, [[5, "conditions", [{"in_jitter_ms": 31.0}, Recorded.ADA]], [5, "clear_conditions", [Recorded.ADA]], [5, "crash", []]],
			"commands to one game, about one user")
	_sent.clear()
	_panel.toolbar._tabs.current_tab = 0
	_games.hear(5, "said", ["steam:spike: too long", 1])
	_equal(_panel._message.text, "2: Bob, the \"second\": steam:spike: too long", "what a game could not do")


func _check_nonsense() -> void:
	for message: String in ["hello", "overview", "packets", "said", "newer"]:
		for arguments: Array in [[], [null], [7], ["a", "b"], [[]], [{}], [[1, 2, 3, 4, 5, 6, 7, 8, 9]], [{"sessions": 1, "rpcs": [[]]}]]:
			_games.hear(9, message, arguments)
	var uneven: Array = Recorded.packets(1, 0, 3)
	uneven[0][7].pop_back()
	_games.hear(3, "packets", uneven)
	_games.hear(9, "overview", [{"time_msec": NAN, "sessions": [{"round_trip_ms": INF, "loss": NAN, "bytes_in": "many"}]}])
	for tab: int in _panel.tabs.get_tab_count():
		_panel.tabs.current_tab = tab
		_panel.refresh()
	_equal(_games.packets.added, 0, "uneven columns are left out")
	for session: int in [3, 5, 9]:
		_games.forget(session)
	_panel.tabs.current_tab = 0
	_panel.refresh()
	_equal(_rows(_panel.sessions._table), [], "sessions of games that are gone")


func _check_launch() -> void:
	var launch: GDScript = load(FOLDER + "launch.gd")
	_equal(launch.split("--a  'b c' \"d\"e"), PackedStringArray(["--a", "b c", "de"]), "a line of arguments")
	var player := {"user": "Ada", "conditions": "preset=dsl", "arguments": "--level=2"}
	var of_user: PackedStringArray = launch.user_arguments(player, 2, 3)
	_equal(of_user, PackedStringArray(["--steam-platform=local", "--steam-user=Ada", "--steam-instance=2/3",
			"--steam-conditions=preset=dsl", "--level=2"]), "what a player's game is told")
	var main := PackedStringArray(["--verbose", "--", "--own"])
	var whole: PackedStringArray = launch.whole("res://m.tscn", "tcp://127.0.0.1:6007", PackedStringArray(), Rect2i(5, 6, 7, 8), of_user, main)
	_equal(Array(whole).slice(2, 4) + Array(whole).slice(6, 13), ["--remote-debug", "tcp://127.0.0.1:6007", "--position", "5,6",
			"--resolution", "7x8", "--verbose", "res://m.tscn", "--"], "the engine's part of the command line")
	_equal(Array(whole).slice(13), Array(of_user) + ["--own"], "the game's part")
	var tiles: GDScript = load(FOLDER + "tiles.gd")
	for count in range(1, 9):
		var windows: Array = tiles.over(Rect2i(100, 50, 1920, 1080), count, Vector2i(1152, 648))
		_equal(windows.size(), count, "windows")
		for one: Rect2i in windows:
			_check(Rect2i(100, 50, 1920, 1080).encloses(one), "%s of %d is on the screen" % [one, count])
			_equal(windows.filter(func(other: Rect2i) -> bool: return one.intersects(other)).size(), 1, "no windows overlap")


func _to_both(message: String, arguments: Array) -> Array:
	return [[3, message, arguments], [5, message, arguments]]


func _time(microseconds: int) -> String:
	return _games.packets.time_of_day(Recorded.START * 1000 + microseconds)


## The texts of all rows of a tree, in the order in which they stand.
func _rows(tree: Tree) -> Array:
	var rows := []
	var item := tree.get_root().get_next_in_tree()
	while item != null:
		rows.append(range(tree.columns).map(item.get_text))
		item = item.get_next_in_tree()
	return rows


func _equal(value: Variant, expected: Variant, what: String) -> void:
	_check(typeof(value) == typeof(expected) and value == expected, "%s: %s, but expected was %s" % [what, value, expected])


func _check(holds: bool, what: String) -> void:
	if not holds:
		_failures.append(what)
