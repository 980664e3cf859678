extends "res://harness/test_case.gd"
## Many peers in one process, more than are remembered for quick calls: each answers separately, also peers at the former address
## of another one, and peers that come and go on threads meanwhile.
## rule: peer.several-in-a-process
## timeout: 120

const PEERS := 40
const ROUNDS := 5
const THREADS := 3


func run() -> void:
	await init_steam()
	var threads: Array[Thread] = []
	for number in THREADS:
		var thread := Thread.new()
		thread.start(_come_and_go.bind(number))
		threads.append(thread)
	var peers: Array[SteamMultiplayerPeer] = []
	for turn in ROUNDS:
		for number in PEERS:
			peers.append(_marked(turn * PEERS + number))
		for at in peers.size():
			equal(_mark_of(peers[at]), peers[at].get_meta("mark"), "what peer %d was told" % at)
		# Every other one goes, and the next take their places in memory.
		for at in range(peers.size() - 1, -1, -2):
			peers.remove_at(at)
	for peer in peers.slice(0, 5):
		var own_port := peers.find(peer)
		equal(peer.create_host(own_port), OK, "hosting on %d" % own_port)
	for at in peers.size():
		equal(peers[at].get_unique_id(), 1 if at < 5 else 0, "the ID of peer %d" % at)
	for thread in threads:
		equal(thread.wait_to_finish(), "", "what a thread saw")
	for peer in peers:
		peer.close()


func _marked(mark: int) -> SteamMultiplayerPeer:
	var peer := SteamMultiplayerPeer.new()
	peer.transfer_channel = mark
	peer.set_target_peer(mark)
	peer.transfer_mode = mark % 3 as MultiplayerPeer.TransferMode
	peer.refuse_new_connections = mark % 2 == 1
	peer.set_meta("mark", mark)
	return peer


func _mark_of(peer: SteamMultiplayerPeer) -> int:
	var mark := peer.transfer_channel
	var fits := peer.transfer_mode == mark % 3 and peer.refuse_new_connections == (mark % 2 == 1)
	return mark if fits else -1


func _come_and_go(number: int) -> String:
	for turn in 2000:
		var mark := number * 10_000 + turn
		var seen := _mark_of(_marked(mark))
		if seen != mark:
			return "%d instead of %d" % [seen, mark]
	return ""
