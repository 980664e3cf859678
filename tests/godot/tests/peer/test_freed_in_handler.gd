extends "res://harness/lobby_case.gd"
## A peer that only the scene tree holds is freed while it polls: in the handlers of `peer_connected` and `peer_disconnected`, on the
## host and on a client, and between two frames. The engine continues, the other side is notified, and the next session works.
## rule: peer.freed
## players: 2
## timeout: 120

## The signals of `multiplayer`, in order.
var told: Array[String] = []
## The signal that frees the peer.
var let_go_at := ""


func run() -> void:
	await meet()
	multiplayer.peer_connected.connect(_tell.bind("connected"))
	multiplayer.peer_disconnected.connect(_tell.bind("disconnected"))
	await _play("client, connected", 2, "connected")
	await _play("host, connected", 1, "connected")
	await _play("host, disconnected", 1, "disconnected")
	await _play("client, disconnected", 2, "disconnected")
	await _play("client, between frames", 2, "")
	await _play("host, between frames", 1, "")


## `who` frees the peer at the signal `what`; if that is the end of the connection, the other one ends it.
func _play(step: String, who: int, what: String) -> void:
	told.clear()
	let_go_at = what if who == player else ""
	await _assemble(step)
	if what == "connected":
		if who != player:
			await _heard("disconnected", step)
	elif what == "disconnected":
		await _heard("connected", step)
		if who == player:
			await _heard("disconnected", step)
		else:
			await note(3 - player, "heard connected " + step)
			multiplayer.multiplayer_peer.close()
	else:
		await _heard("connected", step)
		await note(3 - player, "heard connected " + step)
		if who == player:
			multiplayer.multiplayer_peer = null
		else:
			await _heard("disconnected", step)
	await barrier(step)
	check(not who == player or multiplayer.multiplayer_peer is OfflineMultiplayerPeer
			or multiplayer.multiplayer_peer == null, step + ": the peer was let go")
	multiplayer.multiplayer_peer = null
	await barrier(step + " is over")


func _assemble(step: String) -> void:
	var peer := SteamMultiplayerPeer.new()
	if player == 1:
		equal(peer.create_host(), OK, step + ": hosting")
		publish("hosts " + step, true)
	else:
		await note(1, "hosts " + step)
		equal(peer.create_client(ids[1]), OK, step + ": joining")
	multiplayer.multiplayer_peer = peer


func _heard(what: String, step: String) -> void:
	await until(func() -> bool: return told.has(what), PATIENCE, "%s: %s" % [step, what])
	publish("heard %s %s" % [what, step], true)


func _tell(_id: int, what: String) -> void:
	told.append(what)
	if what == let_go_at:
		multiplayer.multiplayer_peer = null
