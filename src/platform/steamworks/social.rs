//! The part of `ISteamFriends` about what friends share.

use std::ffi::c_int;

use ::steamworks::sys;

use super::callbacks::social as callbacks;
use super::calls::{Answer, RESULT_IO_FAILURE};
use super::{SteamworksPlatform, lists, open_enums, strings};
use crate::contract::social::{
    FriendMessage, MAX_FRIEND_MESSAGE_BYTES, NO_FRIENDS_GROUP, ProfileItems, SocialEvent,
};
use crate::contract::{Event, Social, SteamId};

/// The maximum size of a message from Steam, in bytes (`k_cchChatMessageMax`).
const MOST_MESSAGE_BYTES: usize = 4 * MAX_FRIEND_MESSAGE_BYTES;

impl Social for SteamworksPlatform {
    fn coplay_friend_count(&self) -> i32 {
        let Some(friends) = self.interfaces.friends.get() else { return 0 };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamFriends_GetCoplayFriendCount(friends) }
    }

    fn coplay_friend(&self, index: i32) -> SteamId {
        let Some(friends) = self.interfaces.friends.get() else { return SteamId::NIL };
        // SAFETY: a live interface and a number.
        SteamId(unsafe { sys::SteamAPI_ISteamFriends_GetCoplayFriend(friends, index) })
    }

    fn friend_coplay_time(&self, user: SteamId) -> i32 {
        let Some(friends) = self.interfaces.friends.get() else { return 0 };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamFriends_GetFriendCoplayTime(friends, user.0) }
    }

    fn friend_coplay_game(&self, user: SteamId) -> u32 {
        let Some(friends) = self.interfaces.friends.get() else { return 0 };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamFriends_GetFriendCoplayGame(friends, user.0) }
    }

    fn friend_count_from_source(&self, source: SteamId) -> i32 {
        let Some(friends) = self.interfaces.friends.get() else { return 0 };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamFriends_GetFriendCountFromSource(friends, source.0) }
    }

    fn friend_from_source_by_index(&self, source: SteamId, index: i32) -> SteamId {
        let Some(friends) = self.interfaces.friends.get() else { return SteamId::NIL };
        // SAFETY: a live interface and numbers.
        SteamId(unsafe { sys::SteamAPI_ISteamFriends_GetFriendFromSourceByIndex(friends, source.0, index) })
    }

    fn is_user_in_source(&self, user: SteamId, source: SteamId) -> bool {
        let Some(friends) = self.interfaces.friends.get() else { return false };
        // SAFETY: a live interface and numbers.
        unsafe { sys::SteamAPI_ISteamFriends_IsUserInSource(friends, user.0, source.0) }
    }

    fn set_listen_for_friends_messages(&self, listen: bool) -> bool {
        let Some(friends) = self.interfaces.friends.get() else { return false };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamFriends_SetListenForFriendsMessages(friends, listen) }
    }

    fn friend_persona_name_history(&self, user: SteamId, index: i32) -> String {
        let Some(friends) = self.interfaces.friends.get() else { return String::new() };
        // SAFETY: a live interface and numbers; the returned text is copied at once.
        unsafe {
            strings::copied(sys::SteamAPI_ISteamFriends_GetFriendPersonaNameHistory(friends, user.0, index))
        }
    }

    fn friend_rich_presence_key_count(&self, user: SteamId) -> i32 {
        let Some(friends) = self.interfaces.friends.get() else { return 0 };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamFriends_GetFriendRichPresenceKeyCount(friends, user.0) }
    }

    fn friend_rich_presence_key_by_index(&self, user: SteamId, index: i32) -> String {
        let Some(friends) = self.interfaces.friends.get() else { return String::new() };
        // SAFETY: a live interface and numbers; the returned text is copied at once.
        unsafe {
            strings::copied(sys::SteamAPI_ISteamFriends_GetFriendRichPresenceKeyByIndex(
                friends, user.0, index,
            ))
        }
    }

    fn friends_group_count(&self) -> i32 {
        let Some(friends) = self.interfaces.friends.get() else { return 0 };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamFriends_GetFriendsGroupCount(friends) }
    }

    fn friends_group_id_by_index(&self, index: i32) -> i16 {
        let Some(friends) = self.interfaces.friends.get() else { return NO_FRIENDS_GROUP };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamFriends_GetFriendsGroupIDByIndex(friends, index) }
    }

    fn friends_group_name(&self, group: i16) -> String {
        let Some(friends) = self.interfaces.friends.get() else { return String::new() };
        // SAFETY: a live interface and a number; the returned text is copied at once.
        unsafe { strings::copied(sys::SteamAPI_ISteamFriends_GetFriendsGroupName(friends, group)) }
    }

    fn friends_group_members_count(&self, group: i16) -> i32 {
        let Some(friends) = self.interfaces.friends.get() else { return 0 };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamFriends_GetFriendsGroupMembersCount(friends, group) }
    }

    fn friend_steam_level(&self, user: SteamId) -> i32 {
        let Some(friends) = self.interfaces.friends.get() else { return 0 };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamFriends_GetFriendSteamLevel(friends, user.0) }
    }

    fn num_chats_with_unread_priority_messages(&self) -> i32 {
        let Some(friends) = self.interfaces.friends.get() else { return 0 };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamFriends_GetNumChatsWithUnreadPriorityMessages(friends) }
    }

    fn has_equipped_profile_item(&self, user: SteamId, item: i32) -> bool {
        let Some(friends) = self.interfaces.friends.get() else { return false };
        // SAFETY: a live interface and numbers.
        unsafe { open_enums::SteamAPI_ISteamFriends_BHasEquippedProfileItem(friends, user.0, item) }
    }

    fn profile_item_property_string(&self, user: SteamId, item: i32, property: i32) -> String {
        let Some(friends) = self.interfaces.friends.get() else { return String::new() };
        // SAFETY: a live interface and numbers; the returned text is copied at once.
        unsafe {
            strings::copied(open_enums::SteamAPI_ISteamFriends_GetProfileItemPropertyString(
                friends, user.0, item, property,
            ))
        }
    }

    fn profile_item_property_uint(&self, user: SteamId, item: i32, property: i32) -> u32 {
        let Some(friends) = self.interfaces.friends.get() else { return 0 };
        // SAFETY: a live interface and numbers.
        unsafe {
            open_enums::SteamAPI_ISteamFriends_GetProfileItemPropertyUint(friends, user.0, item, property)
        }
    }

    fn friend_message(&self, user: SteamId, index: i32) -> Option<FriendMessage> {
        let friends = self.interfaces.friends.get()?;
        let (mut text, mut entry_type) = (vec![0_u8; MOST_MESSAGE_BYTES], 0_u32);
        // SAFETY: a live interface and numbers. The buffer has the given size. The entry type is an integer of 4 bytes, for
        // which `u32` takes any value.
        let written = unsafe {
            sys::SteamAPI_ISteamFriends_GetFriendMessage(
                friends,
                user.0,
                index,
                text.as_mut_ptr().cast(),
                MOST_MESSAGE_BYTES as c_int,
                (&raw mut entry_type).cast(),
            )
        };
        text.truncate(usize::try_from(written).unwrap_or(0));
        (written > 0)
            .then(|| FriendMessage { text: strings::up_to_nul(&text), entry_type: entry_type as i32 })
    }

    fn reply_to_friend_message(&self, user: SteamId, text: &str) -> bool {
        let Some(friends) = self.interfaces.friends.get() else { return false };
        let Some(text) = strings::for_steam(text) else { return false };
        // SAFETY: a live interface, a number, and a NUL-terminated text.
        unsafe { sys::SteamAPI_ISteamFriends_ReplyToFriendMessage(friends, user.0, text.as_ptr()) }
    }

    fn request_friend_rich_presence(&self, user: SteamId) {
        let Some(friends) = self.interfaces.friends.get() else { return };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamFriends_RequestFriendRichPresence(friends, user.0) };
    }

    fn friends_group_members_list(&self, group: i16, most: i32) -> Vec<SteamId> {
        let Some(friends) = self.interfaces.friends.get() else { return Vec::new() };
        let most = most.min(self.friends_group_members_count(group)).clamp(0, lists::MOST_LISTED);
        let mut members = vec![0_u64; usize::try_from(most).unwrap_or(0)];
        // SAFETY: a live interface, a number, and room for the given number of ids of 8 bytes.
        unsafe {
            sys::SteamAPI_ISteamFriends_GetFriendsGroupMembersList(
                friends,
                group,
                members.as_mut_ptr().cast(),
                most,
            );
        }
        members.into_iter().map(SteamId).filter(|member| *member != SteamId::NIL).collect()
    }

    fn request_equipped_profile_items(&self, user: SteamId) {
        let (result, items) = (RESULT_IO_FAILURE, ProfileItems::default());
        let answer = Answer {
            signal: "equipped_profile_items",
            callback: callbacks::PROFILE_ITEMS,
            size: size_of::<sys::EquippedProfileItems_t>(),
            read: |_, bytes| callbacks::profile_items(bytes),
            failure: Event::Social(SocialEvent::ProfileItems { result, user, items }),
        };
        self.ask(&self.interfaces.friends, answer, |friends| {
            // SAFETY: a live interface and a number.
            unsafe { sys::SteamAPI_ISteamFriends_RequestEquippedProfileItems(friends, user.0) }
        });
    }

    fn request_follower_count(&self, user: SteamId) {
        let answer = Answer {
            signal: "get_follower_count",
            callback: callbacks::FOLLOWER_COUNT,
            size: size_of::<sys::FriendsGetFollowerCount_t>(),
            read: |_, bytes| callbacks::follower_count(bytes),
            failure: Event::Social(SocialEvent::FollowerCount { result: RESULT_IO_FAILURE, user, count: 0 }),
        };
        self.ask(&self.interfaces.friends, answer, |friends| {
            // SAFETY: a live interface and a number.
            unsafe { sys::SteamAPI_ISteamFriends_GetFollowerCount(friends, user.0) }
        });
    }

    fn request_is_following(&self, user: SteamId) {
        let (result, following) = (RESULT_IO_FAILURE, false);
        let answer = Answer {
            signal: "is_following",
            callback: callbacks::IS_FOLLOWING,
            size: size_of::<sys::FriendsIsFollowing_t>(),
            read: |_, bytes| callbacks::is_following(bytes),
            failure: Event::Social(SocialEvent::IsFollowing { result, user, following }),
        };
        self.ask(&self.interfaces.friends, answer, |friends| {
            // SAFETY: a live interface and a number.
            unsafe { sys::SteamAPI_ISteamFriends_IsFollowing(friends, user.0) }
        });
    }

    fn enumerate_following_list(&self, start: u32) {
        let (result, users) = (RESULT_IO_FAILURE, Vec::new());
        let answer = Answer {
            signal: "enumerate_following_list",
            callback: callbacks::FOLLOWING_LIST,
            size: size_of::<sys::FriendsEnumerateFollowingList_t>(),
            read: |_, bytes| callbacks::following_list(bytes),
            failure: Event::Social(SocialEvent::FollowingList { result, users, total: 0 }),
        };
        self.ask(&self.interfaces.friends, answer, |friends| {
            // SAFETY: a live interface and a number.
            unsafe { sys::SteamAPI_ISteamFriends_EnumerateFollowingList(friends, start) }
        });
    }

    fn register_protocol_in_overlay_browser(&self, protocol: &str) -> bool {
        let Some(friends) = self.interfaces.friends.get() else { return false };
        let Some(protocol) = strings::for_steam(protocol) else { return false };
        // SAFETY: a live interface and a NUL-terminated text.
        unsafe { sys::SteamAPI_ISteamFriends_RegisterProtocolInOverlayBrowser(friends, protocol.as_ptr()) }
    }

    /// The SDK no longer has a function for it.
    fn set_persona_name(&self, _name: &str) -> bool {
        false
    }
}

impl SteamworksPlatform {
    /// A friend has written: the text has to be fetched now.
    pub(super) fn connected_friend_chat_message(&self, bytes: &[u8]) -> Option<Event> {
        let (user, index) = callbacks::chat_message(bytes)?;
        let FriendMessage { text, entry_type } = self.friend_message(user, index).unwrap_or_default();
        Some(Event::Social(SocialEvent::ChatMessage { user, index, text, entry_type }))
    }
}
