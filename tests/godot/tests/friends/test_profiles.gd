extends "res://harness/test_case.gd"
## Data of Steam's servers about users: followed users, profiles, groups of friends. If nobody has any of it, each query returns the
## answer for a user without it.
## rule: friends.profiles
## expect-error: Steam.isFollowing: steam_id is 7
## expect-error: Steam.getFollowerCount: steam_id is 7
## expect-error: Steam.requestEquippedProfileItems: steam_id is 7
## expect-error: Steam.enumerateFollowingList: start_index is -1
## expect-error: Steam.hasEquippedProfileItem: friend_flags is 5
## expect-error: Steam.getProfileItemPropertyString: item_property is 12
## expect-error: Steam.getFriendsGroupName: friend_group is 40000

const NOTHING := {"avatar_animated": false, "avatar_frame": false, "profile_modifier": false, "profile_background": false,
		"profile_mini_background": false, "from_cache": false}
const BEN := 76561197960265728 + 12


func run() -> void:
	await init_steam()
	errors.take()
	Steam.getFollowerCount(BEN)
	equal(await next_signal("get_follower_count"), [Steam.RESULT_OK, BEN, 0], "get_follower_count")
	Steam.isFollowing(BEN)
	equal(await next_signal("is_following"), [Steam.RESULT_OK, BEN, false], "is_following")
	Steam.enumerateFollowingList(0)
	equal(await next_signal("enumerate_following_list"), [Steam.RESULT_OK, PackedInt64Array(), 0, 0], "enumerate_following_list")
	Steam.requestEquippedProfileItems(BEN)
	equal(await next_signal("equipped_profile_items"), [Steam.RESULT_OK, BEN, NOTHING], "equipped_profile_items")
	equal(Steam.hasEquippedProfileItem(BEN, Steam.PROFILE_ITEM_TYPE_AVATAR_FRAME), false, "hasEquippedProfileItem")
	equal(Steam.getProfileItemPropertyString(BEN, Steam.PROFILE_ITEM_TYPE_AVATAR_FRAME, Steam.PROFILE_ITEM_PROPERTY_TITLE), "",
			"getProfileItemPropertyString")
	equal(Steam.getProfileItemPropertyInt(BEN, Steam.PROFILE_ITEM_TYPE_AVATAR_FRAME, Steam.PROFILE_ITEM_PROPERTY_APP_ID), 0,
			"getProfileItemPropertyInt")
	equal(Steam.getFriendSteamLevel(BEN), 0, "getFriendSteamLevel")
	_check_groups()
	if errors.available():
		equal(errors.take(), [] as Array[String], "errors of right arguments")
	await _check_wrong_arguments()


func _check_groups() -> void:
	equal([Steam.getFriendsGroupCount(), Steam.getUserFriendsGroups()], [0, []], "groups of friends")
	equal(Steam.getFriendsGroupIDByIndex(0), Steam.INVALID_FRIEND_GROUP_ID, "no group")
	equal([Steam.getFriendsGroupName(1), Steam.getFriendsGroupMembersCount(1), Steam.getFriendsGroupMembersList(1, 10)], ["", 0, []],
			"a group that is not there")
	equal(Steam.getUserRestrictions(), 0, "getUserRestrictions")
	equal(Steam.getNumChatsWithUnreadPriorityMessages(), 0, "getNumChatsWithUnreadPriorityMessages")
	equal(Steam.registerProtocolInOverlayBrowser("mygame"), false, "registerProtocolInOverlayBrowser")
	equal(Steam.getFriendPersonaNameHistory(Steam.getSteamID(), 1), "", "no former name")
	equal(Steam.getFriendCoplayGame(BEN), 0, "nothing played together")


func _check_wrong_arguments() -> void:
	Steam.isFollowing(7)
	equal(await next_signal("is_following"), [Steam.RESULT_INVALID_PARAM, 7, false], "whom nobody can be")
	Steam.getFollowerCount(7)
	equal(await next_signal("get_follower_count"), [Steam.RESULT_INVALID_PARAM, 7, 0], "whom nobody can be")
	Steam.requestEquippedProfileItems(7)
	equal(await next_signal("equipped_profile_items"), [Steam.RESULT_INVALID_PARAM, 7, NOTHING], "whom nobody can be")
	Steam.enumerateFollowingList(-1)
	equal(await next_signal("enumerate_following_list"), [Steam.RESULT_INVALID_PARAM, PackedInt64Array(), 0, 0], "no index")
	equal(Steam.hasEquippedProfileItem(BEN, 5), false, "no item")
	equal(Steam.getProfileItemPropertyString(BEN, 0, 12), "", "no property")
	equal(Steam.getFriendsGroupName(40000), "", "no number of a group")
