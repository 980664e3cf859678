extends "res://harness/lobby_case.gd"
## A test in which the players connect to each other over `ISteamNetworkingSockets`.

const OK := Steam.RESULT_OK
const RELIABLE := Steam.NETWORKING_SEND_RELIABLE_NO_NAGLE
const NO_OPTIONS := {}
const CHANGED := "network_connection_status_changed"


## Waits until a connection goes into a state, and returns how it stood then.
func changed(handle: int, state: int, seconds := PATIENCE) -> Dictionary:
	var arguments := await next_signal(CHANGED, func(given: Array) -> bool:
			return given[0] == handle and given[1].connection_state == state, seconds)
	return arguments[1]


## Waits until somebody wants to connect: handle, and how the connection stands.
func asked() -> Array:
	var arguments := await next_signal(CHANGED, func(given: Array) -> bool:
			return given[2] == Steam.CONNECTION_STATE_NONE and given[1].listen_socket != 0)
	equal(arguments[1].connection_state, Steam.CONNECTION_STATE_CONNECTING, "the state of a new connection")
	return [arguments[0], arguments[1]]


## Accepts the next connection, and waits until it is open.
func accept_next() -> int:
	var handle: int = (await asked())[0]
	equal(Steam.acceptConnection(handle), OK, "accepting")
	await changed(handle, Steam.CONNECTION_STATE_CONNECTED)
	return handle


## Connects to a user who listens.
func connect_to(user: int, port := 0) -> int:
	var handle := Steam.connectP2P(user, port, NO_OPTIONS)
	check(handle != 0, "a handle")
	await changed(handle, Steam.CONNECTION_STATE_CONNECTED)
	return handle


## Sends a text reliably.
func send_text(handle: int, text: String) -> void:
	equal(Steam.sendMessageToConnection(handle, text.to_utf8_buffer(), RELIABLE).result, OK, "sending " + text)


## Waits for one message on a connection and takes it.
func next_message(handle: int) -> Dictionary:
	var taken: Array = []
	await until(func() -> bool:
			taken.append_array(Steam.receiveMessagesOnConnection(handle, 1))
			return not taken.is_empty(), PATIENCE, "a message")
	return taken[0]


## The text of the next message.
func next_text(handle: int) -> String:
	return (await next_message(handle)).payload.get_string_from_utf8()


## The state of a connection, 0 if there is none.
func state_of(handle: int) -> int:
	return Steam.getConnectionInfo(handle).get("connection_state", 0)
