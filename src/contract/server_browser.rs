//! `ISteamMatchmakingServers`: lists of game servers, and queries of a single server.

use std::net::Ipv4Addr;

use serde::{Deserialize, Serialize};

use super::SteamId;

/// The kind of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServerListKind {
    /// All servers that Steam knows.
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
    /// The round trip to it in milliseconds.
    pub ping_ms: i32,
    /// Whether it has answered.
    pub success_response: bool,
    /// Whether it should not be queried again.
    pub no_refresh: bool,
    /// Its name.
    pub name: String,
    /// The folder of its modification.
    pub mod_dir: String,
    /// The current map.
    pub map: String,
    /// A description of the game.
    pub description: String,
    /// The game.
    pub app_id: u32,
    /// The number of players.
    pub players: i32,
    /// The maximum number of players.
    pub max_players: i32,
    /// The number of players that are bots.
    pub bots: i32,
    /// Whether players need a password.
    pub password_protected: bool,
    /// Whether VAC secures the server.
    pub secure: bool,
    /// The time when the user last played there, in seconds since 1970, 0 for never.
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
    /// Their time of play in seconds.
    pub seconds: u32,
}

/// Lists of game servers (`ISteamMatchmakingServers`). Requests are answered by [`ServerBrowserEvent`].
pub trait MatchmakingServers {
    /// Asks for the servers of the game `app_id` that match all `filters`. Returns the number of the request, 0 if it was
    /// refused.
    ///
    /// Behind Steamworks: `RequestInternetServerList` and the functions for the other lists.
    fn request_server_list(&self, kind: ServerListKind, app_id: u32, filters: &[(String, String)]) -> u64;

    /// Frees a request.
    ///
    /// Behind Steamworks: `ReleaseRequest`.
    fn release_request(&self, request: u64);

    /// Stops querying servers; those that have answered stay.
    ///
    /// Behind Steamworks: `CancelQuery`.
    fn cancel_query(&self, request: u64);

    /// Refreshes the whole list.
    ///
    /// Behind Steamworks: `RefreshQuery`.
    fn refresh_query(&self, request: u64);

    /// Whether servers are still being queried.
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

    /// Asks the server at an address for its details. Returns the number of the query.
    ///
    /// Behind Steamworks: `PingServer`.
    fn ping_server(&self, ip: Ipv4Addr, query_port: u16) -> i32;

    /// Asks the server at an address for its players. Returns the number of the query.
    ///
    /// Behind Steamworks: `PlayerDetails`.
    fn player_details(&self, ip: Ipv4Addr, query_port: u16) -> i32;

    /// Asks the server at an address for its rules. Returns the number of the query.
    ///
    /// Behind Steamworks: `ServerRules`.
    fn server_rules(&self, ip: Ipv4Addr, query_port: u16) -> i32;

    /// Cancels a query: its events will not come.
    ///
    /// Behind Steamworks: `CancelServerQuery`.
    fn cancel_server_query(&self, query: i32);
}

/// Events of lists of game servers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ServerBrowserEvent {
    /// A server of a list has answered.
    ServerResponded {
        /// The list.
        request: u64,
        /// The index of the server.
        server: i32,
    },
    /// A server of a list has not answered.
    ServerFailed {
        /// The list.
        request: u64,
        /// The index of the server.
        server: i32,
    },
    /// A list is complete.
    RefreshComplete {
        /// The list.
        request: u64,
        /// `EMatchMakingServerResponse`.
        response: i32,
    },
    /// The details of the queried server.
    PingResponded(ServerDetails),
    /// The queried server does not answer.
    PingFailed,
    /// A player of the queried server.
    PlayerAdded(ServerPlayer),
    /// The queried server does not answer.
    PlayersFailed,
    /// All players have been reported.
    PlayersComplete,
    /// A rule of the queried server.
    Rule {
        /// Its name.
        name: String,
        /// Its value.
        value: String,
    },
    /// The queried server does not answer.
    RulesFailed,
    /// All rules have been reported.
    RulesComplete,
}
