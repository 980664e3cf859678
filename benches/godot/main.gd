extends Node
## Runs the case that [code]--case=[/code] names, alone or with other processes.
##
## A figure goes out as a line [code]BENCH name value[/code].

const Allocations := preload("allocations.gd")
const Batches := preload("batches.gd")
const Calls := preload("calls.gd")
const Frames := preload("frames.gd")
const Idle := preload("idle.gd")
const Lobby := preload("lobby.gd")
const MeshCase := preload("mesh.gd")
const Notes := preload("notes.gd")
const NullCalls := preload("null_calls.gd")
const Partner := preload("partner.gd")
const Remote := preload("remote.gd")
const Rpcs := preload("rpcs.gd")
const Streams := preload("streams.gd")

var _is_steam_up := false


func _ready() -> void:
	var arguments := _arguments()
	var player := int(arguments.get("player", "1"))
	var players := int(arguments.get("players", "1"))
	var result: Dictionary = Steam.steamInitEx(480, false)
	if result.status != Steam.STEAM_API_INIT_RESULT_OK:
		_end("Steam did not start: %s" % result.verbal)
		return
	_is_steam_up = true
	Notes.leave("id-%d" % player, Steam.getSteamID())
	match arguments.get("case", ""):
		"null":
			NullCalls.new().run()
			_end("")
		"allocations":
			_end(Allocations.new().count())
		"lobby":
			_end(await Lobby.new(get_tree()).run())
		"mesh":
			_end(await MeshCase.new(get_tree(), player, players, int(arguments["packets"])).run())
		"idle":
			_end(await Idle.new(get_tree()).run(arguments["situation"], player))
		var case:
			_end(await _with_partner(case, player))


## The arguments after the engine's own.
func _arguments() -> Dictionary:
	var arguments := {}
	for argument in OS.get_cmdline_user_args():
		var parts := argument.trim_prefix("--").split("=")
		arguments[parts[0]] = parts[1] if parts.size() > 1 else ""
	return arguments


## Player 1 measures, player 2 does what it is asked for.
func _with_partner(case: String, player: int) -> String:
	var partner_id = await Notes.find(get_tree(), "id-%d" % (3 - player))
	if partner_id == null:
		return "the other player did not show up"
	Steam.acceptP2PSessionWithUser(partner_id)
	var remote := Remote.new(get_tree(), partner_id)
	if player == 2:
		return await Partner.new(remote).serve()
	var problem: String = await remote.ask({"what": "hello"})
	if problem.is_empty():
		problem = await _measure(case, remote)
	# The partner also quits, even after an error here.
	await remote.ask({"what": "quit"})
	return problem


func _measure(case: String, remote: Remote) -> String:
	match case:
		"calls":
			return await Calls.new(remote).run()
		"batches":
			return await Batches.new(remote).run()
		"streams":
			return await Streams.new(remote).run()
		"frames":
			return await Frames.new(remote).run()
		"rpcs":
			return await Rpcs.new(remote).run()
	return "there is no case of this name: %s" % case


func _end(problem: String) -> void:
	if not problem.is_empty():
		printerr("ERROR: ", problem)
	if _is_steam_up:
		Steam.steamShutdown()
	get_tree().quit(0 if problem.is_empty() else 1)
