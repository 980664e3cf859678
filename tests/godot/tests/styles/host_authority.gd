extends Node
## The host alone decides: clients send what they press, the host moves everybody and sends the whole state to all members,
## numbered, so that an older state never replaces a newer one.

const STATE_CHANNEL := 2
const INPUT_CHANNEL := 3

var lobby := 0
var is_host := false
var tick := 0
## Steam id to score.
var state := {}

var _pressed := {}


func _ready() -> void:
	process_mode = Node.PROCESS_MODE_ALWAYS
	Steam.p2p_session_request.connect(func(remote: int) -> void:
			# Users who are not members are ignored. They request again while they keep sending.
			if lobby == 0:
				return
			for index in Steam.getNumLobbyMembers(lobby):
				if Steam.getLobbyMemberByIndex(lobby, index) == remote:
					Steam.acceptP2PSessionWithUser(remote))


func _process(_delta: float) -> void:
	Steam.run_callbacks()
	if lobby == 0:
		return
	is_host = Steam.getLobbyOwner(lobby) == Steam.getSteamID()
	if is_host:
		_host_frame()
	else:
		_client_frame()


## The player presses a key so many times.
func press(times: int) -> void:
	if is_host:
		_pressed[Steam.getSteamID()] = _pressed.get(Steam.getSteamID(), 0) + times
		return
	var input := PackedByteArray()
	input.resize(4)
	input.encode_s32(0, times)
	Steam.sendP2PPacket(Steam.getLobbyOwner(lobby), input, Steam.P2P_SEND_RELIABLE_WITH_BUFFERING, INPUT_CHANNEL)


func _host_frame() -> void:
	var size := Steam.getAvailableP2PPacketSize(INPUT_CHANNEL)
	while size > 0:
		var packet := Steam.readP2PPacket(size, INPUT_CHANNEL)
		var sender: int = packet.steam_id_remote
		_pressed[sender] = _pressed.get(sender, 0) + packet.data.decode_s32(0)
		size = Steam.getAvailableP2PPacketSize(INPUT_CHANNEL)
	tick += 1
	for user: int in _pressed:
		state[user] = state.get(user, 0) + _pressed[user]
	_pressed.clear()
	var bytes := var_to_bytes([tick, state])
	for index in Steam.getNumLobbyMembers(lobby):
		var member := Steam.getLobbyMemberByIndex(lobby, index)
		if member != Steam.getSteamID():
			Steam.sendP2PPacket(member, bytes, Steam.P2P_SEND_UNRELIABLE, STATE_CHANNEL)


func _client_frame() -> void:
	while Steam.getAvailableP2PPacketSize(STATE_CHANNEL):
		var packet := Steam.readP2PPacket(Steam.getAvailableP2PPacketSize(STATE_CHANNEL), STATE_CHANNEL)
		var content: Array = bytes_to_var(packet.data)
		if packet.remote_steam_id == Steam.getLobbyOwner(lobby) and content[0] > tick:
			tick = content[0]
			state = content[1]
