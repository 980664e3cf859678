extends "res://harness/peer_case.gd"
## Both sides poll without waiting for frames: five thousand packets there and back, one at a time, in each mode; on ENet and on Steam
## alike.
## rule: peer.busy-polling, peer.leaves-with-poll
## players: 2
## timeout: 300

const ROUND_TRIPS := 5_000
const MODES: Array[int] = [MultiplayerPeer.TRANSFER_MODE_RELIABLE, MultiplayerPeer.TRANSFER_MODE_UNRELIABLE]


func play() -> void:
	await assemble()
	for mode in MODES:
		await together("mode %d" % mode)
		await _ping(mode) if player == 1 else await _pong(mode)


func _ping(mode: int) -> void:
	for number in ROUND_TRIPS:
		var data := PackedByteArray([0, 0, 0, 0])
		data.encode_u32(0, number)
		send(data, 0, mode)
		var sent_at := Time.get_ticks_msec()
		var give_up_at := sent_at + int(PATIENCE * 1000)
		while packets.is_empty() or packets[-1].bytes != data:
			poll()
			var now := Time.get_ticks_msec()
			if mode != MultiplayerPeer.TRANSFER_MODE_RELIABLE and now - sent_at > 100:
				send(data, 0, mode)
				sent_at = now
			if now > give_up_at:
				print("stuck at ", number, " ", peer.get_peer_info(peer.get_peer_map().keys()[0]) if kind == STEAM else {})
				await abort("%s: no answer to packet %d of mode %d" % [kind, number, mode])
		packets.clear()
	send("the end".to_utf8_buffer(), 0)
	await together("pinged %d" % mode)


func _pong(mode: int) -> void:
	var give_up_at := Time.get_ticks_msec() + 2 * int(PATIENCE * 1000)
	while true:
		poll()
		# Packets only have to keep arriving; a busy machine may take long for all of them.
		if not packets.is_empty():
			give_up_at = Time.get_ticks_msec() + int(PATIENCE * 1000)
		for packet in packets:
			if packet.bytes.size() > 4:
				continue
			send(packet.bytes, 1, mode)
		if packets.any(func(packet: Dictionary) -> bool: return packet.bytes == "the end".to_utf8_buffer()):
			break
		packets.clear()
		if Time.get_ticks_msec() > give_up_at:
			print("stuck ", peer.get_peer_info(1) if kind == STEAM else {})
			await abort("%s: packets of mode %d stopped" % [kind, mode])
	packets.clear()
	await together("pinged %d" % mode)
