extends "timing.gd"
## The calls that a game makes in every frame for a lobby of 32 members, in nanoseconds a call. The 31 others are users of another
## process, which join when the lobby is there and leave when its data say so.

const Notes := preload("notes.gd")

const MEMBERS := 32
const CALLS := 32 * 300
const PATIENCE_MSEC := 60_000
const SAMPLE_RATE := 24_000
## Packets to each member at a time, and how long they have to read them.
const SENDS := 30
const DRAIN_SECONDS := 0.1

var _tree: SceneTree
var _lobby := 0
var _ids := PackedInt64Array()
var _avatars := PackedInt64Array()
var _voice := PackedByteArray()
var _packet := PackedByteArray()


func _init(tree: SceneTree) -> void:
	_tree = tree


## Measures and prints. Returns the error, or an empty text.
func run() -> String:
	var problem := await _gather()
	if problem.is_empty():
		problem = await _record()
	if problem.is_empty():
		_measure()
		problem = await _measure_sends()
	if _lobby != 0:
		Steam.setLobbyData(_lobby, "over", "1")
		# The word leaves before the process does.
		await _pump_until(func() -> bool: return Steam.getNumLobbyMembers(_lobby) == 1)
	return problem


func _gather() -> String:
	Steam.lobby_created.connect(func(_result: int, lobby: int) -> void: _lobby = lobby)
	Steam.createLobby(Steam.LOBBY_TYPE_PUBLIC, MEMBERS)
	if not await _pump_until(func() -> bool: return _lobby != 0):
		return "no lobby was made"
	Steam.setLobbyData(_lobby, "map", "harbour by night")
	if not await _pump_until(func() -> bool: return Steam.getNumLobbyMembers(_lobby) == MEMBERS):
		return "%d of %d members are in the lobby" % [Steam.getNumLobbyMembers(_lobby), MEMBERS]
	for at in MEMBERS:
		_ids.append(Steam.getLobbyMemberByIndex(_lobby, at))
	# Of each member, as they join.
	var has_all_names := func() -> bool:
		for id in _ids:
			if Steam.getLobbyMemberData(_lobby, id, "team") != "blue" and id != Steam.getSteamID():
				return false
		return true
	if not await _pump_until(has_all_names):
		return "the members' data do not come"
	for id in _ids:
		_avatars.append(Steam.getMediumFriendAvatar(id))
		if _avatars[-1] <= 0 or Steam.getFriendPersonaName(id).is_empty():
			return "a member has no picture or no name"
	return "" if Steam.getLobbyData(_lobby, "map") == "harbour by night" else "the lobby has no data"


## Some voice to decompress.
func _record() -> String:
	Steam.startVoiceRecording()
	var is_there := func() -> bool:
		var voice: Dictionary = Steam.getVoice()
		if voice.size > 0:
			_voice = voice.buffer
		return voice.size > 0
	if not await _pump_until(is_there):
		return "no voice was recorded"
	var samples: Dictionary = Steam.decompressVoice(_voice, SAMPLE_RATE)
	return "" if samples.size > 0 else "the voice cannot be decompressed"


func _measure() -> void:
	measure({
		"empty_loop": func(count: int) -> void: for i in count: pass,
		"dictionary_literal": _dictionary_literal,
		"members": func(count: int) -> void: for i in count: Steam.getNumLobbyMembers(_lobby),
		"member": func(count: int) -> void: for i in count: Steam.getLobbyMemberByIndex(_lobby, i % MEMBERS),
		"name": func(count: int) -> void: for i in count: Steam.getFriendPersonaName(_ids[i % MEMBERS]),
		"data": func(count: int) -> void: for i in count: Steam.getLobbyData(_lobby, "map"),
		"member_data": func(count: int) -> void: for i in count: Steam.getLobbyMemberData(_lobby, _ids[i % MEMBERS], "team"),
		"owner": func(count: int) -> void: for i in count: Steam.getLobbyOwner(_lobby),
		"avatar": func(count: int) -> void: for i in count: Steam.getMediumFriendAvatar(_ids[i % MEMBERS]),
		"available_voice": func(count: int) -> void: for i in count: Steam.getAvailableVoice(),
		"voice": func(count: int) -> void: for i in count: Steam.getVoice(),
	}, CALLS)
	# Too slow for as many.
	for name: String in ["image_size", "image", "decompress_voice"]:
		var costs := PackedFloat64Array()
		for r in rounds():
			costs.append(time(Callable(self, "_" + name), MEMBERS))
		print("BENCH %s %.1f" % [name, Figures.median(costs)])


## A packet to each of the other members: one call for all, beside one for each. They read in between.
func _measure_sends() -> String:
	_packet.resize(64)
	var others := PackedInt64Array()
	for id in _ids:
		if id != Steam.getSteamID():
			others.append(id)
			Steam.acceptP2PSessionWithUser(id)
			Steam.sendP2PPacket(id, _packet, Steam.P2P_SEND_RELIABLE)
	var has_sessions := func() -> bool:
		for id in others:
			if not Steam.getP2PSessionState(id).get("connection_active", false):
				return false
		return true
	if not await _pump_until(has_sessions):
		return "no session with some member"
	var one_by_one := PackedFloat64Array()
	var at_once := PackedFloat64Array()
	for r in rounds():
		one_by_one.append(time(_send_one_by_one.bind(others), SENDS))
		await _pump_for(DRAIN_SECONDS)
		at_once.append(time(_send_at_once.bind(others), SENDS))
		await _pump_for(DRAIN_SECONDS)
	print("BENCH send_single %.1f" % Figures.median(one_by_one))
	print("BENCH send_batch %.1f" % Figures.median(at_once))
	return ""


func _dictionary_literal(count: int) -> void:
	for i in count:
		var _dictionary := {"data": i, "steam_id_remote": i, "remote_steam_id": i}


func _image_size(count: int) -> void:
	for i in count:
		Steam.getImageSize(_avatars[i % MEMBERS])


func _image(count: int) -> void:
	for i in count:
		Steam.getImageRGBA(_avatars[i % MEMBERS])


func _decompress_voice(count: int) -> void:
	for i in count:
		Steam.decompressVoice(_voice, SAMPLE_RATE)


func _send_one_by_one(count: int, users: PackedInt64Array) -> void:
	for i in count:
		for id in users:
			Steam.sendP2PPacket(id, _packet, Steam.P2P_SEND_RELIABLE)


func _send_at_once(count: int, users: PackedInt64Array) -> void:
	for i in count:
		Steam.sendP2PPacketToUsers(users, _packet, Steam.P2P_SEND_RELIABLE)


func _pump_for(seconds: float) -> void:
	var until := Time.get_ticks_msec() + int(seconds * 1000)
	await _pump_until(func() -> bool: return Time.get_ticks_msec() >= until)


func _pump_until(is_done: Callable) -> bool:
	var give_up_at := Time.get_ticks_msec() + PATIENCE_MSEC
	while Time.get_ticks_msec() < give_up_at:
		Steam.run_callbacks()
		if is_done.call():
			return true
		await _tree.process_frame
	return false
