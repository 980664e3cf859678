extends "mesh_way.gd"
## [code]Steam.sendP2PPacket[/code] on the local platform.

const CHANNEL := 1
const OPENING := 2

var _ids := PackedInt64Array()


func open() -> String:
	for other in _others:
		var id = await Notes.find(_tree, "id-%d" % other, poll)
		if id == null:
			return "player %d did not show up" % other
		_ids.append(id)
		Steam.acceptP2PSessionWithUser(id)
		Steam.sendP2PPacket(id, PackedByteArray([1]), Steam.P2P_SEND_RELIABLE, OPENING)
	var heard := {}
	var have_all_spoken := func() -> bool:
		while Steam.getAvailableP2PPacketSize(OPENING) > 0:
			heard[Steam.readP2PPacket(1, OPENING).remote_steam_id] = true
		return heard.size() == _ids.size()
	return "" if await _poll_until(have_all_spoken) else "%d of %d are reached" % [heard.size(), _ids.size()]


func send(other: int, data: PackedByteArray) -> void:
	Steam.sendP2PPacket(_ids[other], data, Steam.P2P_SEND_UNRELIABLE, CHANNEL)


func poll() -> void:
	Steam.run_callbacks()


func take() -> bool:
	var size: int = Steam.getAvailableP2PPacketSize(CHANNEL)
	return size > 0 and not Steam.readP2PPacket(size, CHANNEL).is_empty()
