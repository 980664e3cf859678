extends "res://harness/peer_case.gd"
## Tens of thousands of packets on one channel, reliable and unreliable mixed; and unreliable-ordered ones over a bad network, which
## get lost and never come late.
## rule: peer.many-on-one-channel, peer.unreliable-ordered
## platform: local
## players: 2
## timeout: 240

const MANY := 70_000
const IN_A_FRAME := 500
const ORDERED := 2_000


func run() -> void:
	kind = STEAM
	await meet()
	await assemble()
	await _many()
	await _ordered()
	leave()


func _many() -> void:
	if player == 2:
		for number in MANY:
			send(var_to_bytes(number), 1, MultiplayerPeer.TRANSFER_MODE_RELIABLE, 3)
			send(var_to_bytes(number), 1, MultiplayerPeer.TRANSFER_MODE_UNRELIABLE, 3)
			if number % IN_A_FRAME == 0:
				await frame()
	else:
		var next := 0
		var unreliable := 0
		while next < MANY:
			await until(func() -> bool: return not packets.is_empty(), PATIENCE, "packet %d" % next)
			for packet in packets:
				if packet.mode == MultiplayerPeer.TRANSFER_MODE_RELIABLE:
					if bytes_to_var(packet.bytes) != next:
						await abort("reliable packet %s instead of %d" % [bytes_to_var(packet.bytes), next])
					next += 1
				else:
					unreliable += 1
			packets.clear()
		check(unreliable > MANY / 2, "unreliable ones arrive as well: %d" % unreliable)
	await together("many")
	packets.clear()


func _ordered() -> void:
	if player == 2:
		SteamLocal.set_conditions({"latency_ms": 20, "jitter_ms": 60, "loss_percent": 5.0})
		for number in ORDERED:
			send(var_to_bytes(number), 1, MultiplayerPeer.TRANSFER_MODE_UNRELIABLE_ORDERED, 4)
			if number % 20 == 0:
				await frame()
		SteamLocal.clear_conditions()
		send("end".to_utf8_buffer(), 1, MultiplayerPeer.TRANSFER_MODE_RELIABLE, 4)
	else:
		await until(func() -> bool: return not packets.is_empty() and packets[-1].bytes == "end".to_utf8_buffer(), PATIENCE, "the end")
		await seconds_pass(0.3)
		var newest := -1
		var count := 0
		for packet in packets:
			if packet.mode == MultiplayerPeer.TRANSFER_MODE_UNRELIABLE_ORDERED:
				var number: int = bytes_to_var(packet.bytes)
				check(number > newest, "packet %d after %d" % [number, newest])
				newest = number
				count += 1
		check(count > 50 and count < ORDERED, "some arrive, and some get lost or come late: %d" % count)
	await together("ordered")
