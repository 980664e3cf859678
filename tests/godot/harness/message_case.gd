extends "res://harness/lobby_case.gd"
## A test in which the players send each other messages of `ISteamNetworkingMessages`.

const OK := Steam.RESULT_OK


## Takes everything that waits on a channel, oldest first.
func receive_all(channel := 0) -> Array:
	return Steam.receiveMessagesOnChannel(channel, 1000)


## Waits for one message on a channel and takes it.
func next_message(channel := 0) -> Dictionary:
	var taken: Array = []
	await until(func() -> bool:
			taken.append_array(Steam.receiveMessagesOnChannel(channel, 1))
			return not taken.is_empty(), PATIENCE, "a message on channel %d" % channel)
	return taken[0]


## Sends a text reliably.
func send_text(to: int, text: String, channel := 0) -> void:
	equal(Steam.sendMessageToUser(to, text.to_utf8_buffer(), Steam.NETWORKING_SEND_RELIABLE_NO_NAGLE, channel), OK,
			"sending " + text)


## The text of the next message on a channel.
func next_text(channel := 0) -> String:
	var message := await next_message(channel)
	return message.payload.get_string_from_utf8()


## `connection_state` of the session with a user, 0 if there is none.
func state_of(user: int) -> int:
	return Steam.getSessionConnectionInfo(user, false, false).get("connection_state", 0)
