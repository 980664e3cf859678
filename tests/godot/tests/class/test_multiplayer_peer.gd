extends "res://harness/test_case.gd"
## Every member of the written contract of `SteamMultiplayerPeer` and `SteamPacketPeer` is there, with its arguments and values.
## rule: peer.members

const FILE := "res://contract/steam_multiplayer_peer.json"


func run() -> void:
	var contract: Dictionary = JSON.parse_string(FileAccess.get_file_as_string(FILE))
	for name_of_class: String in contract:
		check(ClassDB.class_exists(name_of_class), "the class " + name_of_class)
		_check_class(name_of_class, contract[name_of_class])
	# As scripts write them, typed by the class.
	var peer: SteamMultiplayerPeer = SteamMultiplayerPeer.new()
	equal([peer.server_relay, peer.as_relay, peer.no_delay, peer.no_nagle, peer.debug_level, peer.connect_timeout],
			[true, false, false, false, 0, 15.0], "the defaults")
	peer.server_relay = false
	check(not peer.server_relay, "a property that was set")
	check(peer is MultiplayerPeer, "a MultiplayerPeer")


func _check_class(name_of_class: String, expected: Dictionary) -> void:
	var methods := {}
	for method in ClassDB.class_get_method_list(name_of_class, true):
		methods[method.name] = method.args.size()
	for method: Dictionary in expected.methods:
		check(methods.has(method.name), "%s.%s" % [name_of_class, method.name])
		check(methods.get(method.name, -1) >= method.args, "%s.%s: its arguments" % [name_of_class, method.name])
	for property: String in expected.properties:
		check(ClassDB.class_get_property_list(name_of_class, true).any(func(known: Dictionary) -> bool: return known.name == property),
				"the property %s.%s" % [name_of_class, property])
	for signal_name: String in expected.signals:
		check(ClassDB.class_has_signal(name_of_class, signal_name), "the signal %s.%s" % [name_of_class, signal_name])
	for enum_name: String in expected.enums:
		for value: String in expected.enums[enum_name]:
			equal(ClassDB.class_get_integer_constant(name_of_class, value), int(expected.enums[enum_name][value]), value)
