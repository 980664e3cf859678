//! `ISteamMatchmakingServers`: lists of game servers, and queries of a single server.

use std::collections::{BTreeMap, VecDeque};
use std::net::Ipv4Addr;
use std::sync::atomic::{AtomicBool, Ordering};

use ::steamworks::sys;
use parking_lot::Mutex;

use super::SteamworksPlatform;
use super::server_responses::{Answer, Handle, Kind, Mail, Response, details};
use crate::contract::server_browser::{ServerBrowserEvent, ServerDetails, ServerListKind};
use crate::contract::{Event, MatchmakingServers};

/// `HSERVERQUERY_INVALID`.
const NO_QUERY: i32 = -1;
/// `eServerFailedToRespond`.
const FAILED_TO_RESPOND: i32 = 1;

type Servers = *mut sys::ISteamMatchmakingServers;

/// The requests of this process about game servers.
#[derive(Default)]
pub(super) struct Browser {
    /// Whether there was ever a request, so that the pump of a game without any takes no lock.
    is_used: AtomicBool,
    /// Held during each call of the interface: Steam calls responses only inside these calls and inside `RunFrame`.
    asked: Mutex<Asked>,
    mail: Mail,
}

#[derive(Default)]
struct Asked {
    last_request: u64,
    last_query: i32,
    lists: BTreeMap<u64, List>,
    /// The response object of all lists; Steam passes the list.
    lists_response: Option<Response>,
    queries: BTreeMap<i32, Query>,
    /// Responses that Steam does not call any more, unless it is calling them right now inside `RunFrame`.
    retired: Vec<Response>,
}

struct List {
    handle: Handle,
    /// Whether the game waits for its end.
    is_refreshing: bool,
}

struct Query {
    steams: sys::HServerQuery,
    response: Response,
    failed: ServerBrowserEvent,
}

impl Asked {
    /// The number of the list at Steam's address.
    fn number_of(&self, handle: Handle) -> Option<u64> {
        self.lists.iter().find(|(_, list)| list.handle == handle).map(|(number, _)| *number)
    }

    /// The event for an answer of Steam, if the game still wants it.
    fn event_of(&mut self, answer: Answer) -> Option<ServerBrowserEvent> {
        match answer {
            Answer::Server { list, server, responded } => {
                let request = self.number_of(list)?;
                Some(if responded {
                    ServerBrowserEvent::ServerResponded { request, server }
                } else {
                    ServerBrowserEvent::ServerFailed { request, server }
                })
            }
            Answer::Complete { list, response } => {
                let request = self.number_of(list)?;
                self.lists.get_mut(&request)?.is_refreshing = false;
                Some(ServerBrowserEvent::RefreshComplete { request, response })
            }
            Answer::Query { query, event, is_last } => {
                if is_last {
                    self.retired.push(self.queries.remove(&query)?.response);
                }
                (is_last || self.queries.contains_key(&query)).then_some(event)
            }
        }
    }
}

impl Browser {
    /// Frees objects that Steam no longer uses. Call it while no thread is inside `RunFrame`.
    #[inline]
    pub(super) fn free_retired(&self) {
        if self.is_used.load(Ordering::Acquire) {
            self.clear_retired();
        }
    }

    #[cold]
    #[inline(never)]
    fn clear_retired(&self) {
        self.asked.lock().retired.clear();
    }

    /// Appends Steam's answers to `events`.
    #[inline]
    pub(super) fn pump(&self, events: &mut VecDeque<Event>) {
        if self.is_used.load(Ordering::Acquire) {
            self.take_answers(events);
        }
    }

    #[cold]
    #[inline(never)]
    fn take_answers(&self, events: &mut VecDeque<Event>) {
        let mut asked = self.asked.lock();
        let answers = std::mem::take(&mut *self.mail.lock());
        events.extend(
            answers.into_iter().filter_map(|answer| asked.event_of(answer)).map(Event::ServerBrowser),
        );
    }

    /// Steam is gone: answers all waiting requests.
    pub(super) fn fail_all(&self, events: &mut VecDeque<Event>) {
        self.pump(events);
        let mut asked = self.asked.lock();
        let Asked { lists, queries, retired, .. } = &mut *asked;
        for (request, list) in lists.iter_mut().filter(|(_, list)| list.is_refreshing) {
            list.is_refreshing = false;
            let (request, response) = (*request, FAILED_TO_RESPOND);
            events.push_back(Event::ServerBrowser(ServerBrowserEvent::RefreshComplete { request, response }));
        }
        for query in std::mem::take(queries).into_values() {
            events.push_back(Event::ServerBrowser(query.failed));
            retired.push(query.response);
        }
    }

    /// Releases everything while Steam is still initialised and no thread is inside `RunFrame`.
    pub(super) fn end(&self, servers: Option<Servers>) {
        let mut asked = self.asked.lock();
        if let Some(servers) = servers {
            for list in asked.lists.values() {
                // SAFETY: a live interface, and a list that was not released.
                unsafe {
                    sys::SteamAPI_ISteamMatchmakingServers_ReleaseRequest(servers, pointer(list.handle))
                };
            }
            for query in asked.queries.values().filter(|query| query.steams != NO_QUERY) {
                // SAFETY: a live interface, and a query that has not ended.
                unsafe { sys::SteamAPI_ISteamMatchmakingServers_CancelServerQuery(servers, query.steams) };
            }
        }
        *asked = Asked::default();
        self.mail.lock().clear();
    }
}

fn pointer(handle: Handle) -> sys::HServerListRequest {
    std::ptr::with_exposed_provenance_mut(handle)
}

/// Filters in Steam's form.
fn pairs(filters: &[(String, String)]) -> Vec<sys::MatchMakingKeyValuePair_t> {
    let filled = |text: &str| {
        let mut room = [0; 256];
        // The last byte is always 0.
        for (room, byte) in room.iter_mut().zip(text.bytes().take(255)) {
            *room = byte as std::ffi::c_char;
        }
        room
    };
    let pair = |(key, value): &(String, String)| sys::MatchMakingKeyValuePair_t {
        m_szKey: filled(key),
        m_szValue: filled(value),
    };
    filters.iter().map(pair).collect()
}

impl SteamworksPlatform {
    fn list<R: Default>(&self, request: u64, ask: impl FnOnce(Servers, &mut List) -> R) -> R {
        let mut asked = self.browser.asked.lock();
        match (self.interfaces.servers.get(), asked.lists.get_mut(&request)) {
            (Some(servers), Some(list)) => ask(servers, list),
            _ => R::default(),
        }
    }

    /// Queries one server. A query that Steam refuses is answered as well.
    fn query(
        &self,
        kind: Kind,
        failed: ServerBrowserEvent,
        ask: impl FnOnce(Servers, &Response) -> sys::HServerQuery,
    ) -> i32 {
        self.browser.is_used.store(true, Ordering::Release);
        let mut asked = self.browser.asked.lock();
        asked.last_query = asked.last_query.wrapping_add(1).max(1);
        let query = asked.last_query;
        let response = Response::new(kind, query, &self.browser.mail);
        let steams = self.interfaces.servers.get().map_or(NO_QUERY, |servers| ask(servers, &response));
        if steams == NO_QUERY {
            let refused = Answer::Query { query, event: failed.clone(), is_last: true };
            self.browser.mail.lock().push_back(refused);
        }
        asked.queries.insert(query, Query { steams, response, failed });
        query
    }
}

impl MatchmakingServers for SteamworksPlatform {
    // rule: server.list
    fn request_server_list(&self, kind: ServerListKind, app_id: u32, filters: &[(String, String)]) -> u64 {
        let Some(servers) = self.interfaces.servers.get() else { return 0 };
        self.browser.is_used.store(true, Ordering::Release);
        let mut asked = self.browser.asked.lock();
        let response =
            asked.lists_response.get_or_insert_with(|| Response::new(Kind::List, 0, &self.browser.mail));
        let response = response.pointer();
        let mut pairs = pairs(filters);
        let count = pairs.len() as u32;
        // Steam takes a pointer to pointers but reads the filters consecutively from the first one. Here each filter has a pointer.
        let mut places: Vec<_> = pairs.iter_mut().map(std::ptr::from_mut).collect();
        let request = match kind {
            ServerListKind::Internet => sys::SteamAPI_ISteamMatchmakingServers_RequestInternetServerList,
            ServerListKind::Friends => sys::SteamAPI_ISteamMatchmakingServers_RequestFriendsServerList,
            ServerListKind::Favorites => sys::SteamAPI_ISteamMatchmakingServers_RequestFavoritesServerList,
            ServerListKind::History => sys::SteamAPI_ISteamMatchmakingServers_RequestHistoryServerList,
            ServerListKind::Spectator => sys::SteamAPI_ISteamMatchmakingServers_RequestSpectatorServerList,
            ServerListKind::Lan => {
                without_filters as unsafe extern "C" fn(_, _, _, _, _) -> sys::HServerListRequest
            }
        };
        // SAFETY: a live interface, numbers, filters that Steam copies, and a response that lives until `end`.
        let handle = unsafe { request(servers, app_id, places.as_mut_ptr(), count, response) };
        if handle.is_null() {
            return 0;
        }
        asked.last_request += 1;
        let number = asked.last_request;
        asked.lists.insert(number, List { handle: handle.expose_provenance(), is_refreshing: true });
        number
    }

    fn release_request(&self, request: u64) {
        let mut asked = self.browser.asked.lock();
        let (Some(servers), Some(list)) = (self.interfaces.servers.get(), asked.lists.remove(&request))
        else {
            return;
        };
        // SAFETY: a live interface, and a list that was not released.
        unsafe { sys::SteamAPI_ISteamMatchmakingServers_ReleaseRequest(servers, pointer(list.handle)) };
        // Steam may later have another list at the same address.
        self.forget_answers(list.handle);
    }

    fn cancel_query(&self, request: u64) {
        let handle = self.list(request, |servers, list| {
            list.is_refreshing = false;
            // SAFETY: a live interface, and a list that was not released.
            unsafe { sys::SteamAPI_ISteamMatchmakingServers_CancelQuery(servers, pointer(list.handle)) };
            list.handle
        });
        self.forget_answers(handle);
    }

    fn refresh_query(&self, request: u64) {
        self.list(request, |servers, list| {
            list.is_refreshing = true;
            // SAFETY: a live interface, and a list that was not released.
            unsafe { sys::SteamAPI_ISteamMatchmakingServers_RefreshQuery(servers, pointer(list.handle)) };
        });
    }

    fn is_refreshing(&self, request: u64) -> bool {
        // Answers that have not been reported to the game still have to come.
        self.list(request, |servers, list| {
            list.is_refreshing
                // SAFETY: a live interface, and a list that was not released.
                || unsafe {
                    sys::SteamAPI_ISteamMatchmakingServers_IsRefreshing(servers, pointer(list.handle))
                }
        })
    }

    fn server_count(&self, request: u64) -> i32 {
        self.list(request, |servers, list| {
            // SAFETY: a live interface, and a list that was not released.
            unsafe { sys::SteamAPI_ISteamMatchmakingServers_GetServerCount(servers, pointer(list.handle)) }
        })
    }

    fn server_details(&self, request: u64, index: i32) -> Option<ServerDetails> {
        self.list(request, |servers, list| {
            // SAFETY: a live interface, a list that was not released, and a valid index. Steam's pointer stays valid until the
            // list is released, which requires the lock.
            unsafe {
                let list = pointer(list.handle);
                let count = sys::SteamAPI_ISteamMatchmakingServers_GetServerCount(servers, list);
                if !(0..count).contains(&index) {
                    return None;
                }
                details(sys::SteamAPI_ISteamMatchmakingServers_GetServerDetails(servers, list, index))
            }
        })
    }

    fn refresh_server(&self, request: u64, index: i32) {
        self.list(request, |servers, list| {
            // SAFETY: a live interface, a list that was not released, and a valid index.
            unsafe {
                let list = pointer(list.handle);
                let count = sys::SteamAPI_ISteamMatchmakingServers_GetServerCount(servers, list);
                if (0..count).contains(&index) {
                    sys::SteamAPI_ISteamMatchmakingServers_RefreshServer(servers, list, index);
                }
            }
        });
    }

    fn ping_server(&self, ip: Ipv4Addr, query_port: u16) -> i32 {
        let failed = ServerBrowserEvent::PingFailed;
        // SAFETY: a live interface, numbers, and a response that lives as long as Steam may call it.
        self.query(Kind::Ping, failed, |servers, response| unsafe {
            let response = response.pointer();
            sys::SteamAPI_ISteamMatchmakingServers_PingServer(servers, ip.into(), query_port, response)
        })
    }

    fn player_details(&self, ip: Ipv4Addr, query_port: u16) -> i32 {
        let failed = ServerBrowserEvent::PlayersFailed;
        // SAFETY: a live interface, numbers, and a response that lives as long as Steam may call it.
        self.query(Kind::Players, failed, |servers, response| unsafe {
            let response = response.pointer();
            sys::SteamAPI_ISteamMatchmakingServers_PlayerDetails(servers, ip.into(), query_port, response)
        })
    }

    fn server_rules(&self, ip: Ipv4Addr, query_port: u16) -> i32 {
        let failed = ServerBrowserEvent::RulesFailed;
        // SAFETY: a live interface, numbers, and a response that lives as long as Steam may call it.
        self.query(Kind::Rules, failed, |servers, response| unsafe {
            let response = response.pointer();
            sys::SteamAPI_ISteamMatchmakingServers_ServerRules(servers, ip.into(), query_port, response)
        })
    }

    fn cancel_server_query(&self, query: i32) {
        let mut asked = self.browser.asked.lock();
        let (Some(servers), Some(query)) = (self.interfaces.servers.get(), asked.queries.remove(&query))
        else {
            return;
        };
        if query.steams != NO_QUERY {
            // SAFETY: a live interface, and a query whose end has not been reported here; if Steam has ended it, the call does
            // nothing.
            unsafe { sys::SteamAPI_ISteamMatchmakingServers_CancelServerQuery(servers, query.steams) };
        }
        asked.retired.push(query.response);
    }
}

impl SteamworksPlatform {
    /// Drops answers about a list that have not been reported to the game.
    fn forget_answers(&self, handle: Handle) {
        self.browser.mail.lock().retain(|answer| {
            !matches!(answer, Answer::Server { list, .. } | Answer::Complete { list, .. } if *list == handle)
        });
    }
}

/// `RequestLANServerList`, which takes no filters, in the form of the others.
unsafe extern "C" fn without_filters(
    servers: Servers,
    app_id: sys::AppId_t,
    _filters: *mut *mut sys::MatchMakingKeyValuePair_t,
    _count: sys::uint32,
    response: *mut sys::ISteamMatchmakingServerListResponse,
) -> sys::HServerListRequest {
    // SAFETY: the caller keeps the contract of Steam's function.
    unsafe { sys::SteamAPI_ISteamMatchmakingServers_RequestLANServerList(servers, app_id, response) }
}
