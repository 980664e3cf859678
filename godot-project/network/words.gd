## Steam's numbers as texts, for users of the demo.
extends RefCounted


static func lobby_type(type: Steam.LobbyType) -> String:
	match type:
		Steam.LOBBY_TYPE_PRIVATE:
			return "Private"
		Steam.LOBBY_TYPE_FRIENDS_ONLY:
			return "Friends only"
		Steam.LOBBY_TYPE_PUBLIC:
			return "Public"
		Steam.LOBBY_TYPE_INVISIBLE:
			return "Invisible"
	return "Type %d" % type


## The reason why a lobby could not be entered ([code]lobby_joined[/code]).
static func enter_response(response: int) -> String:
	match response:
		Steam.CHAT_ROOM_ENTER_RESPONSE_DOESNT_EXIST:
			return "It does not exist any more."
		Steam.CHAT_ROOM_ENTER_RESPONSE_NOT_ALLOWED:
			return "You are not allowed to join it."
		Steam.CHAT_ROOM_ENTER_RESPONSE_FULL:
			return "It is full."
		Steam.CHAT_ROOM_ENTER_RESPONSE_BANNED:
			return "You are banned from it."
		Steam.CHAT_ROOM_ENTER_RESPONSE_MEMBER_BLOCKED_YOU:
			return "A member has blocked you."
		Steam.CHAT_ROOM_ENTER_RESPONSE_YOU_BLOCKED_MEMBER:
			return "You have blocked a member."
	return "Steam reported an error (response %d)." % response


## The reason why packets could not be delivered ([code]p2p_session_connect_fail[/code]).
static func session_error(error: int) -> String:
	match error:
		Steam.P2P_SESSION_ERROR_NONE:
			return "no error"
		Steam.P2P_SESSION_ERROR_NOT_RUNNING_APP:
			return "not running this game"
		Steam.P2P_SESSION_ERROR_NO_RIGHTS_TO_APP:
			return "this user does not own the game"
		Steam.P2P_SESSION_ERROR_DESTINATION_NOT_LOGGED_ON:
			return "not logged on to Steam"
		Steam.P2P_SESSION_ERROR_TIMEOUT:
			return "no answer in time"
	return "error %d" % error


## A session as [code]getP2PSessionState[/code] describes it, in one line.
static func session_state(state: Dictionary) -> String:
	if state.is_empty():
		return "No session yet"
	var error: int = state.get("session_error", 0)
	var queued_packets: int = state.get("packets_queued_for_send", 0)
	var queued_bytes: int = state.get("bytes_queued_for_send", 0)
	var queue := "nothing queued"
	if queued_packets > 0 or queued_bytes > 0:
		queue = "queued: %s (%s)" % [count(queued_packets, "packet"), String.humanize_size(queued_bytes)]
	if state.get("connecting", false):
		return "Connecting, %s" % queue
	if not state.get("connection_active", false):
		return "Not connected" if error == 0 else "Failed: %s" % session_error(error)
	if state.get("using_relay", false):
		return "Connected through a relay, %s" % queue
	var ip: int = state.get("remote_ip", 0)
	var port: int = state.get("remote_port", 0)
	return "Connected to %s:%d, %s" % [ip_address(ip), port, queue]


## A number of things: "1 packet", "2 packets".
static func count(number: int, thing: String) -> String:
	return "%d %s%s" % [number, thing, "" if number == 1 else "s"]


## An IPv4 address from Steam's number, which is in host byte order.
static func ip_address(ip: int) -> String:
	return "%d.%d.%d.%d" % [ip >> 24 & 0xFF, ip >> 16 & 0xFF, ip >> 8 & 0xFF, ip & 0xFF]
