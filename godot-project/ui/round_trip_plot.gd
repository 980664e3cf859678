## Plots the round trip to every other member over the last minute, newest at the right.
##
## It is the time from sending a ping to reading its answer, so it includes waiting for the next frame on both sides.
extends Control

const Member := preload("../network/member.gd")

const FONT_SIZE := 12
const TEXT_COLOUR := Color(0.65, 0.7, 0.76)
const GRID_COLOUR := Color(1, 1, 1, 0.08)
const LEFT := 48.0
const RIGHT := 10.0
const TOP := 8.0
const BOTTOM := 24.0
const LEGEND_ROW := 20.0
## Tops of the scale in milliseconds: the smallest that holds all points is taken. All can be divided by four.
const SCALES: Array[float] = [20.0, 40.0, 60.0, 100.0, 160.0, 240.0, 400.0, 600.0, 1000.0, 2000.0, 4000.0, 8000.0]

var _now := 0.0
var _scale := SCALES[0]
## The top of the plot, below the legend.
var _top := TOP


func _ready() -> void:
	Network.sessions.round_trip_measured.connect(_on_round_trip_measured)
	Network.members_changed.connect(queue_redraw)


func _on_round_trip_measured(_member: Member, _milliseconds: float) -> void:
	queue_redraw()


func _draw() -> void:
	_now = Time.get_ticks_usec() / 1_000_000.0
	_scale = _choose_scale()
	_draw_legend()
	_draw_grid()
	for member in Network.members:
		_draw_line(member)


func _choose_scale() -> float:
	var highest := 0.0
	for member in Network.members:
		highest = maxf(highest, member.round_trip_range().y)
	for candidate in SCALES:
		if highest <= candidate:
			return candidate
	return SCALES[-1]


func _draw_grid() -> void:
	var font := get_theme_default_font()
	for quarter: int in 5:
		var milliseconds := _scale * quarter / 4.0
		var y := _y_of(milliseconds)
		draw_line(Vector2(LEFT, y), Vector2(size.x - RIGHT, y), GRID_COLOUR)
		var text := "%.0f ms" % milliseconds
		draw_string(font, Vector2(0, y + 4), text, HORIZONTAL_ALIGNMENT_RIGHT, LEFT - 6, FONT_SIZE, TEXT_COLOUR)
	for step: int in 4:
		var seconds_ago := Member.HISTORY_SECONDS * step / 3.0
		var x := _x_of(_now - seconds_ago)
		draw_line(Vector2(x, _top), Vector2(x, size.y - BOTTOM), GRID_COLOUR)
		var text := "now" if step == 0 else "-%.0f s" % seconds_ago
		var width := font.get_string_size(text, HORIZONTAL_ALIGNMENT_LEFT, -1, FONT_SIZE).x
		var text_x := minf(x - width / 2.0, size.x - width)
		draw_string(font, Vector2(text_x, size.y - 6), text, HORIZONTAL_ALIGNMENT_LEFT, -1, FONT_SIZE, TEXT_COLOUR)


func _draw_line(member: Member) -> void:
	var points := PackedVector2Array()
	for sample: Vector2 in member.round_trips:
		if _now - sample.x <= Member.HISTORY_SECONDS:
			points.append(Vector2(_x_of(sample.x), _y_of(minf(sample.y, _scale))))
	if points.size() >= 2:
		draw_polyline(points, member.colour(), 1.5, true)


## The name and latest round trip of each member, in as many rows as needed.
func _draw_legend() -> void:
	const DOT := 14.0
	const GAP := 16.0
	var font := get_theme_default_font()
	var corner := Vector2.ZERO
	for member in Network.members:
		if member.round_trips.is_empty():
			continue
		var text := "%s %.0f ms" % [member.name, member.last_round_trip()]
		var width := DOT + font.get_string_size(text, HORIZONTAL_ALIGNMENT_LEFT, -1, FONT_SIZE).x
		if corner.x > 0.0 and corner.x + width > size.x:
			corner = Vector2(0.0, corner.y + LEGEND_ROW)
		draw_circle(corner + Vector2(4, 6), 4, member.colour(), true, -1.0, true)
		var origin := corner + Vector2(DOT, 10)
		draw_string(font, origin, text, HORIZONTAL_ALIGNMENT_LEFT, size.x - DOT, FONT_SIZE, TEXT_COLOUR)
		corner.x += width + GAP
	_top = TOP + corner.y + (LEGEND_ROW if corner.x > 0.0 else 0.0)


func _x_of(seconds: float) -> float:
	var width := size.x - LEFT - RIGHT
	return LEFT + width * (1.0 - (_now - seconds) / Member.HISTORY_SECONDS)


func _y_of(milliseconds: float) -> float:
	var height := size.y - _top - BOTTOM
	return _top + height * (1.0 - milliseconds / _scale)
