extends "res://harness/test_case.gd"
## The enums of the Networking class and of lobbies, written out as games write them.
## rule: class.enums

var _send_type: Steam.P2PSend = Steam.P2P_SEND_RELIABLE
var _kept: Array[Steam.LobbyType] = [Steam.LOBBY_TYPE_PRIVATE, Steam.LOBBY_TYPE_PUBLIC]


func run() -> void:
	equal([Steam.P2P_SEND_UNRELIABLE, Steam.P2P_SEND_UNRELIABLE_NO_DELAY, Steam.P2P_SEND_RELIABLE,
			Steam.P2P_SEND_RELIABLE_WITH_BUFFERING], [0, 1, 2, 3], "P2PSend")
	equal([Steam.P2P_SESSION_ERROR_NONE, Steam.P2P_SESSION_ERROR_NOT_RUNNING_APP,
			Steam.P2P_SESSION_ERROR_NO_RIGHTS_TO_APP, Steam.P2P_SESSION_ERROR_DESTINATION_NOT_LOGGED_ON,
			Steam.P2P_SESSION_ERROR_TIMEOUT, Steam.P2P_SESSION_ERROR_MAX], [0, 1, 2, 3, 4, 5], "P2PSessionError")
	equal([Steam.NET_SOCKET_CONNECTION_TYPE_NOT_CONNECTED, Steam.NET_SOCKET_CONNECTION_TYPE_UDP,
			Steam.NET_SOCKET_CONNECTION_TYPE_UDP_RELAY], [0, 1, 2], "SNetSocketConnectionType")
	equal([Steam.NET_SOCKET_STATE_INVALID, Steam.NET_SOCKET_STATE_CONNECTED, Steam.NET_SOCKET_STATE_INITIATED,
			Steam.NET_SOCKET_STATE_LOCAL_CANDIDATE_FOUND, Steam.NET_SOCKET_STATE_RECEIVED_REMOTE_CANDIDATES,
			Steam.NET_SOCKET_STATE_CHALLENGE_HANDSHAKE, Steam.NET_SOCKET_STATE_DISCONNECTING,
			Steam.NET_SOCKET_STATE_LOCAL_DISCONNECT, Steam.NET_SOCKET_STATE_TIMEOUT_DURING_CONNECT,
			Steam.NET_SOCKET_STATE_REMOTE_END_DISCONNECTED, Steam.NET_SOCKET_STATE_BROKEN],
			[0, 1, 10, 11, 12, 15, 21, 22, 23, 24, 25], "SNetSocketState")
	equal(_send_type, 2, "a member typed as an enum of the class")
	equal(_kept, [0, 2] as Array[Steam.LobbyType], "an array typed as an enum of the class")
	equal(_in_words(Steam.P2PSessionError.P2P_SESSION_ERROR_TIMEOUT), "timeout", "a parameter typed as an enum")
	equal(_response(4), Steam.CHAT_ROOM_ENTER_RESPONSE_FULL, "an int returned as an enum")
	var result: Steam.Result = Steam.RESULT_OK
	equal(result, 1, "Result as a type")


func _in_words(error: Steam.P2PSessionError) -> String:
	match error:
		Steam.P2P_SESSION_ERROR_NONE:
			return "none"
		Steam.P2P_SESSION_ERROR_TIMEOUT:
			return "timeout"
	return "another"


func _response(value: int) -> Steam.ChatRoomEnterResponse:
	return value as Steam.ChatRoomEnterResponse
