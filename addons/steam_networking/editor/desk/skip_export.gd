@tool
extends EditorExportPlugin
## Leaves what is only of use in the editor out of exported games.

const FOLDER := "res://addons/steam_networking/editor/"


func _get_name() -> String:
	return "steam_networking_editor"


func _export_file(path: String, _type: String, _features: PackedStringArray) -> void:
	if path.begins_with(FOLDER):
		skip()
