//! `ISteamMatchmakingServers`.

use std::ffi::c_void;
use std::net::Ipv4Addr;

use super::methods;
use crate::arguments::In;
use crate::contract::MatchmakingServers;
use crate::contract::server_browser::ServerListKind;
use crate::server_lists::{Object, Question, SERVERS};
use crate::steam::Steam;
use crate::switches::{self, violation};

/// `HSERVERQUERY_INVALID`.
const NO_QUERY: i32 = -1;
/// The size of a key, and of a value, in `MatchMakingKeyValuePair_t`.
const FILTER_BYTES: usize = 256;

type Pair = [[u8; FILTER_BYTES]; 2];

/// The filters: Steam gets a pointer to a pointer to the first, and reads them consecutively.
fn filters(places: &In<In<Pair>>, count: u32) -> Vec<(String, String)> {
    let Some(first) = (count > 0).then(|| places.read()).flatten() else { return Vec::new() };
    let text = |bytes: &[u8; FILTER_BYTES]| {
        let Some(end) = bytes.iter().position(|byte| *byte == 0) else {
            violation("a filter without an end")
        };
        String::from_utf8_lossy(&bytes[..end]).into_owned()
    };
    let pair = |index| {
        let Some([key, value]) = first.nth(index) else { violation("a filter is null") };
        (text(&key), text(&value))
    };
    (0..count as usize).map(pair).collect()
}

fn refused() -> bool {
    switches::choice("SERVERS", SERVERS) == Some("refused")
}

fn request(
    steam: &Steam,
    kind: ServerListKind,
    app_id: u32,
    filters: &[(String, String)],
    response: Object,
) -> u64 {
    if refused() {
        return 0;
    }
    // The response must be known before anything can be reported.
    let mut state = steam.state.lock();
    let list = steam.platform.request_server_list(kind, app_id, filters);
    if list != 0 {
        state.server_lists.open(list, response);
    }
    list
}

fn ask(steam: &Steam, question: Question, ip: u32, port: u16, response: Object) -> i32 {
    if refused() {
        return NO_QUERY;
    }
    let ip = Ipv4Addr::from(ip);
    let mut state = steam.state.lock();
    let query = match question {
        Question::Ping => steam.platform.ping_server(ip, port),
        Question::Players => steam.platform.player_details(ip, port),
        Question::Rules => steam.platform.server_rules(ip, port),
    };
    state.server_lists.ask(question, query, response);
    query
}

/// A list that was not released.
fn open(steam: &Steam, list: u64) -> u64 {
    if !steam.state.lock().server_lists.is_open(list) {
        violation("a list of game servers that is none");
    }
    list
}

methods! { MatchmakingServers:
    fn SteamAPI_ISteamMatchmakingServers_RequestInternetServerList(
        steam, app_id: u32, places: In<In<Pair>>, count: u32, response: Object
    ) -> u64, or 0; {
        request(steam, ServerListKind::Internet, app_id, &filters(&places, count), response)
    }

    fn SteamAPI_ISteamMatchmakingServers_RequestLANServerList(
        steam, app_id: u32, response: Object
    ) -> u64, or 0; {
        request(steam, ServerListKind::Lan, app_id, &[], response)
    }

    fn SteamAPI_ISteamMatchmakingServers_RequestFriendsServerList(
        steam, app_id: u32, places: In<In<Pair>>, count: u32, response: Object
    ) -> u64, or 0; {
        request(steam, ServerListKind::Friends, app_id, &filters(&places, count), response)
    }

    fn SteamAPI_ISteamMatchmakingServers_RequestFavoritesServerList(
        steam, app_id: u32, places: In<In<Pair>>, count: u32, response: Object
    ) -> u64, or 0; {
        request(steam, ServerListKind::Favorites, app_id, &filters(&places, count), response)
    }

    fn SteamAPI_ISteamMatchmakingServers_RequestHistoryServerList(
        steam, app_id: u32, places: In<In<Pair>>, count: u32, response: Object
    ) -> u64, or 0; {
        request(steam, ServerListKind::History, app_id, &filters(&places, count), response)
    }

    fn SteamAPI_ISteamMatchmakingServers_RequestSpectatorServerList(
        steam, app_id: u32, places: In<In<Pair>>, count: u32, response: Object
    ) -> u64, or 0; {
        request(steam, ServerListKind::Spectator, app_id, &filters(&places, count), response)
    }

    fn SteamAPI_ISteamMatchmakingServers_ReleaseRequest(steam, list: u64), or (); {
        steam.platform.release_request(list);
        steam.state.lock().server_lists.release(list);
    }

    fn SteamAPI_ISteamMatchmakingServers_GetServerDetails(
        steam, list: u64, index: i32
    ) -> *const c_void, or std::ptr::null(); {
        let Some(details) = steam.platform.server_details(open(steam, list), index) else {
            return std::ptr::null();
        };
        steam.state.lock().server_lists.keep(&details)
    }

    fn SteamAPI_ISteamMatchmakingServers_CancelQuery(steam, list: u64), or (); {
        steam.platform.cancel_query(open(steam, list));
    }

    fn SteamAPI_ISteamMatchmakingServers_RefreshQuery(steam, list: u64), or (); {
        steam.platform.refresh_query(open(steam, list));
    }

    fn SteamAPI_ISteamMatchmakingServers_IsRefreshing(steam, list: u64) -> bool, or false; {
        steam.platform.is_refreshing(open(steam, list))
    }

    fn SteamAPI_ISteamMatchmakingServers_GetServerCount(steam, list: u64) -> i32, or 0; {
        steam.platform.server_count(open(steam, list))
    }

    fn SteamAPI_ISteamMatchmakingServers_RefreshServer(steam, list: u64, index: i32), or (); {
        steam.platform.refresh_server(open(steam, list), index);
    }

    fn SteamAPI_ISteamMatchmakingServers_PingServer(
        steam, ip: u32, port: u16, response: Object
    ) -> i32, or NO_QUERY; {
        ask(steam, Question::Ping, ip, port, response)
    }

    fn SteamAPI_ISteamMatchmakingServers_PlayerDetails(
        steam, ip: u32, port: u16, response: Object
    ) -> i32, or NO_QUERY; {
        ask(steam, Question::Players, ip, port, response)
    }

    fn SteamAPI_ISteamMatchmakingServers_ServerRules(
        steam, ip: u32, port: u16, response: Object
    ) -> i32, or NO_QUERY; {
        ask(steam, Question::Rules, ip, port, response)
    }

    fn SteamAPI_ISteamMatchmakingServers_CancelServerQuery(steam, query: i32), or (); {
        steam.platform.cancel_server_query(query);
        steam.state.lock().server_lists.cancel(query);
    }
}
