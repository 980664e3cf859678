extends "res://harness/lobby_case.gd"
## Lobby calls answer through the pump only, never within the call.
## rule: lobby.answers-later

func run() -> void:
	await init_steam()
	pumping = false
	Steam.createLobby(Steam.LOBBY_TYPE_PUBLIC, 2)
	Steam.requestLobbyList()
	Steam.joinLobby(0x0186000000000007)
	equal(signals.events, [] as Array[Dictionary], "signals within the calls")
	await frames(60)
	equal(signals.events, [] as Array[Dictionary], "signals without a pump")
	pumping = true
	await next_signal("lobby_created")
	await next_signal("lobby_match_list")
