@tool
extends Object
## The networks that the extension knows by name, and those that somebody has kept as files.

## The addon's own resources: the conditions of a network, and a course of them.
const CONDITIONS := "res://addons/steam_networking/steam_conditions.gd"
const COURSE := "res://addons/steam_networking/steam_conditions_course.gd"
const COURSE_CLASS := "SteamConditionsCourse"


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


## These conditions as a resource that can be saved. Null where the addon has none for them.
static func resource_of(conditions: Dictionary) -> Resource:
	if not ResourceLoader.exists(CONDITIONS):
		return null
	var resource: Resource = (load(CONDITIONS) as GDScript).new()
	resource.call(&"from_dictionary", conditions)
	return resource


## The conditions in a resource; none if it is of another kind.
static func conditions_of(resource: Resource) -> Dictionary:
	if resource == null or resource.get_script() == null or resource.get_script().resource_path != CONDITIONS:
		return {}
	return resource.call(&"to_dictionary")


## Whether the addon has courses.
static func has_courses() -> bool:
	return ResourceLoader.exists(COURSE)
