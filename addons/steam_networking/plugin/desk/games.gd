@tool
extends RefCounted
## The running games: receives their messages, and sends them commands.
##
## `send` sends a message: the debugger's session, the message's name, its arguments. Tests replace it.

const Message := preload("message.gd")
const PacketLog := preload("packet_log.gd")
const RunningGame := preload("running_game.gd")

## A game has started, ended, or identified itself again.
signal changed
## A game could not carry out a command. `severity` is 0 to 2: information, warning, error.
signal said(game: RunningGame, text: String, severity: int)

var packets := PacketLog.new()

var _send: Callable
var _games := {}
var _watches_overview := false
var _watches_packets := false


func _init(send: Callable) -> void:
	_send = send


func all() -> Array[RunningGame]:
	var games: Array[RunningGame] = []
	games.assign(_games.values())
	games.sort_custom(func(a: RunningGame, b: RunningGame) -> bool:
			return a.number < b.number if a.number != b.number else a.session < b.session)
	return games


func find(session: int) -> RunningGame:
	return _games.get(session)


## Whether games report. Running games are told at once, later ones when they start.
func watch(overview: bool, of_packets: bool) -> void:
	if overview == _watches_overview and of_packets == _watches_packets:
		return
	_watches_overview = overview
	_watches_packets = of_packets
	for session: int in _games:
		tell(session, "watch", [overview, of_packets])


func tell(session: int, message: String, arguments := []) -> void:
	_send.call(session, message, arguments)


## Sends a message to all games, or to the one of this session unless it is -1.
func tell_those(session: int, message: String, arguments := []) -> void:
	for game in all():
		if session < 0 or game.session == session:
			tell(game.session, message, arguments)


func hear(session: int, message: String, arguments: Array) -> void:
	var first: Variant = arguments[0] if not arguments.is_empty() else null
	match message:
		"hello":
			if first is Dictionary:
				_introduce(session, first)
		"overview":
			if first is Dictionary and _games.has(session):
				find(session).take_overview(first, Time.get_ticks_msec() / 1000.0)
		"packets":
			if first is Array and _games.has(session):
				packets.add(session, first)
		"said":
			if _games.has(session) and arguments.size() >= 2 and arguments[1] is int:
				said.emit(find(session), str(first), arguments[1])


func forget(session: int) -> void:
	if _games.erase(session):
		changed.emit()


func _introduce(session: int, hello: Dictionary) -> void:
	var known: RunningGame = find(session)
	# A debugger session is used again: another process is another game.
	if known == null or known.process_id != Message.whole(hello, "process_id"):
		known = RunningGame.new(session)
		_games[session] = known
		tell(session, "watch", [_watches_overview, _watches_packets])
	known.take_hello(hello)
	packets.call_it(session, known.title())
	changed.emit()
