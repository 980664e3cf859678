extends RefCounted
## A game that pumps in each of 60 frames a second and has nothing else to do with Steam.
##
## Says when it is still and when its time is over, with the id of its process: whoever started it looks at the threads then.

const Amount := preload("amount.gd")
const Notes := preload("notes.gd")

const FRAMES_PER_SECOND := 60
## The time after which earlier events have no more effects.
const SETTLE_SECONDS := 8
const SECONDS := 60
## For whoever looks at the threads.
const LOOK_SECONDS := 0.5

var _tree: SceneTree
var _peer: SteamMultiplayerPeer


func _init(tree: SceneTree) -> void:
	_tree = tree


## Idles in a situation: [code]alone[/code]; [code]session[/code], with another user who idles as well; [code]peer[/code], with
## another user over a [SteamMultiplayerPeer]; [code]cloud[/code], after a file of the cloud has been written. What went wrong, or
## nothing.
func run(situation: String, player: int) -> String:
	Engine.max_fps = FRAMES_PER_SECOND
	var problem := ""
	match situation:
		"cloud":
			if not Steam.fileWrite("idle.save", PackedByteArray([1])):
				problem = "the file of the cloud cannot be written"
		"session":
			problem = await _open_session(3 - player)
		"peer":
			problem = await _open_peer(player)
	if not problem.is_empty():
		return problem
	await _pump(Amount.of(SETTLE_SECONDS, 1))
	if player == 1:
		print("STILL %s %d" % [situation, OS.get_process_id()])
	await _pump(Amount.of(SECONDS, 2))
	if player == 1:
		print("OVER %s %d" % [situation, OS.get_process_id()])
		print("BENCH seconds %d" % Amount.of(SECONDS, 2))
	await _pump(LOOK_SECONDS)
	if _peer != null:
		_peer.close()
	return ""


func _open_session(other_player: int) -> String:
	var other = await Notes.find(_tree, "id-%d" % other_player)
	if other == null:
		return "the other player did not show up"
	Steam.acceptP2PSessionWithUser(other)
	Steam.sendP2PPacket(other, PackedByteArray([1]), Steam.P2P_SEND_RELIABLE, 0)
	var give_up_at := Time.get_ticks_msec() + int(Notes.PATIENCE_SECONDS * 1000)
	while Steam.getAvailableP2PPacketSize(0) == 0:
		await _pump(0)
		if Time.get_ticks_msec() > give_up_at:
			return "the other player's packet does not come"
	Steam.readP2PPacket(1, 0)
	return ""


func _open_peer(player: int) -> String:
	var host = await Notes.find(_tree, "id-1")
	if host == null:
		return "the host did not show up"
	_peer = SteamMultiplayerPeer.new()
	if player == 1:
		if _peer.create_host() != OK:
			return "the host does not start"
		Notes.leave("host", true)
	elif await Notes.find(_tree, "host") == null or _peer.create_client(host) != OK:
		return "the client does not start"
	var give_up_at := Time.get_ticks_msec() + int(Notes.PATIENCE_SECONDS * 1000)
	while _peer.get_peer_map().size() < 2:
		await _pump(0)
		if Time.get_ticks_msec() > give_up_at:
			return "the peers do not connect"
	return ""


func _pump(seconds: float) -> void:
	var until := Time.get_ticks_msec() + int(seconds * 1000)
	while true:
		Steam.run_callbacks()
		if _peer != null:
			_peer.poll()
		await _tree.process_frame
		if Time.get_ticks_msec() >= until:
			return
