//! `ISteamMatchmakingServers`: game servers on this machine that want to be found.

use std::collections::{BTreeMap, VecDeque};
use std::net::Ipv4Addr;

use parking_lot::Mutex;

use super::files::warning;
use super::{LocalPlatform, clock};
use crate::contract::network_conditions::NetworkConditions;
use crate::contract::server_browser::{ServerBrowserEvent, ServerDetails, ServerListKind, ServerPlayer};
use crate::contract::{Event, Favorites, MatchmakingServers, SteamId};
use crate::platform::local::limits::{Limit, MAX_SERVER_LISTS};
use crate::platform::local::social::server_listing::ServerListing;

/// `EMatchMakingServerResponse`.
const RESPONDED: i32 = 0;
const NONE_LISTED: i32 = 2;
/// `k_unFavoriteFlagFavorite` and `…History`.
const FLAG_FAVORITE: u32 = 1;
const FLAG_HISTORY: u32 = 2;

/// The requests of this process about game servers.
#[derive(Debug, Default)]
pub(super) struct Browser(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    last_request: u64,
    last_query: i32,
    lists: BTreeMap<u64, List>,
    /// Events that the game has not received. The number is the query that an event answers, 0 for a list.
    events: VecDeque<(i32, ServerBrowserEvent)>,
}

#[derive(Debug)]
struct List {
    kind: ServerListKind,
    app_id: u32,
    filters: Vec<(String, String)>,
    servers: Vec<(SteamId, ServerDetails)>,
    /// Whether the game has not been told yet that the list is complete.
    refreshing: bool,
}

impl Browser {
    /// Moves the waiting events to the end of `events`.
    pub(super) fn pump(&self, events: &mut VecDeque<Event>) {
        let mut state = self.0.lock();
        while let Some((_, event)) = state.events.pop_front() {
            if let ServerBrowserEvent::RefreshComplete { request, .. } = event
                && let Some(list) = state.lists.get_mut(&request)
            {
                list.refreshing = false;
            }
            events.push_back(Event::ServerBrowser(event));
        }
    }
}

impl LocalPlatform {
    fn details(&self, server: SteamId, listing: &ServerListing) -> ServerDetails {
        let is_known = |address: &(Ipv4Addr, u16, u16)| {
            *address == (reached_at(listing), listing.game_port, listing.query_port)
        };
        let known = self.favorites().into_iter().find(|(address, _, _)| is_known(address));
        ServerDetails {
            steam_id: server,
            ip: reached_at(listing).into(),
            game_port: listing.game_port,
            query_port: listing.query_port,
            // The way to the server under this process's own conditions, and the same way back.
            ping_ms: i32::try_from(self.conditions(Some(server)).round_trip_ms()).unwrap_or(i32::MAX),
            success_response: true,
            no_refresh: false,
            name: listing.name.clone(),
            mod_dir: listing.mod_dir.clone(),
            map: listing.map.clone(),
            description: listing.description.clone(),
            app_id: self.app_id,
            players: i32::try_from(listing.players.len()).unwrap_or(i32::MAX),
            max_players: listing.max_players,
            bots: listing.bots,
            password_protected: listing.password_protected,
            secure: listing.secure,
            last_played: known.map_or(0, |(_, _, last_played)| last_played),
            version: listing
                .version
                .split('.')
                .filter_map(|part| part.parse().ok())
                .fold(0_i32, |version, part: i32| {
                    version.saturating_mul(10).saturating_add(part.clamp(0, 9))
                }),
            tags: listing.tags.clone(),
        }
    }

    /// The favourites: address, flags, and the time when it was last played.
    fn favorites(&self) -> Vec<((Ipv4Addr, u16, u16), u32, u32)> {
        let games = self.favorite_games().into_iter().filter(|game| game.app_id == self.app_id);
        games.map(|game| ((game.ip, game.port, game.query_port), game.flags, game.last_played)).collect()
    }

    /// The servers that a list finds now.
    fn found(
        &self,
        kind: ServerListKind,
        app_id: u32,
        filters: &[(String, String)],
    ) -> Vec<(SteamId, ServerDetails)> {
        if app_id != self.app_id {
            return Vec::new();
        }
        let favorites = self.favorites();
        let has_flag = |listing: &ServerListing, wanted: u32| {
            let address = (reached_at(listing), listing.game_port, listing.query_port);
            favorites.iter().any(|(known, flags, _)| *known == address && flags & wanted != 0)
        };
        let listings: Vec<(SteamId, ServerListing)> = {
            let client = self.shared.client.lock();
            client
                .listings()
                .filter(|(_, listing)| match kind {
                    ServerListKind::Internet | ServerListKind::Lan => true,
                    ServerListKind::Friends => listing
                        .players
                        .keys()
                        .any(|player| *player != self.me && client.user(*player).is_some()),
                    ServerListKind::Favorites => has_flag(listing, FLAG_FAVORITE),
                    ServerListKind::History => has_flag(listing, FLAG_HISTORY),
                    ServerListKind::Spectator => listing.spectator_port != 0,
                })
                .filter(|(_, listing)| filters.iter().all(|(key, value)| passes(listing, key, value)))
                .map(|(server, listing)| (server, listing.clone()))
                .collect()
        };
        listings.iter().map(|(server, listing)| (*server, self.details(*server, listing))).collect()
    }

    /// The server at an address.
    fn asked(&self, ip: Ipv4Addr, query_port: u16) -> Option<(SteamId, ServerListing)> {
        let client = self.shared.client.lock();
        let mut listings = client.listings();
        let found = listings.find(|(_, it)| reached_at(it) == ip && it.query_port == query_port);
        found.map(|(server, listing)| (server, listing.clone()))
    }

    fn query(&self, events: Vec<ServerBrowserEvent>) -> i32 {
        let query = {
            let mut state = self.browser.0.lock();
            state.last_query = state.last_query.wrapping_add(1).max(1);
            let query = state.last_query;
            state.events.extend(events.into_iter().map(|event| (query, event)));
            query
        };
        self.shared.notify_pump();
        query
    }

    fn fill(&self, request: u64) {
        let wanted = {
            let state = self.browser.0.lock();
            let list = state.lists.get(&request);
            list.map(|list| (list.kind, list.app_id, list.filters.clone()))
        };
        let Some((kind, app_id, filters)) = wanted else { return };
        let servers = self.found(kind, app_id, &filters);
        let mut state = self.browser.0.lock();
        let State { lists, events, .. } = &mut *state;
        let Some(list) = lists.get_mut(&request) else { return };
        let response = if servers.is_empty() { NONE_LISTED } else { RESPONDED };
        for server in 0..i32::try_from(servers.len()).unwrap_or(i32::MAX) {
            events.push_back((0, ServerBrowserEvent::ServerResponded { request, server }));
        }
        events.push_back((0, ServerBrowserEvent::RefreshComplete { request, response }));
        list.servers = servers;
        list.refreshing = true;
        drop(state);
        self.shared.notify_pump();
    }
}

impl MatchmakingServers for LocalPlatform {
    // rule: server.list
    fn request_server_list(&self, kind: ServerListKind, app_id: u32, filters: &[(String, String)]) -> u64 {
        for (key, _) in filters.iter().filter(|(key, _)| !FILTERS.contains(&key.as_str())) {
            let reason = format!("the local platform does not know the filter \"{key}\" and ignores it");
            self.announce(warning("Steam.requestInternetServerList", reason));
        }
        let request = {
            let mut state = self.browser.0.lock();
            if state.lists.len() >= MAX_SERVER_LISTS {
                drop(state);
                self.request(|client| client.warn("Steam.requestInternetServerList", Limit::ServerLists));
                return 0;
            }
            state.last_request += 1;
            let request = state.last_request;
            let list =
                List { kind, app_id, filters: filters.to_vec(), servers: Vec::new(), refreshing: true };
            state.lists.insert(request, list);
            request
        };
        self.fill(request);
        request
    }

    fn release_request(&self, request: u64) {
        let mut state = self.browser.0.lock();
        state.lists.remove(&request);
        state.events.retain(|(_, event)| !is_about(event, request));
    }

    fn cancel_query(&self, request: u64) {
        let mut state = self.browser.0.lock();
        state.events.retain(|(_, event)| !is_about(event, request));
        if let Some(list) = state.lists.get_mut(&request) {
            list.refreshing = false;
        }
    }

    fn refresh_query(&self, request: u64) {
        self.cancel_query(request);
        self.fill(request);
    }

    fn is_refreshing(&self, request: u64) -> bool {
        self.browser.0.lock().lists.get(&request).is_some_and(|list| list.refreshing)
    }

    fn server_count(&self, request: u64) -> i32 {
        let state = self.browser.0.lock();
        state.lists.get(&request).map_or(0, |list| i32::try_from(list.servers.len()).unwrap_or(i32::MAX))
    }

    fn server_details(&self, request: u64, index: i32) -> Option<ServerDetails> {
        let state = self.browser.0.lock();
        let (_, details) = state.lists.get(&request)?.servers.get(usize::try_from(index).ok()?)?;
        Some(details.clone())
    }

    fn refresh_server(&self, request: u64, index: i32) {
        let server = {
            let state = self.browser.0.lock();
            let list = state.lists.get(&request);
            list.and_then(|list| Some(list.servers.get(usize::try_from(index).ok()?)?.0))
        };
        let Some(server) = server else { return };
        let listing = {
            let client = self.shared.client.lock();
            client.listings().find(|(listed, _)| *listed == server).map(|(_, listing)| listing.clone())
        };
        let details = listing.map(|listing| self.details(server, &listing));
        {
            let mut state = self.browser.0.lock();
            let State { lists, events, .. } = &mut *state;
            let known =
                lists.get_mut(&request).and_then(|list| list.servers.get_mut(usize::try_from(index).ok()?));
            let Some((_, known)) = known else { return };
            let event = match details {
                Some(details) => {
                    *known = details;
                    ServerBrowserEvent::ServerResponded { request, server: index }
                }
                None => {
                    known.success_response = false;
                    ServerBrowserEvent::ServerFailed { request, server: index }
                }
            };
            events.push_back((0, event));
        }
        self.shared.notify_pump();
    }

    fn ping_server(&self, ip: Ipv4Addr, query_port: u16) -> i32 {
        let answer =
            self.asked(ip, query_port).map_or(ServerBrowserEvent::PingFailed, |(server, listing)| {
                ServerBrowserEvent::PingResponded(self.details(server, &listing))
            });
        self.query(vec![answer])
    }

    fn player_details(&self, ip: Ipv4Addr, query_port: u16) -> i32 {
        let Some((_, listing)) = self.asked(ip, query_port) else {
            return self.query(vec![ServerBrowserEvent::PlayersFailed]);
        };
        let now = clock::unix_time();
        let players = listing.players.into_values().map(|player| {
            ServerBrowserEvent::PlayerAdded(ServerPlayer {
                name: player.name,
                score: i32::try_from(player.score).unwrap_or(i32::MAX),
                seconds: now.saturating_sub(player.since),
            })
        });
        self.query(players.chain([ServerBrowserEvent::PlayersComplete]).collect())
    }

    fn server_rules(&self, ip: Ipv4Addr, query_port: u16) -> i32 {
        let Some((_, listing)) = self.asked(ip, query_port) else {
            return self.query(vec![ServerBrowserEvent::RulesFailed]);
        };
        let rules = listing.rules.into_iter().map(|(name, value)| ServerBrowserEvent::Rule { name, value });
        self.query(rules.chain([ServerBrowserEvent::RulesComplete]).collect())
    }

    fn cancel_server_query(&self, query: i32) {
        self.browser.0.lock().events.retain(|(of, _)| *of != query);
    }
}

fn is_about(event: &ServerBrowserEvent, wanted: u64) -> bool {
    match event {
        ServerBrowserEvent::ServerResponded { request, .. }
        | ServerBrowserEvent::ServerFailed { request, .. }
        | ServerBrowserEvent::RefreshComplete { request, .. } => *request == wanted,
        _ => false,
    }
}

/// The address at which other processes on this machine reach a server.
fn reached_at(listing: &ServerListing) -> Ipv4Addr {
    if listing.ip.is_unspecified() { Ipv4Addr::LOCALHOST } else { listing.ip }
}

/// The supported filters.
const FILTERS: [&str; 11] = [
    "map",
    "gamedir",
    "dedicated",
    "secure",
    "notfull",
    "hasplayers",
    "noplayers",
    "gametagsand",
    "gametagsnor",
    "gamedataand",
    "gamedataor",
];

/// Whether a server passes a filter.
fn passes(listing: &ServerListing, key: &str, value: &str) -> bool {
    let players = listing.players.len() as u64;
    let has =
        |all: &str, wanted: &str| all.split(',').any(|one| one.trim().eq_ignore_ascii_case(wanted.trim()));
    match key {
        "map" => listing.map.eq_ignore_ascii_case(value),
        "gamedir" => listing.mod_dir.eq_ignore_ascii_case(value),
        "dedicated" => listing.dedicated,
        "secure" => listing.secure,
        "notfull" => u64::try_from(listing.max_players).is_ok_and(|most| players < most),
        "hasplayers" => players > 0,
        "noplayers" => players == 0,
        "gametagsand" => value.split(',').all(|tag| has(&listing.tags, tag)),
        "gametagsnor" => !value.split(',').any(|tag| has(&listing.tags, tag)),
        "gamedataand" => value.split(',').all(|text| listing.data.contains(text)),
        "gamedataor" => value.split(',').any(|text| listing.data.contains(text)),
        _ => true,
    }
}
