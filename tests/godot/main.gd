extends Node
## Runs one test in this process and ends it: exit code 0 and the line `TEST PASS`, or 1 and `TEST FAIL: reason`.
##
## Nothing here names the class under test, so that a missing extension ends in a clear failure as well.

func _ready() -> void:
	var options := _options()
	var path: String = options.get("test", "")
	if path.is_empty():
		_refuse("no test is named; pass --test=res://tests/….gd after --")
		return
	var script: GDScript = load(path)
	if script == null or not script.can_instantiate():
		_refuse("%s cannot be loaded" % path)
		return
	var test: Node = script.new()
	test.name = path.get_file().get_basename()
	test.player = int(options.get("player", "1"))
	test.players = int(options.get("players", "1"))
	test.platform = options.get("platform", "")
	add_child(test)
	await test.execute()


## The arguments after `--` on the command line, as `--key=value`.
func _options() -> Dictionary:
	var options := {}
	for argument: String in OS.get_cmdline_user_args():
		var pair := argument.trim_prefix("--").split("=", true, 1)
		options[pair[0]] = pair[1] if pair.size() == 2 else ""
	return options


func _refuse(reason: String) -> void:
	print("TEST FAIL: ", reason)
	get_tree().quit(1)
