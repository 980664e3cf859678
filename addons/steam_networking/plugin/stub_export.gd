@tool
extends EditorExportPlugin
## Puts the stubs in place of the singletons into exports for platforms that the extension has no library for, and into those
## of presets with the custom feature `no_steam`.
##
## GDScript stops at a name that it does not know, and an autoload named `Steam` in the project itself would hide the
## singleton everywhere. So the export alone gets the autoload, by a file of settings that go above the project's.

const PLATFORMS: Array[String] = ["windows", "linux", "macos"]
const WITHOUT_STEAM := "no_steam"
const OVERRIDES := "res://override.cfg"
const FOLDER := "res://addons/steam_networking/"
const STUBS := {"Steam": FOLDER + "steam_stub.gd", "SteamLocal": FOLDER + "steam_local_stub.gd",
		"SteamServer": FOLDER + "steam_server_stub.gd"}


func _get_name() -> String:
	return "steam_networking_stub"


func _export_begin(features: PackedStringArray, _is_debug: bool, _path: String, _flags: int) -> void:
	var has_steam := PLATFORMS.any(func(platform: String) -> bool: return platform in features)
	if has_steam and WITHOUT_STEAM not in features:
		return
	var settings := _autoloads()
	if FileAccess.file_exists(OVERRIDES):
		settings += FileAccess.get_file_as_string(OVERRIDES)
	add_file(OVERRIDES, settings.to_utf8_buffer(), false)
	print("Steam Networking: this export uses the stub, since it is for a platform without Steam.")


# The project's autoloads may ask for Steam when they are made, and are made in their order: so they are taken out and come
# again behind the stubs.
func _autoloads() -> String:
	var removed := ""
	var added := ""
	for autoload: String in STUBS:
		added += "%s=\"*%s\"\n" % [autoload, STUBS[autoload]]
	for property in ProjectSettings.get_property_list():
		var setting: String = property.name
		if setting.begins_with("autoload/"):
			var autoload := setting.trim_prefix("autoload/")
			removed += "%s=null\n" % autoload
			added += "%s=%s\n" % [autoload, var_to_str(ProjectSettings.get_setting(setting))]
	return "[autoload]\n\n%s\n%s\n" % [removed, added]
