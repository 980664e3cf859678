extends "res://harness/test_case.gd"
## A test of a game that is written the way public projects write theirs. The game initialises and pumps by itself; this only
## starts it and compares the players' final states.


## Puts a game's node into the tree.
func add_game(script: GDScript) -> Node:
	pumping = false
	var game: Node = script.new()
	add_child(game)
	return game


## Fails unless all players have the same state in the end.
func agree(state: Variant, what: String) -> void:
	publish("state of " + what, state)
	for other in range(1, players + 1):
		equal(state, await note(other, "state of " + what), "%s, at this player and at player %d" % [what, other])
	equal(errors.take(), [] as Array[String], "errors")
