//! `ISteamMatchmakingServers`: lists of game servers, and what one server says of itself.

use std::net::Ipv4Addr;

use serde::{Deserialize, Serialize};

use super::SteamId;

/// Which servers a list is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServerListKind {
    /// All that Steam knows.
    Internet,
    /// Servers on this network.
    Lan,
    /// Servers on which friends play.
    Friends,
    /// The user's favourites.
    Favorites,
    /// Servers on which the user has played.
    History,
    /// Servers that spectators can watch.
    Spectator,
}

/// The details of a server (`gameserveritem_t`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServerDetails {
    /// Its Steam ID.
    pub steam_id: SteamId,
    /// Its address, in host byte order.
    pub ip: u32,
    /// The port that players connect to.
    pub game_port: u16,
    /// The port of the server browser.
    pub query_port: u16,
    /// Milliseconds to it and back.
    pub ping_ms: i32,
    /// Whether it has answered.
    pub success_response: bool,
    /// Whether it should not be asked again.
    pub no_refresh: bool,
    /// Its name.
    pub name: String,
    /// The folder of its modification.
    pub mod_dir: String,
    /// The map that is played.
    pub map: String,
    /// The game in words.
    pub description: String,
    /// The game.
    pub app_id: u32,
    /// How many play.
    pub players: i32,
    /// How many may play.
    pub max_players: i32,
    /// How many of the players are no people.
    pub bots: i32,
    /// Whether players need a password.
    pub password_protected: bool,
    /// Whether players play under VAC.
    pub secure: bool,
    /// When the user last played there, in seconds since 1970, 0 for never.
    pub last_played: u32,
    /// The version of the game, 0 if it is not a number.
    pub version: i32,
    /// Tags to filter by, separated by commas.
    pub tags: String,
}

/// A player of a server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServerPlayer {
    /// Their name.
    pub name: String,
    /// Their score.
    pub score: i32,
    /// For how many seconds they have played.
    pub seconds: u32,
}

/// Lists of game servers (`ISteamMatchmakingServers`). Requests are answered by [`ServerBrowserEvent`].
pub trait MatchmakingServers {
    /// Asks for servers of the game `app_id` that all of `filters` let through. The number of the request, 0 if it was refused.
    ///
    /// Behind Steamworks: `RequestInternetServerList` and its kin.
    fn request_server_list(&self, kind: ServerListKind, app_id: u32, filters: &[(String, String)]) -> u64;

    /// Forgets a request.
    ///
    /// Behind Steamworks: `ReleaseRequest`.
    fn release_request(&self, request: u64);

    /// Asks no more servers; those that have answered stay.
    ///
    /// Behind Steamworks: `CancelQuery`.
    fn cancel_query(&self, request: u64);

    /// Refreshes the whole list.
    ///
    /// Behind Steamworks: `RefreshQuery`.
    fn refresh_query(&self, request: u64);

    /// Whether servers are still being asked.
    ///
    /// Behind Steamworks: `IsRefreshing`.
    fn is_refreshing(&self, request: u64) -> bool;

    /// The number of servers in a list so far.
    ///
    /// Behind Steamworks: `GetServerCount`.
    fn server_count(&self, request: u64) -> i32;

    /// The details of a server of a list.
    ///
    /// Behind Steamworks: `GetServerDetails`.
    fn server_details(&self, request: u64, index: i32) -> Option<ServerDetails>;

    /// Queries one server of a list again.
    ///
    /// Behind Steamworks: `RefreshServer`.
    fn refresh_server(&self, request: u64, index: i32);

    /// Asks the server at an address what it is. The number of the query.
    ///
    /// Behind Steamworks: `PingServer`.
    fn ping_server(&self, ip: Ipv4Addr, query_port: u16) -> i32;

    /// Asks the server at an address who plays there. The number of the query.
    ///
    /// Behind Steamworks: `PlayerDetails`.
    fn player_details(&self, ip: Ipv4Addr, query_port: u16) -> i32;

    /// Asks the server at an address for its rules. The number of the query.
    ///
    /// Behind Steamworks: `ServerRules`.
    fn server_rules(&self, ip: Ipv4Addr, query_port: u16) -> i32;

    /// Forgets a query: what it would have told does not come.
    ///
    /// Behind Steamworks: `CancelServerQuery`.
    fn cancel_server_query(&self, query: i32);
}

/// Events of lists of game servers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ServerBrowserEvent {
    /// A server of a list has answered.
    ServerResponded {
        /// Which list.
        request: u64,
        /// Which server of it.
        server: i32,
    },
    /// A server of a list has not answered.
    ServerFailed {
        /// Which list.
        request: u64,
        /// Which server of it.
        server: i32,
    },
    /// A list is complete.
    RefreshComplete {
        /// Which list.
        request: u64,
        /// `EMatchMakingServerResponse`.
        response: i32,
    },
    /// The server that was asked what it is says so.
    PingResponded(ServerDetails),
    /// It does not answer.
    PingFailed,
    /// A player of the server that was asked who plays there.
    PlayerAdded(ServerPlayer),
    /// It does not answer.
    PlayersFailed,
    /// There are no more players.
    PlayersComplete,
    /// A rule of the server that was asked for its rules.
    Rule {
        /// Its name.
        name: String,
        /// Its value.
        value: String,
    },
    /// It does not answer.
    RulesFailed,
    /// There are no more rules.
    RulesComplete,
}
