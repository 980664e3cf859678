## A player's disc. Its owner moves it; a [MultiplayerSynchronizer] carries the position to everybody else.
extends Node2D

const Member := preload("../network/member.gd")

const RADIUS := 18.0
const SPEED := 260.0
## A remote disc's position lags behind, so the disc moves there smoothly instead of jumping.
const SMOOTHING := 14.0

## The disc's owner. The spawner passes both to every peer.
var steam_id := 0
var user_name := ""
## The number of its sparks; the host counts.
var score := 0:
	set(value):
		score = value
		queue_redraw()
## The disc's position, set by its owner.
var spot := Vector2.ZERO
## The area that it may not leave.
var bounds := Rect2(0, 0, 1, 1)
## The target of the automatic player.
var goal := Vector2.INF


## Gives the disc to a peer. The host keeps the score of every disc.
func belong_to(peer_id: int) -> void:
	name = str(peer_id)
	set_multiplayer_authority(peer_id)
	get_node("Score").set_multiplayer_authority(1)


func _ready() -> void:
	position = spot


func _process(delta: float) -> void:
	if is_multiplayer_authority():
		spot = (spot + _direction() * SPEED * delta).clamp(bounds.position, bounds.end)
		position = spot
	else:
		position = position.lerp(spot, 1.0 - exp(-SMOOTHING * delta))


func _direction() -> Vector2:
	if goal != Vector2.INF:
		return spot.direction_to(goal) if spot.distance_to(goal) > 4.0 else Vector2.ZERO
	if get_viewport().gui_get_focus_owner() is LineEdit:
		return Vector2.ZERO
	var keys := Input.get_vector("ui_left", "ui_right", "ui_up", "ui_down")
	var letters := Vector2(
		float(Input.is_physical_key_pressed(KEY_D)) - float(Input.is_physical_key_pressed(KEY_A)),
		float(Input.is_physical_key_pressed(KEY_S)) - float(Input.is_physical_key_pressed(KEY_W))
	)
	return (keys + letters).limit_length()


func _draw() -> void:
	var colour := Member.colour_of(steam_id)
	draw_circle(Vector2.ZERO, RADIUS, colour, true, -1.0, true)
	if is_multiplayer_authority():
		draw_arc(Vector2.ZERO, RADIUS + 4.0, 0.0, TAU, 48, Color.WHITE, 2.0, true)
	var font := ThemeDB.fallback_font
	_draw_centred(font, str(score), 16, 6.0, Color.BLACK)
	_draw_centred(font, user_name, 13, -RADIUS - 10.0, Color(0.86, 0.89, 0.93))


func _draw_centred(font: Font, text: String, font_size: int, y: float, colour: Color) -> void:
	var width := font.get_string_size(text, HORIZONTAL_ALIGNMENT_LEFT, -1, font_size).x
	draw_string(font, Vector2(-width / 2.0, y), text, HORIZONTAL_ALIGNMENT_LEFT, -1, font_size, colour)
