extends "res://harness/p2p_case.gd"
## Closing channels: only used ones, each once, with their unread packets; the last one closes the session.
## rule: close.channel, close.last-channel
## players: 2

func run() -> void:
	await meet()
	var other := ids[3 - player]
	check(not Steam.closeP2PChannelWithUser(other, 3), "closing a channel without a session")
	await barrier("strangers")
	check(Steam.acceptP2PSessionWithUser(other), "accepting")
	for channel: int in [3, -4]:
		send_text(other, "over %d" % channel, channel)
		equal(await next_text(channel), "over %d" % channel, "a packet on channel %d" % channel)
	send_text(other, "never read", 3)
	await until(func() -> bool: return Steam.getAvailableP2PPacketSize(3) > 0, PATIENCE, "the packet that stays unread")
	await until(func() -> bool: return Steam.getP2PSessionState(other).packets_queued_for_send == 0, PATIENCE,
			"an empty queue")
	await barrier("both channels used")
	check(not Steam.closeP2PChannelWithUser(other, 99), "closing a channel that was never used")
	check(Steam.closeP2PChannelWithUser(other, 3), "closing one channel")
	equal(Steam.getAvailableP2PPacketSize(3), 0, "what was unread on it")
	check(not Steam.closeP2PChannelWithUser(other, 3), "closing it a second time")
	check(not Steam.getP2PSessionState(other).is_empty(), "the session lives on with the other channel")
	check(Steam.closeP2PChannelWithUser(other, -4), "closing the last channel")
	equal(Steam.getP2PSessionState(other), {}, "the last channel closes the session")
	check(not Steam.closeP2PChannelWithUser(other, -4), "closing a channel of a closed session")
