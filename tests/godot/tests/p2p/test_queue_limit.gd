extends "res://harness/p2p_case.gd"
## Too much queued for one user is refused with a warning, nothing of it is sent, and sending works again once there is
## room; every packet that was taken arrives, in order.
## rule: send.returns-queued, send.queue-limit
## players: 2
## timeout: 180
## expect-error: Steam.sendP2PPacket:

func run() -> void:
	await meet_with_sessions()
	if player == 2:
		await note(1, "full")
		# An array, since a lambda copies a plain number.
		var read := [0]
		var take := func() -> bool:
				for packet in read_all():
					check(packet.data == noise(262144, read[0]), "packet %d" % read[0])
					read[0] += 1
				return has_note(1, "count")
		await until(take, 120.0, "the number of packets that were taken")
		var count: int = await note(1, "count")
		await until(func() -> bool: return take.call() and read[0] >= count, 60.0, "all packets that were taken")
		equal(read[0], count, "packets read")
		return
	# Nobody reads on the other side, so at some point both ends are full.
	var taken := 0
	var refused := 0
	while refused == 0 and taken < 1000:
		if Steam.sendP2PPacket(ids[2], noise(262144, taken), Steam.P2P_SEND_RELIABLE):
			taken += 1
		else:
			refused += 1
		await frame()
	equal(refused, 1, "a send that was refused, after %d that were taken" % taken)
	if errors.available():
		# Steam does not say why it refuses.
		var said := "\n".join(errors.take())
		check(said.contains("the send queue to this user is full") or said.contains("did not accept the packet"), "the warning: " + said)
	publish("full", true)
	await until(func() -> bool: return Steam.getP2PSessionState(ids[2]).bytes_queued_for_send <= 262144, 60.0, "room")
	check(Steam.sendP2PPacket(ids[2], noise(262144, taken), Steam.P2P_SEND_RELIABLE), "sending when there is room again")
	publish("count", taken + 1)
