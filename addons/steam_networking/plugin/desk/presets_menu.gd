@tool
extends MenuButton
## The networks that can be had by name, and those that somebody has saved.

const Presets := preload("presets.gd")

## Somebody wants these conditions.
signal chosen(conditions: Dictionary)

const LOAD := 1000
const SAVE := 1001

var _conditions_now: Callable
var _dialog: EditorFileDialog


## `conditions_now` returns the conditions that are to be saved.
func _init(conditions_now: Callable) -> void:
	_conditions_now = conditions_now
	text = "Presets"
	flat = false
	tooltip_text = "Typical networks of players."
	about_to_popup.connect(_fill)
	get_popup().id_pressed.connect(_on_pressed)


func _fill() -> void:
	var menu := get_popup()
	menu.clear()
	var presets := Presets.all()
	for index in presets.size():
		var preset: String = presets.keys()[index]
		menu.add_item(Presets.title(preset), index)
		menu.set_item_tooltip(index, _in_words(presets[preset]))
	menu.add_separator()
	menu.add_item("Load…", LOAD)
	menu.add_item("Save as…", SAVE)


func _on_pressed(id: int) -> void:
	if id == LOAD or id == SAVE:
		_ask_for_file(id == SAVE)
		return
	var presets := Presets.all()
	if id < presets.size():
		chosen.emit(presets.values()[id])


func _ask_for_file(saves: bool) -> void:
	if _dialog != null:
		_dialog.queue_free()
	_dialog = EditorFileDialog.new()
	_dialog.file_mode = EditorFileDialog.FILE_MODE_SAVE_FILE if saves else EditorFileDialog.FILE_MODE_OPEN_FILE
	_dialog.access = EditorFileDialog.ACCESS_RESOURCES
	_dialog.add_filter("*.tres, *.res", "SteamConditions")
	_dialog.file_selected.connect(save_to if saves else load_from)
	add_child(_dialog)
	_dialog.popup_file_dialog()


static func _in_words(conditions: Dictionary) -> String:
	var parts := PackedStringArray()
	for key: Variant in conditions:
		if conditions[key]:
			parts.append("%s: %s" % [key, conditions[key]])
	return "\n".join(parts)


## Keeps the conditions of now as a file.
func save_to(path: String) -> void:
	var resource := Presets.resource_of(_conditions_now.call())
	var result := ResourceSaver.save(resource, path) if resource != null else ERR_UNAVAILABLE
	if result != OK:
		push_error("The conditions could not be saved to %s: %s." % [path, error_string(result)])


func load_from(path: String) -> void:
	var conditions := Presets.conditions_of(load(path))
	if conditions.is_empty():
		push_error("%s does not contain network conditions." % path)
	else:
		chosen.emit(conditions)
