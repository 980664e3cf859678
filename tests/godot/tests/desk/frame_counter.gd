extends Node
## Counts its frames.

var count := 0


func _process(_delta: float) -> void:
	count += 1
