extends "res://harness/lobby_case.gd"
## A user's rich presence reaches their friends with a signal, ends when they clear it, and has Steam's limits.
## rule: friends.rich-presence
## forget: WARNING: Steam.setRichPresence: rich presence has at most 30 keys
## players: 2
## expect-error: Steam.setRichPresence: key
## expect-error: Steam.setRichPresence: value
## expect-error: Steam.getFriendRichPresence: key

const MAX_KEYS := 30


func run() -> void:
	await meet()
	if player == 1:
		await _tell()
	else:
		await _listen()


func _tell() -> void:
	var me := Steam.getSteamID()
	check(Steam.setRichPresence("status", "in the menu"), "setRichPresence")
	equal(Steam.getFriendRichPresence(me, "status"), "in the menu", "one's own presence")
	await note(2, "first heard")
	check(Steam.setRichPresence("status", "Café ☕ 日本"), "a value beyond ASCII")
	check(Steam.setRichPresence("connect", "+connect_lobby %d" % lobby), "a second key")
	await note(2, "second heard")
	check(Steam.setRichPresence("status", ""), "an empty value removes the key")
	equal(Steam.getFriendRichPresence(me, "status"), "", "a removed key")
	await note(2, "removal heard")
	_check_limits(me)
	await note(2, "limits heard")
	Steam.clearRichPresence()
	equal(Steam.getFriendRichPresence(me, "connect"), "", "a key after clearRichPresence")


func _check_limits(me: int) -> void:
	var longest_key := "k".repeat(63)
	var longest_value := "v".repeat(255)
	check(Steam.setRichPresence(longest_key, longest_value), "the longest key and value")
	equal(Steam.getFriendRichPresence(me, longest_key), longest_value, "the longest value")
	errors.take()
	check(not Steam.setRichPresence("k".repeat(64), "v"), "a key that is too long")
	check(not Steam.setRichPresence("status", "v".repeat(256)), "a value that is too long")
	# 86 characters of three bytes each.
	check(not Steam.setRichPresence("status", "語".repeat(86)), "a value that is too long in UTF-8")
	check(not Steam.setRichPresence("", "v"), "no key")
	equal(Steam.getFriendRichPresence(me, ""), "", "asking for no key")
	if errors.available():
		equal(errors.take().size(), 5, "errors, one for each wrong argument")
	# Two are there: connect and the longest.
	for number in MAX_KEYS - 2:
		check(Steam.setRichPresence("key %d" % number, "v"), "key %d" % number)
	check(not Steam.setRichPresence("one more", "v"), "one key more than there may be")
	check(Steam.setRichPresence("key 0", "another value"), "a key that is there can still change")
	check(Steam.setRichPresence("last", "") and Steam.setRichPresence("key 1", ""), "keys can still be removed")
	check(Steam.setRichPresence("last", "heard"), "which makes room")


func _listen() -> void:
	var friend := ids[1]
	await _until_presence("status", "in the menu")
	publish("first heard", true)
	await _until_presence("connect", "+connect_lobby %d" % lobby)
	equal(Steam.getFriendRichPresence(friend, "status"), "Café ☕ 日本", "what was set before")
	publish("second heard", true)
	await _until_presence("status", "")
	publish("removal heard", true)
	await _until_presence("last", "heard")
	equal(Steam.getFriendRichPresence(friend, "k".repeat(63)), "v".repeat(255), "the longest value")
	equal(Steam.getFriendRichPresence(friend, "one more"), "", "a key that was refused")
	signals.clear()
	publish("limits heard", true)
	await _until_presence("connect", "")
	equal(Steam.getFriendRichPresence(friend, "last"), "", "another key after clearRichPresence")
	equal(Steam.getFriendRichPresence(friend, "never set"), "", "a key that was never set")


## Waits for the change, which has to have its own signal.
func _until_presence(key: String, value: String) -> void:
	var friend := ids[1]
	while true:
		equal(await next_signal("friend_rich_presence_update"), [friend, APP_ID], "friend_rich_presence_update")
		if Steam.getFriendRichPresence(friend, key) == value:
			return
