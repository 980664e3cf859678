## The server's part of a play on a dedicated server: it ends when everybody has come and gone.
extends Node

const Arena := preload("../arena/arena.gd")

## If nobody comes within this time, or somebody does not leave, the play has failed.
const LIMIT_SECONDS := 240.0

var _arena: Arena
var _players: int
var _everybody_came := false


func _init(arena: Arena, players: int) -> void:
	_arena = arena
	_players = players


func _ready() -> void:
	_arena.players_changed.connect(_on_players_changed)
	_arena.multiplayer.peer_disconnected.connect(_on_peer_disconnected)
	get_tree().create_timer(LIMIT_SECONDS).timeout.connect(_on_limit)


func _on_limit() -> void:
	printerr("[Server] Failed: the play has not ended in %d s." % int(LIMIT_SECONDS))
	get_tree().quit(1)


func _on_players_changed() -> void:
	_everybody_came = _everybody_came or _arena.players().size() == _players


func _on_peer_disconnected(_peer_id: int) -> void:
	if _everybody_came and _arena.multiplayer.get_peers().is_empty():
		print("[Server] Everybody has left.")
		get_tree().quit()
