## One member: avatar, name, state of the session with them, round trip.
extends HBoxContainer

const Avatar := preload("avatar.gd")
const Member := preload("../network/member.gd")
const Words := preload("../network/words.gd")

@onready var _avatar: Avatar = %Avatar
@onready var _name: Label = %Name
@onready var _tags: Label = %Tags
@onready var _session: Label = %Session
@onready var _round_trip: Label = %RoundTrip


func show_member(member: Member) -> void:
	_avatar.show_user(member.steam_id, member.name)
	_name.text = member.name
	var is_me := member.steam_id == Network.steam_id
	var tags := PackedStringArray()
	if is_me:
		tags.append("you")
	if member.is_owner:
		tags.append("owner")
	if member.is_ready:
		tags.append("ready")
	_tags.text = ", ".join(tags)
	if is_me:
		_session.text = "Steam ID %d" % member.steam_id
		_round_trip.text = ""
		return
	_session.text = Words.session_state(Network.session_state(member))
	if not member.is_handshaken:
		_session.text += ", no handshake yet"
	_round_trip.text = "" if member.last_round_trip() < 0.0 else "%.0f ms" % member.last_round_trip()
