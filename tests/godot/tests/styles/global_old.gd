extends Node
## Everything in one autoload, in the manner of the older GodotSteam: `steamInit` with a bool in front and a Dictionary as its
## result, the sender under `steam_id_remote`, compressed packets, a limit of packets read in a frame, names in capitals.

const PACKET_READ_LIMIT: int = 32

var STEAM_ID: int = 0
var LOBBY_ID: int = 0
var LOBBY_MEMBERS: Array = []
var DATA: Dictionary = {}
## The rolls of each player, in the order of arrival.
var ROLLS: Dictionary = {}
var MOST_IN_A_FRAME: int = 0


func _ready() -> void:
	var INIT: Dictionary = Steam.steamInit(true, 480)
	if INIT['status'] != 1:
		push_error("Failed to initialize Steam. " + str(INIT['verbal']))
		return
	STEAM_ID = Steam.getSteamID()
	Steam.connect("lobby_created", Callable(self, "_on_Lobby_Created"))
	Steam.connect("lobby_joined", Callable(self, "_on_Lobby_Joined"))
	Steam.connect("lobby_chat_update", Callable(self, "_on_Lobby_Chat_Update"))
	Steam.connect("p2p_session_request", Callable(self, "_on_P2P_Session_Request"))
	Steam.connect("p2p_session_connect_fail", Callable(self, "_on_P2P_Session_Connect_Fail"))


func _process(_delta: float) -> void:
	Steam.run_callbacks()
	if LOBBY_ID > 0:
		MOST_IN_A_FRAME = maxi(MOST_IN_A_FRAME, _read_All_P2P_Packets())


func _create_Lobby() -> void:
	if LOBBY_ID == 0:
		Steam.createLobby(2, 4)


func _on_Lobby_Created(connection: int, lobby_id: int) -> void:
	if connection == 1:
		LOBBY_ID = lobby_id
		Steam.setLobbyJoinable(LOBBY_ID, true)
		Steam.setLobbyData(str(LOBBY_ID).to_int(), "name", str(Steam.getPersonaName()) + "'s Lobby")


func _on_Lobby_Joined(lobby_id: int, _permissions: int, _locked: bool, response: int) -> void:
	if response == 1:
		LOBBY_ID = lobby_id
		_get_Lobby_Members()
		_make_P2P_Handshake()


func _on_Lobby_Chat_Update(_lobby: int, _changed: int, _making_change: int, _state: int) -> void:
	_get_Lobby_Members()


func _get_Lobby_Members() -> void:
	LOBBY_MEMBERS.clear()
	for MEMBER in range(0, Steam.getNumLobbyMembers(LOBBY_ID)):
		var MEMBER_ID: int = Steam.getLobbyMemberByIndex(LOBBY_ID, MEMBER)
		LOBBY_MEMBERS.append({"steam_id": MEMBER_ID, "steam_name": Steam.getFriendPersonaName(MEMBER_ID)})


func _make_P2P_Handshake() -> void:
	_send_P2P_Packet(0, {"message": "handshake", "from": STEAM_ID})


func _roll(count: int) -> void:
	for number in range(0, count):
		_send_P2P_Packet(0, {"message": "roll", "from": STEAM_ID, "value": (STEAM_ID + number * 7) % 6 + 1, "number": number})


# 0 for everybody but oneself.
func _send_P2P_Packet(target: int, packet_data: Dictionary) -> void:
	var SEND_TYPE: int = Steam.P2P_SEND_RELIABLE
	var CHANNEL: int = 0
	var PACKET: PackedByteArray = []
	PACKET.append_array(var_to_bytes(packet_data).compress(FileAccess.COMPRESSION_GZIP))
	if target != 0:
		Steam.sendP2PPacket(target, PACKET, SEND_TYPE, CHANNEL)
		return
	for MEMBER in LOBBY_MEMBERS:
		if MEMBER['steam_id'] != STEAM_ID:
			Steam.sendP2PPacket(MEMBER['steam_id'], PACKET, SEND_TYPE, CHANNEL)


# Calls itself until the limit, as these scripts do. Returns how many were read.
func _read_All_P2P_Packets(read_count: int = 0) -> int:
	if read_count >= PACKET_READ_LIMIT:
		return read_count
	if Steam.getAvailableP2PPacketSize(0) > 0:
		_read_P2P_Packet()
		return _read_All_P2P_Packets(read_count + 1)
	return read_count


func _read_P2P_Packet() -> void:
	var PACKET_SIZE: int = Steam.getAvailableP2PPacketSize(0)
	if PACKET_SIZE > 0:
		var PACKET: Dictionary = Steam.readP2PPacket(PACKET_SIZE, 0)
		if PACKET.is_empty() or PACKET == null:
			push_error("read an empty packet with non-zero size")
		var PACKET_SENDER: int = PACKET['steam_id_remote']
		var PACKET_CODE: PackedByteArray = PACKET['data']
		var READABLE: Dictionary = bytes_to_var(PACKET_CODE.decompress_dynamic(-1, FileAccess.COMPRESSION_GZIP))
		if READABLE['message'] == "handshake":
			DATA[PACKET_SENDER] = true
		elif READABLE['message'] == "roll" and READABLE['from'] == PACKET_SENDER:
			if not ROLLS.has(PACKET_SENDER):
				ROLLS[PACKET_SENDER] = []
			ROLLS[PACKET_SENDER].append([READABLE['number'], READABLE['value']])


func _on_P2P_Session_Request(remote_id: int) -> void:
	Steam.acceptP2PSessionWithUser(remote_id)


func _on_P2P_Session_Connect_Fail(steam_id: int, session_error: int) -> void:
	push_error("Session failure %d with %d" % [session_error, steam_id])
