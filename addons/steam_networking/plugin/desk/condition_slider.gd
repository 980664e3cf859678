@tool
extends HBoxContainer
## A condition as a slider, with a field for values beyond its end.

signal changed(key: String, value: float)

var key: String
var _slider := HSlider.new()
var _field := SpinBox.new()


## `field` is a row of `condition_fields.gd`, `prefix` what its key begins with in this direction.
func _init(field: Dictionary, prefix: String) -> void:
	key = prefix + str(field.key)
	tooltip_text = field.about
	size_flags_horizontal = Control.SIZE_EXPAND_FILL
	for range_of_it: Range in [_slider, _field]:
		range_of_it.min_value = field.least
		range_of_it.step = field.step
		range_of_it.value_changed.connect(_on_changed)
		add_child(range_of_it)
	_slider.max_value = field.reach
	_slider.allow_greater = true
	_slider.size_flags_horizontal = Control.SIZE_EXPAND_FILL
	_slider.size_flags_vertical = Control.SIZE_SHRINK_CENTER
	_slider.custom_minimum_size.x = 50.0 * EditorInterface.get_editor_scale()
	_slider.scrollable = false
	_slider.tooltip_text = field.about
	_field.max_value = field.most
	_field.suffix = field.unit
	_field.tooltip_text = field.about
	_field.custom_minimum_size.x = 110.0 * EditorInterface.get_editor_scale()


## Shows a value that was set elsewhere.
func show_value(value: float) -> void:
	if _field.get_line_edit().has_focus():
		return
	_slider.set_value_no_signal(value)
	_field.set_value_no_signal(value)


func set_editable(is_editable: bool) -> void:
	_slider.editable = is_editable
	_field.editable = is_editable


func _on_changed(value: float) -> void:
	_slider.set_value_no_signal(value)
	_field.set_value_no_signal(value)
	changed.emit(key, value)
