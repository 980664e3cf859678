extends "res://harness/peer_case.gd"
## A host and 32 clients: all get in, each client receives the host's packets to all, the host receives those of each client, and
## departures are reported, on ENet and on Steam alike.
## rule: peer.many-clients
## platform: local
## players: 33
## timeout: 300

const WORDS := 5


func play() -> void:
	await assemble()
	for word in WORDS:
		equal(send(var_to_bytes([player, word]), 0 if player == 1 else 1), OK, "%s: word %d" % [kind, word])
	var heard := {}
	for packet in await receive(WORDS * (players - 1 if player == 1 else 1)):
		var said: Array = bytes_to_var(packet.bytes)
		equal(said[1], heard.get(said[0], 0), "%s: in order" % kind)
		heard[said[0]] = said[1] + 1
	equal(heard.size(), players - 1 if player == 1 else 1, "%s: who was heard" % kind)
	await together("heard")
	if player > 1 and player % 2 == 0:
		leave()
	elif player == 1:
		await until(func() -> bool: return gone.size() == (players - 1) / 2, PATIENCE, "%s: half of them to go" % kind)
	await together("half")

