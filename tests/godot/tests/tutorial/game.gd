extends Node
## A small game written the way GodotSteam's tutorials on initialising, lobbies and P2P networking teach it: their calls,
## signals, names and habits, in one script. It knows nothing of tests; public members store what it has seen.

const PACKET_READ_LIMIT := 32
const LOBBY_MEMBERS_MAX := 10

var steam_status: Dictionary
var is_owned := false
var steam_id := 0
var steam_username := ""

var lobby_id := 0
var lobby_members: Array = []
var lobbies_seen: Array[Dictionary] = []

## The text on the player's screen, oldest first.
var console: Array[String] = []
var handshakes_from: Array[int] = []
var messages: Array[Dictionary] = []


func _init() -> void:
	# Steam takes the app id from the environment if its client has not started the game.
	OS.set_environment("SteamAppId", str(480))
	OS.set_environment("SteamGameId", str(480))


func _ready() -> void:
	initialize_steam()
	Steam.join_requested.connect(_on_lobby_join_requested)
	Steam.lobby_chat_update.connect(_on_lobby_chat_update)
	Steam.lobby_created.connect(_on_lobby_created)
	Steam.lobby_data_update.connect(_on_lobby_data_update)
	Steam.lobby_invite.connect(_on_lobby_invite)
	Steam.lobby_joined.connect(_on_lobby_joined)
	Steam.lobby_match_list.connect(_on_lobby_match_list)
	Steam.lobby_message.connect(_on_lobby_message)
	Steam.persona_state_change.connect(_on_persona_change)
	Steam.p2p_session_request.connect(_on_p2p_session_request)
	Steam.p2p_session_connect_fail.connect(_on_p2p_session_connect_fail)
	# Steam starts a game with "+connect_lobby <id>" when its player accepts an invitation.
	check_command_line(OS.get_cmdline_args())


func _process(_delta: float) -> void:
	Steam.run_callbacks()
	if lobby_id > 0:
		read_all_p2p_packets()


# Initialising

func initialize_steam() -> void:
	steam_status = Steam.steamInitEx()
	if steam_status["status"] > Steam.STEAM_API_INIT_RESULT_OK:
		console.append("Steam did not start: %s" % steam_status["verbal"])
		return
	is_owned = Steam.isSubscribed()
	steam_id = Steam.getSteamID()
	steam_username = Steam.getPersonaName()
	if not is_owned:
		console.append("The game is not owned by this user")


# Lobbies

func check_command_line(arguments: PackedStringArray) -> void:
	if arguments.size() > 1 and arguments[0] == "+connect_lobby" and int(arguments[1]) > 0:
		console.append("Asked by the command line to enter %s" % arguments[1])
		join_lobby(int(arguments[1]))


func create_lobby() -> void:
	# Only one lobby at a time.
	if lobby_id == 0:
		Steam.createLobby(Steam.LOBBY_TYPE_PUBLIC, LOBBY_MEMBERS_MAX)


func _on_lobby_created(connect: int, this_lobby_id: int) -> void:
	if connect != 1:
		console.append("The lobby was not made: %d" % connect)
		return
	lobby_id = this_lobby_id
	console.append("Made the lobby %d" % lobby_id)
	Steam.setLobbyJoinable(lobby_id, true)
	Steam.setLobbyData(lobby_id, "name", "%s's lobby" % steam_username)
	Steam.setLobbyData(lobby_id, "mode", "tutorial")
	# Players without a direct way to each other are relayed.
	var set_relay: bool = Steam.allowP2PPacketRelay(true)
	console.append("Relaying is allowed: %s" % set_relay)


func open_lobby_list() -> void:
	Steam.addRequestLobbyListDistanceFilter(Steam.LOBBY_DISTANCE_FILTER_WORLDWIDE)
	Steam.requestLobbyList()


func _on_lobby_match_list(these_lobbies: Array) -> void:
	lobbies_seen.clear()
	for this_lobby in these_lobbies:
		lobbies_seen.append({
			"id": this_lobby,
			"name": Steam.getLobbyData(this_lobby, "name"),
			"mode": Steam.getLobbyData(this_lobby, "mode"),
			"members": Steam.getNumLobbyMembers(this_lobby),
		})


func join_lobby(this_lobby_id: int) -> void:
	console.append("Entering %d" % this_lobby_id)
	lobby_members.clear()
	Steam.joinLobby(this_lobby_id)


func _on_lobby_joined(this_lobby_id: int, _permissions: int, _locked: bool, response: int) -> void:
	if response == Steam.CHAT_ROOM_ENTER_RESPONSE_SUCCESS:
		lobby_id = this_lobby_id
		get_lobby_members()
		make_p2p_handshake()
		return
	var fail_reason: String
	match response:
		Steam.CHAT_ROOM_ENTER_RESPONSE_DOESNT_EXIST: fail_reason = "This lobby no longer exists."
		Steam.CHAT_ROOM_ENTER_RESPONSE_NOT_ALLOWED: fail_reason = "You may not enter this lobby."
		Steam.CHAT_ROOM_ENTER_RESPONSE_FULL: fail_reason = "The lobby is full."
		Steam.CHAT_ROOM_ENTER_RESPONSE_ERROR: fail_reason = "Something went wrong."
		Steam.CHAT_ROOM_ENTER_RESPONSE_BANNED: fail_reason = "You are banned from this lobby."
		Steam.CHAT_ROOM_ENTER_RESPONSE_LIMITED: fail_reason = "Your account is limited."
		Steam.CHAT_ROOM_ENTER_RESPONSE_CLAN_DISABLED: fail_reason = "The lobby's group is closed."
		Steam.CHAT_ROOM_ENTER_RESPONSE_COMMUNITY_BAN: fail_reason = "You are banned from the community."
		Steam.CHAT_ROOM_ENTER_RESPONSE_MEMBER_BLOCKED_YOU: fail_reason = "A member has blocked you."
		Steam.CHAT_ROOM_ENTER_RESPONSE_YOU_BLOCKED_MEMBER: fail_reason = "You have blocked a member."
	console.append("Could not enter: %s" % fail_reason)
	open_lobby_list()


func _on_lobby_join_requested(this_lobby_id: int, friend_id: int) -> void:
	console.append("Following %s" % Steam.getFriendPersonaName(friend_id))
	join_lobby(this_lobby_id)


func _on_lobby_invite(inviter: int, this_lobby: int, _game: int) -> void:
	console.append("%s invites to %d" % [Steam.getFriendPersonaName(inviter), this_lobby])


func get_lobby_members() -> void:
	lobby_members.clear()
	var num_of_members: int = Steam.getNumLobbyMembers(lobby_id)
	for this_member in range(0, num_of_members):
		var member_steam_id: int = Steam.getLobbyMemberByIndex(lobby_id, this_member)
		var member_steam_name: String = Steam.getFriendPersonaName(member_steam_id)
		lobby_members.append({"steam_id": member_steam_id, "steam_name": member_steam_name})


func _on_persona_change(this_steam_id: int, _flag: int) -> void:
	if lobby_id > 0:
		console.append("News of %d" % this_steam_id)
		get_lobby_members()


func _on_lobby_data_update(_success: int, _this_lobby_id: int, _member_id: int) -> void:
	if lobby_id > 0:
		get_lobby_members()


func _on_lobby_chat_update(_this_lobby_id: int, change_id: int, _making_change_id: int, chat_state: int) -> void:
	var changer_name: String = Steam.getFriendPersonaName(change_id)
	if chat_state == Steam.CHAT_MEMBER_STATE_CHANGE_ENTERED:
		console.append("%s has entered." % changer_name)
	elif chat_state == Steam.CHAT_MEMBER_STATE_CHANGE_LEFT:
		console.append("%s has left." % changer_name)
	elif chat_state == Steam.CHAT_MEMBER_STATE_CHANGE_KICKED:
		console.append("%s was kicked." % changer_name)
	elif chat_state == Steam.CHAT_MEMBER_STATE_CHANGE_BANNED:
		console.append("%s was banned." % changer_name)
	else:
		console.append("%s did… something." % changer_name)
	get_lobby_members()


func send_chat_message(text: String) -> void:
	if text.length() > 0:
		var was_sent: bool = Steam.sendLobbyChatMsg(lobby_id, text)
		if not was_sent:
			console.append("The message was not sent")


func _on_lobby_message(_this_lobby_id: int, user: int, buffer: String, chat_type: int) -> void:
	if chat_type == Steam.CHAT_ENTRY_TYPE_CHAT_MSG:
		console.append("%s says: %s" % [Steam.getFriendPersonaName(user), buffer])


func leave_lobby() -> void:
	if lobby_id == 0:
		return
	Steam.leaveLobby(lobby_id)
	lobby_id = 0
	for this_member in lobby_members:
		if this_member["steam_id"] != steam_id:
			var session_state: Dictionary = Steam.getP2PSessionState(this_member["steam_id"])
			if session_state.has("connection_active") and session_state["connection_active"]:
				Steam.closeP2PSessionWithUser(this_member["steam_id"])
	lobby_members.clear()


# P2P networking

func make_p2p_handshake() -> void:
	send_p2p_packet(0, {"message": "handshake", "from": steam_id})


func _on_p2p_session_request(remote_id: int) -> void:
	var this_requester: String = Steam.getFriendPersonaName(remote_id)
	console.append("%s wants to talk" % this_requester)
	Steam.acceptP2PSessionWithUser(remote_id)
	make_p2p_handshake()


func read_all_p2p_packets(read_count: int = 0) -> void:
	if read_count >= PACKET_READ_LIMIT:
		return
	if Steam.getAvailableP2PPacketSize(0) > 0:
		read_p2p_packet()
		read_all_p2p_packets(read_count + 1)


func read_p2p_packet() -> void:
	var packet_size: int = Steam.getAvailableP2PPacketSize(0)
	if packet_size > 0:
		var this_packet: Dictionary = Steam.readP2PPacket(packet_size, 0)
		if this_packet.is_empty() or this_packet == null:
			console.append("A packet with a size had no content")
			return
		var packet_sender: int = this_packet["remote_steam_id"]
		var packet_code: PackedByteArray = this_packet["data"]
		var readable_data: Dictionary = bytes_to_var(packet_code)
		if readable_data["message"] == "handshake":
			handshakes_from.append(packet_sender)
		else:
			messages.append({"from": packet_sender, "data": readable_data})


func send_p2p_packet(this_target: int, packet_data: Dictionary) -> void:
	var send_type: int = Steam.P2P_SEND_RELIABLE
	var channel: int = 0
	var this_data: PackedByteArray
	this_data.append_array(var_to_bytes(packet_data))
	# Nobody in particular means everybody else in the lobby.
	if this_target == 0:
		if lobby_members.size() > 1:
			for this_member in lobby_members:
				if this_member["steam_id"] != steam_id:
					Steam.sendP2PPacket(this_member["steam_id"], this_data, send_type, channel)
	else:
		Steam.sendP2PPacket(this_target, this_data, send_type, channel)


func _on_p2p_session_connect_fail(this_steam_id: int, session_error: int) -> void:
	match session_error:
		0: console.append("%d: no error" % this_steam_id)
		1: console.append("%d does not play the same game" % this_steam_id)
		2: console.append("this user does not own the game that %d plays" % this_steam_id)
		3: console.append("%d is not online" % this_steam_id)
		4: console.append("%d did not answer in time" % this_steam_id)
		5: console.append("%d: unused" % this_steam_id)
		_: console.append("%d: unknown error %d" % [this_steam_id, session_error])
