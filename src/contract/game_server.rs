//! `ISteamGameServer`: what a game server tells about itself, and its connection to Steam's servers.

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

/// Whether players have to prove who they are (`EServerMode`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServerMode {
    /// Anybody may play, and the server is in no list.
    NoAuthentication = 1,
    /// Players prove who they are.
    Authentication = 2,
    /// And they play under VAC.
    AuthenticationAndSecure = 3,
}

impl ServerMode {
    /// The mode with Steam's number for it.
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
    /// Whether players have to prove who they are.
    pub mode: ServerMode,
    /// The version of the game, as `1.0.0.0`.
    pub version: String,
}

/// Something that a game server tells about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ServerSetting {
    /// `SetProduct`: the game, usually its app ID. Before logging on.
    Product(String),
    /// `SetGameDescription`: the game in words.
    Description(String),
    /// `SetModDir`: the folder of a modification.
    ModDir(String),
    /// `SetDedicatedServer`: whether nobody plays in the server's process.
    Dedicated(bool),
    /// `SetMaxPlayerCount`: how many may play.
    MaxPlayers(i32),
    /// `SetBotPlayerCount`: how many of those who play are no people.
    Bots(i32),
    /// `SetServerName`.
    Name(String),
    /// `SetMapName`.
    Map(String),
    /// `SetPasswordProtected`.
    PasswordProtected(bool),
    /// `SetSpectatorPort`: where spectators connect, 0 for nowhere.
    SpectatorPort(u16),
    /// `SetSpectatorServerName`.
    SpectatorName(String),
    /// `ClearAllKeyValues`.
    ClearKeyValues,
    /// `SetKeyValue`: one of the rules that the server answers a query for them with.
    KeyValue {
        /// Its name.
        key: String,
        /// Its value.
        value: String,
    },
    /// `SetGameTags`: what players filter by, separated by commas.
    Tags(String),
    /// `SetGameData`: the same, not shown to them.
    Data(String),
    /// `SetRegion`.
    Region(String),
    /// `SetAdvertiseServerActive`: whether it is in the lists.
    Advertise(bool),
}

/// A packet for somebody who asked about the server.
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

    /// Logs on, with the token of an account for game servers or, with `None`, anonymously. Answer:
    /// [`SteamServerConnected`](super::Event::SteamServerConnected) or
    /// [`SteamServerConnectFailed`](super::Event::SteamServerConnectFailed).
    ///
    /// Behind Steamworks: `LogOn`, `LogOnAnonymous`.
    fn log_on(&self, token: Option<&str>);

    /// Logs off. Answer: [`SteamServerDisconnected`](super::Event::SteamServerDisconnected).
    ///
    /// Behind Steamworks: `LogOff`.
    fn log_off(&self);

    /// Whether players play under VAC.
    ///
    /// Behind Steamworks: `BSecure`.
    fn secure(&self) -> bool;

    /// Whether Steam wants the server to be started again, for an update.
    ///
    /// Behind Steamworks: `WasRestartRequested`.
    fn was_restart_requested(&self) -> bool;

    /// The address by which others reach this server, as far as is known.
    ///
    /// Behind Steamworks: `GetPublicIP`.
    fn public_ip(&self) -> Option<IpAddr>;

    /// Hands in a packet that came to the game's socket and is for the server browser. Whether it was.
    ///
    /// Behind Steamworks: `HandleIncomingPacket`.
    fn handle_incoming_packet(&self, packet: &[u8], ip: Ipv4Addr, port: u16) -> bool;

    /// The next packet that the game's socket has to send for the server browser.
    ///
    /// Behind Steamworks: `GetNextOutgoingPacket`.
    fn next_outgoing_packet(&self) -> Option<OutgoingPacket>;

    /// Asks whether a user is in a group. Answer: [`GameServerEvent::ClientGroupStatus`].
    ///
    /// Behind Steamworks: `RequestUserGroupStatus`.
    fn request_user_group_status(&self, user: SteamId, group: SteamId) -> bool;

    /// Makes the server one of a group. Answer: [`GameServerEvent::AssociateWithClan`].
    ///
    /// Behind Steamworks: `AssociateWithClan`.
    fn associate_with_clan(&self, clan: SteamId);

    /// Asks whether players who are here do not like a new one. Answer: [`GameServerEvent::PlayerCompatibility`].
    ///
    /// Behind Steamworks: `ComputeNewPlayerCompatibility`.
    fn compute_new_player_compatibility(&self, user: SteamId);

    /// Tells a player's name and score for the server browser.
    ///
    /// Behind Steamworks: `BUpdateUserData`.
    fn update_user_data(&self, user: SteamId, name: &str, score: u32) -> bool;

    /// An ID for somebody who plays without one, such as a bot.
    ///
    /// Behind Steamworks: `CreateUnauthenticatedUserConnection`.
    fn create_unauthenticated_user_connection(&self) -> SteamId;
}

/// Events of a game server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum GameServerEvent {
    /// A player may play (`GSClientApprove_t`).
    ClientApproved {
        /// Who.
        user: SteamId,
        /// The owner of the game: the user, or the one who shares it with them.
        owner: SteamId,
    },
    /// A player may not play (`GSClientDeny_t`).
    ClientDenied {
        /// Who.
        user: SteamId,
        /// `EDenyReason`.
        reason: i32,
        /// The reason in words, if any.
        text: String,
    },
    /// A player has to go (`GSClientKick_t`).
    ClientKicked {
        /// Who.
        user: SteamId,
        /// `EDenyReason`.
        reason: i32,
    },
    /// Whether players play under VAC (`GSPolicyResponse_t`).
    PolicyResponse {
        /// Whether they do.
        secure: bool,
    },
    /// Whether a user is in a group (`GSClientGroupStatus_t`).
    ClientGroupStatus {
        /// Who.
        user: SteamId,
        /// Which group.
        group: SteamId,
        /// Whether they are a member.
        member: bool,
        /// Whether they are an officer.
        officer: bool,
    },
    /// How much the server is played on (`GSGameplayStats_t`).
    GameplayStats {
        /// `EResult`.
        result: i32,
        /// Its rank among all.
        rank: i32,
        /// How many have connected.
        total_connects: u32,
        /// How many minutes they have played.
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
        /// Players who do not like the new one.
        dont_like_candidate: i32,
        /// Players whom the new one does not like.
        candidate_doesnt_like: i32,
        /// Players of the server's group who do not like the new one.
        clan_dont_like_candidate: i32,
        /// The new one.
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
