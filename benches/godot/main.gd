extends Node
## Introduces the two players to each other. Player 1 measures, player 2 does what it is asked for.
##
## A figure goes out as a line [code]BENCH name value[/code].

const Batches := preload("batches.gd")
const Calls := preload("calls.gd")
const NullCalls := preload("null_calls.gd")
const Partner := preload("partner.gd")
const Remote := preload("remote.gd")
const Rpcs := preload("rpcs.gd")
const Streams := preload("streams.gd")

const PATIENCE_SECONDS := 30.0

var _is_steam_up := false


func _ready() -> void:
	var player := 2 if OS.get_cmdline_user_args().has("--player=2") else 1
	var result: Dictionary = Steam.steamInitEx(480, false)
	if result.status != Steam.STEAM_API_INIT_RESULT_OK:
		_end("Steam did not start: %s" % result.verbal)
		return
	_is_steam_up = true
	if OS.get_cmdline_user_args().has("--null"):
		NullCalls.new().run()
		_end("")
		return
	_publish_id(player)
	var partner_id := await _id_of(3 - player)
	if partner_id == 0:
		_end("the other player did not show up")
		return
	Steam.acceptP2PSessionWithUser(partner_id)
	var remote := Remote.new(get_tree(), partner_id)
	if player == 2:
		_end(await Partner.new(remote).serve())
		return
	var problem: String = await remote.ask({"what": "hello"})
	if problem.is_empty():
		problem = await Calls.new(remote).run()
	if problem.is_empty():
		problem = await Batches.new(remote).run()
	if problem.is_empty():
		problem = await Streams.new(remote).run()
	if problem.is_empty():
		problem = await Rpcs.new(remote).run()
	# The partner leaves as well, whatever went wrong here.
	await remote.ask({"what": "quit"})
	_end(problem)


func _end(problem: String) -> void:
	if not problem.is_empty():
		printerr("ERROR: ", problem)
	if _is_steam_up:
		Steam.steamShutdown()
	get_tree().quit(0 if problem.is_empty() else 1)


func _publish_id(player: int) -> void:
	var path := _id_path(player)
	var file := FileAccess.open(path + ".new", FileAccess.WRITE)
	file.store_string(str(Steam.getSteamID()))
	file.close()
	DirAccess.rename_absolute(path + ".new", path)


func _id_of(player: int) -> int:
	var give_up_at := Time.get_ticks_msec() + int(PATIENCE_SECONDS * 1000)
	while Time.get_ticks_msec() < give_up_at:
		# On Windows a file has its name a moment before others may open it.
		if FileAccess.file_exists(_id_path(player)):
			var id := FileAccess.get_file_as_string(_id_path(player)).to_int()
			if id != 0:
				return id
		await get_tree().process_frame
	return 0


func _id_path(player: int) -> String:
	return OS.get_environment("BENCH_DIR").path_join("player-%d.id" % player)
