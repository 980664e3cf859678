//! The trait of every platform, and the failures of its start.

use std::collections::VecDeque;

use super::local_network::LocalNetwork;
use super::network_conditions::NetworkConditions;
use super::{
    Account, Apps, Auth, Clans, Content, Device, Event, Favorites, Friends, GameServer, GameServerStats,
    Input, Leaderboards, Matchmaking, MatchmakingServers, Networking, NetworkingMessages, NetworkingSockets,
    NetworkingUtils, RemoteStorage, Screenshots, Social, Timeline, User, UserStats, Utils,
};

/// The implementations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlatformKind {
    /// The Steam client, through Steamworks.
    Steam,
    /// The embedded stand-in for Steam, on this machine.
    Local,
}

/// Hands out all interfaces of Steam, as one user or as one game server.
///
/// All methods return at once. Methods with a later answer return nothing, or whether the request was accepted; the
/// answer is an [`Event`]. Any thread may call, unless a method says otherwise; implementations never call back.
pub trait Platform: Send + Sync {
    /// The kind of this implementation.
    fn kind(&self) -> PlatformKind;

    /// Moves everything that has happened since the last call into `events`, oldest first. Call it always on the same thread: on
    /// any other it may find nothing.
    ///
    /// Behind Steamworks: `SteamAPI_ManualDispatch_RunFrame` and `…_GetNextCallback`.
    fn pump(&self, events: &mut VecDeque<Event>);

    /// Leaves every lobby, closes every session and frees all resources. Called once, as the last call, on the thread that
    /// pumps.
    ///
    /// Behind Steamworks: `SteamAPI_Shutdown`.
    fn shutdown(&self);

    /// `ISteamApps`.
    fn apps(&self) -> &dyn Apps;

    /// The part of `ISteamUser` about tickets and voice.
    fn auth(&self) -> &dyn Auth;

    /// The part of `ISteamApps` about downloadable content, betas, and installed files.
    fn content(&self) -> &dyn Content;

    /// The part of `ISteamMatchmaking` about favourite game servers.
    fn favorites(&self) -> &dyn Favorites;

    /// The part of `ISteamUtils` about the text filter, keyboards and the machine.
    fn device(&self) -> &dyn Device;

    /// The part of `ISteamUser` about the account, tickets for other servers, and legal limits.
    fn account(&self) -> &dyn Account;

    /// `ISteamInput`.
    fn input(&self) -> &dyn Input;

    /// The part of `ISteamUserStats` about leaderboards.
    fn leaderboards(&self) -> &dyn Leaderboards;

    /// The part of `ISteamFriends` about groups and their chats.
    fn clans(&self) -> &dyn Clans;

    /// `ISteamFriends`.
    fn friends(&self) -> &dyn Friends;

    /// `ISteamMatchmaking`.
    fn matchmaking(&self) -> &dyn Matchmaking;

    /// `ISteamNetworking`.
    fn networking(&self) -> &dyn Networking;

    /// `ISteamNetworkingMessages`.
    fn networking_messages(&self) -> &dyn NetworkingMessages;

    /// `ISteamNetworkingSockets`.
    fn networking_sockets(&self) -> &dyn NetworkingSockets;

    /// `ISteamNetworkingUtils`.
    fn networking_utils(&self) -> &dyn NetworkingUtils;

    /// `ISteamScreenshots`.
    fn screenshots(&self) -> &dyn Screenshots;

    /// The part of `ISteamFriends` about what friends share.
    fn social(&self) -> &dyn Social;

    /// `ISteamTimeline`.
    fn timeline(&self) -> &dyn Timeline;

    /// `ISteamRemoteStorage`.
    fn remote_storage(&self) -> &dyn RemoteStorage;

    /// The user.
    fn user(&self) -> &dyn User;

    /// Achievements and stats of `ISteamUserStats`.
    fn user_stats(&self) -> &dyn UserStats;

    /// `ISteamUtils`.
    fn utils(&self) -> &dyn Utils;

    /// `ISteamGameServer`; `None` if the platform is a user's. On the platform of a game server, interfaces for users answer
    /// as if there were nothing.
    fn game_server(&self) -> Option<&dyn GameServer> {
        None
    }

    /// `ISteamGameServerStats`; `None` if the platform is a user's, or Steam has none.
    fn game_server_stats(&self) -> Option<&dyn GameServerStats> {
        None
    }

    /// `ISteamMatchmakingServers`; `None` if the Steam client has none.
    fn matchmaking_servers(&self) -> Option<&dyn MatchmakingServers> {
        None
    }

    /// The network conditions; `None` if the platform has none.
    fn network_conditions(&self) -> Option<&dyn NetworkConditions> {
        None
    }

    /// Features of the local platform only; `None` on Steam.
    fn local_network(&self) -> Option<&dyn LocalNetwork> {
        None
    }
}

/// The reason why a platform could not be started, as in Steam's `ESteamAPIInitResult`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct InitFailure {
    /// The reason in words.
    pub code: InitFailureCode,
    /// The reason as text, for the developer of the game.
    pub message: String,
}

/// Steam's kinds of failed initialisation (`ESteamAPIInitResult`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InitFailureCode {
    /// Any failure without a code of its own.
    FailedGeneric = 1,
    /// The Steam client is not running or cannot be reached.
    NoSteamClient = 2,
    /// The Steam client is too old for this version of the Steamworks SDK.
    VersionMismatch = 3,
}
