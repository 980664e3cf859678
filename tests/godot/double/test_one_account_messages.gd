extends "res://harness/message_case.gd"
## A message to oneself outside a lobby causes the same warning as a packet.
## rule: steam.one-account
## expect-error: Steam.sendMessageToUser: this goes to the process's own Steam ID

func run() -> void:
	await init_steam()
	for index in 3:
		equal(Steam.sendMessageToUser(Steam.getSteamID(), PackedByteArray([index]), Steam.NETWORKING_SEND_RELIABLE, 0), OK,
				"sending to oneself")
	if errors.available():
		equal(errors.take().size(), 1, "warnings")
	equal((await next_message()).payload, PackedByteArray([0]), "the message arrives")
