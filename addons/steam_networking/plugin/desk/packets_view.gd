@tool
extends VBoxContainer
## The log of packets, with its filter and actions.

const Games := preload("games.gd")
const PacketLog := preload("packet_log.gd")
const RowList := preload("row_list.gd")

## The column of RPCs and nodes, and how many characters have room there.
const PATH := 8
const PATH_LENGTH := 28

## The log has been paused or resumed.
signal paused(is_paused: bool)

var _log: PacketLog
var _session := -1
var _list := RowList.new()
var _filter := LineEdit.new()
var _count := Label.new()
var _pause := Button.new()
var _copy := Button.new()
var _save := Button.new()
var _clear := Button.new()
var _dialog: EditorFileDialog
var _words := PackedStringArray()
var _shown := PackedInt64Array()
## The number of the first packet that has not been filtered yet.
var _seen := 0


func _init(log: PacketLog) -> void:
	name = "Packets"
	_log = log
	var bar := HBoxContainer.new()
	add_child(bar)
	_filter.placeholder_text = "Filter: words, -without"
	_filter.tooltip_text = "Shows the packets whose rows contain all of these words, and no word that has a minus before it."
	_filter.clear_button_enabled = true
	_filter.size_flags_horizontal = Control.SIZE_EXPAND_FILL
	_filter.text_changed.connect(_on_filter_changed)
	bar.add_child(_filter)
	bar.add_child(_count)
	_pause.toggle_mode = true
	_add_button(bar, _pause, "Pause the log. Packets in the meantime are not recorded.", func() -> void: paused.emit(_pause.button_pressed))
	_add_button(bar, _copy, "Copy the selected packets as CSV, or all shown packets if none is selected.", copy)
	_add_button(bar, _save, "Save them as a CSV file.", _on_save_pressed)
	_add_button(bar, _clear, "Empty the log.", clear)
	_list.titles = PacketLog.TITLES
	_list.widths = PackedInt32Array([12, 14, 3, 12, 9, 7, 12, 5, 28, 66])
	_list.figures = PackedInt32Array([5, 7])
	_list.row_text = _row_in_sight
	_list.tooltip_text = "No packets yet. The packets of running games appear here."
	_list.size_flags_vertical = Control.SIZE_EXPAND_FILL
	_list.custom_minimum_size.y = 80.0 * EditorInterface.get_editor_scale()
	add_child(_list)


func _notification(what: int) -> void:
	if what == NOTIFICATION_THEME_CHANGED:
		_filter.right_icon = get_theme_icon(&"Search", &"EditorIcons")
		_pause.icon = get_theme_icon(&"Pause", &"EditorIcons")
		_copy.icon = get_theme_icon(&"ActionCopy", &"EditorIcons")
		_save.icon = get_theme_icon(&"Save", &"EditorIcons")
		_clear.icon = get_theme_icon(&"Clear", &"EditorIcons")


## Shows the packets of the game with this debugger session, or of all games with -1.
func show_scope(session: int) -> void:
	if session != _session:
		_session = session
		_start_over()


func refresh(games: Games) -> void:
	for game in games.all():
		_log.call_user(game.steam_id, game.user_name)
		for link in game.links:
			var user: int = link.get("user", 0)
			_log.call_user(user, game.name_of(user))
	_look()


# The end of a long path is the most useful part.
func _row_in_sight(packet: int) -> PackedStringArray:
	var texts := _log.row(packet)
	if texts.size() > PATH and texts[PATH].length() > PATH_LENGTH:
		texts[PATH] = "…" + texts[PATH].right(PATH_LENGTH - 1)
	return texts


## The packets that match the filter, as numbers in the log.
func shown() -> PackedInt64Array:
	return _shown


func filter_by(text: String) -> void:
	_filter.text = text
	_on_filter_changed(text)


func copy() -> void:
	DisplayServer.clipboard_set(_log.csv(_list.chosen()))


func save_to(path: String) -> void:
	var file := FileAccess.open(path, FileAccess.WRITE)
	if file == null:
		push_error("The packets could not be saved to %s: %s." % [path, error_string(FileAccess.get_open_error())])
		return
	file.store_string(_log.csv(_list.chosen()))


func clear() -> void:
	_log.clear()
	_start_over()


func _start_over() -> void:
	_shown = PackedInt64Array()
	_seen = 0
	_look()


func _on_filter_changed(text: String) -> void:
	_words = PacketLog.words_of(text)
	_start_over()


# Filters only packets that are new since the last time.
func _look() -> void:
	var gone := _shown.bsearch(_log.oldest())
	if gone > 0:
		_shown = _shown.slice(gone)
	for packet in range(maxi(_seen, _log.oldest()), _log.added):
		if _session >= 0 and _log.session_of(packet) != _session:
			continue
		if _words.is_empty() or PacketLog.matches(_log.row(packet), _words):
			_shown.append(packet)
	_seen = _log.added
	_list.show_rows(_shown, gone)
	_count.text = "%d of %d" % [_shown.size(), _log.added - _log.oldest()]


func _on_save_pressed() -> void:
	if _dialog == null:
		_dialog = EditorFileDialog.new()
		_dialog.file_mode = EditorFileDialog.FILE_MODE_SAVE_FILE
		_dialog.access = EditorFileDialog.ACCESS_FILESYSTEM
		_dialog.add_filter("*.csv", "Comma-separated values")
		_dialog.file_selected.connect(save_to)
		add_child(_dialog)
	_dialog.current_file = "packets.csv"
	_dialog.popup_file_dialog()


static func _add_button(bar: Container, button: Button, tooltip: String, pressed: Callable) -> void:
	button.flat = true
	button.tooltip_text = tooltip
	button.pressed.connect(pressed)
	bar.add_child(button)
