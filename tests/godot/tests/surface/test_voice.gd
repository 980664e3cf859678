extends "res://harness/p2p_case.gd"
## Voice goes its whole way: recorded, sent, received, and turned into samples of the asked rate.
## rule: user.voice
## players: 2
## expect-error: Steam.decompressVoice: sample_rate
## expect-error: Steam.decompressVoice: buffer_size_override
## expect-error: Steam.getVoice: buffer_size_override

const VOICE_CHANNEL := 7
## The number of voice packets over the network.
const PACKETS := 5


func run() -> void:
	await meet_with_sessions()
	if player == 1:
		await _speak()
	else:
		await _hear()


func _speak() -> void:
	equal(Steam.getVoice(), {"result": Steam.VOICE_RESULT_NOT_RECORDING, "written": 0,
			"size": 0, "buffer": PackedByteArray()}, "getVoice while nothing is recorded")
	equal(Steam.getAvailableVoice(), {"result": Steam.VOICE_RESULT_NOT_RECORDING, "buffer": 0, "size": 0},
			"getAvailableVoice while nothing is recorded")
	var rate := Steam.getVoiceOptimalSampleRate()
	check(rate >= 11025 and rate <= 48000, "the optimal rate: %d" % rate)
	Steam.startVoiceRecording()
	Steam.setInGameVoiceSpeaking(Steam.getSteamID(), true)
	await until(func() -> bool: return Steam.getAvailableVoice().result == Steam.VOICE_RESULT_OK, PATIENCE, "a voice")
	var available := Steam.getAvailableVoice()
	check(available.size > 0 and available.buffer == available.size, "getAvailableVoice: %s" % available)
	for packet in PACKETS:
		var voice := await _recorded()
		check(Steam.sendP2PPacket(ids[2], voice.buffer, Steam.P2P_SEND_RELIABLE, VOICE_CHANNEL), "sending voice")
	Steam.setInGameVoiceSpeaking(Steam.getSteamID(), false)
	Steam.stopVoiceRecording()
	await until(func() -> bool: return Steam.getVoice().result == Steam.VOICE_RESULT_NOT_RECORDING, PATIENCE,
			"the rest of the recording")
	errors.take()
	equal(Steam.getVoice(-1), {}, "a negative buffer")
	if errors.available():
		equal(errors.take().size(), 1, "errors of getVoice")


## The recorded voice, once there is some.
func _recorded() -> Dictionary:
	var taken: Array[Dictionary] = []
	await until(func() -> bool:
			var voice := Steam.getVoice()
			equal(voice.keys(), ["result", "written", "size", "buffer"], "the keys of getVoice")
			equal(voice.written, voice.buffer.size(), "written")
			equal(voice.size, voice.buffer.size(), "size")
			if voice.result == Steam.VOICE_RESULT_OK:
				taken.append(voice)
			else:
				# As the name is in the contract.
				equal(voice.result, Steam.VOICE_RESULT_NO_DATE, "getVoice before anything is recorded")
			return not taken.is_empty(), PATIENCE, "recorded voice")
	check(taken[0].written > 0, "bytes of voice")
	return taken[0]


func _hear() -> void:
	var voice := PackedByteArray()
	for index in PACKETS:
		var packet := await next_packet(VOICE_CHANNEL)
		_check_rates(packet.data)
		voice = packet.data
	errors.take()
	_check_failures(voice)


## At any rate, the same voice takes the same time and is not silent.
func _check_rates(voice: PackedByteArray) -> void:
	var durations: Array[float] = []
	for rate: int in [11025, 24000, 44100, 48000]:
		var heard := Steam.decompressVoice(voice, rate, 1 << 20)
		var older := Steam.decompressVoice(voice, voice.size(), rate)
		equal(older.result, Steam.VOICE_RESULT_OK if rate < 44100 else older.result, "the older form at %d Hz" % rate)
		equal(older.get("uncompressed"), heard.uncompressed.slice(0, older.size), "the samples of the older form")
		equal(heard.keys(), ["result", "size", "uncompressed"], "the keys of decompressVoice")
		equal(heard.result, Steam.VOICE_RESULT_OK, "decompressVoice at %d Hz" % rate)
		equal(heard.size, heard.uncompressed.size(), "size")
		equal(heard.size % 2, 0, "samples have two bytes")
		durations.append(heard.size / 2.0 / rate)
		check(_loudness(heard.uncompressed) > 1000, "the voice can be heard at %d Hz" % rate)
	check(durations[0] > 0.0, "voice takes time")
	for duration in durations:
		check(absf(duration - durations[0]) < 0.02 * durations[0], "the same time at every rate: %s" % [durations])


func _loudness(samples: PackedByteArray) -> int:
	var loudest := 0
	for offset in range(0, samples.size(), 2):
		loudest = maxi(loudest, absi(samples.decode_s16(offset)))
	return loudest


func _check_failures(voice: PackedByteArray) -> void:
	equal(Steam.decompressVoice(PackedByteArray(), 24000), _failed(Steam.VOICE_RESULT_NO_DATE, "size", "uncompressed"),
			"no voice")
	equal(Steam.decompressVoice(noise(100, 3), 24000), _failed(Steam.VOICE_RESULT_DATA_CORRUPTED, "size", "uncompressed"),
			"what is no voice")
	equal(Steam.decompressVoice(voice.slice(0, voice.size() - 1), 24000),
			_failed(Steam.VOICE_RESULT_DATA_CORRUPTED, "size", "uncompressed"), "voice that was cut")
	equal(Steam.decompressVoice(voice, 24000, 16), _failed(Steam.VOICE_RESULT_BUFFER_TOO_SMALL, "size", "uncompressed"),
			"a buffer that is too small")
	equal(errors.take(), [] as Array[String], "errors: the result says it")
	equal(Steam.decompressVoice(voice, 8000), {}, "a rate that is too low")
	equal(Steam.decompressVoice(voice, 96000), {}, "a rate that is too high")
	equal(Steam.decompressVoice(voice, 24000, 0), {}, "no buffer")
	if errors.available():
		equal(errors.take().size(), 3, "errors, one for each wrong argument")


func _failed(result: int, size_key: String, bytes_key: String) -> Dictionary:
	return {"result": result, size_key: 0, bytes_key: PackedByteArray()}
