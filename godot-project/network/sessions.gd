## P2P sessions with the other members of the lobby: accepts them, sends packets and reads them.
##
## A session opens by itself with the first packet. The other side then gets [code]p2p_session_request[/code] and has to
## accept, or its packets cannot be read. We accept members of our lobby and nobody else.
##
## The conversation: a member who enters a lobby sends a handshake to everybody in it, and they answer with their own. After that both
## sides chat, and measure the round trip with pings.
extends RefCounted

const Member := preload("member.gd")
const Message := preload("message.gd")
const Words := preload("words.gd")

## A user requests a session.
signal requested(steam_id: int, accepted: bool)
## Both sides can talk now.
signal handshaken(member: Member)
signal chat_received(member: Member, text: String)
signal round_trip_measured(member: Member, milliseconds: float)
## Our packets to the member could not be delivered.
signal failed(member: Member, reason: String)

## Handshakes and chat, which have to arrive.
const CHANNEL_TALK := 0
## Pings, which are worthless if they arrive late.
const CHANNEL_PING := 1
const PING_INTERVAL_SECONDS := 0.25
## A handshake without an answer is sent again after this time.
const HANDSHAKE_INTERVAL_SECONDS := 3.0

## The members that we may talk to, by Steam id.
var _members := {}
## When each member without a handshake gets one (again), in seconds, by Steam id.
var _handshake_due := {}
## Users who requested a session before Steam reported that they are in the lobby.
var _early_requests := {}
var _ping_due := 0.0


func _init() -> void:
	Steam.p2p_session_request.connect(_on_p2p_session_request)
	Steam.p2p_session_connect_fail.connect(_on_p2p_session_connect_fail)


## From now on the member may talk to us. The member who entered the lobby first waits for the handshake of later ones.
func open(member: Member, greet_now: bool) -> void:
	_members[member.steam_id] = member
	_handshake_due[member.steam_id] = _now() + (0.0 if greet_now else HANDSHAKE_INTERVAL_SECONDS)
	if _early_requests.has(member.steam_id):
		_on_p2p_session_request(member.steam_id)


## Ends the session with a member who has left, or whom we leave.
func close(member: Member) -> void:
	_members.erase(member.steam_id)
	_handshake_due.erase(member.steam_id)
	_early_requests.erase(member.steam_id)
	Steam.closeP2PSessionWithUser(member.steam_id)


func close_all() -> void:
	for member: Member in _members.values():
		close(member)
	_early_requests.clear()


## Sends a line of chat to every other member.
func send_chat(text: String) -> void:
	for member: Member in _members.values():
		_send(member, Message.chat(text), Steam.P2P_SEND_RELIABLE, CHANNEL_TALK)


## Reads all packets that have arrived, then sends those that are due. Call it every frame, after [code]run_callbacks[/code].
func poll() -> void:
	_read_all(CHANNEL_TALK)
	_read_all(CHANNEL_PING)
	_send_handshakes()
	_send_pings()


## All packets, not one for each frame: otherwise a busy sender fills the queue faster than it is emptied.
func _read_all(channel: int) -> void:
	while Steam.getAvailableP2PPacketSize(channel) > 0:
		var size := Steam.getAvailableP2PPacketSize(channel)
		var packet: Dictionary = Steam.readP2PPacket(size, channel)
		if packet.is_empty():
			return
		# The sender's key depends on the version of GodotSteam.
		var sender: int = packet.get("remote_steam_id", packet.get("steam_id_remote", 0))
		var bytes: PackedByteArray = packet["data"]
		var member: Member = _members.get(sender)
		# Somebody may have left the lobby while their packet was on its way.
		if member == null:
			continue
		member.count_received(bytes.size())
		var message := Message.new()
		if message.read(bytes):
			_handle(member, message)


func _handle(member: Member, message: Message) -> void:
	match message.kind:
		Message.Kind.HANDSHAKE:
			_handle_handshake(member, message)
		Message.Kind.CHAT:
			chat_received.emit(member, message.text)
		Message.Kind.PING:
			_send(member, Message.pong(message.number), Steam.P2P_SEND_UNRELIABLE_NO_DELAY, CHANNEL_PING)
		Message.Kind.PONG:
			var milliseconds := member.finish_ping(message.number)
			if milliseconds >= 0.0:
				round_trip_measured.emit(member, milliseconds)


func _handle_handshake(member: Member, message: Message) -> void:
	if message.version != Message.PROTOCOL_VERSION:
		_handshake_due.erase(member.steam_id)
		failed.emit(member, "plays another version of this game")
		return
	if message.wants_answer:
		_send(member, Message.handshake(false), Steam.P2P_SEND_RELIABLE, CHANNEL_TALK)
	_handshake_due.erase(member.steam_id)
	if not member.is_handshaken:
		member.is_handshaken = true
		handshaken.emit(member)


func _send_handshakes() -> void:
	for member: Member in _members.values():
		var due: float = _handshake_due.get(member.steam_id, INF)
		if _now() >= due:
			_handshake_due[member.steam_id] = _now() + HANDSHAKE_INTERVAL_SECONDS
			_send(member, Message.handshake(true), Steam.P2P_SEND_RELIABLE, CHANNEL_TALK)


func _send_pings() -> void:
	if _now() < _ping_due:
		return
	_ping_due = _now() + PING_INTERVAL_SECONDS
	for member: Member in _members.values():
		member.forget_old_pings()
		if member.is_handshaken:
			var ping := Message.ping(member.start_ping())
			_send(member, ping, Steam.P2P_SEND_UNRELIABLE_NO_DELAY, CHANNEL_PING)


func _send(member: Member, bytes: PackedByteArray, send_type: Steam.P2PSend, channel: int) -> void:
	if Steam.sendP2PPacket(member.steam_id, bytes, send_type, channel):
		member.count_sent(bytes.size())
	else:
		failed.emit(member, "Steam refused to send a packet of %d bytes" % bytes.size())


func _on_p2p_session_request(steam_id: int) -> void:
	var is_member := _members.has(steam_id)
	if is_member:
		_early_requests.erase(steam_id)
		Steam.acceptP2PSessionWithUser(steam_id)
	else:
		# Not accepted, but remembered: packets can be faster than the news that somebody has joined.
		_early_requests[steam_id] = true
	requested.emit(steam_id, is_member)


func _on_p2p_session_connect_fail(steam_id: int, error: int) -> void:
	var member: Member = _members.get(steam_id)
	if member == null:
		return
	# The queued packets are lost, so the conversation starts again.
	member.is_handshaken = false
	_handshake_due[steam_id] = _now() + HANDSHAKE_INTERVAL_SECONDS
	failed.emit(member, Words.session_error(error))


static func _now() -> float:
	return Time.get_ticks_usec() / 1_000_000.0
