extends "res://harness/test_case.gd"
## The size of the queues for one user is a project setting; a wrong value makes the init fail and is named.
## rule: send.queue-limit, init.wrong-settings
## platform: local
## expect-error: the send queue to this user is full

const STRANGER := 76561202255233999


func run() -> void:
	ProjectSettings.set_setting("steam/local/send_queue_kib", 5)
	var result := Steam.steamInitEx(APP_ID, false)
	equal(result.status, Steam.STEAM_API_INIT_RESULT_FAILED_GENERIC, "the result")
	check(result.verbal.contains("steam/local/send_queue_kib is 5"), result.verbal)
	ProjectSettings.set_setting("steam/local/send_queue_kib", 2048)
	await init_steam()
	var packet := PackedByteArray()
	packet.resize(1024 * 1024)
	for sent in 2:
		check(Steam.sendP2PPacket(STRANGER, packet, Steam.P2P_SEND_RELIABLE), "packet %d" % sent)
	equal(Steam.sendP2PPacket(STRANGER, packet, Steam.P2P_SEND_RELIABLE), false, "a packet into the full queue")
