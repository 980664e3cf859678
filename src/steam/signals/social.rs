//! Signals of `ISteamFriends` about what friends share.

use godot::builtin::{GString, PackedInt64Array, VarDictionary, vdict};

use super::super::Steam;
use super::super::enums::{ChatEntryType, ResultValue};
use super::id;
use crate::contract::social::SocialEvent;
use crate::script::signals::signals;

signals! { impl Steam {
    /// The answer to `enumerateFollowingList`: up to 50 users that you follow, their number, and the total number. `result` is
    /// `RESULT_OK` for success.
    fn enumerate_following_list(result: ResultValue, following: PackedInt64Array, returned_following: i64, total_following: i64);

    /// The answer to `getFollowerCount`. `result` is `RESULT_OK` for success.
    fn get_follower_count(result: ResultValue, steam_id: i64, count: i64);

    /// The answer to `isFollowing`. `result` is `RESULT_OK` for success.
    fn is_following(result: ResultValue, steam_id: i64, following: bool);

    /// A friend has written to you. Emitted only after `setListenForFriendsMessages(true)`.
    fn connected_friend_chat_message(steam_id: i64, message_index: i64, message_text: GString, r#type: ChatEntryType);

    /// The answer to `setPersonaName`: whether the new name is set for everyone, and whether it is set on this machine. `result` is
    /// `RESULT_OK` for success.
    fn name_changed(success: bool, local_success: bool, result: i64);

    /// A page in the overlay has opened a URL with a scheme that you passed to `registerProtocolInOverlayBrowser`.
    fn overlay_browser_protocol(uri: GString);

    /// `getNumChatsWithUnreadPriorityMessages` has changed.
    fn unread_chat_messages_changed();

    /// The items on a user's profile have changed.
    fn equipped_profile_items_changed(steam_id: i64);

    /// The answer to `requestEquippedProfileItems`. Keys of `profile_data`, all bool: `avatar_animated`, `avatar_frame`,
    /// `profile_modifier`, `profile_background` and `profile_mini_background` for the items that the user has, `from_cache` if the
    /// answer was known already. `result` is 1 for success.
    fn equipped_profile_items(result: ResultValue, steam_id: i64, profile_data: VarDictionary);
}}

/// Emits the signal that stands for `event`.
pub(super) fn emit(event: SocialEvent) {
    match event {
        SocialEvent::ChatMessage { user, index, text, entry_type } => {
            let (text, entry_type) = (GString::from(&text), ChatEntryType(i64::from(entry_type)));
            connected_friend_chat_message(id(user), i64::from(index), text, entry_type);
        }
        SocialEvent::FollowerCount { result, user, count } => {
            get_follower_count(ResultValue(i64::from(result)), id(user), i64::from(count));
        }
        SocialEvent::IsFollowing { result, user, following } => {
            is_following(ResultValue(i64::from(result)), id(user), following);
        }
        SocialEvent::FollowingList { result, users, total } => {
            let users: PackedInt64Array = users.into_iter().map(id).collect();
            let returned = users.len() as i64;
            enumerate_following_list(ResultValue(i64::from(result)), users, returned, i64::from(total));
        }
        SocialEvent::NameChanged { success, local_success, result } => {
            name_changed(success, local_success, i64::from(result));
        }
        SocialEvent::BrowserProtocol { uri } => overlay_browser_protocol(GString::from(&uri)),
        SocialEvent::UnreadMessagesChanged => unread_chat_messages_changed(),
        SocialEvent::ProfileItemsChanged { user } => equipped_profile_items_changed(id(user)),
        SocialEvent::ProfileItems { result, user, items } => {
            let told = vdict! {
                "avatar_animated" => items.animated_avatar,
                "avatar_frame" => items.avatar_frame,
                "profile_modifier" => items.profile_modifier,
                "profile_background" => items.profile_background,
                "profile_mini_background" => items.mini_profile_background,
                "from_cache" => items.from_cache,
            };
            equipped_profile_items(ResultValue(i64::from(result)), id(user), told);
        }
    }
}
