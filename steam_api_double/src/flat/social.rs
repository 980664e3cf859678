//! `ISteamFriends`: what friends share.

use std::ffi::c_char;

use super::methods;
use crate::arguments::{Out, Output, Text};
use crate::calls::Kind;
use crate::contract::social::{MAX_FRIEND_MESSAGE_BYTES, ProfileItems, SocialEvent};
use crate::contract::{Event, Social, SteamId};
use crate::steam::Steam;
use crate::switches::violation;

/// Makes a call that the next event of this kind answers.
fn call(steam: &Steam, like: SocialEvent, make: impl FnOnce(&dyn Social)) -> u64 {
    steam.call(Kind::AnsweredLike(Event::Social(like)), |platform| make(platform))
}

/// An item of a profile, and the requested property.
fn check_item(item: i32, property: i32) {
    if !(0..=4).contains(&item) || !(0..=11).contains(&property) {
        violation(format!("the property {property} of the item {item} of a profile"));
    }
}

methods! { Friends:
    fn SteamAPI_ISteamFriends_GetFriendCoplayGame(steam, user: u64) -> u32, or 0; {
        steam.platform.friend_coplay_game(SteamId(user))
    }

    fn SteamAPI_ISteamFriends_GetFriendCountFromSource(steam, source: u64) -> i32, or 0; {
        steam.platform.friend_count_from_source(SteamId(source))
    }

    fn SteamAPI_ISteamFriends_GetFriendFromSourceByIndex(steam, source: u64, index: i32) -> u64, or 0; {
        steam.platform.friend_from_source_by_index(SteamId(source), index).0
    }

    fn SteamAPI_ISteamFriends_IsUserInSource(steam, user: u64, source: u64) -> bool, or false; {
        steam.platform.is_user_in_source(SteamId(user), SteamId(source))
    }

    fn SteamAPI_ISteamFriends_GetFriendMessage(
        steam, user: u64, message: i32, room: Output, room_size: i32, entry_type: Out<i32>
    ) -> i32, or 0; {
        let Some(message) = steam.platform.friend_message(SteamId(user), message) else { return 0 };
        entry_type.set(message.entry_type);
        room.text(room_size, &message.text);
        message.text.len() as i32 + 1
    }

    fn SteamAPI_ISteamFriends_ReplyToFriendMessage(steam, user: u64, text: Text) -> bool, or false; {
        let text = text.read();
        if text.is_empty() || text.len() > MAX_FRIEND_MESSAGE_BYTES {
            violation(format!("a message of {} bytes to a friend", text.len()));
        }
        steam.platform.reply_to_friend_message(SteamId(user), &text)
    }

    fn SteamAPI_ISteamFriends_SetListenForFriendsMessages(steam, listen: bool) -> bool, or false; {
        steam.platform.set_listen_for_friends_messages(listen)
    }

    fn SteamAPI_ISteamFriends_GetFriendPersonaNameHistory(
        steam, user: u64, index: i32
    ) -> *const c_char, or c"".as_ptr(); {
        steam.text(steam.platform.friend_persona_name_history(SteamId(user), index))
    }

    fn SteamAPI_ISteamFriends_GetFriendRichPresenceKeyCount(steam, user: u64) -> i32, or 0; {
        steam.platform.friend_rich_presence_key_count(SteamId(user))
    }

    fn SteamAPI_ISteamFriends_GetFriendRichPresenceKeyByIndex(
        steam, user: u64, index: i32
    ) -> *const c_char, or c"".as_ptr(); {
        steam.text(steam.platform.friend_rich_presence_key_by_index(SteamId(user), index))
    }

    fn SteamAPI_ISteamFriends_RequestFriendRichPresence(steam, user: u64), or (); {
        steam.platform.request_friend_rich_presence(SteamId(user));
    }

    fn SteamAPI_ISteamFriends_GetFriendsGroupCount(steam) -> i32, or 0; {
        steam.platform.friends_group_count()
    }

    fn SteamAPI_ISteamFriends_GetFriendsGroupIDByIndex(steam, index: i32) -> i16, or -1; {
        steam.platform.friends_group_id_by_index(index)
    }

    fn SteamAPI_ISteamFriends_GetFriendsGroupName(steam, group: i16) -> *const c_char, or c"".as_ptr(); {
        steam.text(steam.platform.friends_group_name(group))
    }

    fn SteamAPI_ISteamFriends_GetFriendsGroupMembersCount(steam, group: i16) -> i32, or 0; {
        steam.platform.friends_group_members_count(group)
    }

    fn SteamAPI_ISteamFriends_GetFriendsGroupMembersList(
        steam, group: i16, room: Output, count: i32
    ), or (); {
        let members = steam.platform.friends_group_members_list(group, count);
        let bytes: Vec<u8> = members.iter().flat_map(|member| member.0.to_ne_bytes()).collect();
        room.fill(count.saturating_mul(8), &bytes);
    }

    fn SteamAPI_ISteamFriends_GetFriendSteamLevel(steam, user: u64) -> i32, or 0; {
        steam.platform.friend_steam_level(SteamId(user))
    }

    fn SteamAPI_ISteamFriends_BHasEquippedProfileItem(steam, user: u64, item: i32) -> bool, or false; {
        check_item(item, 0);
        steam.platform.has_equipped_profile_item(SteamId(user), item)
    }

    fn SteamAPI_ISteamFriends_GetProfileItemPropertyString(
        steam, user: u64, item: i32, property: i32
    ) -> *const c_char, or c"".as_ptr(); {
        check_item(item, property);
        steam.text(steam.platform.profile_item_property_string(SteamId(user), item, property))
    }

    fn SteamAPI_ISteamFriends_GetProfileItemPropertyUint(
        steam, user: u64, item: i32, property: i32
    ) -> u32, or 0; {
        check_item(item, property);
        steam.platform.profile_item_property_uint(SteamId(user), item, property)
    }

    fn SteamAPI_ISteamFriends_RequestEquippedProfileItems(steam, user: u64) -> u64, or 0; {
        let (user, items) = (SteamId(user), ProfileItems::default());
        let like = SocialEvent::ProfileItems { result: 0, user, items };
        call(steam, like, |social| social.request_equipped_profile_items(user))
    }

    fn SteamAPI_ISteamFriends_GetFollowerCount(steam, user: u64) -> u64, or 0; {
        let user = SteamId(user);
        let like = SocialEvent::FollowerCount { result: 0, user, count: 0 };
        call(steam, like, |social| social.request_follower_count(user))
    }

    fn SteamAPI_ISteamFriends_IsFollowing(steam, user: u64) -> u64, or 0; {
        let user = SteamId(user);
        let like = SocialEvent::IsFollowing { result: 0, user, following: false };
        call(steam, like, |social| social.request_is_following(user))
    }

    fn SteamAPI_ISteamFriends_EnumerateFollowingList(steam, start: u32) -> u64, or 0; {
        let like = SocialEvent::FollowingList { result: 0, users: Vec::new(), total: 0 };
        call(steam, like, |social| social.enumerate_following_list(start))
    }

    fn SteamAPI_ISteamFriends_RegisterProtocolInOverlayBrowser(steam, protocol: Text) -> bool, or false; {
        steam.platform.register_protocol_in_overlay_browser(&protocol.read())
    }

    fn SteamAPI_ISteamFriends_GetNumChatsWithUnreadPriorityMessages(steam) -> i32, or 0; {
        steam.platform.num_chats_with_unread_priority_messages()
    }
}
