//! What the class does not carry of `ISteamFriends`: the names alone.

use crate::script::not_carried::not_carried;

not_carried! {
    /// Followers, who was met, labels, chats with friends, and profile items.
    static FRIENDS_COMMUNITY = "Friends: community" {
        fn enumerateFollowingList(start_index: int);
        fn getCoplayFriend(friend_index: int) -> int;
        fn getCoplayFriendCount() -> int;
        fn getFollowerCount(steam_id: int);
        fn getFriendCoplayGame(friend_id: int) -> int;
        fn getFriendCoplayTime(friend_id: int) -> int;
        fn getFriendCountFromSource(source_id: int) -> int;
        fn getFriendFromSourceByIndex(source_id: int, friend_number: int) -> int;
        fn getFriendMessage(friend_id: int, message: int) -> Dictionary;
        fn getFriendPersonaNameHistory(steam_id: int, name_history: int) -> String;
        fn getFriendRichPresenceKeyCount(friend_id: int) -> int;
        fn getFriendRichPresenceKeyByIndex(friend_id: int, key_index: int) -> String;
        fn getFriendsGroupCount() -> int;
        fn getFriendsGroupIDByIndex(friend_group: int) -> int;
        fn getFriendsGroupMembersCount(friend_group: int) -> int;
        fn getFriendsGroupMembersList(friend_group: int, member_count: int) -> Array;
        fn getFriendsGroupName(friend_group: int) -> String;
        fn getFriendSteamLevel(steam_id: int) -> int;
        fn getProfileItemPropertyString(steam_id: int, item_type: int, item_property: int) -> String;
        fn getProfileItemPropertyInt(steam_id: int, item_type: int, item_property: int) -> int;
        fn getUserFriendsGroups() -> Array;
        fn getUserRestrictions() -> int;
        fn hasEquippedProfileItem(steam_id: int, friend_flags: int) -> bool;
        fn isFollowing(steam_id: int);
        fn isUserInSource(steam_id: int, source_id: int) -> bool;
        fn registerProtocolInOverlayBrowser(protocol: String) -> bool;
        fn replyToFriendMessage(steam_id: int, message: String) -> bool;
        fn requestFriendRichPresence(friend_id: int);
        fn setListenForFriendsMessages(intercept_enabled: bool) -> bool;
        fn setPersonaName(name: String);
        fn requestEquippedProfileItems(steam_id: int);
        fn getNumChatsWithUnreadPriorityMessages() -> int;
        signal enumerate_following_list(result: int, following: PackedInt64Array, returned_following: int,
            total_following: int);
        signal get_follower_count(result: int, steam_id: int, count: int);
        signal is_following(result: int, steam_id: int, following: bool);
        signal connected_friend_chat_message(steam_id: int, message_index: int, message_text: String, type: int);
        signal name_changed(success: bool, local_success: bool, result: int);
        signal overlay_browser_protocol(uri: String);
        signal unread_chat_messages_changed();
        signal equipped_profile_items_changed(steam_id: int);
        signal equipped_profile_items(result: int, steam_id: int, profile_data: Dictionary);
    }
}
