extends "res://harness/test_case.gd"
## Every sample of the README and of docs/ is a script that GDScript takes.
## rule: docs.samples
## platform: local

const FOLDER := "res://samples/"


func run() -> void:
	var files := Array(DirAccess.get_files_at(FOLDER)).filter(func(file: String) -> bool: return file.ends_with(".gd"))
	check(files.size() > 5, "there are samples: %d" % files.size())
	for file: String in files:
		var script := GDScript.new()
		script.source_code = FileAccess.get_file_as_string(FOLDER + file)
		equal(script.reload(), OK, "the sample " + file)
