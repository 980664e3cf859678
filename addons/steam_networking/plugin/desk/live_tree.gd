@tool
extends Tree
## A tree that is refreshed several times a second, and keeps selection, folds and scrolling.

## While it has no rows, a line says what it will show.
var empty_text := ""

var _rows := {}
## The keys of the rows since `begin`, in their order.
var _used := {}


func _init() -> void:
	hide_root = true
	select_mode = Tree.SELECT_MULTI
	size_flags_vertical = Control.SIZE_EXPAND_FILL
	size_flags_horizontal = Control.SIZE_EXPAND_FILL
	custom_minimum_size = Vector2(120.0, 70.0) * EditorInterface.get_editor_scale()
	column_titles_visible = true
	create_item()


## Gives the columns their titles and least widths in characters. Columns whose number is in `figures` are right-aligned, those
## in `wide` share the remaining width.
func set_up_columns(titles: PackedStringArray, characters: PackedInt32Array, wide: PackedInt32Array, figures: PackedInt32Array) -> void:
	columns = titles.size()
	for column in titles.size():
		set_column_title(column, titles[column])
		var alignment := HORIZONTAL_ALIGNMENT_RIGHT if column in figures else HORIZONTAL_ALIGNMENT_LEFT
		set_column_title_alignment(column, alignment)
		set_column_expand(column, column in wide)
		set_column_clip_content(column, true)
		# The approximate width of a character of the editor's font.
		set_column_custom_minimum_width(column, roundi(characters[column] * 8.0 * EditorInterface.get_editor_scale()))
	set_meta(&"figures", figures)


## Begins a refresh. Rows that are not named again before `end` are removed.
func begin() -> void:
	_used.clear()


## A row, named by a key of its own, below the row with the key `parent`. Returns its item, for further formatting.
func row(key: String, texts: PackedStringArray, parent := "") -> TreeItem:
	var above: TreeItem = _rows.get(parent, get_root())
	var item: TreeItem = _rows.get(key)
	if item == null:
		item = create_item(above)
		item.set_meta(&"key", key)
		_rows[key] = item
		for column: int in get_meta(&"figures"):
			item.set_text_alignment(column, HORIZONTAL_ALIGNMENT_RIGHT)
	_used[key] = true
	for column in mini(texts.size(), columns):
		if item.get_text(column) != texts[column]:
			item.set_text(column, texts[column])
			item.set_tooltip_text(column, texts[column])
	return item


func end() -> void:
	for key: String in _rows.keys():
		if not _used.has(key):
			var item: Variant = _rows[key]
			_rows.erase(key)
			# A row goes with those above it.
			if is_instance_valid(item):
				item.free()
	_put_in_order()
	queue_redraw()


# Rows are in the order of their calls, even if one is inserted between others.
func _put_in_order() -> void:
	var last := {}
	for key: String in _used:
		var item: TreeItem = _rows[key]
		var above := item.get_parent()
		var before: TreeItem = last.get(above)
		if before == null and above.get_first_child() != item:
			item.move_before(above.get_first_child())
		elif before != null and before.get_next() != item:
			item.move_after(before)
		last[above] = item


## The keys of the selected rows.
func selected_keys() -> PackedStringArray:
	var keys := PackedStringArray()
	var item := get_next_selected(null)
	while item != null:
		keys.append(str(item.get_meta(&"key")))
		item = get_next_selected(item)
	return keys


func _draw() -> void:
	if not _rows.is_empty() or empty_text == "":
		return
	var font := get_theme_font(&"font")
	var font_size := get_theme_font_size(&"font_size")
	var gap := 8.0 * EditorInterface.get_editor_scale()
	var at := Vector2(gap, font.get_height(font_size) * 2.6)
	draw_multiline_string(font, at, empty_text, HORIZONTAL_ALIGNMENT_LEFT, size.x - 2.0 * gap, font_size, -1,
			Color(get_theme_color(&"font_color"), 0.6))
