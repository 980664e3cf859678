extends "res://harness/test_case.gd"
## The extension's project settings exist with their types and defaults, unless a project sets them.
## rule: init.project-settings

const SETTINGS := {
	"steam/initialization/app_id": 0,
	"steam/initialization/initialize_on_startup": false,
	"steam/initialization/embed_callbacks": false,
	"steam/platform/backend": "auto",
	"steam/platform/p2p_transport": "networking",
	"steam/local/user": "",
	"steam/local/send_queue_kib": 16384,
	"steam/local/receive_queue_kib": 16384,
	"steam/local/latency_ms": 0,
	"steam/local/jitter_ms": 0,
	"steam/local/loss_percent": 0.0,
	"steam/local/duplicate_percent": 0.0,
	"steam/local/reorder_percent": 0.0,
	"steam/local/bandwidth_kib": 0,
	"steam/local/block_direct": false,
	"steam/local/seed": 0,
}


func run() -> void:
	leave_running = true
	var shown := {}
	for property in ProjectSettings.get_property_list():
		shown[property.name] = property
	for setting: String in SETTINGS:
		check(ProjectSettings.has_setting(setting), "the setting %s is there" % setting)
		equal(ProjectSettings.property_get_revert(setting), SETTINGS[setting], "the default of " + setting)
		if not shown.has(setting):
			fail("the setting %s is not listed" % setting)
			continue
		equal(shown[setting].type, typeof(SETTINGS[setting]), "the type of " + setting)
		check(shown[setting].usage & PROPERTY_USAGE_EDITOR, "the setting %s shows in the editor" % setting)
	equal(shown["steam/platform/backend"].hint, PROPERTY_HINT_ENUM, "the platform is chosen from a list")
	# This project sets its app id itself, and that is kept.
	equal(ProjectSettings.get_setting("steam/initialization/app_id"), APP_ID, "the app id of this project")
