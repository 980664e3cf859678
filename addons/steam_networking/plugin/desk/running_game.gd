@tool
extends RefCounted
## One running game, as far as it has told.

const Message := preload("message.gd")
const LinkHistory := preload("link_history.gd")

## The debugger's number of it.
var session: int
## Its number among those that were started together, from 1, and how many they are; 0 if nobody numbered it.
var number := 0
var count := 0
var process_id := 0
var platform := "none"
var steam_id := 0
var user_name := ""
var scene := ""
## The conditions of its network, and those of single users by their Steam IDs.
var conditions := {}
var link_conditions := {}
## Why the conditions do not hold for some of its packets; empty if they do.
var conditions_note := ""
var links: Array[Dictionary] = []
var lobbies: Array[Dictionary] = []
var rpcs: Array[Dictionary] = []
## The number of packets that it has not reported, since there were too many.
var dropped := 0
## Whether its scene tree is held, and whether nothing passes to or from it, at the panel's word.
var paused := false
var disconnected := false

var _can := PackedStringArray()
var _histories := {}


func _init(debugger_session: int) -> void:
	session = debugger_session


## Its display name.
func title() -> String:
	var shown := user_name if user_name != "" else "Game"
	return "%d: %s" % [number, shown] if number > 0 else shown


func can(what: String) -> bool:
	return what in _can


func history(key: String) -> LinkHistory:
	return _histories.get(key)


## A user's name if it is known here, otherwise the Steam ID.
func name_of(user: int) -> String:
	if user == steam_id and user_name != "":
		return user_name
	for link in links:
		if Message.whole(link, "user") == user and Message.text(link, "name") != "":
			return Message.text(link, "name")
	for lobby in lobbies:
		for member in Message.dictionaries(lobby, "members"):
			if Message.whole(member, "id") == user and Message.text(member, "name") != "":
				return Message.text(member, "name")
	return str(user)


func take_hello(hello: Dictionary) -> void:
	number = Message.whole(hello, "instance")
	count = Message.whole(hello, "instances")
	process_id = Message.whole(hello, "process_id")
	platform = Message.text(hello, "platform")
	steam_id = Message.whole(hello, "steam_id")
	user_name = Message.text(hello, "name")
	scene = Message.text(hello, "scene")
	conditions = Message.dictionary(hello, "conditions")
	link_conditions = Message.dictionary(hello, "link_conditions")
	conditions_note = Message.text(hello, "conditions_note")
	paused = hello.get("paused") == true
	disconnected = hello.get("disconnected") == true
	_can = Message.strings(hello, "can")


## `now` is the editor's clock in seconds.
func take_overview(overview: Dictionary, now: float) -> void:
	links = Message.dictionaries(overview, "sessions")
	lobbies = Message.dictionaries(overview, "lobbies")
	rpcs = Message.dictionaries(overview, "rpcs")
	dropped = Message.whole(overview, "dropped")
	var known := {}
	for link in links:
		var key := key_of(link)
		var past: LinkHistory = _histories.get(key)
		if past == null:
			past = LinkHistory.new()
		past.add(link, Message.whole(overview, "time_msec"), now)
		known[key] = past
	_histories = known


## The key of a session within a game.
static func key_of(link: Dictionary) -> String:
	return "%s %d %d" % [Message.text(link, "interface"), Message.whole(link, "user"), Message.whole(link, "id")]
