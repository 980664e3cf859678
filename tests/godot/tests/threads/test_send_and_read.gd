extends "res://harness/p2p_case.gd"
## Four threads of each player send 10,000 packets and read as many, each on a separate channel, while the main thread pumps:
## everything arrives, in order per thread, and nobody writes an error.
## rule: call.from-thread
## players: 2
## timeout: 600

const THREADS := 4
const PACKETS := 10000
## The number of waiting bytes at which a thread lets the others continue. Over messages, the queue holds 512 KiB for
## all threads.
const BACKLOG := 64 * 1024
## So often a thread looks how many wait.
const LOOK_EVERY := 64
## A thread gives up if nothing arrives for this time.
const IDLE_MSEC := 60000


func run() -> void:
	await meet_with_sessions()
	var other := ids[3 - player]
	var threads: Array[Thread] = []
	for index in THREADS:
		var thread := Thread.new()
		thread.start(_send_and_read.bind(other, index + 1))
		threads.append(thread)
	await until(func() -> bool: return not threads.any(func(thread: Thread) -> bool: return thread.is_alive()), 500.0,
			"the threads")
	for index in THREADS:
		equal(threads[index].wait_to_finish(), "", "thread %d" % index)
	equal(signals.count("p2p_session_connect_fail"), 0, "sessions that failed")
	equal(errors.take(), [] as Array[String], "errors")


# Runs in a thread. Returns what went wrong.
func _send_and_read(other: int, channel: int) -> String:
	var packet := PackedByteArray()
	packet.resize(12)
	packet.encode_s32(4, channel)
	var sent := 0
	var read := 0
	var heard := Time.get_ticks_msec()
	while sent < PACKETS or read < PACKETS:
		var idle := true
		if sent < PACKETS and Steam.getP2PSessionState(other).get("bytes_queued_for_send", 0) < BACKLOG:
			for i in mini(LOOK_EVERY, PACKETS - sent):
				packet.encode_s32(0, sent)
				if not Steam.sendP2PPacket(other, packet, Steam.P2P_SEND_RELIABLE, channel):
					return "packet %d was not queued" % sent
				sent += 1
			idle = false
		while Steam.getAvailableP2PPacketSize(channel) > 0:
			var got := Steam.readP2PPacket(64, channel)
			var data: PackedByteArray = got.data
			if got.remote_steam_id != other or data.size() != 12:
				return "a strange packet: %s" % got
			if data.decode_s32(0) != read or data.decode_s32(4) != channel:
				return "packet %d of channel %d instead of %d" % [data.decode_s32(0), data.decode_s32(4), read]
			read += 1
			idle = false
			heard = Time.get_ticks_msec()
		if idle:
			if Time.get_ticks_msec() - heard > IDLE_MSEC:
				return "nothing more came after %d packets" % read
			OS.delay_msec(1)
	return ""
