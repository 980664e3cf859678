extends "res://harness/test_case.gd"
## Each callback of Steam's becomes its signal, with the types that the class declares and the values that were posted.
## rule: steam.callbacks

func run() -> void:
	await init_steam()
	signals.clear()
	OS.set_environment("STEAM_API_DOUBLE_POST", "examples")
	await next_signal("steam_shutdown")
	var lobby := 0x0186000001020304
	var anna := 76561197960265728 + 11
	var ben := 76561197960265728 + 12
	var expected := {
		"p2p_session_request": [anna],
		"p2p_session_connect_fail": [ben, 4],
		"lobby_joined": [lobby, 7, true, 1],
		"lobby_chat_update": [lobby, anna, ben, 0x12],
		"lobby_data_update": [1, lobby, anna],
		"lobby_game_created": [lobby, ben, "127.0.0.1", 7777],
		"lobby_invite": [anna, lobby, 480],
		"lobby_kicked": [lobby, ben, 1],
		"join_requested": [lobby, anna],
		"steam_server_connected": [],
		"steam_server_connect_failed": [3, true],
		"steam_server_disconnected": [6],
		"favorites_list_accounts_updated": [2],
		"avatar_image_loaded": [anna, 5, 184, 183],
		"change_server_requested": ["10.0.0.7:27015", "öffne"],
		"friend_rich_presence_update": [ben, 480],
		"join_game_requested": [anna, "+connect ".repeat(28)],
		"overlay_toggled": [true, false, 480],
		"get_auth_session_ticket_response": [9, 1],
		"validate_auth_ticket_response": [anna, 6, ben],
		"ip_country": [],
		"low_power": [13],
		"app_resuming_from_suspend": [],
		"floating_gamepad_text_input_dismissed": [],
		"filter_text_dictionary_changed": [7],
		"new_launch_url_parameters": [],
		"client_game_server_deny": [480, "127.0.0.1", 27015, 1, 7],
		"game_web_callback": ["steam://callback/480"],
		"licenses_updated": [],
		"microtransaction_auth_response": [480, 1 << 40, true],
		"connected_chat_join": [lobby, anna],
		"connected_chat_joined": [lobby, anna],
		"connected_chat_leave": [lobby, ben, true, false],
		"connected_chat_left": [lobby, ben, true, false],
		"dlc_installed": [481],
		"timed_trial_status": [480, true, 3600, 120],
		"network_connection_status_changed": [0x01020304, {"identity": anna, "user_data": -7, "listen_socket": 0x05060708,
				"remote_address": "10.0.0.7:27015", "remote_pop": 11, "pop_relay": 12, "connection_state": 4, "end_reason": 1042,
				"end_debug": "see you", "debug_description": "#1 to Anna", "info_flags": 16}, 3],
		"network_authentication_status": [100, "ready"],
		"fake_ip_result": [1, ben, "169.254.0.1", [5, 6, 7]],
		"relay_network_status": [100, 1, -10, 3, "nearly"],
		"current_stats_received": [480, 1, anna],
		"user_stats_stored": [480, 8],
		"user_achievement_stored": [480, false, "WIN", 3, 5],
		"user_stats_unloaded": [ben],
		"user_achievement_icon_fetched": [480, "LOSE", true, 7],
	}
	expected.merge(_about_files())
	expected.merge(_about_controllers_pictures_and_profiles(ben))
	for signal_name: String in expected:
		check(signals.has(signal_name), signal_name + " came")
		equal(signals.take(signal_name), expected[signal_name], signal_name)
	check(signals.has("persona_state_change", func(arguments: Array) -> bool: return arguments == [ben, 0x80000001]),
			"persona_state_change")
	check(signals.has("favorites_list_changed"), "favorites_list_changed")


func _about_files() -> Dictionary:
	return {
		"local_file_changed": [],
		"subscribe_item": [2, 0x010203040506],
		"unsubscribe_item": [9, 0x010203040507],
		"published_file_subscribed": [0x010203040508, 480],
		"published_file_unsubscribed": [0x010203040509, 481],
	}


func _about_controllers_pictures_and_profiles(ben: int) -> Dictionary:
	return {
		"input_device_connected": [0x0102030405060708],
		"input_device_disconnected": [0x0807060504030201],
		"input_configuration_loaded": [480, 0x0102030405060708, {"mapping_creator": ben, "major_revision": 3, "minor_revision": 14,
				"uses_steam_input_api": true, "uses_gamepad_api": false}],
		"input_gamepad_slot_change": [480, 0x0102030405060708, 3, -1, 2],
		"screenshot_ready": [0x01020304, 9],
		"screenshot_requested": [],
		"unread_chat_messages_changed": [],
		"overlay_browser_protocol": ["mygame://öffne"],
		"equipped_profile_items_changed": [ben],
	}
