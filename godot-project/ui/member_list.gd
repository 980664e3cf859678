## The members of the lobby, with the live state of each session, and a button to leave.
extends PanelContainer

const MemberRow := preload("member_row.gd")
const MEMBER_ROW_SCENE := preload("member_row.tscn")

## The user wants to enter the arena.
signal arena_wanted

@onready var arena_button: Button = %ArenaButton
@onready var ready_button: Button = %ReadyButton
@onready var leave_button: Button = %LeaveButton
@onready var _title: Label = %Title
@onready var _hint: Label = %Hint
@onready var _rows: VBoxContainer = %Rows
@onready var _state_timer: Timer = %StateTimer


func _ready() -> void:
	arena_button.pressed.connect(arena_wanted.emit)
	ready_button.toggled.connect(Network.set_ready)
	leave_button.pressed.connect(Network.leave_lobby)
	# Steam has no signal for a session that opens or whose queue grows, so we check twice a second.
	_state_timer.timeout.connect(_update)
	Network.members_changed.connect(_update)
	Network.lobby_left.connect(_on_lobby_left)
	_update()


func _on_lobby_left() -> void:
	ready_button.set_pressed_no_signal(false)


func _update() -> void:
	var in_lobby := Network.lobby_id != 0
	arena_button.visible = in_lobby
	arena_button.disabled = not (Network.owns_lobby() or Network.is_arena_open())
	arena_button.text = "Open the arena" if Network.owns_lobby() else "Enter the arena"
	ready_button.visible = in_lobby
	leave_button.visible = in_lobby
	_hint.visible = not in_lobby
	_title.text = "Members"
	if in_lobby:
		var count := Network.members.size()
		_title.text = "%s: %d of %d members" % [Network.lobby_name(), count, Network.lobby_member_limit()]
	_match_row_count(Network.members.size())
	for index in Network.members.size():
		var row: MemberRow = _rows.get_child(index)
		row.show_member(Network.members[index])


func _match_row_count(count: int) -> void:
	while _rows.get_child_count() < count:
		_rows.add_child(MEMBER_ROW_SCENE.instantiate())
	while _rows.get_child_count() > count:
		var row := _rows.get_child(-1)
		_rows.remove_child(row)
		row.queue_free()
