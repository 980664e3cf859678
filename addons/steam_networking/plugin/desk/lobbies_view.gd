@tool
extends "live_tree.gd"
## The lobbies that running games are in, with their members and data.

const Message := preload("message.gd")
const RunningGame := preload("running_game.gd")


func _init() -> void:
	super()
	name = "Lobbies"
	select_mode = Tree.SELECT_ROW
	set_up_columns(PackedStringArray(["Lobby", "Value"]), PackedInt32Array([24, 24]), PackedInt32Array([0, 1]), PackedInt32Array())
	empty_text = "No lobbies yet. The lobbies of running games appear here."


## A lobby of several games appears once, as its owner sees it if that game runs here.
func refresh(games: Array[RunningGame]) -> void:
	var lobbies := {}
	var seen_by := {}
	for game in games:
		for lobby in game.lobbies:
			var id := Message.whole(lobby, "id")
			if not lobbies.has(id) or Message.whole(lobby, "owner") == game.steam_id:
				lobbies[id] = lobby
				seen_by[id] = game
	begin()
	for id: int in lobbies:
		_show(id, lobbies[id], seen_by[id])
	end()


func _show(id: int, lobby: Dictionary, game: RunningGame) -> void:
	var owner_id := Message.whole(lobby, "owner")
	var members := Message.dictionaries(lobby, "members")
	var data := Message.dictionary(lobby, "data")
	var key := str(id)
	row(key, PackedStringArray([key, "Owner: %s" % game.name_of(owner_id)]))
	row(key + " members", PackedStringArray(["Members", str(members.size())]), key)
	for member in members:
		var user := Message.whole(member, "id")
		var shown := Message.text(member, "name")
		if user == owner_id:
			shown += " (owner)"
		row("%s member %d" % [key, user], PackedStringArray([shown, str(user)]), key + " members")
	row(key + " data", PackedStringArray(["Lobby data", str(data.size())]), key)
	for name_of_value: Variant in data:
		var texts := PackedStringArray([str(name_of_value), str(data[name_of_value])])
		row("%s data %s" % [key, name_of_value], texts, key + " data")
