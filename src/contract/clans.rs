//! `ISteamFriends`: groups, which the SDK calls clans, and their chats.

use serde::{Deserialize, Serialize};

use super::SteamId;

/// The activity of a group's members.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClanActivity {
    /// Members who are online.
    pub online: i32,
    /// Members who are in a game.
    pub in_game: i32,
    /// Members who are in the group's chat.
    pub chatting: i32,
}

/// A message of a group's chat.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClanMessage {
    /// The text.
    pub text: String,
    /// `EChatEntryType`.
    pub entry_type: i32,
    /// The author.
    pub chatter: SteamId,
}

/// An officer of a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Officer {
    /// The member.
    pub user: SteamId,
    /// Their name.
    pub name: String,
}

/// The events of this interface.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClanEvent {
    /// The answer to asking for the officers (`ClanOfficerListResponse_t`).
    OfficerList {
        /// Whether the officers are known.
        success: bool,
        /// The officers.
        officers: Vec<Officer>,
    },
    /// The answer to asking for the activity of groups (`DownloadClanActivityCountsResult_t`).
    ActivityDownloaded {
        /// Whether the activity is known.
        success: bool,
    },
    /// The answer to entering a chat (`JoinClanChatRoomCompletionResult_t`).
    ChatJoined {
        /// The chat.
        chat: SteamId,
        /// `EChatRoomEnterResponse`, 1 for success.
        response: i32,
    },
    /// A user has entered a chat (`GameConnectedChatJoin_t`).
    UserJoinedChat {
        /// The chat.
        chat: SteamId,
        /// The user.
        user: SteamId,
    },
    /// A user has left a chat (`GameConnectedChatLeave_t`).
    UserLeftChat {
        /// The chat.
        chat: SteamId,
        /// The user.
        user: SteamId,
        /// Whether they were removed.
        kicked: bool,
        /// Whether their connection was lost.
        dropped: bool,
    },
    /// A user has written to a chat (`GameConnectedClanChatMsg_t`).
    ChatMessage {
        /// The chat.
        chat: SteamId,
        /// The user.
        user: SteamId,
        /// The number of the message.
        index: i32,
        /// The text.
        text: String,
        /// `EChatEntryType`.
        entry_type: i32,
    },
}

/// Groups and their chats (a part of `ISteamFriends`).
pub trait Clans {
    /// The number of groups that you are in.
    ///
    /// Behind Steamworks: `GetClanCount`.
    fn clan_count(&self) -> i32;

    /// One of your groups; `clan_index` is below `getClanCount`. 0 if there is none.
    ///
    /// Behind Steamworks: `GetClanByIndex`.
    fn clan_by_index(&self, clan_index: i32) -> SteamId;

    /// The name of a group.
    ///
    /// Behind Steamworks: `GetClanName`.
    fn clan_name(&self, clan_id: SteamId) -> String;

    /// The short name of a group.
    ///
    /// Behind Steamworks: `GetClanTag`.
    fn clan_tag(&self, clan_id: SteamId) -> String;

    /// The owner of a group, or 0 if unknown.
    ///
    /// Behind Steamworks: `GetClanOwner`.
    fn clan_owner(&self, clan_id: SteamId) -> SteamId;

    /// The number of a group's officers, after `requestClanOfficerList`.
    ///
    /// Behind Steamworks: `GetClanOfficerCount`.
    fn clan_officer_count(&self, clan_id: SteamId) -> i32;

    /// One officer of a group; `officer_index` is below `getClanOfficerCount`.
    ///
    /// Behind Steamworks: `GetClanOfficerByIndex`.
    fn clan_officer_by_index(&self, clan_id: SteamId, officer_index: i32) -> SteamId;

    /// Whether anybody may join a group.
    ///
    /// Behind Steamworks: `IsClanPublic`.
    fn is_clan_public(&self, clan_id: SteamId) -> bool;

    /// Whether a group is a game's official one.
    ///
    /// Behind Steamworks: `IsClanOfficialGameGroup`.
    fn is_clan_official_game_group(&self, clan_id: SteamId) -> bool;

    /// The activity of a group's members, after `downloadClanActivityCounts`; empty if unknown. Keys (int): `clan`,
    /// `online`, `ingame`, `chatting`.
    ///
    /// Behind Steamworks: `GetClanActivityCounts`.
    fn clan_activity_counts(&self, clan_id: SteamId) -> Option<ClanActivity>;

    /// Asks for the activity of the members of groups. Answered by `clan_activity_downloaded`.
    ///
    /// Behind Steamworks: `DownloadClanActivityCounts`.
    fn download_clan_activity_counts(&self, clans: &[SteamId]);

    /// Asks for the officers of a group. Answered by `request_clan_officer_list`.
    ///
    /// Behind Steamworks: `RequestClanOfficerList`.
    fn request_clan_officer_list(&self, clan_id: SteamId);

    /// Enters a group's chat. Answered by `join_clan_chat_complete`.
    ///
    /// Behind Steamworks: `JoinClanChatRoom`.
    fn join_clan_chat_room(&self, clan_id: SteamId);

    /// Leaves a group's chat.
    ///
    /// Behind Steamworks: `LeaveClanChatRoom`.
    fn leave_clan_chat_room(&self, clan_id: SteamId) -> bool;

    /// The number of users in a group's chat.
    ///
    /// Behind Steamworks: `GetClanChatMemberCount`.
    fn clan_chat_member_count(&self, clan_id: SteamId) -> i32;

    /// One user in a group's chat; `user` is below `getClanChatMemberCount`.
    ///
    /// Behind Steamworks: `GetChatMemberByIndex`.
    fn chat_member_by_index(&self, clan_id: SteamId, user: i32) -> SteamId;

    /// Writes to a group's chat that you are in.
    ///
    /// Behind Steamworks: `SendClanChatMessage`.
    fn send_clan_chat_message(&self, chat_id: SteamId, text: &str) -> bool;

    /// A message of a group's chat, by the number that `connected_clan_chat_message` passed.
    ///
    /// Behind Steamworks: `GetClanChatMessage`.
    fn clan_chat_message(&self, chat_id: SteamId, message: i32) -> Option<ClanMessage>;

    /// Whether a user moderates a group's chat.
    ///
    /// Behind Steamworks: `IsClanChatAdmin`.
    fn is_clan_chat_admin(&self, chat_id: SteamId, steam_id: SteamId) -> bool;

    /// Whether the Steam client shows a group's chat.
    ///
    /// Behind Steamworks: `IsClanChatWindowOpenInSteam`.
    fn is_clan_chat_window_open_in_steam(&self, chat_id: SteamId) -> bool;

    /// Opens a group's chat in the Steam client.
    ///
    /// Behind Steamworks: `OpenClanChatWindowInSteam`.
    fn open_clan_chat_window_in_steam(&self, chat_id: SteamId) -> bool;

    /// Closes a group's chat in the Steam client.
    ///
    /// Behind Steamworks: `CloseClanChatWindowInSteam`.
    fn close_clan_chat_window_in_steam(&self, chat_id: SteamId) -> bool;
}
