extends Node
## A game that does nothing but start, with [code]--init[/code] Steam as well. Where there is no addon there is no Steam.

## With [code]--settle[/code], everything that a start brings with it has happened after so many frames, in which the game pumps.
const FRAMES := 60
## For whoever looks at the memory.
const LOOK_SECONDS := 0.3


func _ready() -> void:
	var arguments := OS.get_cmdline_user_args()
	var steam: Object = Engine.get_singleton("Steam") if Engine.has_singleton("Steam") else null
	if arguments.has("--init"):
		if steam == null:
			_end("the addon is not there")
			return
		var began := Time.get_ticks_usec()
		var result: Dictionary = steam.call("steamInitEx", 480, false)
		if result.status != 0:
			_end("Steam did not start: %s" % result.verbal)
			return
		print("BENCH init_ms %.3f" % ((Time.get_ticks_usec() - began) / 1000.0))
	elif arguments.has("--without") and steam != null:
		_end("the addon is there")
		return
	# Since the engine began, before it loaded extensions.
	print("BENCH ready_ms %.3f" % (Time.get_ticks_usec() / 1000.0))
	if arguments.has("--settle"):
		Engine.max_fps = 60
		for frame in FRAMES:
			if arguments.has("--init"):
				steam.call("run_callbacks")
			await get_tree().process_frame
		print("STILL %d" % OS.get_process_id())
		await get_tree().create_timer(LOOK_SECONDS).timeout
	_end("")


func _end(problem: String) -> void:
	if not problem.is_empty():
		printerr("ERROR: ", problem)
	get_tree().quit(0 if problem.is_empty() else 1)
