extends "res://transport.gd"
## [code]Steam.sendP2PPacket[/code] on the local platform.

const CHANNEL := 1

var _id: int


func _init(remote: Remote) -> void:
	super(remote)
	_id = remote.partner_id


func send(data: PackedByteArray, reliable: bool) -> bool:
	return Steam.sendP2PPacket(_id, data, Steam.P2P_SEND_RELIABLE if reliable else Steam.P2P_SEND_UNRELIABLE, CHANNEL)


func poll() -> void:
	Steam.run_callbacks()


func take() -> PackedByteArray:
	var size: int = Steam.getAvailableP2PPacketSize(CHANNEL)
	if size == 0:
		return PackedByteArray()
	return Steam.readP2PPacket(size, CHANNEL).data
