@tool
extends Object
## The networks that the extension knows by name.

const NONE := "perfect"


## Their conditions by name. An editor in which the extension is not loaded knows none.
static func all() -> Dictionary:
	var network: Object = Engine.get_singleton(&"SteamLocal") if Engine.has_singleton(&"SteamLocal") else null
	if network == null or not network.has_method(&"get_condition_presets"):
		return {}
	var presets: Variant = network.call(&"get_condition_presets")
	return presets if presets is Dictionary else {}


## A preset's name as people read it.
static func title(name: String) -> String:
	var titles := {"lan": "LAN", "cable": "Cable", "dsl": "DSL", "3g": "3G", "satellite": "Satellite",
			"hotel_wifi": "Bad hotel Wi-Fi"}
	return titles.get(name, name.capitalize())


## These conditions as a resource that can be saved: a course of a single moment. Null where the extension is too old for it.
static func course_of(conditions: Dictionary) -> Resource:
	if not ClassDB.class_exists(&"SteamConditionsCourse"):
		return null
	var course: Resource = ClassDB.instantiate(&"SteamConditionsCourse")
	course.call(&"add_keyframe", 0.0, conditions)
	return course


## The conditions that a course begins with; none if it is no course.
static func conditions_of(course: Resource) -> Dictionary:
	return {}
