## Chat with the members of the lobby, sent as P2P packets.
extends PanelContainer

const Member := preload("../network/member.gd")
const Message := preload("../network/message.gd")

const MUTED := Color(0.65, 0.7, 0.76)

@onready var line_edit: LineEdit = %LineEdit
@onready var _lines: RichTextLabel = %Lines
@onready var _send_button: Button = %SendButton


func _ready() -> void:
	# Since Godot 4.4 a line edit stops editing when Enter is pressed; earlier versions do not have the property.
	line_edit.set("keep_editing_on_text_submit", true)
	line_edit.text_submitted.connect(_send)
	_send_button.pressed.connect(func() -> void: _send(line_edit.text))
	Network.lobby_entered.connect(_on_lobby_entered)
	Network.lobby_left.connect(_on_lobby_left)
	Network.member_entered.connect(_on_member_entered)
	Network.member_left.connect(_on_member_left)
	Network.sessions.handshaken.connect(_on_handshaken)
	Network.sessions.chat_received.connect(_on_chat_received)
	Network.sessions.failed.connect(_on_session_failed)
	_set_enabled(false)


func _send(text: String) -> void:
	text = text.strip_edges()
	if text == "" or Network.lobby_id == 0:
		return
	if text.to_utf8_buffer().size() > Message.MAX_CHAT_BYTES:
		_note("This is too long: a line has at most %d bytes." % Message.MAX_CHAT_BYTES)
		return
	Network.sessions.send_chat(text)
	_write(Network.persona_name, Member.colour_of(Network.steam_id), text)
	line_edit.clear()


## Text from others is added as plain text, so that nobody can write BBCode into our window.
func _write(author: String, colour: Color, text: String) -> void:
	_lines.push_color(colour)
	_lines.add_text("%s: " % author)
	_lines.pop()
	_lines.add_text(text)
	_lines.newline()


func _note(text: String) -> void:
	_lines.push_color(MUTED)
	_lines.add_text(text)
	_lines.pop()
	_lines.newline()


func _set_enabled(enabled: bool) -> void:
	line_edit.editable = enabled
	_send_button.disabled = not enabled
	line_edit.placeholder_text = "Message to everybody" if enabled else "Join a lobby to chat"


func _on_lobby_entered() -> void:
	_lines.clear()
	_note("You have entered %s." % Network.lobby_name())
	_set_enabled(true)
	line_edit.grab_focus()


func _on_lobby_left() -> void:
	_note("You have left the lobby.")
	_set_enabled(false)


func _on_member_entered(member: Member) -> void:
	_note("%s is in the lobby." % member.name)


func _on_member_left(member: Member) -> void:
	_note("%s has left." % member.name)


func _on_handshaken(member: Member) -> void:
	_note("%s can hear you." % member.name)


func _on_chat_received(member: Member, text: String) -> void:
	_write(member.name, member.colour(), text)


func _on_session_failed(member: Member, reason: String) -> void:
	_note("Nothing gets through to %s: %s." % [member.name, reason])
