//! `ISteamGameServer`: a game server's public details, and its connection to Steam's servers.

use std::net::{IpAddr, Ipv4Addr};

use serde::{Deserialize, Serialize};

use super::SteamId;

/// The maximum size of a server's name, in bytes (`k_cbMaxGameServerName`), without the end mark.
pub const MAX_SERVER_NAME_BYTES: usize = 63;
/// The maximum size of a map's name, in bytes (`k_cbMaxGameServerMapName`), without the end mark.
pub const MAX_MAP_NAME_BYTES: usize = 31;
/// The maximum size of a description, in bytes (`k_cbMaxGameServerGameDescription`), without the end mark.
pub const MAX_DESCRIPTION_BYTES: usize = 63;
/// The maximum size of the tags, in bytes (`k_cbMaxGameServerTags`), without the end mark.
pub const MAX_TAGS_BYTES: usize = 127;
/// The maximum size of the game data, in bytes (`k_cbMaxGameServerGameData`), without the end mark.
pub const MAX_GAME_DATA_BYTES: usize = 2047;
/// The maximum size of the folder of a modification, in bytes (`k_cbMaxGameServerGameDir`), without the end mark.
pub const MAX_MOD_DIR_BYTES: usize = 31;

/// Whether players have to authenticate (`EServerMode`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServerMode {
    /// Anybody may play, and the server is not listed.
    NoAuthentication = 1,
    /// Players have to authenticate.
    Authentication = 2,
    /// Players have to authenticate, and VAC secures the server.
    AuthenticationAndSecure = 3,
}

impl ServerMode {
    /// The mode with Steam's number.
    pub fn from_i64(number: i64) -> Option<ServerMode> {
        [ServerMode::NoAuthentication, ServerMode::Authentication, ServerMode::AuthenticationAndSecure]
            .into_iter()
            .find(|mode| *mode as i64 == number)
    }
}

/// The arguments that start a game server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerStart {
    /// The address that it listens on, unspecified for all.
    pub ip: Ipv4Addr,
    /// The port that players connect to.
    pub game_port: u16,
    /// The port of the server browser; 65535 if the game's own socket answers it.
    pub query_port: u16,
    /// Whether players have to authenticate.
    pub mode: ServerMode,
    /// The version of the game, such as `1.0.0.0`.
    pub version: String,
}

/// A property of a game server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ServerSetting {
    /// `SetProduct`: the game, usually its app ID. Before logging on.
    Product(String),
    /// `SetGameDescription`: a description of the game.
    Description(String),
    /// `SetModDir`: the folder of a modification.
    ModDir(String),
    /// `SetDedicatedServer`: whether no user plays in the server's process.
    Dedicated(bool),
    /// `SetMaxPlayerCount`: the maximum number of players.
    MaxPlayers(i32),
    /// `SetBotPlayerCount`: the number of players that are bots.
    Bots(i32),
    /// `SetServerName`.
    Name(String),
    /// `SetMapName`.
    Map(String),
    /// `SetPasswordProtected`.
    PasswordProtected(bool),
    /// `SetSpectatorPort`: the port that spectators connect to, 0 for none.
    SpectatorPort(u16),
    /// `SetSpectatorServerName`.
    SpectatorName(String),
    /// `ClearAllKeyValues`.
    ClearKeyValues,
    /// `SetKeyValue`: one of the server's rules.
    KeyValue {
        /// Its name.
        key: String,
        /// Its value.
        value: String,
    },
    /// `SetGameTags`: tags by which players can filter, separated by commas.
    Tags(String),
    /// `SetGameData`: further data to filter by, which players do not see.
    Data(String),
    /// `SetRegion`.
    Region(String),
    /// `SetAdvertiseServerActive`: whether the server is listed.
    Advertise(bool),
}

/// A packet for a user who queried the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutgoingPacket {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The address to send it to.
    pub ip: Ipv4Addr,
    /// The port there.
    pub port: u16,
}

/// A game server's public details, and its connection to Steam's servers (`ISteamGameServer`). Tickets are checked by
/// [`Auth`](super::Auth).
pub trait GameServer {
    /// Sets a property of the server.
    fn set(&self, setting: &ServerSetting);

    /// Logs on with the token of a game server account, or anonymously with `None`. Answer:
    /// [`SteamServerConnected`](super::Event::SteamServerConnected) or
    /// [`SteamServerConnectFailed`](super::Event::SteamServerConnectFailed).
    ///
    /// Behind Steamworks: `LogOn`, `LogOnAnonymous`.
    fn log_on(&self, token: Option<&str>);

    /// Logs off. Answer: [`SteamServerDisconnected`](super::Event::SteamServerDisconnected).
    ///
    /// Behind Steamworks: `LogOff`.
    fn log_off(&self);

    /// Whether VAC secures the server.
    ///
    /// Behind Steamworks: `BSecure`.
    fn secure(&self) -> bool;

    /// Whether Steam wants the server to be updated and restarted.
    ///
    /// Behind Steamworks: `WasRestartRequested`.
    fn was_restart_requested(&self) -> bool;

    /// The public address of this server, if known.
    ///
    /// Behind Steamworks: `GetPublicIP`.
    fn public_ip(&self) -> Option<IpAddr>;

    /// Passes on a packet from the game's socket that may be for the server browser. Returns whether it was.
    ///
    /// Behind Steamworks: `HandleIncomingPacket`.
    fn handle_incoming_packet(&self, packet: &[u8], ip: Ipv4Addr, port: u16) -> bool;

    /// The next packet to the server browser, which the game's socket has to send.
    ///
    /// Behind Steamworks: `GetNextOutgoingPacket`.
    fn next_outgoing_packet(&self) -> Option<OutgoingPacket>;

    /// Asks whether a user is in a group. Answer: [`GameServerEvent::ClientGroupStatus`].
    ///
    /// Behind Steamworks: `RequestUserGroupStatus`.
    fn request_user_group_status(&self, user: SteamId, group: SteamId) -> bool;

    /// Associates the server with a group. Answer: [`GameServerEvent::AssociateWithClan`].
    ///
    /// Behind Steamworks: `AssociateWithClan`.
    fn associate_with_clan(&self, clan: SteamId);

    /// Asks whether current players dislike a new one. Answer: [`GameServerEvent::PlayerCompatibility`].
    ///
    /// Behind Steamworks: `ComputeNewPlayerCompatibility`.
    fn compute_new_player_compatibility(&self, user: SteamId);

    /// Sets a player's name and score in the server browser.
    ///
    /// Behind Steamworks: `BUpdateUserData`.
    fn update_user_data(&self, user: SteamId, name: &str, score: u32) -> bool;

    /// Creates an ID for a player without one, such as a bot.
    ///
    /// Behind Steamworks: `CreateUnauthenticatedUserConnection`.
    fn create_unauthenticated_user_connection(&self) -> SteamId;
}

/// Events of a game server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum GameServerEvent {
    /// A player may play (`GSClientApprove_t`).
    ClientApproved {
        /// The user.
        user: SteamId,
        /// The owner of the game: the user, or the one who shares it with them.
        owner: SteamId,
    },
    /// A player may not play (`GSClientDeny_t`).
    ClientDenied {
        /// The user.
        user: SteamId,
        /// `EDenyReason`.
        reason: i32,
        /// The reason as text, if any.
        text: String,
    },
    /// A player has to be removed (`GSClientKick_t`).
    ClientKicked {
        /// The user.
        user: SteamId,
        /// `EDenyReason`.
        reason: i32,
    },
    /// Whether VAC secures the server (`GSPolicyResponse_t`).
    PolicyResponse {
        /// Whether it does.
        secure: bool,
    },
    /// Whether a user is in a group (`GSClientGroupStatus_t`).
    ClientGroupStatus {
        /// The user.
        user: SteamId,
        /// The group.
        group: SteamId,
        /// Whether they are a member.
        member: bool,
        /// Whether they are an officer.
        officer: bool,
    },
    /// The server's playing statistics (`GSGameplayStats_t`).
    GameplayStats {
        /// `EResult`.
        result: i32,
        /// Its rank among all servers.
        rank: i32,
        /// The number of connects.
        total_connects: u32,
        /// The minutes of play.
        total_minutes_played: u32,
    },
    /// The answer to [`GameServer::associate_with_clan`] (`AssociateWithClanResult_t`).
    AssociateWithClan {
        /// `EResult`.
        result: i32,
    },
    /// The answer to [`GameServer::compute_new_player_compatibility`] (`ComputeNewPlayerCompatibilityResult_t`).
    PlayerCompatibility {
        /// `EResult`.
        result: i32,
        /// The number of players who dislike the new one.
        dont_like_candidate: i32,
        /// The number of players whom the new one dislikes.
        candidate_doesnt_like: i32,
        /// The number of members of the server's group who dislike the new one.
        clan_dont_like_candidate: i32,
        /// The new player.
        candidate: SteamId,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modes_have_the_numbers_of_the_sdk() {
        let modes: Vec<_> = (0..=4).map(ServerMode::from_i64).collect();
        let known = [ServerMode::NoAuthentication, ServerMode::Authentication]
            .into_iter()
            .chain([ServerMode::AuthenticationAndSecure])
            .map(Some);
        assert_eq!(modes, std::iter::once(None).chain(known).chain([None]).collect::<Vec<_>>());
    }
}
