//! `ISteamMatchmaking`: lobbies.

use std::net::Ipv4Addr;

use serde::{Deserialize, Serialize};

use super::SteamId;

/// The maximum number of members of a lobby.
pub const MAX_LOBBY_MEMBERS: u32 = 250;
/// The maximum size of a key of lobby or member data, in bytes (`k_nMaxLobbyKeyLength`).
pub const MAX_LOBBY_KEY_BYTES: usize = 255;
/// The maximum size of a value of lobby or member data, in bytes (`k_cubChatMetadataMax`).
pub const MAX_LOBBY_VALUE_BYTES: usize = 8192;
/// The maximum size of a chat message of a lobby, in bytes.
pub const MAX_LOBBY_MESSAGE_BYTES: usize = 4096;

/// The users who may find and join a lobby (`ELobbyType`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[repr(u8)]
pub enum LobbyType {
    /// Never listed: for users who were invited or know its ID.
    Private = 0,
    /// Friends of the members, without being listed.
    FriendsOnly = 1,
    /// All users; listed.
    Public = 2,
    /// Listed, but not shown to friends.
    Invisible = 3,
    /// As [`LobbyType::Private`], and does not count towards the lobbies a user may be in.
    PrivateUnique = 4,
}

impl LobbyType {
    /// The lobby type with Steam's number `value`, if there is one.
    pub const fn from_i64(value: i64) -> Option<LobbyType> {
        match value {
            0 => Some(LobbyType::Private),
            1 => Some(LobbyType::FriendsOnly),
            2 => Some(LobbyType::Public),
            3 => Some(LobbyType::Invisible),
            4 => Some(LobbyType::PrivateUnique),
            _ => None,
        }
    }
}

/// The comparison of a lobby's value with a filter's value (`ELobbyComparison`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[repr(i8)]
pub enum LobbyComparison {
    /// The lobby's value is at most the filter's.
    EqualToOrLessThan = -2,
    /// The lobby's value is below the filter's.
    LessThan = -1,
    /// The values are the same.
    Equal = 0,
    /// The lobby's value is above the filter's.
    GreaterThan = 1,
    /// The lobby's value is at least the filter's.
    EqualToOrGreaterThan = 2,
    /// The values differ.
    NotEqual = 3,
}

impl LobbyComparison {
    /// The comparison with Steam's number `value`, if there is one.
    pub const fn from_i64(value: i64) -> Option<LobbyComparison> {
        match value {
            -2 => Some(LobbyComparison::EqualToOrLessThan),
            -1 => Some(LobbyComparison::LessThan),
            0 => Some(LobbyComparison::Equal),
            1 => Some(LobbyComparison::GreaterThan),
            2 => Some(LobbyComparison::EqualToOrGreaterThan),
            3 => Some(LobbyComparison::NotEqual),
            _ => None,
        }
    }
}

/// The maximum distance of a lobby (`ELobbyDistanceFilter`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[repr(u8)]
pub enum LobbyDistance {
    /// The same region.
    Close = 0,
    /// The same and near regions.
    Default = 1,
    /// About half of the world.
    Far = 2,
    /// No limit.
    Worldwide = 3,
}

impl LobbyDistance {
    /// The distance with Steam's number `value`, if there is one.
    pub const fn from_i64(value: i64) -> Option<LobbyDistance> {
        match value {
            0 => Some(LobbyDistance::Close),
            1 => Some(LobbyDistance::Default),
            2 => Some(LobbyDistance::Far),
            3 => Some(LobbyDistance::Worldwide),
            _ => None,
        }
    }
}

/// One condition of the next lobby search; conditions add up until [`Matchmaking::request_lobby_list`] uses them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LobbyFilter {
    /// Compares the lobby's data `key` with `value` as text.
    Text {
        /// The key.
        key: String,
        /// The value.
        value: String,
        /// The comparison.
        comparison: LobbyComparison,
    },
    /// Compares the lobby's data `key` with `value` as a number.
    Number {
        /// The key.
        key: String,
        /// The value.
        value: i32,
        /// The comparison.
        comparison: LobbyComparison,
    },
    /// Sorts lobbies by the distance of their data `key` from `value`; earlier filters weigh more.
    Near {
        /// The key.
        key: String,
        /// The value.
        value: i32,
    },
    /// The minimum number of free places.
    SlotsAvailable(u32),
    /// The maximum distance.
    Distance(LobbyDistance),
    /// The maximum number of lobbies in the answer.
    ResultCount(u32),
}

/// The game server that a lobby's owner has set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LobbyGameServer {
    /// Its IPv4 address, unspecified if it has none.
    pub ip: Ipv4Addr,
    /// Its port, 0 if it has none.
    pub port: u16,
    /// Its Steam id, [`SteamId::NIL`] if it has none.
    pub steam_id: SteamId,
}

/// A game server among the user's favourites.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FavoriteGame {
    /// The game it serves.
    pub app_id: u32,
    /// Its address.
    pub ip: Ipv4Addr,
    /// Its port for players.
    pub port: u16,
    /// Its port for queries.
    pub query_port: u16,
    /// Bits: 1 favourite, 2 history (`k_unFavoriteFlag…`).
    pub flags: u32,
    /// The time when the user last played there, in seconds since 1970.
    pub last_played: u32,
}

/// The user's favourite game servers, a part of `ISteamMatchmaking`.
pub trait Favorites {
    /// All branches.
    ///
    /// Behind Steamworks: `GetFavoriteGameCount`, `GetFavoriteGame`.
    fn favorite_games(&self) -> Vec<FavoriteGame>;

    /// Adds a favourite, or updates it. Returns the new number of favourites, 0 if it was refused.
    ///
    /// Behind Steamworks: `AddFavoriteGame`.
    fn add_favorite_game(&self, game: FavoriteGame) -> i32;

    /// Removes a favourite; `last_played` does not matter. `false` if there was no such favourite.
    ///
    /// Behind Steamworks: `RemoveFavoriteGame`.
    fn remove_favorite_game(&self, game: FavoriteGame) -> bool;
}

/// Lobbies: creating, finding and joining them, their data, their chat (`ISteamMatchmaking`).
///
/// A method returns what this process knows of a lobby: everything for lobbies that it is in, only data for lobbies
/// from a search or [`Matchmaking::request_lobby_data`], nothing for others.
pub trait Matchmaking {
    /// Creates a lobby and enters it. `max_members` is 1 to [`MAX_LOBBY_MEMBERS`]. Answer:
    /// [`LobbyCreated`](super::Event::LobbyCreated), then [`LobbyEntered`](super::Event::LobbyEntered).
    ///
    /// Behind Steamworks: `CreateLobby`.
    fn create_lobby(&self, lobby_type: LobbyType, max_members: u32);

    /// Enters a lobby. Answer: [`LobbyEntered`](super::Event::LobbyEntered).
    ///
    /// Behind Steamworks: `JoinLobby`.
    fn join_lobby(&self, lobby: SteamId);

    /// Leaves a lobby, which takes effect at once on this side.
    ///
    /// Behind Steamworks: `LeaveLobby`.
    fn leave_lobby(&self, lobby: SteamId);

    /// Adds a condition to the next search.
    ///
    /// Behind Steamworks: `AddRequestLobbyList…Filter`.
    fn add_request_lobby_list_filter(&self, filter: LobbyFilter);

    /// Searches for lobbies, and clears the filters. Answer: [`LobbyMatchList`](super::Event::LobbyMatchList).
    ///
    /// Behind Steamworks: `RequestLobbyList`.
    fn request_lobby_list(&self);

    /// Asks for the data of a lobby that this process is not in. `false` if the request failed. Answer:
    /// [`LobbyDataUpdate`](super::Event::LobbyDataUpdate).
    ///
    /// Behind Steamworks: `RequestLobbyData`.
    fn request_lobby_data(&self, lobby: SteamId) -> bool;

    /// The number of the lobby's members, 0 if unknown.
    ///
    /// Behind Steamworks: `GetNumLobbyMembers`.
    fn num_lobby_members(&self, lobby: SteamId) -> u32;

    /// The member at `index`, from 0 in the order of entering.
    ///
    /// Behind Steamworks: `GetLobbyMemberByIndex`.
    fn lobby_member_by_index(&self, lobby: SteamId, index: u32) -> Option<SteamId>;

    /// The maximum number of members, 0 if unknown.
    ///
    /// Behind Steamworks: `GetLobbyMemberLimit`.
    fn lobby_member_limit(&self, lobby: SteamId) -> u32;

    /// Sets the maximum number of members; for the owner only.
    ///
    /// Behind Steamworks: `SetLobbyMemberLimit`.
    fn set_lobby_member_limit(&self, lobby: SteamId, max_members: u32) -> bool;

    /// The owner of the lobby, `None` if this process is not in it.
    ///
    /// Behind Steamworks: `GetLobbyOwner`.
    fn lobby_owner(&self, lobby: SteamId) -> Option<SteamId>;

    /// Makes another member the owner; for the owner only.
    ///
    /// Behind Steamworks: `SetLobbyOwner`.
    fn set_lobby_owner(&self, lobby: SteamId, new_owner: SteamId) -> bool;

    /// Sets the type of the lobby; for its owner only.
    ///
    /// Behind Steamworks: `SetLobbyType`.
    fn set_lobby_type(&self, lobby: SteamId, lobby_type: LobbyType) -> bool;

    /// Sets whether anybody may join at all; for the owner only. A new lobby is joinable.
    ///
    /// Behind Steamworks: `SetLobbyJoinable`.
    fn set_lobby_joinable(&self, lobby: SteamId, joinable: bool) -> bool;

    /// The lobby's value for `key`, empty if there is none. Keys do not distinguish upper and lower case.
    ///
    /// Behind Steamworks: `GetLobbyData`.
    fn lobby_data(&self, lobby: SteamId, key: &str) -> String;

    /// All data of the lobby.
    ///
    /// Behind Steamworks: `GetLobbyDataCount`, `GetLobbyDataByIndex`.
    fn all_lobby_data(&self, lobby: SteamId) -> Vec<(String, String)>;

    /// Sets one of the lobby's data; for its owner only. Members get [`LobbyDataUpdate`](super::Event::LobbyDataUpdate).
    ///
    /// Behind Steamworks: `SetLobbyData`.
    fn set_lobby_data(&self, lobby: SteamId, key: &str, value: &str) -> bool;

    /// Removes one of the lobby's data; for its owner only.
    ///
    /// Behind Steamworks: `DeleteLobbyData`.
    fn delete_lobby_data(&self, lobby: SteamId, key: &str) -> bool;

    /// A member's value for `key`, empty if there is none.
    ///
    /// Behind Steamworks: `GetLobbyMemberData`.
    fn lobby_member_data(&self, lobby: SteamId, member: SteamId, key: &str) -> String;

    /// Sets one of this user's own data in the lobby.
    ///
    /// Behind Steamworks: `SetLobbyMemberData`.
    fn set_lobby_member_data(&self, lobby: SteamId, key: &str, value: &str);

    /// Sends a chat message to all members, this one included. At most [`MAX_LOBBY_MESSAGE_BYTES`]. Members get
    /// [`LobbyMessage`](super::Event::LobbyMessage).
    ///
    /// Behind Steamworks: `SendLobbyChatMsg`.
    fn send_lobby_chat_msg(&self, lobby: SteamId, message: &[u8]) -> bool;

    /// Invites a user. They get [`LobbyInvite`](super::Event::LobbyInvite).
    ///
    /// Behind Steamworks: `InviteUserToLobby`.
    fn invite_user_to_lobby(&self, lobby: SteamId, invitee: SteamId) -> bool;

    /// The game server that the owner has set, if any.
    ///
    /// Behind Steamworks: `GetLobbyGameServer`.
    fn lobby_game_server(&self, lobby: SteamId) -> Option<LobbyGameServer>;

    /// Sets the game server; for the owner only. Members get [`LobbyGameCreated`](super::Event::LobbyGameCreated).
    ///
    /// Behind Steamworks: `SetLobbyGameServer`.
    fn set_lobby_game_server(&self, lobby: SteamId, server: LobbyGameServer);
}
