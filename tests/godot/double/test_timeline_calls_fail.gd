extends "res://harness/test_case.gd"
## Questions about recordings that fail on the way are answered as if there was none, and by steamworks_error.
## rule: steam.call-failures

func run() -> void:
	await init_steam()
	for misbehaviour: String in ["io-failure", "refused", "wrong-kind", "wrong-size", "wrong-answer"]:
		OS.set_environment("STEAM_API_DOUBLE_CALLS", misbehaviour)
		signals.clear()
		Steam.doesEventRecordingExist(7)
		await _fails("timeline_event_recording_exists", [7, false], misbehaviour)
		Steam.doesGamePhaseRecordingExist("match-7")
		await _fails("timeline_game_phase_recording_exists", ["match-7", 0, 0, 0, 0], misbehaviour)


func _fails(signal_name: String, expected: Array, misbehaviour: String) -> void:
	equal(await next_signal(signal_name), expected, "%s: %s" % [signal_name, misbehaviour])
	equal((await next_signal("steamworks_error"))[0], signal_name, "steamworks_error: " + misbehaviour)
