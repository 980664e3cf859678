## Steam for the rest of the game: starting it, lobbies and their members. The autoload [code]Network[/code].
##
## Only this folder calls [code]Steam[/code] to make something happen. The scenes call the methods here and listen to the
## signals. Packets between members are in [code]sessions.gd[/code].
extends Node

const Arguments := preload("../autoplay/arguments.gd")
const LobbyInfo := preload("lobby_info.gd")
const Member := preload("member.gd")
const Sessions := preload("sessions.gd")
const Words := preload("words.gd")

## Steam is running, or [member problem] has the reason why it is not.
signal state_changed
## Something did not work; [param reason] is meant for the user.
signal failed(reason: String)
signal lobbies_found(lobbies: Array[LobbyInfo])
signal lobby_entered
signal lobby_left
## A member entered or left, or their details have changed.
signal members_changed
signal member_entered(member: Member)
signal member_left(member: Member)

const KEY_GAME := "game"
const KEY_NAME := "name"
const KEY_OWNER := "owner"
const KEY_READY := "ready"
## Set while the owner of the lobby has the arena open.
const KEY_ARENA := "arena"
## App id 480 is Valve's example game, and everybody tests with it: this value tells our lobbies from theirs.
const GAME := "steam_networking_demo"

var sessions := Sessions.new()
var is_running := false
## The reason why Steam is not running. Empty if it is.
var problem := ""
var app_id := 0
var steam_id := 0
var persona_name := ""
## The lobby we are in, 0 for none.
var lobby_id := 0
## Everybody in the lobby, including ourselves.
var members: Array[Member] = []

var _wanted_name := ""


func _ready() -> void:
	Steam.lobby_created.connect(_on_lobby_created)
	Steam.lobby_match_list.connect(_on_lobby_match_list)
	Steam.lobby_joined.connect(_on_lobby_joined)
	Steam.lobby_chat_update.connect(_on_lobby_chat_update)
	Steam.lobby_data_update.connect(_on_lobby_data_update)
	Steam.lobby_kicked.connect(_on_lobby_kicked)
	Steam.join_requested.connect(_on_join_requested)
	Steam.persona_state_change.connect(_on_persona_state_change)
	# The lobby continues while the game is paused.
	process_mode = PROCESS_MODE_ALWAYS
	# A dedicated server has no user; `game_server.gd` starts there instead.
	if not Arguments.new(OS.get_cmdline_user_args()).is_server:
		start()


func _process(_delta: float) -> void:
	if not is_running:
		return
	# Every Steam signal is emitted in here.
	Steam.run_callbacks()
	sessions.poll()


func _exit_tree() -> void:
	stop()


## Starts Steam. May be called again after a failure.
func start() -> void:
	if is_running:
		return
	app_id = ProjectSettings.get_setting("steam/initialization/app_id", 480)
	var answer: Dictionary = Steam.steamInitEx(app_id, false)
	var status: int = answer["status"]
	var verbal: String = answer["verbal"]
	is_running = status == Steam.STEAM_API_INIT_RESULT_OK
	problem = "" if is_running else "Steam could not be started. %s" % verbal
	if is_running:
		steam_id = Steam.getSteamID()
		persona_name = Steam.getPersonaName()
	state_changed.emit()


## Leaves the lobby, ends all sessions and stops Steam.
func stop() -> void:
	if not is_running:
		return
	# This comes first, so that handlers of the signal make no further requests.
	is_running = false
	leave_lobby()
	Steam.steamShutdown()


## Creates a lobby and enters it: [signal lobby_entered], or [signal failed].
func create_lobby(wanted_name: String, type: Steam.LobbyType, member_limit: int) -> void:
	if is_running:
		_wanted_name = wanted_name if wanted_name != "" else "%s's lobby" % persona_name
		Steam.createLobby(type, member_limit)


## Searches the lobbies of this game: [signal lobbies_found].
func request_lobbies() -> void:
	if is_running:
		Steam.addRequestLobbyListDistanceFilter(Steam.LOBBY_DISTANCE_FILTER_WORLDWIDE)
		Steam.addRequestLobbyListStringFilter(KEY_GAME, GAME, Steam.LOBBY_COMPARISON_EQUAL)
		Steam.requestLobbyList()


## Enters a lobby: [signal lobby_entered], or [signal failed].
func join_lobby(id: int) -> void:
	if is_running:
		leave_lobby()
		Steam.joinLobby(id)


func leave_lobby() -> void:
	if lobby_id == 0:
		return
	sessions.close_all()
	Steam.leaveLobby(lobby_id)
	_forget_lobby()


func lobby_name() -> String:
	return Steam.getLobbyData(lobby_id, KEY_NAME) if lobby_id != 0 else ""


func lobby_member_limit() -> int:
	return Steam.getLobbyMemberLimit(lobby_id) if lobby_id != 0 else 0


## Tells the members whether we are ready.
func set_ready(is_ready: bool) -> void:
	if lobby_id != 0:
		Steam.setLobbyMemberData(lobby_id, KEY_READY, "1" if is_ready else "")


func owns_lobby() -> bool:
	return lobby_id != 0 and Steam.getLobbyOwner(lobby_id) == steam_id


## Tells the members whether the arena is open; for the owner of the lobby.
func set_arena_open(is_open: bool) -> void:
	if owns_lobby():
		Steam.setLobbyData(lobby_id, KEY_ARENA, "1" if is_open else "")


func is_arena_open() -> bool:
	return lobby_id != 0 and Steam.getLobbyData(lobby_id, KEY_ARENA) == "1"


func find_member(id: int) -> Member:
	for member in members:
		if member.steam_id == id:
			return member
	return null


## Steam's state of the P2P session with a member. Empty if there is none.
func session_state(member: Member) -> Dictionary:
	return Steam.getP2PSessionState(member.steam_id) if is_running else {}


func _forget_lobby() -> void:
	lobby_id = 0
	members.clear()
	lobby_left.emit()
	members_changed.emit()


## Brings [member members] up to date with Steam. Newcomers greet, so only those who have just entered send handshakes.
func _update_members(we_are_new: bool) -> void:
	var owner_id := Steam.getLobbyOwner(lobby_id)
	for index: int in Steam.getNumLobbyMembers(lobby_id):
		var id := Steam.getLobbyMemberByIndex(lobby_id, index)
		var member := find_member(id)
		var is_new := member == null
		if is_new:
			member = Member.new(id)
			members.append(member)
		member.name = persona_name if id == steam_id else Steam.getFriendPersonaName(id)
		member.is_owner = id == owner_id
		member.is_ready = Steam.getLobbyMemberData(lobby_id, id, KEY_READY) == "1"
		if is_new and id != steam_id:
			sessions.open(member, we_are_new)
			member_entered.emit(member)
	# Users cannot ask Steam for the owner of a lobby that they are not in, so the owner writes their name into its data.
	if owner_id == steam_id and Steam.getLobbyData(lobby_id, KEY_OWNER) != persona_name:
		Steam.setLobbyData(lobby_id, KEY_OWNER, persona_name)
	members_changed.emit()


func _remove_member(id: int) -> void:
	var member := find_member(id)
	if member != null:
		sessions.close(member)
		members.erase(member)
		member_left.emit(member)


func _on_lobby_created(result: int, lobby: int) -> void:
	if result != Steam.RESULT_OK:
		failed.emit("The lobby could not be created (Steam's result %d)." % result)
		return
	Steam.setLobbyData(lobby, KEY_GAME, GAME)
	Steam.setLobbyData(lobby, KEY_NAME, _wanted_name)
	Steam.setLobbyData(lobby, KEY_OWNER, persona_name)


func _on_lobby_match_list(lobbies: Array) -> void:
	var found: Array[LobbyInfo] = []
	for id: int in lobbies:
		var info := LobbyInfo.new()
		info.lobby_id = id
		info.name = Steam.getLobbyData(id, KEY_NAME)
		info.owner_name = Steam.getLobbyData(id, KEY_OWNER)
		info.member_count = Steam.getNumLobbyMembers(id)
		info.member_limit = Steam.getLobbyMemberLimit(id)
		found.append(info)
	lobbies_found.emit(found)


## Emitted for lobbies that we join, and for those that we create.
func _on_lobby_joined(lobby: int, _permissions: int, _locked: bool, response: int) -> void:
	if response != Steam.CHAT_ROOM_ENTER_RESPONSE_SUCCESS:
		failed.emit("The lobby could not be entered. %s" % Words.enter_response(response))
		return
	lobby_id = lobby
	lobby_entered.emit()
	_update_members(true)


func _on_lobby_chat_update(lobby: int, changed_id: int, _making_change_id: int, chat_state: int) -> void:
	if lobby != lobby_id:
		return
	if not chat_state & Steam.CHAT_MEMBER_STATE_CHANGE_ENTERED:
		_remove_member(changed_id)
	_update_members(false)


func _on_lobby_data_update(success: int, lobby: int, _member_id: int) -> void:
	if success != 0 and lobby == lobby_id:
		_update_members(false)


func _on_lobby_kicked(lobby: int, _admin_id: int, _due_to_disconnect: int) -> void:
	if lobby == lobby_id:
		sessions.close_all()
		_forget_lobby()
		failed.emit("You were removed from the lobby.")


## The user accepted an invitation in Steam's overlay or friend list.
func _on_join_requested(lobby: int, _friend_id: int) -> void:
	join_lobby(lobby)


## Steam may learn the name of somebody only after they have entered.
func _on_persona_state_change(user_id: int, _flags: int) -> void:
	if lobby_id != 0 and find_member(user_id) != null:
		_update_members(false)
