extends "res://harness/p2p_case.gd"
## A queue before limited bandwidth: it fills, later packets are late, and excess packets are lost, except reliable ones.
## rule: local.queue
## platform: local
## players: 2

const SIZE := 1000
const DONE := 2


func run() -> void:
	await meet_with_sessions()
	var other := ids[3 - player]
	if player == 1:
		check(SteamLocal.set_bandwidth(50), "bandwidth")
		check(SteamLocal.set_queue(600), "queue")
		var sent := 0
		var start := Time.get_ticks_msec()
		# Twice as much as passes, for a second and a half.
		while Time.get_ticks_msec() - start < 1500:
			while sent * SIZE < (Time.get_ticks_msec() - start) * 100:
				Steam.sendP2PPacket(other, noise(SIZE, sent), Steam.P2P_SEND_UNRELIABLE)
				sent += 1
			await frame()
		start = Time.get_ticks_msec()
		send_text(other, "ping", DONE)
		equal(await next_text(DONE), "pong", "the answer")
		check(Time.get_ticks_msec() - start >= 200, "the question waited behind what was in the queue")
		var came: int = await note(2, "came")
		check(came < sent, "some of %d found the queue full: %d came" % [sent, came])
		equal(SteamLocal.get_session_stats(other).packets_lost_out, sent - came, "what was lost is counted")
	else:
		equal(await next_text(DONE), "ping", "the question")
		send_text(other, "pong", DONE)
		await seconds_pass(1.0)
		publish("came", read_all().size())
	equal(errors.take(), [] as Array[String], "errors")
