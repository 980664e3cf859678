extends Node
## A room for talking: handshakes and voice as Dictionaries made with `var_to_bytes`, told apart by a key, and heard through a
## ring of samples for each user, as an AudioStreamGenerator would be fed.

var lobby := 0
## Steam id to the received voice: samples from -1 to 1.
var heard := {}
## Steam id to the name they gave in their handshake.
var names := {}
var sample_rate := 0

var _talking := false


func enter(lobby_id: int) -> void:
	lobby = lobby_id
	sample_rate = Steam.getVoiceOptimalSampleRate()
	Steam.p2p_session_request.connect(_on_request)


func shake_hands() -> void:
	_broadcast({"type": "handshake", "name": Steam.getPersonaName()})


func talk(on: bool) -> void:
	_talking = on
	Steam.setInGameVoiceSpeaking(Steam.getSteamID(), on)
	if on:
		Steam.startVoiceRecording()
	else:
		Steam.stopVoiceRecording()


func _on_request(user: int) -> void:
	# In these games a request is answered by a packet of one's own, which accepts it as well.
	_send(user, {"type": "handshake", "name": Steam.getPersonaName()})


func _process(_delta: float) -> void:
	Steam.run_callbacks()
	if lobby == 0:
		return
	if _talking:
		var voice := Steam.getVoice()
		if voice["result"] == Steam.VOICE_RESULT_OK and voice["written"]:
			_broadcast({"type": "voice", "voice": voice["buffer"]})
	for packet: Dictionary in Steam.readP2PPackets():
		_receive(packet["steam_id_remote"], bytes_to_var(packet["data"]))


func _receive(sender: int, message: Dictionary) -> void:
	match message["type"]:
		"handshake":
			names[sender] = message["name"]
		"voice":
			var decompressed := Steam.decompressVoice(message["voice"], sample_rate)
			if decompressed["result"] == Steam.VOICE_RESULT_OK and decompressed["size"] > 0:
				_play(sender, decompressed["uncompressed"])


func _play(sender: int, samples: PackedByteArray) -> void:
	var frames: PackedFloat32Array = heard.get(sender, PackedFloat32Array())
	for index in range(0, samples.size(), 2):
		# Two bytes, low one first, make one signed sample.
		var raw := samples[index] | samples[index + 1] << 8
		frames.append(float((raw + 32768 & 0xFFFF) - 32768) / 32768.0)
	heard[sender] = frames


func _broadcast(message: Dictionary) -> void:
	var others := PackedInt64Array()
	for index in Steam.getNumLobbyMembers(lobby):
		var member := Steam.getLobbyMemberByIndex(lobby, index)
		if member != Steam.getSteamID():
			others.append(member)
	Steam.sendP2PPacketToUsers(others, var_to_bytes(message), Steam.P2P_SEND_RELIABLE)


func _send(to: int, message: Dictionary) -> void:
	Steam.sendP2PPacket(to, var_to_bytes(message), Steam.P2P_SEND_RELIABLE)
