## The ground of the arena.
extends Panel

const CELL := 48.0
const LINE := Color(1, 1, 1, 0.045)


func _draw() -> void:
	var x := CELL
	while x < size.x:
		draw_line(Vector2(x, 0), Vector2(x, size.y), LINE)
		x += CELL
	var y := CELL
	while y < size.y:
		draw_line(Vector2(0, y), Vector2(size.x, y), LINE)
		y += CELL
