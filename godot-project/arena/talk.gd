## Chat in the arena, as a reliable RPC that everybody may call.
extends PanelContainer

const Connection := preload("connection.gd")
const Member := preload("../network/member.gd")

const MUTED := Color(0.65, 0.7, 0.76)
const MAX_CHARACTERS := 200

## A player, possibly ourselves, has said something.
signal said(peer_id: int, text: String)

## Returns the name of a peer; set by the arena.
var name_of: Callable

@onready var _lines: RichTextLabel = %Lines
@onready var _line_edit: LineEdit = %LineEdit


func _ready() -> void:
	_line_edit.max_length = MAX_CHARACTERS
	_line_edit.text_submitted.connect(_on_text_submitted)


func say(text: String) -> void:
	_say.rpc(text)


func note(text: String) -> void:
	_lines.push_color(MUTED)
	_lines.add_text(text)
	_lines.pop()
	_lines.newline()


func _on_text_submitted(text: String) -> void:
	_line_edit.clear()
	# The keys move the disc again.
	_line_edit.release_focus()
	if text.strip_edges() != "":
		say(text)


## Text from other machines is truncated before it is shown, and added as plain text.
@rpc("any_peer", "call_local", "reliable")
func _say(text: String) -> void:
	var peer_id := multiplayer.get_remote_sender_id()
	var steam_id := Connection.steam_id_of(multiplayer, peer_id)
	_lines.push_color(Member.colour_of(steam_id))
	_lines.add_text("%s: " % name_of.call(peer_id))
	_lines.pop()
	_lines.add_text(text.left(MAX_CHARACTERS))
	_lines.newline()
	said.emit(peer_id, text)
