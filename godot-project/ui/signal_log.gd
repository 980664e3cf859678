## Shows the signals of [code]Steam[/code] as they are emitted, with their arguments, which is useful during
## development.
extends PanelContainer

const NAME_COLOUR := Color(0.45, 0.75, 1.0)
const TIME_COLOUR := Color(0.65, 0.7, 0.76)
const MAX_LINES := 300

@onready var _lines: RichTextLabel = %Lines


func _ready() -> void:
	Steam.lobby_created.connect(_on_lobby_created)
	Steam.lobby_match_list.connect(_on_lobby_match_list)
	Steam.lobby_joined.connect(_on_lobby_joined)
	Steam.lobby_chat_update.connect(_on_lobby_chat_update)
	Steam.lobby_data_update.connect(_on_lobby_data_update)
	Steam.lobby_invite.connect(_on_lobby_invite)
	Steam.lobby_kicked.connect(_on_lobby_kicked)
	Steam.join_requested.connect(_on_join_requested)
	Steam.persona_state_change.connect(_on_persona_state_change)
	Steam.p2p_session_request.connect(_on_p2p_session_request)
	Steam.p2p_session_connect_fail.connect(_on_p2p_session_connect_fail)
	Steam.steam_server_connected.connect(_on_steam_server_connected)
	Steam.steam_server_disconnected.connect(_on_steam_server_disconnected)


func _write(signal_name: String, arguments: String) -> void:
	_lines.push_color(TIME_COLOUR)
	_lines.add_text("%.1f s  " % (Time.get_ticks_msec() / 1000.0))
	_lines.pop()
	_lines.push_color(NAME_COLOUR)
	_lines.add_text(signal_name)
	_lines.pop()
	_lines.add_text("  " + arguments)
	_lines.newline()
	if _lines.get_paragraph_count() > MAX_LINES:
		_lines.remove_paragraph(0)


func _on_lobby_created(result: int, lobby: int) -> void:
	_write("lobby_created", "result %d, lobby %d" % [result, lobby])


func _on_lobby_match_list(lobbies: Array) -> void:
	_write("lobby_match_list", "found %d" % lobbies.size())


func _on_lobby_joined(lobby: int, permissions: int, locked: bool, response: int) -> void:
	_write("lobby_joined", "lobby %d, permissions %d, locked %s, response %d" % [lobby, permissions, locked, response])


func _on_lobby_chat_update(lobby: int, changed: int, making_change: int, state: int) -> void:
	_write("lobby_chat_update", "lobby %d, user %d, by %d, state %d" % [lobby, changed, making_change, state])


func _on_lobby_data_update(success: int, lobby: int, member: int) -> void:
	_write("lobby_data_update", "success %d, lobby %d, member %d" % [success, lobby, member])


func _on_lobby_invite(inviter: int, lobby: int, game: int) -> void:
	_write("lobby_invite", "from %d, lobby %d, game %d" % [inviter, lobby, game])


func _on_lobby_kicked(lobby: int, admin: int, due_to_disconnect: int) -> void:
	_write("lobby_kicked", "lobby %d, by %d, disconnect %d" % [lobby, admin, due_to_disconnect])


func _on_join_requested(lobby: int, friend: int) -> void:
	_write("join_requested", "lobby %d, friend %d" % [lobby, friend])


func _on_persona_state_change(user: int, flags: int) -> void:
	_write("persona_state_change", "user %d, flags %d" % [user, flags])


func _on_p2p_session_request(user: int) -> void:
	_write("p2p_session_request", "from %d" % user)


func _on_p2p_session_connect_fail(user: int, error: int) -> void:
	_write("p2p_session_connect_fail", "user %d, error %d" % [user, error])


func _on_steam_server_connected() -> void:
	_write("steam_server_connected", "")


func _on_steam_server_disconnected(result: int) -> void:
	_write("steam_server_disconnected", "result %d" % result)
