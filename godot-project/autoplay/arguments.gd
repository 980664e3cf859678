## The demo's own arguments, which follow [code]--[/code] on the command line.
##
## [code]godot --path godot-project -- --autoplay --player=1 --players=2 --screenshot=/tmp/player1.png[/code]
## [br][code]godot --headless --path godot-project -- --server[/code]
extends RefCounted

## Whether this is a dedicated server, which has no window and no user.
var is_server := OS.has_feature("dedicated_server")
## Whether the demo plays itself on a dedicated server instead of in a lobby.
var joins_server := false
## Whether the demo plays itself.
var autoplay := false
## The number of this player, from 1; the first one creates the lobby. 0 if not given.
var player := 0
## The number of players.
var players := 2
## The path for saving the window as PNG, or empty.
var screenshot := ""


func _init(arguments: PackedStringArray) -> void:
	for argument in arguments:
		var value := argument.get_slice("=", 1)
		match argument.get_slice("=", 0):
			"--server":
				is_server = true
			"--join-server":
				joins_server = true
			"--autoplay":
				autoplay = true
			"--player":
				player = value.to_int()
			"--players":
				players = maxi(value.to_int(), 2)
			"--screenshot":
				screenshot = value
