@tool
extends EditorPlugin
## The addon's editor plugin, which users may switch on.

const Desk := preload("desk/desk.gd")
const StubExport := preload("stub_export.gd")

var desk := Desk.new()

var _stub_export := StubExport.new()


func _enter_tree() -> void:
	add_export_plugin(_stub_export)
	desk.enter(self)


func _exit_tree() -> void:
	desk.leave(self)
	remove_export_plugin(_stub_export)


# From Godot 4.5 on.
func _run_scene(_scene: String, arguments: PackedStringArray) -> PackedStringArray:
	return desk.players.append_for_first(arguments)
