extends "res://harness/test_case.gd"
## Two friends write to each other through their games: what one writes, the other's game shows if it listens.
## rule: friends.messages
## players: 2
## expect-error: Steam.replyToFriendMessage: message is empty
## expect-error: Steam.replyToFriendMessage: message is 2049 bytes long
## expect-error: Steam.getFriendMessage: message is -1

const TEXT := "Do you come along? Grüße"


func run() -> void:
	await init_steam()
	var other := await id_of(3 - player)
	await until(func() -> bool: return Steam.getFriendPersonaState(other) != Steam.PERSONA_STATE_OFFLINE, PATIENCE, "the friend")
	equal(Steam.setListenForFriendsMessages(true), true, "setListenForFriendsMessages")
	await barrier("listening")
	if player == 1:
		equal(Steam.replyToFriendMessage(other, TEXT), true, "replyToFriendMessage")
		equal(Steam.replyToFriendMessage(other, "x".repeat(2048)), true, "the longest message")
		await _check_message(other, "No")
	else:
		var first := await _check_message(other, TEXT)
		var second := await _check_message(other, "x".repeat(2048))
		check(first != second, "each message has a number")
		equal(Steam.getFriendMessage(other, first).get("text"), TEXT, "the first one again")
		equal(Steam.replyToFriendMessage(other, "No"), true, "the answer")
	equal(Steam.replyToFriendMessage(other, ""), false, "an empty message")
	equal(Steam.replyToFriendMessage(other, "x".repeat(2049)), false, "a message that is too long")
	equal(Steam.replyToFriendMessage(76561197960265728 + 99, "hello"), false, "to nobody")
	equal(Steam.getFriendMessage(other, 999), {"ret": false, "text": "", "type": 0}, "a message that did not come")
	equal(Steam.getFriendMessage(other, -1), {}, "no number")
	await frames(5)
	equal(signals.count("connected_friend_chat_message"), 0, "further messages")


# Waits for a message of a friend and returns its number.
func _check_message(friend: int, text: String) -> int:
	var told := await next_signal("connected_friend_chat_message")
	equal([told[0], told[2], told[3]], [friend, text, Steam.CHAT_ENTRY_TYPE_CHAT_MSG], "connected_friend_chat_message")
	equal(Steam.getFriendMessage(friend, told[1]), {"ret": true, "text": text, "type": 1}, "getFriendMessage")
	return told[1]
