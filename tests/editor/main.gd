extends Node
## A game that sends packets to itself.

const CHANNEL := 5


func _ready() -> void:
	print("game: %s" % Steam.steamInitEx(480, true))
	Steam.acceptP2PSessionWithUser(Steam.getSteamID())
	Steam.createLobby(Steam.LOBBY_TYPE_PUBLIC, 4)


func _process(_delta: float) -> void:
	var data := "a packet to oneself".to_utf8_buffer()
	Steam.sendP2PPacket(Steam.getSteamID(), data, Steam.P2P_SEND_RELIABLE, CHANNEL)
	while Steam.getAvailableP2PPacketSize(CHANNEL) > 0:
		Steam.readP2PPacket(Steam.getAvailableP2PPacketSize(CHANNEL), CHANNEL)
