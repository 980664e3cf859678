@tool
extends ScrollContainer
## The settings for starting several players: how many, and for each the user, the network and their own arguments.

const Message := preload("message.gd")
const Players := preload("players.gd")
const Presets := preload("presets.gd")

## The section and key of this view in the editor's metadata for the project.
const SECTION := "steam_networking"
const KEY := "players"

signal count_changed(count: int)

var _rows := GridContainer.new()
var _scene := OptionButton.new()
var _count := SpinBox.new()
var _users: Array[LineEdit] = []
var _networks: Array[OptionButton] = []
var _arguments: Array[LineEdit] = []


func _init() -> void:
	name = "Players"
	horizontal_scroll_mode = ScrollContainer.SCROLL_MODE_DISABLED
	var all := VBoxContainer.new()
	all.size_flags_horizontal = Control.SIZE_EXPAND_FILL
	add_child(all)
	var bar := HFlowContainer.new()
	all.add_child(bar)
	bar.add_child(_label("Players"))
	_count.min_value = 1
	_count.max_value = Players.MOST
	_count.tooltip_text = "The number of games that the button starts."
	_count.value_changed.connect(func(_value: float) -> void: _on_changed())
	bar.add_child(_count)
	_scene.add_item("Main scene")
	_scene.add_item("Current scene")
	_scene.tooltip_text = "The scene that they play."
	_scene.item_selected.connect(func(_index: int) -> void: _on_changed())
	bar.add_child(_scene)
	_rows.columns = 4
	_rows.size_flags_horizontal = Control.SIZE_EXPAND_FILL
	all.add_child(_rows)
	for title: String in ["", "User", "Network", "Arguments"]:
		_rows.add_child(_label(title))
	for number in range(1, Players.MOST + 1):
		_add_row(number)
	_restore()


func count() -> int:
	return int(_count.value)


func is_of_current_scene() -> bool:
	return _scene.selected == 1


func set_count(players: int) -> void:
	_count.value = players


## The players, in the form of `launch.gd`.
func players() -> Array[Dictionary]:
	var players_of_now: Array[Dictionary] = []
	for index in count():
		var preset := str(_networks[index].get_selected_metadata())
		players_of_now.append({
			"user": _users[index].text,
			"conditions": "preset=" + preset if preset != "" else "",
			"arguments": _arguments[index].text,
		})
	return players_of_now


func _add_row(number: int) -> void:
	_rows.add_child(_label("%d" % number))
	var user := LineEdit.new()
	user.placeholder_text = str(number)
	user.tooltip_text = "The number or name of the local user (--steam-user)."
	user.custom_minimum_size.x = 90.0 * EditorInterface.get_editor_scale()
	user.size_flags_horizontal = Control.SIZE_EXPAND_FILL
	user.text_changed.connect(func(_text: String) -> void: _on_changed())
	_rows.add_child(user)
	_users.append(user)
	var network := OptionButton.new()
	network.tooltip_text = "The network that the game starts with."
	network.add_item("As the project's")
	network.set_item_metadata(0, "")
	for preset: String in Presets.all():
		network.add_item(Presets.title(preset))
		network.set_item_metadata(network.item_count - 1, preset)
	network.item_selected.connect(func(_index: int) -> void: _on_changed())
	_rows.add_child(network)
	_networks.append(network)
	var arguments := LineEdit.new()
	arguments.placeholder_text = "--level=2"
	arguments.tooltip_text = "Further arguments for the game after Godot's --, in addition to user and network."
	arguments.size_flags_horizontal = Control.SIZE_EXPAND_FILL
	arguments.size_flags_stretch_ratio = 2.0
	arguments.text_changed.connect(func(_text: String) -> void: _on_changed())
	_rows.add_child(arguments)
	_arguments.append(arguments)


func _on_changed() -> void:
	_show_rows()
	count_changed.emit(count())
	var kept := players()
	EditorInterface.get_editor_settings().set_project_metadata(SECTION, KEY,
			{"count": count(), "current_scene": is_of_current_scene(), "players": kept})


func _show_rows() -> void:
	for index in range(_rows.columns, _rows.get_child_count()):
		var row := index / _rows.columns - 1
		(_rows.get_child(index) as Control).visible = row < count()


func _restore() -> void:
	var kept: Variant = EditorInterface.get_editor_settings().get_project_metadata(SECTION, KEY, {})
	var settings: Dictionary = kept if kept is Dictionary else {}
	_count.set_value_no_signal(Message.whole(settings, "count", 2))
	_scene.select(1 if settings.get("current_scene", false) else 0)
	var players_of_then := Message.dictionaries(settings, "players")
	for index in mini(players_of_then.size(), Players.MOST):
		_users[index].text = Message.text(players_of_then[index], "user")
		_arguments[index].text = Message.text(players_of_then[index], "arguments")
		var preset := Message.text(players_of_then[index], "conditions").trim_prefix("preset=")
		for item in _networks[index].item_count:
			if _networks[index].get_item_metadata(item) == preset:
				_networks[index].select(item)
	_show_rows()


static func _label(text: String) -> Label:
	var label := Label.new()
	label.text = text
	return label
