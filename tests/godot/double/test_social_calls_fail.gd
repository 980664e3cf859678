extends "res://harness/test_case.gd"
## Questions about followers and profiles that fail on their way are reported as failed, by their own signal and by
## steamworks_error.
## rule: steam.call-failures

const BEN := 76561197960265728 + 12
const NOTHING := {"avatar_animated": false, "avatar_frame": false, "profile_modifier": false, "profile_background": false,
		"profile_mini_background": false, "from_cache": false}


func run() -> void:
	await init_steam()
	for misbehaviour: String in ["io-failure", "refused", "wrong-kind", "wrong-size", "wrong-answer"]:
		OS.set_environment("STEAM_API_DOUBLE_CALLS", misbehaviour)
		signals.clear()
		Steam.getFollowerCount(BEN)
		await _fails("get_follower_count", [Steam.RESULT_IO_FAILURE, BEN, 0], misbehaviour)
		Steam.isFollowing(BEN)
		await _fails("is_following", [Steam.RESULT_IO_FAILURE, BEN, false], misbehaviour)
		Steam.enumerateFollowingList(0)
		await _fails("enumerate_following_list", [Steam.RESULT_IO_FAILURE, PackedInt64Array(), 0, 0], misbehaviour)
		Steam.requestEquippedProfileItems(BEN)
		await _fails("equipped_profile_items", [Steam.RESULT_IO_FAILURE, BEN, NOTHING], misbehaviour)


func _fails(signal_name: String, expected: Array, misbehaviour: String) -> void:
	equal(await next_signal(signal_name), expected, "%s: %s" % [signal_name, misbehaviour])
	equal((await next_signal("steamworks_error"))[0], signal_name, "steamworks_error: " + misbehaviour)
