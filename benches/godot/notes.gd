extends RefCounted
## Notes between the processes before they measure: values in files of the folder [code]BENCH_DIR[/code].

const PATIENCE_SECONDS := 120.0


static func leave(name: String, value: Variant) -> void:
	var file := FileAccess.open(_path(name) + ".new", FileAccess.WRITE)
	file.store_string(var_to_str(value))
	file.close()
	DirAccess.rename_absolute(_path(name) + ".new", _path(name))


## Waits for a note, and calls [param meanwhile] in every frame; [code]null[/code] if it does not come.
static func find(tree: SceneTree, name: String, meanwhile := Callable()) -> Variant:
	var give_up_at := Time.get_ticks_msec() + int(PATIENCE_SECONDS * 1000)
	while Time.get_ticks_msec() < give_up_at:
		# On Windows, a file appears a moment before others may open it.
		if FileAccess.file_exists(_path(name)):
			var text := FileAccess.get_file_as_string(_path(name))
			if not text.is_empty():
				return str_to_var(text)
		if meanwhile.is_valid():
			meanwhile.call()
		await tree.process_frame
	return null


static func _path(name: String) -> String:
	return OS.get_environment("BENCH_DIR").path_join(name + ".note")
