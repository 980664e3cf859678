@tool
extends SplitContainer
## The sessions of running games in figures, and as a plot of the last minute.

const LinkHistory := preload("link_history.gd")
const LiveTree := preload("live_tree.gd")
const Message := preload("message.gd")
const Plot := preload("plot.gd")
const RunningGame := preload("running_game.gd")

const TITLES: PackedStringArray = ["Game", "User", "Over", "State", "ms", "Loss %", "In/s", "Out/s", "Bytes in/s", "Bytes out/s",
		"Queued"]
## Below this width the plot stands under the table.
const LEAST_WIDTH := 1100.0

var _table := LiveTree.new()
var _plot := Plot.new()
var _metric := OptionButton.new()
var _together := CheckBox.new()


func _init() -> void:
	name = "Sessions"
	_table.set_up_columns(TITLES, PackedInt32Array([8, 8, 9, 11, 6, 7, 6, 6, 9, 10, 8]), PackedInt32Array([0, 1]),
			PackedInt32Array([4, 5, 6, 7, 8, 9, 10]))
	_table.empty_text = "No sessions yet. The sessions of running games appear here."
	_table.size_flags_stretch_ratio = 2.0
	_table.multi_selected.connect(func(_item: TreeItem, _column: int, _selected: bool) -> void: _plot.queue_redraw())
	_table.tooltip_text = "Select sessions to plot only those."
	add_child(_table)
	var right := VBoxContainer.new()
	right.size_flags_horizontal = Control.SIZE_EXPAND_FILL
	right.size_flags_vertical = Control.SIZE_EXPAND_FILL
	add_child(right)
	var bar := HBoxContainer.new()
	right.add_child(bar)
	for title in LinkHistory.NAMES:
		_metric.add_item(title)
	_metric.tooltip_text = "The figure that the plot shows."
	_metric.item_selected.connect(func(index: int) -> void: _plot.metric = index as LinkHistory.Metric)
	_metric.size_flags_horizontal = Control.SIZE_EXPAND_FILL
	_metric.clip_text = true
	bar.add_child(_metric)
	_together.text = "One line"
	_together.tooltip_text = "Draws all sessions as one line: their sum, or their worst value for round trip and loss."
	_together.toggled.connect(func(is_on: bool) -> void: _plot.together = is_on)
	bar.add_child(_together)
	_plot.size_flags_vertical = Control.SIZE_EXPAND_FILL
	right.add_child(_plot)


func _notification(what: int) -> void:
	if what == NOTIFICATION_RESIZED:
		vertical = size.x < LEAST_WIDTH * EditorInterface.get_editor_scale()
		_table.size_flags_stretch_ratio = 1.2 if vertical else 2.0


func choose_metric(metric: LinkHistory.Metric) -> void:
	_metric.select(metric)
	_plot.metric = metric


func refresh(games: Array[RunningGame]) -> void:
	var lines: Array[Plot.Line] = []
	var selected := _table.selected_keys()
	var warning := get_theme_color(&"warning_color", &"Editor")
	_table.begin()
	for game in games:
		for link in game.links:
			var key := "%d %s" % [game.session, RunningGame.key_of(link)]
			var past := game.history(RunningGame.key_of(link))
			var item := _table.row(key, texts(game, link, past))
			_mark(item, 5, past.latest(LinkHistory.Metric.LOSS) > 0.0, warning)
			_mark(item, 10, past.latest(LinkHistory.Metric.QUEUED) > 0.0, warning)
			if selected.is_empty() or key in selected:
				var line := Plot.Line.new()
				line.title = "%s, %s, %s" % [game.title(), game.name_of(Message.whole(link, "user")), Message.text(link, "interface")]
				line.history = past
				lines.append(line)
	_table.end()
	_plot.show_lines(lines, Time.get_ticks_msec() / 1000.0)


## A session as the texts of its row.
static func texts(game: RunningGame, link: Dictionary, past: LinkHistory) -> PackedStringArray:
	var round_trip := past.latest(LinkHistory.Metric.ROUND_TRIP)
	return PackedStringArray([
		game.title(),
		game.name_of(Message.whole(link, "user")),
		Message.text(link, "interface"),
		Message.text(link, "state"),
		str(roundi(round_trip)) if round_trip >= 0.0 else "–",
		"%.1f" % past.latest(LinkHistory.Metric.LOSS),
		str(roundi(past.latest(LinkHistory.Metric.PACKETS_IN))),
		str(roundi(past.latest(LinkHistory.Metric.PACKETS_OUT))),
		Plot.short(past.latest(LinkHistory.Metric.BYTES_IN)),
		Plot.short(past.latest(LinkHistory.Metric.BYTES_OUT)),
		Plot.short(past.latest(LinkHistory.Metric.QUEUED)),
	])


static func _mark(item: TreeItem, column: int, is_marked: bool, color: Color) -> void:
	if is_marked:
		item.set_custom_color(column, color)
	else:
		item.clear_custom_color(column)
