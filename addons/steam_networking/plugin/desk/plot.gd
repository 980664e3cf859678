@tool
extends Control
## Draws what happened over the last minute, a line for each session or one for all together.

const LinkHistory := preload("link_history.gd")

const MOST_IN_LEGEND := 5

## The lines to draw: a name and a history each.
class Line:
	var title: String
	var history: LinkHistory


var metric := LinkHistory.Metric.ROUND_TRIP:
	set(value):
		metric = value
		queue_redraw()
## Whether all lines are drawn as one: rates and queues as their sum, round trip and loss as the worst.
var together := false:
	set(value):
		together = value
		queue_redraw()

var _lines: Array[Line] = []
var _now := 0.0


func _init() -> void:
	custom_minimum_size = Vector2(160.0, 90.0) * EditorInterface.get_editor_scale()
	clip_contents = true


## `now` is the editor's clock in seconds, which stands at the right edge.
func show_lines(lines: Array[Line], now: float) -> void:
	_lines = lines
	_now = now
	queue_redraw()


## The colour of a line, which differs from its neighbours' on a dark ground and on a light one.
func color_of(index: int) -> Color:
	var is_dark := get_theme_color(&"base_color", &"Editor").get_luminance() < 0.5
	var hue := fposmod(0.58 + index * 0.381966, 1.0)
	return Color.from_hsv(hue, 0.55, 0.95) if is_dark else Color.from_hsv(hue, 0.85, 0.65)


func _notification(what: int) -> void:
	if what == NOTIFICATION_THEME_CHANGED or what == NOTIFICATION_RESIZED:
		queue_redraw()


func _draw() -> void:
	var scale := EditorInterface.get_editor_scale()
	var font := get_theme_font(&"font", &"Label")
	var font_size := roundi(get_theme_font_size(&"font_size", &"Label") * 0.85)
	var ink := get_theme_color(&"font_color", &"Editor")
	draw_style_box(get_theme_stylebox(&"panel", &"Tree"), Rect2(Vector2.ZERO, size))
	var height := font.get_height(font_size)
	var curves := _curves()
	var most := 0.0
	for curve in curves:
		most = maxf(most, curve.most)
	var top := round_up(most)
	var widest := maxf(font.get_string_size(_label(top), HORIZONTAL_ALIGNMENT_LEFT, -1, font_size).x,
			font.get_string_size(_label(top / 2.0), HORIZONTAL_ALIGNMENT_LEFT, -1, font_size).x)
	var left := widest + 10.0 * scale
	var area := Rect2(left, 6.0 * scale, size.x - left - 6.0 * scale, size.y - height - 12.0 * scale)
	for part in 3:
		var y := area.end.y - area.size.y * part / 2.0
		draw_line(Vector2(area.position.x, y), Vector2(area.end.x, y), Color(ink, 0.15), 1.0)
		var label := _label(top * part / 2.0)
		var at := Vector2(2.0 * scale, clampf(y + height * 0.3, height * 0.8, size.y))
		draw_string(font, at, label, HORIZONTAL_ALIGNMENT_RIGHT, left - 6.0 * scale, font_size, Color(ink, 0.7))
	for part in 3:
		var x := area.end.x - area.size.x * part / 2.0
		var text: String = ["now", "30 s", "60 s"][part]
		var width := font.get_string_size(text, HORIZONTAL_ALIGNMENT_LEFT, -1, font_size).x
		draw_string(font, Vector2(clampf(x - width / 2.0, 0.0, size.x - width - 2.0 * scale), size.y - 4.0 * scale), text,
				HORIZONTAL_ALIGNMENT_LEFT, -1, font_size, Color(ink, 0.7))
	for index in curves.size():
		_draw_curve(curves[index], area, top, color_of(index))
	_draw_legend(curves, area, font, font_size)


# A line in seconds before now and in its own unit.
class Drawn:
	var title: String
	var most := 0.0
	var points := PackedVector2Array()


func _curves() -> Array[Drawn]:
	var curves: Array[Drawn] = []
	if together and not _lines.is_empty():
		curves.append(_sum())
		return curves
	for line in _lines:
		var curve := Drawn.new()
		curve.title = line.title
		var values := line.history.values(metric)
		for index in values.size():
			var ago := _now - line.history.times[index]
			if values[index] >= 0.0 and ago <= LinkHistory.SECONDS:
				curve.points.append(Vector2(ago, values[index]))
				curve.most = maxf(curve.most, values[index])
		curves.append(curve)
	return curves


# All lines in steps of half a second, in each of which every session counts with its last value.
func _sum() -> Drawn:
	var takes_worst := metric == LinkHistory.Metric.ROUND_TRIP or metric == LinkHistory.Metric.LOSS
	var curve := Drawn.new()
	curve.title = "Worst of all" if takes_worst else "All together"
	for step in range(int(LinkHistory.SECONDS * 2.0), -1, -1):
		var ago := step / 2.0
		var total := -1.0
		for line in _lines:
			var after := line.history.times.bsearch(_now - ago, false)
			# One that is silent for long is gone.
			if after == 0 or _now - ago - line.history.times[after - 1] > 2.0:
				continue
			var value := line.history.values(metric)[after - 1]
			if value >= 0.0:
				total = maxf(total, value) if takes_worst else maxf(total, 0.0) + value
		if total >= 0.0:
			curve.points.append(Vector2(ago, total))
			curve.most = maxf(curve.most, total)
	return curve


func _draw_curve(curve: Drawn, area: Rect2, top: float, color: Color) -> void:
	var points := PackedVector2Array()
	for point in curve.points:
		var x := area.end.x - area.size.x * point.x / LinkHistory.SECONDS
		points.append(Vector2(x, area.end.y - area.size.y * point.y / top))
	if points.size() > 1:
		draw_polyline(points, color, 1.5 * EditorInterface.get_editor_scale(), true)


func _draw_legend(curves: Array[Drawn], area: Rect2, font: Font, font_size: int) -> void:
	var scale := EditorInterface.get_editor_scale()
	var height := font.get_height(font_size)
	var ground := Color(get_theme_color(&"dark_color_1", &"Editor"), 0.6)
	# The lines are to be seen beside it.
	var room := mini(MOST_IN_LEGEND, int(area.size.y / height))
	for index in mini(curves.size(), room):
		var text := curves[index].title
		if index == room - 1 and curves.size() > room:
			text = "and %d more" % (curves.size() - index)
		var width := font.get_string_size(text, HORIZONTAL_ALIGNMENT_LEFT, -1, font_size).x
		var at := Vector2(area.position.x + 16.0 * scale, area.position.y + height * index)
		draw_rect(Rect2(at.x - 14.0 * scale, at.y, width + 18.0 * scale, height), ground)
		draw_rect(Rect2(at.x - 11.0 * scale, at.y + height / 2.0 - 1.5 * scale, 8.0 * scale, 3.0 * scale), color_of(index))
		draw_string(font, at + Vector2(0.0, font.get_ascent(font_size)), text, HORIZONTAL_ALIGNMENT_LEFT,
				area.end.x - at.x, font_size, get_theme_color(&"font_color", &"Editor"))


static func _label(value: float) -> String:
	return short(value).replace(".0", "")


## The next of 1, 2, 5, 10, … that is not less.
static func round_up(value: float) -> float:
	var step := 1.0
	while true:
		for factor: float in [1.0, 2.0, 5.0]:
			if value <= step * factor:
				return step * factor
		step *= 10.0
	return step


## A figure in few characters: 950, 1.5 k, 20 M.
static func short(value: float) -> String:
	if value >= 1_000_000.0:
		return "%s M" % String.num(value / 1_000_000.0, 1)
	if value >= 1000.0:
		return "%s k" % String.num(value / 1000.0, 1)
	return String.num(value, 1 if value < 10.0 else 0)
