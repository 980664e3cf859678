extends Node
## Rock, paper, scissors for two: the first player creates a lobby, the other joins, both throw, and both know the winner.
##
## With `--throw=NAME` after Godot's own `--` it plays by itself, writes the outcome to the file of `--report=FILE`, and ends.

enum Throw { ROCK, PAPER, SCISSORS }

const APP_ID := 480
const LOBBY_KEY := "game"
const LOBBY_VALUE := "duel"
## Packets begin with a byte for their kind, so that another version's packets are not mistaken for throws.
const THROW_PACKET := 1
## The time for which a player looks for a lobby before creating one, in seconds: with less, two players who start at once
## might both create one.
const SEARCH_SECONDS := 0.5

var _lobby := 0
var _opponent := 0
var _own_throw := Throw.ROCK
var _is_over := false


func _ready() -> void:
	var init: Dictionary = Steam.steamInitEx(APP_ID, true)
	if init.status != Steam.STEAM_API_INIT_RESULT_OK:
		_end({"problem": init.verbal}, 1)
		return
	_own_throw = Throw.get(_argument("throw", "ROCK").to_upper(), Throw.ROCK)
	Steam.lobby_match_list.connect(_on_lobby_match_list)
	Steam.lobby_created.connect(_on_lobby_created)
	Steam.lobby_joined.connect(_on_lobby_joined)
	Steam.lobby_chat_update.connect(_on_lobby_chat_update)
	Steam.p2p_session_request.connect(_on_p2p_session_request)
	Steam.p2p_session_connect_fail.connect(_on_p2p_session_connect_fail)
	if _argument("host", "no") == "yes":
		Steam.createLobby(Steam.LOBBY_TYPE_PUBLIC, 2)
	else:
		_search()


func _process(_delta: float) -> void:
	var size := Steam.getAvailableP2PPacketSize()
	while size > 0 and not _is_over:
		_read(Steam.readP2PPacket(size))
		size = Steam.getAvailableP2PPacketSize()


## The winner of two throws: 1 the first, -1 the second, 0 nobody.
static func winner(first: Throw, second: Throw) -> int:
	return [0, 1, -1][(first - second + 3) % 3]


func _search() -> void:
	Steam.addRequestLobbyListStringFilter(LOBBY_KEY, LOBBY_VALUE, Steam.LOBBY_COMPARISON_EQUAL)
	Steam.requestLobbyList()


func _on_lobby_match_list(lobbies: Array) -> void:
	if not lobbies.is_empty():
		Steam.joinLobby(lobbies[0])
		return
	await get_tree().create_timer(SEARCH_SECONDS).timeout
	_search()


func _on_lobby_created(result: int, lobby: int) -> void:
	if result != Steam.RESULT_OK:
		_end({"problem": "no lobby could be made"}, 1)
		return
	Steam.setLobbyData(lobby, LOBBY_KEY, LOBBY_VALUE)


func _on_lobby_joined(lobby: int, _permissions: int, _locked: bool, response: int) -> void:
	if response != Steam.CHAT_ROOM_ENTER_RESPONSE_SUCCESS:
		# It was full by now, or its owner has left.
		_search()
		return
	_lobby = lobby
	for i in Steam.getNumLobbyMembers(lobby):
		_meet(Steam.getLobbyMemberByIndex(lobby, i))


func _on_lobby_chat_update(_of_lobby: int, changed: int, _by: int, state: int) -> void:
	if state == Steam.CHAT_MEMBER_STATE_CHANGE_ENTERED:
		_meet(changed)
	elif changed == _opponent and not _is_over:
		_end({"problem": "the opponent left"}, 1)


# The first to be met is the opponent, and is thrown at once.
func _meet(member: int) -> void:
	if _opponent == 0 and member != Steam.getSteamID():
		_opponent = member
		Steam.sendP2PPacket(_opponent, PackedByteArray([THROW_PACKET, _own_throw]), Steam.P2P_SEND_RELIABLE)


func _on_p2p_session_request(remote: int) -> void:
	# Only who is in the lobby may send. On the way here, a packet can be faster than the news of who came in.
	for i in Steam.getNumLobbyMembers(_lobby):
		if Steam.getLobbyMemberByIndex(_lobby, i) == remote:
			Steam.acceptP2PSessionWithUser(remote)


func _on_p2p_session_connect_fail(_remote: int, error: int) -> void:
	_end({"problem": "the connection failed with error %d" % error}, 1)


func _read(packet: Dictionary) -> void:
	var data: PackedByteArray = packet.get("data", PackedByteArray())
	# Another process may send anything.
	if data.size() != 2 or data[0] != THROW_PACKET or data[1] not in Throw.values():
		return
	_meet(packet.remote_steam_id)
	var outcome: String = ["draw", "won", "lost"][winner(_own_throw, data[1] as Throw)]
	_end({"outcome": outcome, "threw": Throw.find_key(_own_throw), "opponent_threw": Throw.find_key(data[1])}, 0)


func _end(report: Dictionary, code: int) -> void:
	if _is_over:
		return
	_is_over = true
	print(report)
	var path := _argument("report", "")
	if path.is_empty():
		return
	FileAccess.open(path, FileAccess.WRITE).store_string(JSON.stringify(report))
	# A player who leaves at once may lose a packet that is still in flight, so both wait until both reports exist.
	await get_tree().create_timer(1.0).timeout
	Steam.steamShutdown()
	get_tree().quit(code)


# The value of a `--name=value` after Godot's own `--`.
func _argument(argument: String, default: String) -> String:
	for given in OS.get_cmdline_user_args():
		if given.begins_with("--%s=" % argument):
			return given.get_slice("=", 1)
	return default
