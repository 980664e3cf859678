## Plays the whole scene by itself, the way a user would: it fills in the fields and presses the buttons of the panels.
##
## Player 1 creates a lobby, the others look for it and join. Everybody shakes hands, chats, measures round trips, plays in the arena,
## presses "Ready" and leaves when all are ready. With [code]--join-server[/code], everybody plays in the arena of a dedicated server and
## does nothing else. It prints each step. The exit code is 0 if everything worked.
extends Node

const Arguments := preload("arguments.gd")
const ArenaPlay := preload("arena_play.gd")
const Chat := preload("../ui/chat.gd")
const LobbyBrowser := preload("../ui/lobby_browser.gd")
const LobbyInfo := preload("../network/lobby_info.gd")
const Member := preload("../network/member.gd")
const Main := preload("../ui/main.gd")
const MemberList := preload("../ui/member_list.gd")
const Words := preload("../network/words.gd")

const LOBBY_NAME := "Autoplay lobby"
## No step may take longer.
const STEP_LIMIT_SECONDS := 30.0
## A player without a number creates the lobby after this many searches without a result.
const SEARCHES_BEFORE_CREATING := 3
const SEARCH_INTERVAL_SECONDS := 1.0
const FREE_PLACES := 2
const PINGS := 10
## With a screenshot there is more to wait for: a curve to look at.
const PINGS_FOR_SCREENSHOT := 40

var _arguments: Arguments
var _main: Main
var _browser: LobbyBrowser
var _member_list: MemberList
var _chat: Chat
## Everybody we have met, also those who have left since.
var _others: Array[Member] = []
## The number of chat lines from each user, by Steam id.
var _lines_heard := {}
var _has_failed := false


func _init(arguments: Arguments, main: Main) -> void:
	_arguments = arguments
	_main = main
	_browser = main.browser
	_member_list = main.member_list
	_chat = main.chat


func _ready() -> void:
	# Closing the window ends the play, and that ends the game.
	get_tree().auto_accept_quit = false
	Network.failed.connect(_fail)
	Network.lobbies_found.connect(_on_lobbies_found)
	Network.lobby_entered.connect(_on_lobby_entered)
	Network.member_entered.connect(_on_member_entered)
	Network.member_left.connect(_on_member_left)
	Network.sessions.requested.connect(_on_session_requested)
	Network.sessions.handshaken.connect(_on_handshaken)
	Network.sessions.chat_received.connect(_on_chat_received)
	Network.sessions.failed.connect(_on_session_failed)
	_play()


func _play() -> void:
	# The panels are ready one frame later.
	await get_tree().process_frame
	if Network.is_running:
		_say("Signed in with Steam ID %d in app %d." % [Network.steam_id, Network.app_id])
	else:
		_fail(Network.problem)
	for step in _steps():
		if not _has_failed:
			await step.call()
	if not _has_failed:
		_print_summary()
	get_tree().quit(1 if _has_failed else 0)


func _steps() -> Array[Callable]:
	if _arguments.joins_server:
		return [_play_in_arena]
	return [_enter_lobby, _meet_everybody, _talk, _measure, _take_screenshot.bind(""), _play_in_arena, _leave_together]


func _notification(what: int) -> void:
	if what == NOTIFICATION_WM_CLOSE_REQUEST:
		_fail("The window was closed.")


func _enter_lobby() -> void:
	if _arguments.player == 1 or not await _find_lobby():
		await _create_lobby()


func _create_lobby() -> void:
	if _has_failed:
		return
	_browser.name_edit.text = LOBBY_NAME
	_browser.type_options.select(_browser.type_options.get_item_index(Steam.LOBBY_TYPE_PUBLIC))
	# A lobby without a free place is not listed any more.
	_browser.size_box.value = _arguments.players + FREE_PLACES
	_say("Creating a public lobby with %d places." % _browser.size_box.value)
	_browser.create_button.pressed.emit()
	await _until(func() -> bool: return Network.lobby_id != 0, "the lobby to be created")


## Looks for the lobby of player 1 and joins it. [code]false[/code] if there is none and nobody else will create it.
func _find_lobby() -> bool:
	var give_up_at := Time.get_ticks_msec() + int(STEP_LIMIT_SECONDS * 1000)
	var searches := 0
	# Players without a number search longer the higher their id is, so that only one of them creates a lobby.
	var searches_before_creating := SEARCHES_BEFORE_CREATING + Network.steam_id % 5
	while _lobby_to_join() == null:
		if _arguments.player == 0 and searches >= searches_before_creating:
			return false
		if Time.get_ticks_msec() > give_up_at:
			_fail("Found no lobby called \"%s\" in %d s." % [LOBBY_NAME, int(STEP_LIMIT_SECONDS)])
			return true
		_browser.refresh_button.pressed.emit()
		searches += 1
		await get_tree().create_timer(SEARCH_INTERVAL_SECONDS).timeout
		if _has_failed:
			return true
	var lobby := _lobby_to_join()
	_say("Joining \"%s\" of %s, which has %d of %d members." % [lobby.name, lobby.owner_name, lobby.member_count, lobby.member_limit])
	_browser.select(lobby.lobby_id)
	_browser.join_button.pressed.emit()
	await _until(func() -> bool: return Network.lobby_id != 0, "joining the lobby")
	return true


func _lobby_to_join() -> LobbyInfo:
	for lobby in _browser.lobbies:
		if lobby.name == LOBBY_NAME and not lobby.is_full():
			return lobby
	return null


func _meet_everybody() -> void:
	var others := _arguments.players - 1
	if not await _until(func() -> bool: return _others.size() == others, "%d other players" % others):
		return
	await _until(func() -> bool: return _all_others(func(member: Member) -> bool: return member.is_handshaken), "every handshake")


## The owner speaks first, the others answer.
func _talk() -> void:
	var host := _owner()
	if host.steam_id == Network.steam_id:
		_write("Hello everybody, this is %s." % Network.persona_name)
	else:
		if not await _until(func() -> bool: return _lines_heard.has(host.steam_id), "a word from %s" % host.name):
			return
		_write("Hello %s, %s hears you." % [host.name, Network.persona_name])
	await _until(
		func() -> bool: return _all_others(func(member: Member) -> bool: return _lines_heard.has(member.steam_id)),
		"a line of chat from everybody"
	)


func _measure() -> void:
	var wanted := PINGS if _arguments.screenshot == "" else PINGS_FOR_SCREENSHOT
	var measured := func() -> bool:
		return _all_others(func(member: Member) -> bool: return member.pings_answered >= wanted)
	if await _until(measured, "%d answered pings from everybody" % wanted):
		for member in _others:
			var milliseconds := member.round_trip_range()
			_say(
				"Round trip to %s: %.1f ms on average over %d pings, from %.1f to %.1f ms, including waits for frames."
				% [member.name, member.mean_round_trip(), member.round_trips.size(), milliseconds.x, milliseconds.y]
			)
			_say("Session with %s: %s." % [member.name, Words.session_state(Network.session_state(member))])


func _play_in_arena() -> void:
	var play := ArenaPlay.new(_main, _arguments.players, _until, _say)
	if _arguments.joins_server:
		await play.enter_server()
	else:
		await play.enter()
	if not _has_failed:
		await play.collect()
	if not _has_failed:
		await _take_screenshot("arena-")
	if not _has_failed:
		await play.leave()


## Saves the window, with [param prefix] before the file's name.
func _take_screenshot(prefix: String) -> void:
	if _arguments.screenshot == "":
		return
	var path := _arguments.screenshot.get_base_dir().path_join(prefix + _arguments.screenshot.get_file())
	if DisplayServer.get_name() == "headless":
		_fail("A screenshot needs a window, and this run has none (--headless).")
		return
	await RenderingServer.frame_post_draw
	var error := get_viewport().get_texture().get_image().save_png(path)
	if error == OK:
		_say("Saved the window as %s." % path)
	else:
		_fail("Could not save %s: %s." % [path, error_string(error)])


## Nobody leaves before all are done; the owner leaves last.
func _leave_together() -> void:
	_member_list.ready_button.button_pressed = true
	var is_ready := func(member: Member) -> bool: return member.is_ready
	if not await _until(func() -> bool: return Network.members.all(is_ready), "everybody to be ready"):
		return
	_say("Everybody is ready.")
	if _owner().steam_id == Network.steam_id:
		if not await _until(func() -> bool: return Network.members.size() == 1, "the others to leave"):
			return
	_member_list.leave_button.pressed.emit()
	if await _until(func() -> bool: return Network.lobby_id == 0, "leaving the lobby"):
		_say("Left the lobby.")


func _print_summary() -> void:
	for member in _others:
		var lines_heard: int = _lines_heard[member.steam_id]
		_say(
			"Exchanged with %s: %d packets (%d B) sent, %d packets (%d B) received, %d of %d pings lost, %s of chat heard."
			% [
				member.name, member.packets_sent, member.bytes_sent, member.packets_received, member.bytes_received,
				member.pings_lost, member.pings_sent, Words.count(lines_heard, "line"),
			]
		)


## Waits until [param condition] holds. [code]false[/code], and the end of the play, if that takes too long.
func _until(condition: Callable, what: String) -> bool:
	var give_up_at := Time.get_ticks_msec() + int(STEP_LIMIT_SECONDS * 1000)
	while not _has_failed and not condition.call():
		if Time.get_ticks_msec() > give_up_at:
			_fail("Waited %d s for %s." % [int(STEP_LIMIT_SECONDS), what])
			return false
		await get_tree().process_frame
	return not _has_failed


func _all_others(condition: Callable) -> bool:
	return _others.all(condition)


func _owner() -> Member:
	for member in Network.members:
		if member.is_owner:
			return member
	return Network.find_member(Network.steam_id)


## Types a line into the chat and presses Enter.
func _write(line: String) -> void:
	_chat.line_edit.text = line
	_chat.line_edit.text_submitted.emit(line)
	_say("Said: %s" % line)


func _say(sentence: String) -> void:
	print("[%s] %s" % [Network.persona_name if Network.is_running else "Player", sentence])


## Ends the play at the next step or the next look at a condition.
func _fail(reason: String) -> void:
	if _has_failed:
		return
	_has_failed = true
	_say("Failed: %s" % reason)


func _on_lobbies_found(lobbies: Array[LobbyInfo]) -> void:
	# The browser searches once more after leaving.
	if _others.is_empty() and Network.lobby_id == 0:
		_say("The search found %s." % ("1 lobby" if lobbies.size() == 1 else "%d lobbies" % lobbies.size()))


func _on_lobby_entered() -> void:
	_say("Entered the lobby \"%s\", id %d." % [Network.lobby_name(), Network.lobby_id])


func _on_member_entered(member: Member) -> void:
	_others.append(member)
	_say("%s is in the lobby." % member.name)


func _on_member_left(member: Member) -> void:
	_say("%s has left the lobby." % member.name)
	if not member.is_ready:
		_fail("%s left before the end." % member.name)


func _on_session_requested(steam_id: int, accepted: bool) -> void:
	var user_name := Steam.getFriendPersonaName(steam_id)
	_say("%s asks for a P2P session: %s." % [user_name, "accepted, since they are in the lobby" if accepted else "not accepted, since they are not in the lobby"])


func _on_handshaken(member: Member) -> void:
	_say("Shook hands with %s." % member.name)


func _on_chat_received(member: Member, text: String) -> void:
	var lines: int = _lines_heard.get(member.steam_id, 0)
	_lines_heard[member.steam_id] = lines + 1
	_say("%s said: %s" % [member.name, text])


func _on_session_failed(member: Member, reason: String) -> void:
	_fail("Nothing gets through to %s: %s." % [member.name, reason])
