@tool
extends EditorPlugin
## What the addon adds to the editor where its user has switched it on.

const StubExport := preload("stub_export.gd")

var _stub_export := StubExport.new()


func _enter_tree() -> void:
	add_export_plugin(_stub_export)


func _exit_tree() -> void:
	remove_export_plugin(_stub_export)
