extends Node
## Saves in a file of the machine and in the cloud: at the start and whenever another machine has changed the cloud's, the times of
## both are compared, and the player is asked which one to go on with.

## The player has to choose. Both are the contents of the saves, as Dictionaries.
signal save_conflict(local_save: Dictionary, cloud_save: Dictionary)

const CLOUD_FILE := "Saves/Slot_0.json"

var local_path := ""
var state := {"level": 0, "coins": 0}
## The save that was loaded: `local`, `cloud` or `none`.
var loaded_from := "none"

var _local := {}
var _cloud := {}


func _ready() -> void:
	Steam.local_file_changed.connect(_on_local_file_changed)


func _process(_delta: float) -> void:
	Steam.run_callbacks()


func load_game() -> void:
	_local = _read_local()
	_cloud = _read_cloud()
	if _cloud.is_empty() and _local.is_empty():
		loaded_from = "none"
	elif _cloud.is_empty():
		_go_on_with(_local, "local")
	elif _local.is_empty() or _local.state == _cloud.state:
		_go_on_with(_cloud, "cloud")
	else:
		save_conflict.emit(_local, _cloud)


func resolve_conflict(use_cloud: bool) -> void:
	_go_on_with(_cloud if use_cloud else _local, "cloud" if use_cloud else "local")
	save_game()


func save_game() -> void:
	var text := JSON.stringify(state)
	var file := FileAccess.open(local_path, FileAccess.WRITE)
	file.store_string(text)
	file.close()
	if not Steam.isCloudEnabledForAccount() or not Steam.isCloudEnabledForApp():
		return
	var buffer := text.to_utf8_buffer()
	if Steam.getQuota().available_bytes < buffer.size():
		push_error("the cloud is full")
		return
	Steam.beginFileWriteBatch()
	if not Steam.fileWrite(CLOUD_FILE, buffer):
		push_error("the save is not in the cloud")
	# An older call, with the size.
	Steam.fileWrite("saves/backup.json", buffer, buffer.size())
	Steam.endFileWriteBatch()


func _go_on_with(save: Dictionary, from: String) -> void:
	state = save.state
	loaded_from = from


func _read_local() -> Dictionary:
	if not FileAccess.file_exists(local_path):
		return {}
	var text := FileAccess.get_file_as_string(local_path)
	return {"time": FileAccess.get_modified_time(local_path), "state": JSON.parse_string(text)}


func _read_cloud() -> Dictionary:
	if not Steam.fileExists(CLOUD_FILE) or not Steam.filePersisted(CLOUD_FILE):
		return {}
	var size: int = Steam.getFileSize(CLOUD_FILE)
	if size <= 0:
		return {}
	var file: Dictionary = Steam.fileRead(CLOUD_FILE, size)
	if not file.ret:
		return {}
	var text: String = file.buf.get_string_from_utf8()
	return {"time": Steam.getFileTimestamp(CLOUD_FILE), "state": JSON.parse_string(text)}


func _on_local_file_changed() -> void:
	for index in range(Steam.getLocalFileChangeCount()):
		var change: Dictionary = Steam.getLocalFileChange(index)
		if change.file == CLOUD_FILE.to_lower() and change.change_type == Steam.LOCAL_FILE_CHANGE_FILE_UPDATED:
			load_game()
