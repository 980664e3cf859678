@tool
extends Object
## The positions of several players' windows: side by side on the screen, in the proportions of the game.

## The height of a window's title bar.
const TITLE_BAR := 32


## The client areas of this many windows of a game that wants `wanted` pixels, on this part of the screen.
static func over(screen: Rect2i, count: int, wanted: Vector2i, title_bar := TITLE_BAR) -> Array[Rect2i]:
	var best_columns := 1
	var best_scale := 0.0
	for columns in range(1, count + 1):
		var cell := _cell(screen, columns, ceili(count / float(columns)), title_bar)
		var scale := minf(1.0, minf(cell.x / float(wanted.x), cell.y / float(wanted.y)))
		if scale > best_scale:
			best_scale = scale
			best_columns = columns
	var rows := ceili(count / float(best_columns))
	var cell := _cell(screen, best_columns, rows, title_bar)
	var inside := Vector2i(Vector2(wanted) * best_scale)
	var windows: Array[Rect2i] = []
	for index in count:
		var at := Vector2i(index % best_columns * cell.x, index / best_columns * (cell.y + title_bar) + title_bar)
		windows.append(Rect2i(screen.position + at, inside))
	return windows


static func _cell(screen: Rect2i, columns: int, rows: int, title_bar: int) -> Vector2i:
	return Vector2i(screen.size.x / columns, maxi(1, screen.size.y / rows - title_bar))
