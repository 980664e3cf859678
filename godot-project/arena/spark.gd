## A spark to collect. The host creates and removes it; a [MultiplayerSpawner] does the same everywhere else.
extends Node2D

const RADIUS := 7.0


func _process(_delta: float) -> void:
	queue_redraw()


func _draw() -> void:
	var pulse := 1.0 + 0.2 * sin(Time.get_ticks_msec() / 180.0 + position.x)
	draw_circle(Vector2.ZERO, RADIUS * 2.2 * pulse, Color(1.0, 0.85, 0.35, 0.18), true, -1.0, true)
	draw_circle(Vector2.ZERO, RADIUS, Color(1.0, 0.85, 0.35), true, -1.0, true)
