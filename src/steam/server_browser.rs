//! `ISteamMatchmakingServers` for scripts: lists of game servers, and queries of a single server.

use godot::builtin::{AnyArray, GString, VarArray, VarDictionary, Variant, vdict};

use super::pump;
use crate::contract::MatchmakingServers;
use crate::contract::server_browser::{ServerBrowserEvent, ServerDetails, ServerListKind};
use crate::contract::{Event, Platform};
use crate::script::{arguments, current, report};

/// The signal that ends every list.
const COMPLETE: &str = "request_server_list_refresh_complete";
/// `EMatchMakingServerResponse`: the servers could not be asked.
const FAILED_TO_RESPOND: i32 = 1;
/// The maximum size of a filter's key, in bytes, and of its value (`MatchMakingKeyValuePair_t`), without the end
/// marks.
const MAX_FILTER_BYTES: usize = 255;
/// The maximum number of filters of a list.
const MAX_FILTERS: usize = 16;

methods! {
impl Class {
    /// Asks for all game servers of the game `app_id`. `filters` has Arrays of a key and a value, such as `["map", "hills"]`; a server
    /// has to match all of them. `request_server_list_server_responded` reports each server, and
    /// `request_server_list_refresh_complete` the end.
    ///
    /// Returns the handle of the list, 0 if it was refused; free it with `releaseRequest`.
    /// Steamworks: `RequestInternetServerList`.
    ///
    /// Local: The game servers on this machine that are logged on and have called `setAdvertiseServerActive`. The filters are `map`,
    /// `gamedir`, `dedicated`, `secure`, `notfull`, `hasplayers`, `noplayers`, `gametagsand`, `gametagsnor`, `gamedataand` and
    /// `gamedataor`.
    #[func(rename = requestInternetServerList)]
    pub fn request_internet_server_list(app_id: i64, filters: AnyArray) -> i64 {
        request("Steam.requestInternetServerList", ServerListKind::Internet, app_id, &filters)
    }

    /// The same for the servers on this network. Steamworks: `RequestLANServerList`.
    #[func(rename = requestLANServerList)]
    pub fn request_lan_server_list(app_id: i64) -> i64 {
        request("Steam.requestLANServerList", ServerListKind::Lan, app_id, &VarArray::new().upcast_any_array())
    }

    /// The same for the servers on which friends play. Steamworks: `RequestFriendsServerList`.
    #[func(rename = requestFriendsServerList)]
    pub fn request_friends_server_list(app_id: i64, filters: AnyArray) -> i64 {
        request("Steam.requestFriendsServerList", ServerListKind::Friends, app_id, &filters)
    }

    /// The same for your favourites (`addFavoriteGame`). Steamworks: `RequestFavoritesServerList`.
    #[func(rename = requestFavoritesServerList)]
    pub fn request_favorites_server_list(app_id: i64, filters: AnyArray) -> i64 {
        request("Steam.requestFavoritesServerList", ServerListKind::Favorites, app_id, &filters)
    }

    /// The same for the servers that you have played on. Steamworks: `RequestHistoryServerList`.
    #[func(rename = requestHistoryServerList)]
    pub fn request_history_server_list(app_id: i64, filters: AnyArray) -> i64 {
        request("Steam.requestHistoryServerList", ServerListKind::History, app_id, &filters)
    }

    /// The same for the servers that spectators can watch. Steamworks: `RequestSpectatorServerList`.
    #[func(rename = requestSpectatorServerList)]
    pub fn request_spectator_server_list(app_id: i64, filters: AnyArray) -> i64 {
        request("Steam.requestSpectatorServerList", ServerListKind::Spectator, app_id, &filters)
    }

    /// Frees a list. Steamworks: `ReleaseRequest`.
    #[func(rename = releaseRequest)]
    pub fn release_request(server_list_request: i64) {
        with("Steam.releaseRequest", |servers| servers.release_request(server_list_request as u64));
    }

    /// Stops querying servers; those that have answered stay in the list. Steamworks: `CancelQuery`.
    #[func(rename = cancelQuery)]
    pub fn cancel_query(server_list_request: i64) {
        with("Steam.cancelQuery", |servers| servers.cancel_query(server_list_request as u64));
    }

    /// Refreshes the whole list. Steamworks: `RefreshQuery`.
    #[func(rename = refreshQuery)]
    pub fn refresh_query(server_list_request: i64) {
        with("Steam.refreshQuery", |servers| servers.refresh_query(server_list_request as u64));
    }

    /// Whether servers of a list are still being queried. Steamworks: `IsRefreshing`.
    #[func(rename = isRefreshing)]
    pub fn is_refreshing(server_list_request: i64) -> bool {
        with("Steam.isRefreshing", |servers| servers.is_refreshing(server_list_request as u64))
    }

    /// The number of servers in a list so far. Steamworks: `GetServerCount`.
    #[func(rename = getServerCount)]
    pub fn get_server_count(server_list_request: i64) -> i64 {
        with("Steam.getServerCount", |servers| i64::from(servers.server_count(server_list_request as u64)))
    }

    /// The details of the server at index `server` of a list; empty if there is none.
    ///
    /// Keys: `name`, `map`, `game_dir`, `description`, `game_tags`, `ip` (String), `steam_id`, `connection_port`, `query_port`, `ping` (int,
    /// ms), `players`, `max_players`, `bot_players`, `app_id`, `last_played` (int, seconds since 1970, 0 for never), `server_version` (int),
    /// `success_response`, `no_refresh`, `password`, `secure` (bool). Steamworks: `GetServerDetails`.
    ///
    /// Local: `ping` is twice the latency that you have set for the server.
    #[func(rename = getServerDetails)]
    pub fn get_server_details(server: i64, server_list_request: i64) -> VarDictionary {
        const METHOD: &str = "Steam.getServerDetails";
        let details = with(METHOD, |servers| {
            let index = arguments::number(METHOD, "server", server, 0..=i64::from(i32::MAX))?;
            servers.server_details(server_list_request as u64, index)
        });
        details.as_ref().map(dictionary).unwrap_or_default()
    }

    /// Queries one server of a list again. Steamworks: `RefreshServer`.
    #[func(rename = refreshServer)]
    pub fn refresh_server(server: i64, server_list_request: i64) {
        const METHOD: &str = "Steam.refreshServer";
        with(METHOD, |servers| {
            let index = arguments::number(METHOD, "server", server, 0..=i64::from(i32::MAX))?;
            servers.refresh_server(server_list_request as u64, index);
            Some(())
        });
    }

    /// Asks the server at an address and query port for its details: `ping_server_responded` or `ping_server_failed_to_respond` follows.
    /// Returns a handle for `cancelServerQuery`. Steamworks: `PingServer`.
    #[func(rename = pingServer)]
    pub fn ping_server(ip: GString, port: i64) -> i64 {
        ask(
            "Steam.pingServer",
            "ping_server_failed_to_respond",
            &ip,
            port,
            ServerBrowserEvent::PingFailed,
            |it, ip, port| it.ping_server(ip, port),
        )
    }

    /// Asks the server at an address and query port for its players: `player_details_player_added` for each, then
    /// `player_details_refresh_complete`, or `player_details_failed_to_respond`. Returns a handle for `cancelServerQuery`.
    /// Steamworks: `PlayerDetails`.
    #[func(rename = playerDetails)]
    pub fn player_details(ip: GString, port: i64) -> i64 {
        let failed = ServerBrowserEvent::PlayersFailed;
        ask("Steam.playerDetails", "player_details_failed_to_respond", &ip, port, failed, |it, ip, port| {
            it.player_details(ip, port)
        })
    }

    /// Asks the server at an address and query port for its rules: `server_rules_responded` for each, then
    /// `server_rules_refresh_complete`, or `server_rules_failed_to_respond`. Returns a handle for `cancelServerQuery`.
    /// Steamworks: `ServerRules`.
    #[func(rename = serverRules)]
    pub fn server_rules(ip: GString, port: i64) -> i64 {
        let failed = ServerBrowserEvent::RulesFailed;
        ask("Steam.serverRules", "server_rules_failed_to_respond", &ip, port, failed, |it, ip, port| {
            it.server_rules(ip, port)
        })
    }

    /// Cancels a query of one server: its signals are not emitted. Steamworks: `CancelServerQuery`.
    #[func(rename = cancelServerQuery)]
    pub fn cancel_server_query(server_query: i64) {
        const METHOD: &str = "Steam.cancelServerQuery";
        with(METHOD, |servers| {
            let query = arguments::number(METHOD, "server_query", server_query, 0..=i64::from(i32::MAX))?;
            servers.cancel_server_query(query);
            Some(())
        });
    }
}
}

/// The interface, or an error line.
fn servers<'a>(method: &'static str, platform: &'a dyn Platform) -> Option<&'a dyn MatchmakingServers> {
    let servers = platform.matchmaking_servers();
    if servers.is_none() {
        report::error(method, "the Steam client is too old for lists of game servers");
    }
    servers
}

fn with<R: Default>(method: &'static str, f: impl FnOnce(&dyn MatchmakingServers) -> R) -> R {
    current::with(method, |platform| servers(method, platform).map(f).unwrap_or_default())
}

/// Requests a list. A refused request is answered as well.
fn request(method: &'static str, kind: ServerListKind, app_id: i64, filters: &AnyArray) -> i64 {
    let request = current::with_answer(method, COMPLETE, |platform| {
        let wanted = || {
            let servers = servers(method, platform)?;
            let app_id = arguments::number(method, "app_id", app_id, 1..=i64::from(u32::MAX))?;
            Some(servers.request_server_list(kind, app_id, &pairs(method, filters)?))
        };
        let request = wanted().unwrap_or(0);
        if request == 0 {
            let event = ServerBrowserEvent::RefreshComplete { request: 0, response: FAILED_TO_RESPOND };
            pump::refuse(COMPLETE, Event::ServerBrowser(event));
        } else {
            pump::expect_answer(COMPLETE);
        }
        Some(request)
    });
    request.unwrap_or(0) as i64
}

/// Queries the server at an address. A refused query is answered as well.
fn ask(
    method: &'static str,
    answer: &'static str,
    ip: &GString,
    port: i64,
    failed: ServerBrowserEvent,
    ask: impl FnOnce(&dyn MatchmakingServers, std::net::Ipv4Addr, u16) -> i32,
) -> i64 {
    let query = current::with_answer(method, answer, |platform| {
        let asked = || {
            let servers = servers(method, platform)?;
            let ip = arguments::address(method, "ip", ip)?;
            let port = arguments::number(method, "port", port, 0..=i64::from(u16::MAX))?;
            Some(ask(servers, ip, port))
        };
        let query = asked();
        match query {
            Some(_) => pump::expect_answer(answer),
            None => pump::refuse(answer, Event::ServerBrowser(failed)),
        }
        query
    });
    query.map_or(0, i64::from)
}

/// Filters in the form of scripts: Arrays of a key and a value.
fn pairs(method: &'static str, filters: &AnyArray) -> Option<Vec<(String, String)>> {
    let wrong = |given: &str| {
        let allowed = format!(
            "it must be an Array with at most {MAX_FILTERS} Arrays of a key and a value, both String"
        );
        report::bad_argument(method, "filters", given, allowed);
    };
    if filters.len() > MAX_FILTERS {
        wrong("longer");
        return None;
    }
    let mut pairs = Vec::new();
    for filter in filters.iter_shared() {
        let pair: Option<AnyArray> = filter.try_to().ok();
        let text = |index: usize| pair.as_ref()?.get(index).as_ref().and_then(text_of);
        let (Some(key), Some(value)) = (text(0), text(1)) else {
            wrong("another");
            return None;
        };
        let key = arguments::name(method, "filters", &key, MAX_FILTER_BYTES)?;
        pairs.push((key, arguments::text(method, "filters", &value, MAX_FILTER_BYTES)?));
    }
    Some(pairs)
}

fn text_of(value: &Variant) -> Option<GString> {
    value.try_to().ok()
}

/// The details of a server, for scripts.
pub(super) fn dictionary(server: &ServerDetails) -> VarDictionary {
    let ip = std::net::Ipv4Addr::from(server.ip).to_string();
    // A server without a name gets its address as name, as in Steam's own lists.
    let name =
        if server.name.is_empty() { format!("{ip}:{}", server.game_port) } else { server.name.clone() };
    vdict! {
        "name" => name.as_str(),
        "map" => server.map.as_str(),
        "game_dir" => server.mod_dir.as_str(),
        "description" => server.description.as_str(),
        "game_tags" => server.tags.as_str(),
        "ip" => ip.as_str(),
        "steam_id" => server.steam_id.0 as i64,
        "connection_port" => i64::from(server.game_port),
        "query_port" => i64::from(server.query_port),
        "ping" => i64::from(server.ping_ms),
        "players" => i64::from(server.players),
        "max_players" => i64::from(server.max_players),
        "bot_players" => i64::from(server.bots),
        "app_id" => i64::from(server.app_id),
        "last_played" => i64::from(server.last_played),
        "server_version" => i64::from(server.version),
        "success_response" => server.success_response,
        "no_refresh" => server.no_refresh,
        "password" => server.password_protected,
        "secure" => server.secure,
    }
}
