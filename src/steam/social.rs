//! The part of `ISteamFriends` about what friends share, for scripts: messages, recent players, lobbies and groups, names, tags.

use godot::builtin::{GString, VarArray, VarDictionary, vdict};
use godot::meta::ToGodot;

use super::pump;
use crate::contract::social::{MAX_FRIEND_MESSAGE_BYTES, NO_FRIENDS_GROUP, SocialEvent};
use crate::contract::{Event, SteamId};
use crate::script::{arguments, current, report};

/// The maximum size of a name, in bytes (`k_cchPersonaNameMax`).
const MAX_NAME_BYTES: usize = 128;
/// `k_EResultFail`.
const RESULT_FAIL: i32 = 2;
/// An index in a list.
const INDEX: std::ops::RangeInclusive<i64> = 0..=i32::MAX as i64;
/// The number of a group of friends (`FriendsGroupID_t`).
const GROUP: std::ops::RangeInclusive<i64> = i16::MIN as i64..=i16::MAX as i64;

fn index(method: &'static str, argument: &'static str, value: i64) -> Option<i32> {
    arguments::number(method, argument, value, INDEX)
}

methods! {
impl Class {
    /// The number of users with whom you have played recently. Steamworks: `GetCoplayFriendCount`.
    ///
    /// Local: The users that `setPlayedWith` has named in this process.
    #[func(rename = getCoplayFriendCount)]
    pub fn get_coplay_friend_count() -> i64 {
        current::with("Steam.getCoplayFriendCount", |platform| {
            i64::from(platform.social().coplay_friend_count())
        })
    }

    /// A user with whom you have played recently, by an index from 0; 0 if there is none. Steamworks:
    /// `GetCoplayFriend`.
    ///
    /// Local: The latest comes first.
    #[func(rename = getCoplayFriend)]
    pub fn get_coplay_friend(friend_index: i64) -> i64 {
        const METHOD: &str = "Steam.getCoplayFriend";
        current::with(METHOD, |platform| {
            let index = index(METHOD, "friend_index", friend_index)?;
            Some(platform.social().coplay_friend(index).0 as i64)
        })
        .unwrap_or(0)
    }

    /// The time when you last played with a user, in seconds since 1970; 0 for never. Steamworks:
    /// `GetFriendCoplayTime`.
    ///
    /// Local: The time of the last call of `setPlayedWith` for them.
    #[func(rename = getFriendCoplayTime)]
    pub fn get_friend_coplay_time(friend_id: i64) -> i64 {
        const METHOD: &str = "Steam.getFriendCoplayTime";
        current::with(METHOD, |platform| {
            let user = arguments::user(METHOD, "friend_id", friend_id)?;
            Some(i64::from(platform.social().friend_coplay_time(user)))
        })
        .unwrap_or(0)
    }

    /// The app ID of the game that you last played with a user; 0 for none. Steamworks: `GetFriendCoplayGame`.
    ///
    /// Local: This game.
    #[func(rename = getFriendCoplayGame)]
    pub fn get_friend_coplay_game(friend_id: i64) -> i64 {
        const METHOD: &str = "Steam.getFriendCoplayGame";
        current::with(METHOD, |platform| {
            let user = arguments::user(METHOD, "friend_id", friend_id)?;
            Some(i64::from(platform.social().friend_coplay_game(user)))
        })
        .unwrap_or(0)
    }

    /// The number of friends in a lobby or a group, without you. Steamworks: `GetFriendCountFromSource`.
    ///
    /// Local: The others in a lobby that you are in.
    #[func(rename = getFriendCountFromSource)]
    pub fn get_friend_count_from_source(source_id: i64) -> i64 {
        current::with("Steam.getFriendCountFromSource", |platform| {
            i64::from(platform.social().friend_count_from_source(SteamId(source_id as u64)))
        })
    }

    /// A friend in a lobby or a group, by an index from 0; 0 if there is none. Steamworks: `GetFriendFromSourceByIndex`.
    ///
    /// Local: The others in a lobby that you are in.
    #[func(rename = getFriendFromSourceByIndex)]
    pub fn get_friend_from_source_by_index(source_id: i64, friend_number: i64) -> i64 {
        const METHOD: &str = "Steam.getFriendFromSourceByIndex";
        current::with(METHOD, |platform| {
            let index = index(METHOD, "friend_number", friend_number)?;
            let source = SteamId(source_id as u64);
            Some(platform.social().friend_from_source_by_index(source, index).0 as i64)
        })
        .unwrap_or(0)
    }

    /// Whether a user is in a lobby or a group. Steamworks: `IsUserInSource`.
    ///
    /// Local: Known for the lobbies that you are in.
    #[func(rename = isUserInSource)]
    pub fn is_user_in_source(steam_id: i64, source_id: i64) -> bool {
        const METHOD: &str = "Steam.isUserInSource";
        current::with(METHOD, |platform| {
            let user = arguments::user(METHOD, "steam_id", steam_id)?;
            Some(platform.social().is_user_in_source(user, SteamId(source_id as u64)))
        })
        .unwrap_or(false)
    }

    /// A message of a friend, by the number that `connected_friend_chat_message` passed. Keys: `ret` (bool, whether there is one),
    /// `text` (String), `type` (int, ChatEntryType). Steamworks: `GetFriendMessage`.
    ///
    /// Local: The latest 1024 are remembered.
    #[func(rename = getFriendMessage)]
    pub fn get_friend_message(friend_id: i64, message: i64) -> VarDictionary {
        const METHOD: &str = "Steam.getFriendMessage";
        current::with(METHOD, |platform| {
            let user = arguments::user(METHOD, "friend_id", friend_id)?;
            let message = index(METHOD, "message", message)?;
            let found = platform.social().friend_message(user, message);
            let ret = found.is_some();
            let found = found.unwrap_or_default();
            let text = GString::from(&found.text);
            Some(vdict! { "ret" => ret, "text" => &text, "type" => i64::from(found.entry_type) })
        })
        .unwrap_or_default()
    }

    /// Writes to a friend, at most 2048 bytes. Returns whether it was sent. Steamworks: `ReplyToFriendMessage`.
    ///
    /// Local: Only to a user who is running; their game gets it if it listens.
    #[func(rename = replyToFriendMessage)]
    pub fn reply_to_friend_message(steam_id: i64, message: GString) -> bool {
        const METHOD: &str = "Steam.replyToFriendMessage";
        current::with(METHOD, |platform| {
            let user = arguments::user(METHOD, "steam_id", steam_id)?;
            let text = arguments::name(METHOD, "message", &message, MAX_FRIEND_MESSAGE_BYTES)?;
            Some(platform.social().reply_to_friend_message(user, &text))
        })
        .unwrap_or(false)
    }

    /// Sets whether the game shows friends' messages to you: `connected_friend_chat_message` is then emitted for each.
    /// Steamworks: `SetListenForFriendsMessages`.
    ///
    /// Local: If a friend writes and the game does not listen, a line says so.
    #[func(rename = setListenForFriendsMessages)]
    pub fn set_listen_for_friends_messages(intercept_enabled: bool) -> bool {
        current::with("Steam.setListenForFriendsMessages", |platform| {
            platform.social().set_listen_for_friends_messages(intercept_enabled)
        })
    }

    /// The number of chats with unread priority messages. Steamworks: `GetNumChatsWithUnreadPriorityMessages`.
    ///
    /// Local: Always 0.
    #[func(rename = getNumChatsWithUnreadPriorityMessages)]
    pub fn get_num_chats_with_unread_priority_messages() -> i64 {
        current::with("Steam.getNumChatsWithUnreadPriorityMessages", |platform| {
            i64::from(platform.social().num_chats_with_unread_priority_messages())
        })
    }

    /// Changes your name. Answered by `name_changed`. Steamworks: `SetPersonaName`, dropped by SDK 1.62: on Steam the signal reports
    /// failure.
    ///
    /// Local: All running users get `persona_state_change`; the name lasts until the process ends.
    #[func(rename = setPersonaName)]
    pub fn set_persona_name(name: GString) {
        const METHOD: &str = "Steam.setPersonaName";
        const ANSWER: &str = "name_changed";
        current::with_answer(METHOD, ANSWER, |platform| {
            let name = arguments::name(METHOD, "name", &name, MAX_NAME_BYTES);
            if name.as_ref().is_some_and(|name| platform.social().set_persona_name(name)) {
                return pump::expect_answer(ANSWER);
            }
            if name.is_some() {
                report::warning(METHOD, "Steam no longer lets games change names: the name stays the same");
            }
            let (success, local_success, result) = (false, false, RESULT_FAIL);
            pump::refuse(ANSWER, Event::Social(SocialEvent::NameChanged { success, local_success, result }));
        });
    }

    /// The user's restrictions: bits of UserRestriction, none of which Steam reports any more. Always 0. Steamworks: `GetUserRestrictions`,
    /// dropped by SDK 1.62.
    ///
    /// Local: Always 0.
    #[func(rename = getUserRestrictions)]
    pub fn get_user_restrictions() -> i64 {
        current::with("Steam.getUserRestrictions", |_| 0)
    }

    /// A former or current name of a user: the latest at index 0, then earlier ones; empty if there is none.
    /// Steamworks: `GetFriendPersonaNameHistory`.
    ///
    /// Local: Only the current name, at index 0.
    #[func(rename = getFriendPersonaNameHistory)]
    pub fn get_friend_persona_name_history(steam_id: i64, name_history: i64) -> GString {
        const METHOD: &str = "Steam.getFriendPersonaNameHistory";
        current::with(METHOD, |platform| {
            let user = arguments::user(METHOD, "steam_id", steam_id)?;
            let index = index(METHOD, "name_history", name_history)?;
            Some(GString::from(&platform.social().friend_persona_name_history(user, index)))
        })
        .unwrap_or_default()
    }

    /// The number of keys in a user's rich presence. Steamworks: `GetFriendRichPresenceKeyCount`.
    ///
    /// Local: The same.
    #[func(rename = getFriendRichPresenceKeyCount)]
    pub fn get_friend_rich_presence_key_count(friend_id: i64) -> i64 {
        const METHOD: &str = "Steam.getFriendRichPresenceKeyCount";
        current::with(METHOD, |platform| {
            let user = arguments::user(METHOD, "friend_id", friend_id)?;
            Some(i64::from(platform.social().friend_rich_presence_key_count(user)))
        })
        .unwrap_or(0)
    }

    /// A key of a user's rich presence, by an index from 0; empty if there is none. Steamworks: `GetFriendRichPresenceKeyByIndex`.
    ///
    /// Local: In alphabetical order.
    #[func(rename = getFriendRichPresenceKeyByIndex)]
    pub fn get_friend_rich_presence_key_by_index(friend_id: i64, key_index: i64) -> GString {
        const METHOD: &str = "Steam.getFriendRichPresenceKeyByIndex";
        current::with(METHOD, |platform| {
            let user = arguments::user(METHOD, "friend_id", friend_id)?;
            let index = index(METHOD, "key_index", key_index)?;
            Some(GString::from(&platform.social().friend_rich_presence_key_by_index(user, index)))
        })
        .unwrap_or_default()
    }

    /// Asks for the rich presence of a user who is not a friend. Answered by `friend_rich_presence_update`.
    /// Steamworks: `RequestFriendRichPresence`.
    ///
    /// Local: It is known already, and the signal is emitted anyway.
    #[func(rename = requestFriendRichPresence)]
    pub fn request_friend_rich_presence(friend_id: i64) {
        const METHOD: &str = "Steam.requestFriendRichPresence";
        const ANSWER: &str = "friend_rich_presence_update";
        current::with_answer(METHOD, ANSWER, |platform| {
            match arguments::user(METHOD, "friend_id", friend_id) {
                Some(user) => {
                    platform.social().request_friend_rich_presence(user);
                    pump::expect_answer(ANSWER);
                }
                None => report::warning(METHOD, "the signal friend_rich_presence_update will not be emitted"),
            }
        });
    }

    /// The number of groups that you have sorted your friends into. Steamworks: `GetFriendsGroupCount`.
    ///
    /// Local: Always 0.
    #[func(rename = getFriendsGroupCount)]
    pub fn get_friends_group_count() -> i64 {
        current::with("Steam.getFriendsGroupCount", |platform| {
            i64::from(platform.social().friends_group_count())
        })
    }

    /// The number of a group of friends, by an index from 0; `INVALID_FRIEND_GROUP_ID` if there is none. Steamworks:
    /// `GetFriendsGroupIDByIndex`.
    ///
    /// Local: Always `INVALID_FRIEND_GROUP_ID`.
    #[func(rename = getFriendsGroupIDByIndex)]
    pub fn get_friends_group_id_by_index(friend_group: i64) -> i64 {
        const METHOD: &str = "Steam.getFriendsGroupIDByIndex";
        current::with(METHOD, |platform| {
            let index = index(METHOD, "friend_group", friend_group);
            let group =
                index.map_or(NO_FRIENDS_GROUP, |index| platform.social().friends_group_id_by_index(index));
            i64::from(group)
        })
    }

    /// The name of a group of friends. Steamworks: `GetFriendsGroupName`.
    ///
    /// Local: Always empty.
    #[func(rename = getFriendsGroupName)]
    pub fn get_friends_group_name(friend_group: i64) -> GString {
        const METHOD: &str = "Steam.getFriendsGroupName";
        current::with(METHOD, |platform| {
            let group = arguments::number(METHOD, "friend_group", friend_group, GROUP)?;
            Some(GString::from(&platform.social().friends_group_name(group)))
        })
        .unwrap_or_default()
    }

    /// The number of friends in a group. Steamworks: `GetFriendsGroupMembersCount`.
    ///
    /// Local: Always 0.
    #[func(rename = getFriendsGroupMembersCount)]
    pub fn get_friends_group_members_count(friend_group: i64) -> i64 {
        const METHOD: &str = "Steam.getFriendsGroupMembersCount";
        current::with(METHOD, |platform| {
            let group = arguments::number(METHOD, "friend_group", friend_group, GROUP)?;
            Some(i64::from(platform.social().friends_group_members_count(group)))
        })
        .unwrap_or(0)
    }

    /// The friends in a group (int), at most `member_count` of them. Steamworks: `GetFriendsGroupMembersList`.
    ///
    /// Local: Always empty.
    #[func(rename = getFriendsGroupMembersList)]
    pub fn get_friends_group_members_list(friend_group: i64, member_count: i64) -> VarArray {
        const METHOD: &str = "Steam.getFriendsGroupMembersList";
        let members = current::with(METHOD, |platform| {
            let group = arguments::number(METHOD, "friend_group", friend_group, GROUP)?;
            let most = index(METHOD, "member_count", member_count)?;
            Some(platform.social().friends_group_members_list(group, most))
        });
        members.into_iter().flatten().map(|member| (member.0 as i64).to_variant()).collect()
    }

    /// The groups that you have sorted your friends into: Dictionaries with `id` (int), `name` (String), `members` (int, their
    /// number). Steamworks: `GetFriendsGroupCount`, `GetFriendsGroupIDByIndex`, `GetFriendsGroupName`,
    /// `GetFriendsGroupMembersCount`.
    ///
    /// Local: Always empty.
    #[func(rename = getUserFriendsGroups)]
    pub fn get_user_friends_groups() -> VarArray {
        /// Steam's maximum (`k_cFriendsGroupLimit`).
        const MOST_GROUPS: i32 = 100;
        let groups = current::with("Steam.getUserFriendsGroups", |platform| {
            let social = platform.social();
            let groups = 0..social.friends_group_count().clamp(0, MOST_GROUPS);
            groups
                .map(|index| {
                    let id = social.friends_group_id_by_index(index);
                    (id, social.friends_group_name(id), social.friends_group_members_count(id))
                })
                .collect::<Vec<_>>()
        });
        groups
            .into_iter()
            .map(|(id, name, members)| {
                let name = GString::from(&name);
                vdict! { "id" => i64::from(id), "name" => &name, "members" => i64::from(members) }
                    .to_variant()
            })
            .collect()
    }
}
}
