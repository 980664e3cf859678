//! The part of `ISteamFriends` about what friends share: recent players, messages, followers, profiles.

use serde::{Deserialize, Serialize};

use super::SteamId;

/// The maximum size of a message to a friend, in bytes.
pub const MAX_FRIEND_MESSAGE_BYTES: usize = 2048;
/// The maximum number of users in an answer of [`Social::enumerate_following_list`] (`k_cEnumerateFollowersMax`).
pub const MAX_FOLLOWED: usize = 50;
/// The invalid group of friends (`k_FriendsGroupID_Invalid`).
pub const NO_FRIENDS_GROUP: i16 = -1;

/// A message of a friend.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FriendMessage {
    /// The text.
    pub text: String,
    /// `EChatEntryType`.
    pub entry_type: i32,
}

/// The items on a user's profile.
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

/// Events of this part of `ISteamFriends`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SocialEvent {
    /// A friend has written, and the game listens (`GameConnectedFriendChatMsg_t`).
    ChatMessage {
        /// The user.
        user: SteamId,
        /// The number of the message.
        index: i32,
        /// The text.
        text: String,
        /// `EChatEntryType`.
        entry_type: i32,
    },
    /// The number of a user's followers (`FriendsGetFollowerCount_t`).
    FollowerCount {
        /// `EResult`, 1 for success.
        result: i32,
        /// The user.
        user: SteamId,
        /// The number.
        count: i32,
    },
    /// Whether this user follows another one (`FriendsIsFollowing_t`).
    IsFollowing {
        /// `EResult`, 1 for success.
        result: i32,
        /// The user.
        user: SteamId,
        /// Whether it does.
        following: bool,
    },
    /// The users that this user follows (`FriendsEnumerateFollowingList_t`).
    FollowingList {
        /// `EResult`, 1 for success.
        result: i32,
        /// Some of them, at most [`MAX_FOLLOWED`].
        users: Vec<SteamId>,
        /// The total number.
        total: i32,
    },
    /// The result of changing this user's name (`SetPersonaNameResponse_t`).
    NameChanged {
        /// Whether it was changed for everyone.
        success: bool,
        /// Whether it was changed on this machine.
        local_success: bool,
        /// `EResult`, 1 for success.
        result: i32,
    },
    /// A page in the overlay has opened a URL with the game's scheme (`OverlayBrowserProtocolNavigation_t`).
    BrowserProtocol {
        /// The address.
        uri: String,
    },
    /// The unread priority messages of chats have changed (`UnreadChatMessagesChanged_t`).
    UnreadMessagesChanged,
    /// The items on a user's profile have changed (`EquippedProfileItemsChanged_t`).
    ProfileItemsChanged {
        /// The user.
        user: SteamId,
    },
    /// The items that a user has (`EquippedProfileItems_t`).
    ProfileItems {
        /// `EResult`, 1 for success.
        result: i32,
        /// The user.
        user: SteamId,
        /// The items.
        items: ProfileItems,
    },
}

/// The part of `ISteamFriends` about what friends share.
pub trait Social {
    /// Behind Steamworks: `GetCoplayFriendCount`.
    fn coplay_friend_count(&self) -> i32;

    /// [`SteamId::NIL`] if there is none.
    ///
    /// Behind Steamworks: `GetCoplayFriend`.
    fn coplay_friend(&self, index: i32) -> SteamId;

    /// The time when this user last played with another one, in seconds since 1970; 0 for never.
    ///
    /// Behind Steamworks: `GetFriendCoplayTime`.
    fn friend_coplay_time(&self, user: SteamId) -> i32;

    /// The game that they played, 0 for none.
    ///
    /// Behind Steamworks: `GetFriendCoplayGame`.
    fn friend_coplay_game(&self, user: SteamId) -> u32;

    /// The number of friends in a lobby or a group.
    ///
    /// Behind Steamworks: `GetFriendCountFromSource`.
    fn friend_count_from_source(&self, source: SteamId) -> i32;

    /// [`SteamId::NIL`] if there is none.
    ///
    /// Behind Steamworks: `GetFriendFromSourceByIndex`.
    fn friend_from_source_by_index(&self, source: SteamId, index: i32) -> SteamId;

    /// Behind Steamworks: `IsUserInSource`.
    fn is_user_in_source(&self, user: SteamId, source: SteamId) -> bool;

    /// A message of a friend, by its number from [`SocialEvent::ChatMessage`].
    ///
    /// Behind Steamworks: `GetFriendMessage`.
    fn friend_message(&self, user: SteamId, index: i32) -> Option<FriendMessage>;

    /// Writes to a friend.
    ///
    /// Behind Steamworks: `ReplyToFriendMessage`.
    fn reply_to_friend_message(&self, user: SteamId, text: &str) -> bool;

    /// Sets whether the game shows messages of friends.
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

    /// The members of a group, up to a maximum number.
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

    /// Asks for the items that a user has. Answered by [`SocialEvent::ProfileItems`].
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

    /// Asks for the users that this user follows, starting at index `start`. Answered by
    /// [`SocialEvent::FollowingList`].
    ///
    /// Behind Steamworks: `EnumerateFollowingList`.
    fn enumerate_following_list(&self, start: u32);

    /// Makes the overlay pass URLs with the scheme `protocol` to the game.
    ///
    /// Behind Steamworks: `RegisterProtocolInOverlayBrowser`.
    fn register_protocol_in_overlay_browser(&self, protocol: &str) -> bool;

    /// Behind Steamworks: `GetNumChatsWithUnreadPriorityMessages`.
    fn num_chats_with_unread_priority_messages(&self) -> i32;

    /// Changes this user's name. Answered by [`SocialEvent::NameChanged`]; `false`, without an answer, if games may not do
    /// that.
    ///
    /// Behind Steamworks: `SetPersonaName`, until SDK 1.62.
    fn set_persona_name(&self, name: &str) -> bool;
}
