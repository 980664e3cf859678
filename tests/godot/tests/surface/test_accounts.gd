extends "res://harness/test_case.gd"
## An ID shows its account type in its bits, with or without init.
## rule: ids.bits

## The universe and instance of most ids; the account type stands in the four bits from 52 on.
const PUBLIC := 1 << 56
const ACCOUNT := 123456789

const ANSWERS := {
	Steam.ACCOUNT_TYPE_INDIVIDUAL: ["isIndividualAccount"],
	Steam.ACCOUNT_TYPE_GAME_SERVER: [],
	Steam.ACCOUNT_TYPE_ANON_GAME_SERVER: ["isAnonAccount"],
	Steam.ACCOUNT_TYPE_CLAN: ["isClanAccount"],
	Steam.ACCOUNT_TYPE_CHAT: ["isChatAccount"],
	Steam.ACCOUNT_TYPE_CONSOLE_USER: ["isConsoleUserAccount", "isIndividualAccount"],
	Steam.ACCOUNT_TYPE_ANON_USER: ["isAnonAccount", "isAnonUserAccount"],
	Steam.ACCOUNT_TYPE_INVALID: [],
}
const QUESTIONS: Array[String] = ["isIndividualAccount", "isAnonAccount", "isAnonUserAccount", "isChatAccount",
		"isClanAccount", "isConsoleUserAccount", "isLobby"]


func run() -> void:
	_ask_everything()
	await init_steam()
	_ask_everything()
	var me := Steam.getSteamID()
	check(Steam.isIndividualAccount(me), "one's own id is a person's")
	check(Steam.getSteamID32(me) > 0, "and has an account")
	Steam.createLobby(Steam.LOBBY_TYPE_PRIVATE, 2)
	var lobby: int = (await next_signal("lobby_created"))[1]
	check(Steam.isLobby(lobby) and Steam.isChatAccount(lobby), "a lobby is one, and a chat room")
	check(not Steam.isIndividualAccount(lobby) and not Steam.isLobby(me), "and not a person")
	equal(errors.take(), [] as Array[String], "errors")


func _ask_everything() -> void:
	for type: int in ANSWERS:
		var id := PUBLIC | type << 52 | 1 << 32 | ACCOUNT
		equal(Steam.getSteamID32(id), ACCOUNT, "the account of type %d" % type)
		for question in QUESTIONS:
			equal(Steam.call(question, id), ANSWERS[type].has(question), "%s of type %d" % [question, type])
	# The whole of the lower half, and nothing of the upper one.
	equal(Steam.getSteamID32(-1), 0xFFFFFFFF, "the account of all bits")
	equal(Steam.getSteamID32(0), 0, "the account of nobody")
	# A chat room becomes a lobby by a flag in its instance.
	check(Steam.isLobby(PUBLIC | Steam.ACCOUNT_TYPE_CHAT << 52 | 0x40000 << 32 | ACCOUNT), "the lobby flag")
