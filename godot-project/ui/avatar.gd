## A user's avatar: their initials on their colour.
extends Control

const Member := preload("../network/member.gd")

var _steam_id := 0
var _name := ""


func show_user(steam_id: int, user_name: String) -> void:
	_steam_id = steam_id
	_name = user_name
	queue_redraw()


func _draw() -> void:
	if _steam_id == 0:
		return
	var radius := minf(size.x, size.y) / 2.0
	draw_circle(size / 2.0, radius, Member.colour_of(_steam_id), true, -1.0, true)
	var font := get_theme_default_font()
	var font_size := int(radius * 0.9)
	var initials := ""
	for word: String in _name.split(" ", false, 1):
		initials += word.left(1).to_upper()
	var width := font.get_string_size(initials, HORIZONTAL_ALIGNMENT_LEFT, -1, font_size).x
	var baseline := size.y / 2.0 + (font.get_ascent(font_size) - font.get_descent(font_size)) / 2.0
	var origin := Vector2((size.x - width) / 2.0, baseline)
	draw_string(font, origin, initials, HORIZONTAL_ALIGNMENT_LEFT, -1, font_size, Color.BLACK)
