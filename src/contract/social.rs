//! The part of `ISteamFriends` about what friends share: who plays with whom, what they write to each other, whom they follow, how
//! their profiles look.

use serde::{Deserialize, Serialize};

use super::SteamId;

/// The maximum size of a message to a friend, in bytes.
pub const MAX_FRIEND_MESSAGE_BYTES: usize = 2048;
/// The most users whom one answer of [`Social::enumerate_following_list`] has (`k_cEnumerateFollowersMax`).
pub const MAX_FOLLOWED: usize = 50;
/// The group of friends that there is not (`k_FriendsGroupID_Invalid`).
pub const NO_FRIENDS_GROUP: i16 = -1;

/// A message of a friend.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FriendMessage {
    /// The text.
    pub text: String,
    /// `EChatEntryType`.
    pub entry_type: i32,
}

/// Which items of a profile a user has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileItems {
    /// A moving avatar.
    pub animated_avatar: bool,
    /// A frame around it.
    pub avatar_frame: bool,
    /// A theme of the profile.
    pub profile_modifier: bool,
    /// A background of the profile.
    pub profile_background: bool,
    /// A background of the small profile.
    pub mini_profile_background: bool,
    /// Whether this was known already.
    pub from_cache: bool,
}

/// What comes back from this part of `ISteamFriends`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SocialEvent {
    /// A friend has written, to a game that listens (`GameConnectedFriendChatMsg_t`).
    ChatMessage {
        /// Who.
        user: SteamId,
        /// The number of the message.
        index: i32,
        /// The text.
        text: String,
        /// `EChatEntryType`.
        entry_type: i32,
    },
    /// How many users follow one (`FriendsGetFollowerCount_t`).
    FollowerCount {
        /// `EResult`, 1 for success.
        result: i32,
        /// Whom.
        user: SteamId,
        /// How many.
        count: i32,
    },
    /// Whether this user follows another one (`FriendsIsFollowing_t`).
    IsFollowing {
        /// `EResult`, 1 for success.
        result: i32,
        /// Whom.
        user: SteamId,
        /// Whether they do.
        following: bool,
    },
    /// Whom this user follows (`FriendsEnumerateFollowingList_t`).
    FollowingList {
        /// `EResult`, 1 for success.
        result: i32,
        /// Some of them, at most [`MAX_FOLLOWED`].
        users: Vec<SteamId>,
        /// How many there are.
        total: i32,
    },
    /// The name of this user was changed, or could not be (`SetPersonaNameResponse_t`).
    NameChanged {
        /// Whether it was changed for all.
        success: bool,
        /// Whether it was changed on this machine.
        local_success: bool,
        /// `EResult`, 1 for success.
        result: i32,
    },
    /// A page in the overlay led to an address of the game's own (`OverlayBrowserProtocolNavigation_t`).
    BrowserProtocol {
        /// The address.
        uri: String,
    },
    /// Chats have other messages that were not read (`UnreadChatMessagesChanged_t`).
    UnreadMessagesChanged,
    /// A user has put other items on their profile (`EquippedProfileItemsChanged_t`).
    ProfileItemsChanged {
        /// Who.
        user: SteamId,
    },
    /// Which items a user has (`EquippedProfileItems_t`).
    ProfileItems {
        /// `EResult`, 1 for success.
        result: i32,
        /// Who.
        user: SteamId,
        /// Which.
        items: ProfileItems,
    },
}

/// What friends share (`ISteamFriends`).
pub trait Social {
    /// Behind Steamworks: `GetCoplayFriendCount`.
    fn coplay_friend_count(&self) -> i32;

    /// [`SteamId::NIL`] if there is none.
    ///
    /// Behind Steamworks: `GetCoplayFriend`.
    fn coplay_friend(&self, index: i32) -> SteamId;

    /// When this user last played with another one, in seconds since 1970; 0 for never.
    ///
    /// Behind Steamworks: `GetFriendCoplayTime`.
    fn friend_coplay_time(&self, user: SteamId) -> i32;

    /// What they played, 0 for nothing.
    ///
    /// Behind Steamworks: `GetFriendCoplayGame`.
    fn friend_coplay_game(&self, user: SteamId) -> u32;

    /// How many friends are in a lobby or a group.
    ///
    /// Behind Steamworks: `GetFriendCountFromSource`.
    fn friend_count_from_source(&self, source: SteamId) -> i32;

    /// [`SteamId::NIL`] if there is none.
    ///
    /// Behind Steamworks: `GetFriendFromSourceByIndex`.
    fn friend_from_source_by_index(&self, source: SteamId, index: i32) -> SteamId;

    /// Behind Steamworks: `IsUserInSource`.
    fn is_user_in_source(&self, user: SteamId, source: SteamId) -> bool;

    /// A message of a friend by the number that [`SocialEvent::ChatMessage`] has told.
    ///
    /// Behind Steamworks: `GetFriendMessage`.
    fn friend_message(&self, user: SteamId, index: i32) -> Option<FriendMessage>;

    /// Writes to a friend.
    ///
    /// Behind Steamworks: `ReplyToFriendMessage`.
    fn reply_to_friend_message(&self, user: SteamId, text: &str) -> bool;

    /// Whether the game shows what friends write.
    ///
    /// Behind Steamworks: `SetListenForFriendsMessages`.
    fn set_listen_for_friends_messages(&self, listen: bool) -> bool;

    /// A name that a user has had, the latest at 0; empty if there is none.
    ///
    /// Behind Steamworks: `GetFriendPersonaNameHistory`.
    fn friend_persona_name_history(&self, user: SteamId, index: i32) -> String;

    /// Behind Steamworks: `GetFriendRichPresenceKeyCount`.
    fn friend_rich_presence_key_count(&self, user: SteamId) -> i32;

    /// Empty if there is none.
    ///
    /// Behind Steamworks: `GetFriendRichPresenceKeyByIndex`.
    fn friend_rich_presence_key_by_index(&self, user: SteamId, index: i32) -> String;

    /// Asks for a user's rich presence. Answered by [`Event::FriendRichPresenceUpdate`](super::Event::FriendRichPresenceUpdate).
    ///
    /// Behind Steamworks: `RequestFriendRichPresence`.
    fn request_friend_rich_presence(&self, user: SteamId);

    /// Behind Steamworks: `GetFriendsGroupCount`.
    fn friends_group_count(&self) -> i32;

    /// [`NO_FRIENDS_GROUP`] if there is none.
    ///
    /// Behind Steamworks: `GetFriendsGroupIDByIndex`.
    fn friends_group_id_by_index(&self, index: i32) -> i16;

    /// Behind Steamworks: `GetFriendsGroupName`.
    fn friends_group_name(&self, group: i16) -> String;

    /// Behind Steamworks: `GetFriendsGroupMembersCount`.
    fn friends_group_members_count(&self, group: i16) -> i32;

    /// At most so many of its members.
    ///
    /// Behind Steamworks: `GetFriendsGroupMembersList`.
    fn friends_group_members_list(&self, group: i16, most: i32) -> Vec<SteamId>;

    /// Behind Steamworks: `GetFriendSteamLevel`.
    fn friend_steam_level(&self, user: SteamId) -> i32;

    /// Whether a user has an item (`ECommunityProfileItemType`).
    ///
    /// Behind Steamworks: `BHasEquippedProfileItem`.
    fn has_equipped_profile_item(&self, user: SteamId, item: i32) -> bool;

    /// A text of an item (`ECommunityProfileItemProperty`).
    ///
    /// Behind Steamworks: `GetProfileItemPropertyString`.
    fn profile_item_property_string(&self, user: SteamId, item: i32, property: i32) -> String;

    /// A number of an item.
    ///
    /// Behind Steamworks: `GetProfileItemPropertyUint`.
    fn profile_item_property_uint(&self, user: SteamId, item: i32, property: i32) -> u32;

    /// Asks which items a user has. Answered by [`SocialEvent::ProfileItems`].
    ///
    /// Behind Steamworks: `RequestEquippedProfileItems`.
    fn request_equipped_profile_items(&self, user: SteamId);

    /// Asks for the number of a user's followers. Answered by [`SocialEvent::FollowerCount`].
    ///
    /// Behind Steamworks: `GetFollowerCount`.
    fn request_follower_count(&self, user: SteamId);

    /// Asks whether this user follows another one. Answered by [`SocialEvent::IsFollowing`].
    ///
    /// Behind Steamworks: `IsFollowing`.
    fn request_is_following(&self, user: SteamId);

    /// Asks whom this user follows, from the one at `start` on. Answered by [`SocialEvent::FollowingList`].
    ///
    /// Behind Steamworks: `EnumerateFollowingList`.
    fn enumerate_following_list(&self, start: u32);

    /// Has the overlay hand the game the addresses that begin with `protocol`.
    ///
    /// Behind Steamworks: `RegisterProtocolInOverlayBrowser`.
    fn register_protocol_in_overlay_browser(&self, protocol: &str) -> bool;

    /// Behind Steamworks: `GetNumChatsWithUnreadPriorityMessages`.
    fn num_chats_with_unread_priority_messages(&self) -> i32;

    /// Gives this user another name. Answered by [`SocialEvent::NameChanged`]; `false` if no game may do that, which is not
    /// answered.
    ///
    /// Behind Steamworks: `SetPersonaName`, until SDK 1.62.
    fn set_persona_name(&self, name: &str) -> bool;
}
