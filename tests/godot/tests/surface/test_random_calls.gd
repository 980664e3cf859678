extends "res://harness/lobby_case.gd"
## Every method with right, wrong and extreme arguments in any order, by two players at once: before init, on the
## platform, where Steam was asked for and is not there, and after shutdown. Each answer has its declared type, each error
## is the extension's own, nothing leaks.
## rule: call.anything
##
## Over Steam or a stand-in for it, the second part runs there, and the part in which Steam is not available is left out.
##
## The environment chooses: RANDOM_CALLS, how many calls (30000), and RANDOM_SEED, to repeat a run.
## players: 2
## timeout: 1800
## forget: ERROR: Steam.
## forget: WARNING: Steam.
## forget: ERROR: godot-rust function call failed: Steam::
## forget: ERROR: Error calling method from 'callv': 'Steam::
## forget: [S_API]
## env: SteamAppId=480

const RandomCalls := preload("res://harness/random_calls.gd")

## Restarting takes longer than any other call, so it is done less often.
const RARELY := 50

var _calls: RandomCalls
## Whether the platform should answer.
var _playing := false


func run() -> void:
	pumping = false
	var chosen := RandomCalls.chosen(30000)
	_calls = RandomCalls.new(self, "Steam", chosen.seed + player)
	_calls.life_cycle = ["steamInit", "steamInitEx", "steamShutdown"]
	_calls.breathe = _breathe
	_calls.after_call = _keep
	var started := Time.get_ticks_msec()
	var share: int = chosen.calls / players
	var steam_runs := Steam.isSteamRunning() or RandomCalls.environment("STEAM_NETWORKING_PLATFORM", "") == "steam"
	await _calls.make("before init", share * 15 / 100, RandomCalls.without_platform)
	await _on_the_platform(share * 55 / 100)
	Steam.steamShutdown()
	if not steam_runs:
		OS.set_environment("STEAM_NETWORKING_PLATFORM", "steam")
		_calls.life_cycle_odds = RARELY
		await _calls.make("without a Steam client", share * 15 / 100, RandomCalls.without_platform)
		_calls.life_cycle_odds = 0
		OS.set_environment("STEAM_NETWORKING_PLATFORM", "local")
	await _calls.make("after shutdown", share * 15 / 100, RandomCalls.without_platform)
	_calls.check_all_called()
	print("%d errors of the extension's own, the longest call took %d ms, all of it %d s" % [_calls.own_errors,
			_calls.worst_ms, (Time.get_ticks_msec() - started) / 1000])


func _on_the_platform(count: int) -> void:
	if player > 1:
		await note(1, "steam_id")
	await init_steam()
	_calls.arguments.ids = [Steam.getSteamID(), await id_of(3 - player)]
	await barrier("here")
	_playing = true
	_calls.life_cycle_odds = RARELY
	await _calls.make("on the platform", count, RandomCalls.answered)
	_calls.life_cycle_odds = 0
	_playing = false
	# The other player may still make calls.
	await barrier("platform done", 1500.0)


## Some of what Steam hands out goes back into other calls.
func _keep(answer: Variant) -> void:
	if answer is Dictionary:
		var some: Variant = answer.get("buffer")
		var kept := _calls.arguments.bytes
		if some is PackedByteArray and not some.is_empty() and some.size() < 20000 and kept.size() < 60:
			kept.append(some)
	if _playing and not Steam.isSteamRunning():
		await init_steam()


## A frame, and on the local platform what came of the calls so far.
func _breathe() -> void:
	await get_tree().process_frame
	var ids := _calls.arguments.ids
	for created: Array in signals.all("lobby_created") + signals.all("lobby_invite"):
		var lobby_id: int = created[1]
		if lobby_id != 0:
			ids.append(lobby_id)
	# The two users stay, of the lobbies the latest.
	while ids.size() > 20:
		ids.remove_at(2)
	signals.clear()
	for line in errors.take():
		if not line.begins_with("Steam."):
			fail("between two calls the engine printed: " + line)
