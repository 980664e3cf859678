@tool
extends VBoxContainer
## The network conditions of all games or of one, for all users or for one.

const ConditionFields := preload("condition_fields.gd")
const ConditionSlider := preload("condition_slider.gd")
const EventsBar := preload("events_bar.gd")
const Games := preload("games.gd")
const Message := preload("message.gd")
const PresetsMenu := preload("presets_menu.gd")
const RunningGame := preload("running_game.gd")

## The shortest time between two updates of a moved slider, in seconds.
const PAUSE_BETWEEN := 0.1
const EVERYBODY := 0

var events: EventsBar

var _games: Games
var _session := -1
var _to_user := EVERYBODY
var _link := OptionButton.new()
var _preset: PresetsMenu
var _clear := Button.new()
var _note := Label.new()
var _block := CheckBox.new()
var _sliders := {}
var _changed := {}
var _timer := Timer.new()


func _init(games: Games) -> void:
	name = "Conditions"
	_games = games
	_preset = PresetsMenu.new(conditions_shown)
	var bar := HFlowContainer.new()
	add_child(bar)
	_link.tooltip_text = "The user whose packets the conditions affect."
	_link.item_selected.connect(func(_index: int) -> void: _on_link_selected())
	bar.add_child(_link)
	_preset.chosen.connect(set_conditions)
	bar.add_child(_preset)
	_clear.text = "Clear"
	_clear.tooltip_text = "Restore a perfect network; for one user, restore the conditions of all users."
	_clear.pressed.connect(clear)
	bar.add_child(_clear)
	_block.text = "No direct way"
	_block.tooltip_text = "Blocks the direct route: packets go over a relay if both sides allow one."
	_block.toggled.connect(func(is_on: bool) -> void: _on_changed("block_direct", is_on))
	bar.add_child(_block)
	events = EventsBar.new(games)
	add_child(events)
	_note.autowrap_mode = TextServer.AUTOWRAP_WORD_SMART
	add_child(_note)
	_add_sliders()
	_timer.one_shot = true
	_timer.timeout.connect(_send_changed)
	add_child(_timer)


## Shows the game with this debugger session, or all games with -1.
func show_scope(session: int) -> void:
	_send_changed()
	_session = session
	events.show_scope(session)
	refresh()


func refresh() -> void:
	var game := _shown_game()
	_show_links()
	var can := game != null and game.can("conditions")
	for key: String in _sliders:
		(_sliders[key] as ConditionSlider).set_editable(can)
	_preset.disabled = not can
	_clear.disabled = not can
	_block.disabled = not can
	_link.disabled = game == null
	events.refresh(game)
	_note.text = _why(game)
	_note.visible = _note.text != ""
	if can and _changed.is_empty():
		show_conditions(game.link_conditions.get(_to_user, game.conditions))


## Sets them at once in the selected games.
func set_conditions(conditions: Dictionary) -> void:
	_changed.clear()
	_games.tell_those(_session, "conditions", [conditions, _to_user])
	show_conditions(conditions)


func clear() -> void:
	_changed.clear()
	_games.tell_those(_session, "clear_conditions", [_to_user])


func show_conditions(conditions: Dictionary) -> void:
	for key: String in _sliders:
		if conditions.has(key):
			(_sliders[key] as ConditionSlider).show_value(Message.number(conditions, key))
	_block.set_pressed_no_signal(conditions.get("block_direct", false) == true)


## The conditions that the selected game has reported.
func conditions_shown() -> Dictionary:
	var game := _shown_game()
	return game.link_conditions.get(_to_user, game.conditions) if game != null else {}


func _shown_game() -> RunningGame:
	if _session >= 0:
		return _games.find(_session)
	var games := _games.all()
	for game in games:
		if game.can("conditions"):
			return game
	return games[0] if not games.is_empty() else null


func _why(game: RunningGame) -> String:
	if game == null:
		return "No game is running. When one starts, these conditions apply to it at once."
	if not game.can("conditions") and game.conditions_note == "":
		return "This game accepts no conditions now: it has not initialised Steam."
	return game.conditions_note


func _add_sliders() -> void:
	var scroll := ScrollContainer.new()
	scroll.size_flags_vertical = Control.SIZE_EXPAND_FILL
	scroll.horizontal_scroll_mode = ScrollContainer.SCROLL_MODE_DISABLED
	scroll.custom_minimum_size.y = 80.0 * EditorInterface.get_editor_scale()
	add_child(scroll)
	var grid := GridContainer.new()
	grid.columns = 3
	grid.size_flags_horizontal = Control.SIZE_EXPAND_FILL
	scroll.add_child(grid)
	for title: String in ["", "Sent", "Received"]:
		grid.add_child(_label(title))
	for field in ConditionFields.of_both_directions():
		var label := _label(field.title)
		label.tooltip_text = field.about
		label.mouse_filter = Control.MOUSE_FILTER_STOP
		grid.add_child(label)
		for prefix: String in ["", "in_"]:
			var slider := ConditionSlider.new(field, prefix)
			slider.changed.connect(_on_changed)
			grid.add_child(slider)
			_sliders[slider.key] = slider


func _on_changed(key: String, value: Variant) -> void:
	_changed[key] = value
	if _timer.is_stopped():
		_timer.start(PAUSE_BETWEEN)


func _send_changed() -> void:
	if not _changed.is_empty():
		_games.tell_those(_session, "conditions", [_changed.duplicate(), _to_user])
		_changed.clear()


func _on_link_selected() -> void:
	_send_changed()
	_to_user = _link.get_selected_metadata()
	refresh()


# The users that the selected games talk to. The chosen user stays, even while no packet goes there.
func _show_links() -> void:
	var users := {EVERYBODY: "To everybody"}
	for game in _games.all():
		if _session < 0 or game.session == _session:
			for link in game.links:
				var user := Message.whole(link, "user")
				if user != 0:
					users[user] = "To %s" % game.name_of(user)
	if not users.has(_to_user):
		users[_to_user] = "To %d" % _to_user
	var is_shown := _link.item_count == users.size()
	for index in _link.item_count:
		var user: int = _link.get_item_metadata(index)
		is_shown = is_shown and users.get(user, "") == _link.get_item_text(index)
	if is_shown:
		return
	_link.clear()
	for user: int in users:
		_link.add_item(users[user])
		_link.set_item_metadata(_link.item_count - 1, user)
		if user == _to_user:
			_link.select(_link.item_count - 1)


static func _label(text: String) -> Label:
	var label := Label.new()
	label.text = text
	return label
