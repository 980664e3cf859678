@tool
extends Control
## A table of very many rows. Only visible rows are converted to text and drawn.
##
## `row_text` is called with what a row stands for and returns a PackedStringArray, one text for each column.

signal selection_changed

var row_text: Callable
var titles := PackedStringArray()
## Widths in characters; the last column takes the remaining width.
var widths := PackedInt32Array()
## The columns with figures, which are right-aligned.
var figures := PackedInt32Array()

var _rows := PackedInt64Array()
var _scroll := VScrollBar.new()
var _across := HScrollBar.new()
var _first_selected := -1
var _last_selected := -1


func _init() -> void:
	focus_mode = Control.FOCUS_ALL
	clip_contents = true
	add_child(_scroll)
	add_child(_across)
	_scroll.value_changed.connect(func(_value: float) -> void: queue_redraw())
	_across.value_changed.connect(func(_value: float) -> void: queue_redraw())


## Shows these rows. A list that is scrolled to its end stays there. `gone` is how many rows have gone at the top: visible rows
## stay visible.
func show_rows(rows: PackedInt64Array, gone := 0) -> void:
	var at_end := _scroll.value + _scroll.page >= _scroll.max_value - 0.5
	_rows = rows
	if _first_selected >= 0:
		_first_selected -= gone
		_last_selected -= gone
		if _first_selected < 0 or _last_selected < 0 or maxi(_first_selected, _last_selected) >= rows.size():
			_first_selected = -1
			_last_selected = -1
	_fit_scroll_bars()
	_scroll.value = _scroll.max_value if at_end else maxf(0.0, _scroll.value - gone)
	queue_redraw()


## The selected rows, in their order; all where none is.
func chosen() -> PackedInt64Array:
	if _first_selected < 0:
		return _rows
	return _rows.slice(mini(_first_selected, _last_selected), maxi(_first_selected, _last_selected) + 1)


func _notification(what: int) -> void:
	match what:
		NOTIFICATION_RESIZED, NOTIFICATION_THEME_CHANGED:
			_fit_scroll_bars()
			queue_redraw()
		NOTIFICATION_FOCUS_ENTER, NOTIFICATION_FOCUS_EXIT:
			queue_redraw()


func _gui_input(event: InputEvent) -> void:
	var button := event as InputEventMouseButton
	if button != null and button.pressed:
		match button.button_index:
			MOUSE_BUTTON_LEFT:
				grab_focus()
				_select(int((button.position.y - _row_height()) / _row_height()) + int(_scroll.value), button.shift_pressed)
			MOUSE_BUTTON_WHEEL_UP:
				_scroll.value -= 3
			MOUSE_BUTTON_WHEEL_DOWN:
				_scroll.value += 3
		return
	var drag := event as InputEventMouseMotion
	if drag != null and drag.button_mask & MOUSE_BUTTON_MASK_LEFT:
		_select(int((drag.position.y - _row_height()) / _row_height()) + int(_scroll.value), true)
	elif event.is_action_pressed(&"ui_down", true, true):
		_step(1)
	elif event.is_action_pressed(&"ui_up", true, true):
		_step(-1)
	elif event.is_action_pressed(&"ui_page_down", true, true):
		_step(int(_scroll.page))
	elif event.is_action_pressed(&"ui_page_up", true, true):
		_step(-int(_scroll.page))
	elif event.is_action_pressed(&"ui_text_select_all"):
		_first_selected = 0 if not _rows.is_empty() else -1
		_last_selected = _rows.size() - 1
		queue_redraw()
	elif event.is_action_pressed(&"ui_cancel"):
		_select(-1, false)
	else:
		return
	accept_event()


func _step(by: int) -> void:
	_select(clampi(_last_selected + by, 0, _rows.size() - 1), Input.is_key_pressed(KEY_SHIFT))
	if _last_selected < _scroll.value:
		_scroll.value = _last_selected
	elif _last_selected >= _scroll.value + _scroll.page:
		_scroll.value = _last_selected - _scroll.page + 1


func _select(row: int, extend: bool) -> void:
	if row < 0 or row >= _rows.size():
		row = -1
	if not (extend and _first_selected >= 0):
		_first_selected = row
	if row >= 0 or not extend:
		_last_selected = row
	queue_redraw()
	selection_changed.emit()


func _draw() -> void:
	var font := get_theme_font(&"font", &"Tree")
	var height := _row_height()
	var plain := get_theme_color(&"font_color", &"Tree")
	draw_style_box(get_theme_stylebox(&"panel", &"Tree"), Rect2(Vector2.ZERO, size))
	draw_set_transform(Vector2(-_across.value, 0.0))
	var first := int(_scroll.value)
	var chosen_from := mini(_first_selected, _last_selected)
	var chosen_to := maxi(_first_selected, _last_selected)
	for index in range(first, mini(_rows.size(), first + _rows_in_sight())):
		var top := height * (index - first + 1)
		if _first_selected >= 0 and index >= chosen_from and index <= chosen_to:
			var mark := get_theme_stylebox(&"selected", &"Tree")
			draw_style_box(mark, Rect2(_across.value, top, size.x, height))
		_draw_row(row_text.call(_rows[index]), top, plain)
	draw_set_transform(Vector2.ZERO)
	var title := get_theme_stylebox(&"title_button_normal", &"Tree")
	draw_style_box(title, Rect2(0.0, 0.0, size.x, height))
	draw_set_transform(Vector2(-_across.value, 0.0))
	_draw_row(titles, 0.0, get_theme_color(&"title_button_color", &"Tree"))
	draw_set_transform(Vector2.ZERO)
	if _rows.is_empty() and tooltip_text != "":
		var at := Vector2(_gap(), height * 2.0 + font.get_ascent(_font_size()))
		draw_string(font, at, tooltip_text, HORIZONTAL_ALIGNMENT_LEFT, size.x - 2 * _gap(), _font_size(), Color(plain, 0.5))


func _draw_row(texts: PackedStringArray, top: float, color: Color) -> void:
	var font := get_theme_font(&"font", &"Tree")
	var font_size := _font_size()
	var baseline := top + (_row_height() - font.get_height(font_size)) / 2.0 + font.get_ascent(font_size)
	var left := _gap()
	for column in mini(texts.size(), widths.size()):
		var width := _width(column)
		if column == widths.size() - 1:
			width = maxf(width, size.x - _scroll.size.x - left - _gap())
		var alignment := HORIZONTAL_ALIGNMENT_RIGHT if column in figures else HORIZONTAL_ALIGNMENT_LEFT
		draw_string(font, Vector2(left, baseline), texts[column], alignment, width, font_size, color)
		left += width + _gap() * 2.0


func _fit_scroll_bars() -> void:
	var across := 0.0
	for column in widths.size():
		across += _width(column) + _gap() * 2.0
	var width := _scroll.get_combined_minimum_size().x
	var bottom := _across.get_combined_minimum_size().y
	_across.max_value = across
	_across.page = size.x - width
	_across.visible = across > size.x - width
	_across.position = Vector2(0.0, size.y - bottom)
	_across.size = Vector2(size.x - width, bottom)
	_scroll.position = Vector2(size.x - width, _row_height())
	_scroll.size = Vector2(width, maxf(0.0, size.y - _row_height()))
	_scroll.max_value = _rows.size()
	_scroll.page = _rows_in_sight()


func _rows_in_sight() -> int:
	var bottom := _across.size.y if _across.visible else 0.0
	return maxi(1, int((size.y - bottom) / _row_height()) - 1)


func _row_height() -> float:
	return get_theme_font(&"font", &"Tree").get_height(_font_size()) + roundf(_gap())


func _font_size() -> int:
	return get_theme_font_size(&"font_size", &"Tree")


func _width(column: int) -> float:
	var font := get_theme_font(&"font", &"Tree")
	return widths[column] * font.get_string_size("0", HORIZONTAL_ALIGNMENT_LEFT, -1, _font_size()).x


func _gap() -> float:
	return 4.0 * EditorInterface.get_editor_scale()
