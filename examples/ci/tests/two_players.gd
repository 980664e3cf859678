extends Node
## Plays a duel between two processes of the game, over the local platform, and judges what both report.
##
## `godot --headless --path . res://tests/two_players.tscn`: the exit code is 0 if all of it held.

## When both should long be done, in seconds. Generous: machines of a CI service are slow.
const LIMIT := 60.0

var _folder := ""
var _failures: Array[String] = []


func _ready() -> void:
	_folder = ProjectSettings.globalize_path("user://two_players_%d" % OS.get_process_id())
	DirAccess.make_dir_recursive_absolute(_folder)
	# Only the processes of this test meet here. They inherit these variables.
	OS.set_environment("STEAM_NETWORKING_DIR", _folder)
	OS.set_environment("STEAM_NETWORKING_PLATFORM", "local")

	await _duel(["ROCK", "PAPER"], ["lost", "won"])
	await _duel(["SCISSORS", "SCISSORS"], ["draw", "draw"])

	for failure in _failures:
		printerr("TEST FAIL: ", failure)
	if _failures.is_empty():
		print("TEST PASS")
	get_tree().quit(0 if _failures.is_empty() else 1)


func _duel(throws: Array[String], outcomes: Array[String]) -> void:
	var players: Array[int] = []
	var reports: Array[String] = []
	for i in throws.size():
		reports.append(_folder.path_join("%s_%d.json" % ["_".join(throws), i]))
		players.append(_start(i + 1, throws[i], reports[i]))
	await _until_ended(players)
	for i in players.size():
		var report: Variant = JSON.parse_string(FileAccess.get_file_as_string(reports[i]))
		var outcome: Variant = report.get("outcome", report) if report is Dictionary else "no report"
		if outcome is not String or outcome != outcomes[i]:
			_failures.append("%s: player %d reports %s instead of %s" % [throws, i + 1, outcome, outcomes[i]])
		if OS.get_process_exit_code(players[i]) != 0:
			_failures.append("%s: player %d ended with %d" % [throws, i + 1, OS.get_process_exit_code(players[i])])


# Each player is a user of its own: `--steam-user`.
func _start(number: int, throw: String, report: String) -> int:
	return OS.create_process(_godot(), ["--headless", "--path", ProjectSettings.globalize_path("res://"), "--",
			"--steam-user=%d" % number, "--host=%s" % ("yes" if number == 1 else "no"), "--throw=" + throw,
			"--report=" + report])


func _until_ended(players: Array[int]) -> void:
	var deadline := Time.get_ticks_msec() + LIMIT * 1000.0
	while players.any(OS.is_process_running):
		if Time.get_ticks_msec() > deadline:
			_failures.append("the players had not ended after %d s" % LIMIT)
			players.filter(OS.is_process_running).map(OS.kill)
			return
		await get_tree().create_timer(0.05).timeout


# The engine that runs this test, or another one that `--godot=` names: some are started by a script.
func _godot() -> String:
	for argument in OS.get_cmdline_user_args():
		if argument.begins_with("--godot="):
			return argument.trim_prefix("--godot=")
	return OS.get_executable_path()
