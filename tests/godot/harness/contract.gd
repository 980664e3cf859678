extends RefCounted
## The written contract of a class, from the files in `contract/steam/` or `contract/steam_server/`: what scripts may rely on.

## Methods that need no initialised platform.
const WITHOUT_INIT: Array[String] = ["allowP2PPacketRelay", "get_steam_init_result", "isSteamRunning",
		"restartAppIfNecessary", "steamInit", "steamInitEx"]
## Methods that only look at the id they are given, or keep a value: they answer always and everywhere.
const PURE: Array[String] = ["getSteamID32", "isAnonAccount", "isAnonUserAccount", "isChatAccount", "isClanAccount",
		"isConsoleUserAccount", "isIndividualAccount", "isLobby", "get_godotsteam_version",
		"is_interface_supported", "setLeaderboardDetailsMax", "getLeaderboardEntries", "get_browser_handle", "set_browser_handle", "get_current_clan_id", "set_current_clan_id", "get_inventory_handle", "set_inventory_handle", "get_inventory_update_handle", "set_inventory_update_handle", "get_leaderboard_details_max", "set_leaderboard_details_max", "get_leaderboard_entries", "set_leaderboard_entries", "get_leaderboard_handle", "set_leaderboard_handle", "get_leaderboard_ugc_handle", "set_leaderboard_ugc_handle"]

const _TYPES := {
	"Variant": TYPE_NIL,
	"void": TYPE_NIL,
	"bool": TYPE_BOOL,
	"int": TYPE_INT,
	"float": TYPE_FLOAT,
	"String": TYPE_STRING,
	"Array": TYPE_ARRAY,
	"Dictionary": TYPE_DICTIONARY,
	"PackedByteArray": TYPE_PACKED_BYTE_ARRAY,
	"PackedInt32Array": TYPE_PACKED_INT32_ARRAY,
	"PackedInt64Array": TYPE_PACKED_INT64_ARRAY,
	"PackedFloat64Array": TYPE_PACKED_FLOAT64_ARRAY,
}

var methods: Array = []
var properties: Array = []
var signals: Array = []
var enums: Dictionary = {}
var constants: Dictionary = {}


func _init(folder := "steam") -> void:
	var path := "res://contract/%s/" % folder
	for file in DirAccess.get_files_at(path):
		var part: Dictionary = JSON.parse_string(FileAccess.get_file_as_string(path + file))
		methods.append_array(part.get("methods", []))
		properties.append_array(part.get("properties", []))
		signals.append_array(part.get("signals", []))
		enums.merge(part.get("enums", {}))
		constants.merge(part.get("constants", {}))


## The type that Godot registers for a type of the contract: `int:Result` is an int.
static func type_of(written: String) -> int:
	return _TYPES[written.get_slice(":", 0)]


## The class enum that a type of the contract names, or an empty name.
static func enum_of(written: String, of := "Steam") -> String:
	return of + "." + written.get_slice(":", 1) if written.contains(":") else ""


## A value of the contract's JSON, where all numbers are floats, as the type it is written for.
static func value_of(json: Variant) -> Variant:
	return int(json) if json is float else json


## The value that a method returns if it cannot do anything.
static func nothing(method: Dictionary) -> Variant:
	# Methods for which 0 would mean success.
	if method.has("nothing"):
		return value_of(method.nothing)
	match type_of(method.returns):
		TYPE_BOOL:
			return false
		TYPE_INT:
			return 0
		TYPE_FLOAT:
			return 0.0
		TYPE_STRING:
			return ""
		TYPE_ARRAY:
			return []
		TYPE_DICTIONARY:
			return {}
		TYPE_PACKED_INT64_ARRAY:
			return PackedInt64Array()
		TYPE_PACKED_FLOAT64_ARRAY:
			return PackedFloat64Array()
		TYPE_PACKED_BYTE_ARRAY:
			return PackedByteArray()
	return null


## Arguments for a call of the method, all of them.
static func arguments_for(method: Dictionary) -> Array:
	var arguments := []
	for argument: Dictionary in method.args:
		match type_of(argument.type):
			TYPE_BOOL:
				arguments.append(true)
			TYPE_INT:
				arguments.append(1)
			TYPE_FLOAT:
				arguments.append(1.5)
			TYPE_ARRAY:
				arguments.append([1])
			TYPE_STRING:
				arguments.append("text")
			TYPE_PACKED_BYTE_ARRAY:
				arguments.append(PackedByteArray([1, 2, 3]))
			TYPE_PACKED_INT64_ARRAY:
				arguments.append(PackedInt64Array([1]))
			TYPE_PACKED_INT32_ARRAY:
				arguments.append(PackedInt32Array([1]))
			_:
				arguments.append(value_of(argument.get("default")))
	return arguments
