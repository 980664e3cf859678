extends "res://harness/p2p_case.gd"
## With a second user: states, relations and changes of members that this SDK does not know reach scripts as they are; where 0 would
## mean success, unknown values do not become 0.
## rule: steam.unknown-values
## players: 2

const UNKNOWN := 9999


func run() -> void:
	await meet()
	var other := ids[3 - player]
	check(Steam.acceptP2PSessionWithUser(other), "accepting")
	send_text(other, "hello")
	equal(await next_text(), "hello", "a first packet")
	var ticket := Steam.getAuthSessionTicket(other)
	publish("ticket", ticket.buffer)
	var theirs: PackedByteArray = await note(3 - player, "ticket")
	signals.clear()
	await barrier("ready")
	OS.set_environment("STEAM_API_DOUBLE_ENUMS", "unknown")
	if over_messages():
		equal(Steam.getSessionConnectionInfo(other, false, true).connection_state, UNKNOWN, "connection_state")
	else:
		equal(Steam.getP2PSessionState(other).session_error, 200, "session_error")
	equal(Steam.getFriendRelationship(other), 200, "getFriendRelationship")
	equal(Steam.getFriendPersonaState(other), 200, "getFriendPersonaState")
	check(Steam.beginAuthSession(theirs, theirs.size(), other) != Steam.BEGIN_AUTH_SESSION_RESULT_OK, "beginAuthSession")
	check(Steam.userHasLicenseForApp(other, APP_ID) != Steam.USER_HAS_LICENSE_RESULT_HAS_LICENSE, "userHasLicenseForApp")
	OS.set_environment("STEAM_API_DOUBLE_IMAGES", "huge")
	check(Steam.getImageRGBA(1).get("buffer", PackedByteArray()).is_empty(), "a picture that claims 2^60 pixels")
	await barrier("looked")
	if player == 2:
		Steam.leaveLobby(lobby)
		await barrier("left")
		return
	equal(await next_signal("lobby_chat_update"), [lobby, other, other, 0xFFFFFFFF], "lobby_chat_update")
	await barrier("left")
