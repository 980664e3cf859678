extends RefCounted
## Steam's two ways for packets, behind the same calls.

const CHANNEL := 10


## One of Steam's two ways for packets.
class Carrier:
	var title := ""
	var _waiting: Array[Dictionary] = []

	## Whether it was taken.
	func send(_to: int, _data: PackedByteArray) -> bool:
		return false

	func accept(_from: int) -> void:
		pass

	func close(_remote: int) -> bool:
		return false

	func state(_remote: int) -> Dictionary:
		return {}

	func read() -> Array[Dictionary]:
		return []

	## Takes the first waiting packet that `matches` accepts; the others stay.
	func take(matches: Callable) -> bool:
		_waiting.append_array(read())
		for index in _waiting.size():
			if matches.call(_waiting[index]):
				_waiting.remove_at(index)
				return true
		return false


## `ISteamNetworking`.
class Packets extends Carrier:
	func _init() -> void:
		title = "packets"

	func send(to: int, data: PackedByteArray) -> bool:
		return Steam.sendP2PPacket(to, data, Steam.P2P_SEND_RELIABLE, CHANNEL)

	func accept(from: int) -> void:
		Steam.acceptP2PSessionWithUser(from)

	func close(remote: int) -> bool:
		return Steam.closeP2PSessionWithUser(remote)

	func state(remote: int) -> Dictionary:
		return Steam.getP2PSessionState(remote)

	func read() -> Array[Dictionary]:
		var packets: Array[Dictionary] = []
		while true:
			var packet := Steam.readP2PPacket(1048576, CHANNEL)
			if packet.is_empty():
				break
			packets.append({"from": packet.remote_steam_id, "data": packet.data})
		return packets


## `ISteamNetworkingMessages`.
class Messages extends Carrier:
	func _init() -> void:
		title = "messages"
		# A session can only be accepted once it was asked for.
		Steam.network_messages_session_request.connect(_on_request)

	func _on_request(remote: int) -> void:
		Steam.acceptSessionWithUser(remote)

	func send(to: int, data: PackedByteArray) -> bool:
		var result := Steam.sendMessageToUser(to, data, Steam.NETWORKING_SEND_RELIABLE_NO_NAGLE, CHANNEL)
		return result == Steam.RESULT_OK

	func close(remote: int) -> bool:
		return Steam.closeSessionWithUser(remote)

	func state(remote: int) -> Dictionary:
		return Steam.getSessionConnectionInfo(remote, true, true)

	func read() -> Array[Dictionary]:
		var messages: Array[Dictionary] = []
		for message: Dictionary in Steam.receiveMessagesOnChannel(CHANNEL, 100):
			messages.append({"from": message.identity, "data": message.payload})
		return messages
