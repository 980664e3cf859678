@tool
extends "live_tree.gd"
## The cost of remote procedure calls and synchronised nodes over the last seconds.

const Message := preload("message.gd")
const Plot := preload("plot.gd")
const RunningGame := preload("running_game.gd")

const FIGURES: PackedStringArray = ["packets_in", "packets_out", "bytes_in", "bytes_out"]


func _init() -> void:
	super()
	name = "RPCs and nodes"
	select_mode = Tree.SELECT_ROW
	var titles := PackedStringArray(["RPC or node, the last 5 s", "Packets in", "Packets out", "Bytes in", "Bytes out"])
	set_up_columns(titles, PackedInt32Array([24, 11, 11, 11, 11]), PackedInt32Array([0]), PackedInt32Array([1, 2, 3, 4]))
	empty_text = "Nothing yet. RPCs and synchronised nodes of SteamMultiplayerPeer appear here, the most expensive first."


func refresh(games: Array[RunningGame]) -> void:
	var sums := {}
	for game in games:
		for rpc in game.rpcs:
			var called := Message.text(rpc, "name")
			var sum: PackedInt64Array = sums.get(called, PackedInt64Array([0, 0, 0, 0]))
			for index in FIGURES.size():
				sum[index] += Message.whole(rpc, FIGURES[index])
			sums[called] = sum
	var names := sums.keys()
	names.sort_custom(func(a: String, b: String) -> bool:
			var bytes_of_a: int = sums[a][2] + sums[a][3]
			var bytes_of_b: int = sums[b][2] + sums[b][3]
			return bytes_of_a > bytes_of_b if bytes_of_a != bytes_of_b else a < b)
	begin()
	for called: String in names:
		var sum: PackedInt64Array = sums[called]
		row(called, PackedStringArray([called, str(sum[0]), str(sum[1]), Plot.short(sum[2]), Plot.short(sum[3])]))
	end()
