extends "res://harness/test_case.gd"
## Ids, handles and times that the platform makes up lie where Steam's do, so that a script that computes with them computes
## the same on Steam.
## rule: ids.as-on-steam

## `ISteamNetworkingUtils`: no timestamp is lower than thirty days.
const THIRTY_DAYS_USEC := 30 * 24 * 60 * 60 * 1000000


func run() -> void:
	await init_steam()
	var account := Steam.getSteamID() % (2 ** 32)
	check(account >= 1 and account <= 2000000000, "the account number %d" % account)
	equal(Steam.getSteamID() >> 32, 0x01100001, "the upper half of the Steam id")
	var peer_ids := PackedInt32Array([account])
	equal(peer_ids[0], account, "the account number as an int32, such as a peer id")
	Steam.createLobby(Steam.LOBBY_TYPE_PUBLIC, 4)
	var lobby: int = (await next_signal("lobby_created"))[1]
	equal(lobby >> 32, 0x01860000, "the upper half of the lobby's id")
	check(lobby & 0xFFFFFFFF != 0, "the lobby's number")
	check(absf(Steam.getServerRealTime() - Time.get_unix_time_from_system()) < 60.0, "the server's time")
	var ticket: int = Steam.getAuthSessionTicket().id
	check(ticket >= 1 and ticket < 2 ** 31, "the handle of a ticket: %d" % ticket)
	var picture := Steam.getMediumFriendAvatar(Steam.getSteamID())
	check(picture >= 1 and picture < 2 ** 31, "the handle of a picture: %d" % picture)
	Steam.sendMessageToUser(Steam.getSteamID(), PackedByteArray([1]), Steam.NETWORKING_SEND_RELIABLE_NO_NAGLE, 0)
	await frames(3)
	var messages := Steam.receiveMessagesOnChannel(0, 1)
	check(messages.size() == 1 and messages[0].time_received > THIRTY_DAYS_USEC, "the time of a message: %s" % [messages])
