## The part of the play in the arena: everybody enters, collects sparks, talks, and leaves before the host does.
extends RefCounted

const Arena := preload("../arena/arena.gd")
const Main := preload("../ui/main.gd")
const Player := preload("../arena/player.gd")

## The total number of sparks before everybody leaves.
const SPARKS_FOR_EACH := 2

var _main: Main
var _players: int
## Waits for a condition, and fails the play if that takes too long.
var _until: Callable
var _say: Callable
## The peers that have said something in the arena.
var _heard := {}


func _init(main: Main, players: int, until: Callable, say: Callable) -> void:
	_main = main
	_players = players
	_until = until
	_say = say


## The owner of the lobby opens the arena, the others follow.
func enter() -> void:
	var is_open := func() -> bool: return Network.owns_lobby() or Network.is_arena_open()
	if not await _until.call(is_open, "the owner to open the arena"):
		return
	_main.member_list.arena_button.pressed.emit()
	await _meet()


## Looks for the dedicated server in the list of servers, and enters its arena.
func enter_server() -> void:
	var browser := _main.server_browser
	_main.browsers.current_tab = _main.browsers.get_tab_idx_from_control(browser)
	if not await _until.call(func() -> bool: return not browser.servers.is_empty(), "a server in the list"):
		return
	var server := browser.servers[0]
	_say.call("Joining \"%s\", which has %d of %d players." % [server["name"], server["players"], server["max_players"]])
	browser.select(server["steam_id"])
	browser.join_button.pressed.emit()
	await _meet()


func _meet() -> void:
	if _main.arena == null:
		return
	_main.arena.talk.said.connect(func(peer_id: int, _text: String) -> void: _heard[peer_id] = true)
	var everybody := func() -> bool: return _main.arena != null and _main.arena.players().size() == _players
	if await _until.call(everybody, "%d discs in the arena" % _players):
		_say.call("In the arena with %d players, as peer %d." % [_players, _main.multiplayer.get_unique_id()])


## Moves our disc to the nearest spark until enough are collected, and says hello.
func collect() -> void:
	var arena := _main.arena
	# On a dedicated server, the server counts as well.
	var peers := _main.multiplayer.get_peers().size()
	var everybody_measured := func() -> bool: return arena.round_trips.milliseconds.size() == peers
	if not await _until.call(everybody_measured, "a round trip to everybody in the arena"):
		return
	# By now everybody is there, so everybody hears it.
	arena.talk.say("Hello from peer %d." % _main.multiplayer.get_unique_id())
	var everybody_heard := func() -> bool: return _heard.size() == _players
	if not await _until.call(everybody_heard, "a word from everybody in the arena"):
		return
	var enough := func() -> bool:
		_chase(arena)
		return arena.players().all(func(player: Player) -> bool: return player.score >= SPARKS_FOR_EACH)
	if await _until.call(enough, "%d sparks for each player" % SPARKS_FOR_EACH):
		for player in arena.players():
			_say.call("%s has %d sparks." % [player.user_name, player.score])
	for peer_id: int in arena.round_trips.milliseconds:
		_say.call("Round trip to peer %d in the arena: %.0f ms." % [peer_id, arena.round_trips.milliseconds[peer_id]])


## The host waits until it is alone, so that nobody is thrown out.
func leave() -> void:
	if Network.owns_lobby():
		var alone := func() -> bool: return _main.arena.players().size() == 1
		if not await _until.call(alone, "the others to leave the arena"):
			return
	_main.arena.leave_button.pressed.emit()
	await _until.call(func() -> bool: return _main.arena == null, "leaving the arena")
	_say.call("Left the arena.")


func _chase(arena: Arena) -> void:
	for player in arena.players():
		if player.is_multiplayer_authority():
			var sparks := Array(arena.spark_positions())
			sparks.sort_custom(func(a: Vector2, b: Vector2) -> bool:
				return player.spot.distance_to(a) < player.spot.distance_to(b))
			# A player with enough sparks leaves the rest to the others: with two discs in one place, the same player would get
			# all.
			var has_enough := player.score >= SPARKS_FOR_EACH
			player.goal = Vector2.INF if has_enough or sparks.is_empty() else sparks[0]
