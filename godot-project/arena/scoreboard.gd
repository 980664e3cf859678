## Everybody in the arena: score and round trip.
extends PanelContainer

const Player := preload("player.gd")
const RoundTrips := preload("round_trips.gd")

@onready var _lines: RichTextLabel = %Scores


## Shows the current state of [param players].
func show_players(players: Array[Player], round_trips: RoundTrips) -> void:
	_lines.clear()
	_lines.push_table(3)
	_lines.set_table_column_expand(0, true)
	for player in players:
		_cell(player.user_name, Player.Member.colour_of(player.steam_id))
		_cell("%d" % player.score, Color.WHITE)
		_cell(_round_trip(player, round_trips), Color(0.65, 0.7, 0.76))
	_lines.pop()


func _cell(text: String, colour: Color) -> void:
	_lines.push_cell()
	_lines.set_cell_padding(Rect2(0, 2, 10, 2))
	_lines.push_color(colour)
	_lines.add_text(text)
	_lines.pop()
	_lines.pop()


func _round_trip(player: Player, round_trips: RoundTrips) -> String:
	var peer_id := player.get_multiplayer_authority()
	if player.is_multiplayer_authority():
		return "you"
	return "%.0f ms" % round_trips.milliseconds[peer_id] if round_trips.milliseconds.has(peer_id) else "…"
