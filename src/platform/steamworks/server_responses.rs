//! The objects that Steam calls with the answers of game servers.
//!
//! `ISteamMatchmakingServers` posts no callbacks: it calls the methods of the game's C++ objects. Such an object begins with a pointer
//! to a table of its methods, in the order of the header. The compilers of all platforms agree on this for such classes, which have at
//! most one base, no destructor and no overloaded methods. On 64-bit machines, a method is called like a function whose first argument
//! is the object.
//!
//! Steam calls them inside `RunFrame` and inside the interface's own functions. The answers are stored until the pump fetches them;
//! nothing else happens in these calls, and no panic leaves them.

use std::collections::VecDeque;
use std::ffi::{c_char, c_int, c_void};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr::NonNull;
use std::sync::Arc;

use ::steamworks::sys;
use parking_lot::Mutex;

use super::strings;
use crate::contract::SteamId;
use crate::contract::server_browser::{ServerBrowserEvent, ServerDetails, ServerPlayer};

/// The address of a list that Steam keeps (`HServerListRequest`).
pub(super) type Handle = usize;

/// An answer of Steam.
#[derive(Debug)]
pub(super) enum Answer {
    /// A server of a list has answered, or has not.
    Server { list: Handle, server: i32, responded: bool },
    /// A list is complete.
    Complete { list: Handle, response: i32 },
    /// An answer about a single server.
    Query { query: i32, event: ServerBrowserEvent, is_last: bool },
}

/// Steam's answers that the pump has not fetched yet.
pub(super) type Mail = Arc<Mutex<VecDeque<Answer>>>;

/// The number of the object.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    List,
    Ping,
    Players,
    Rules,
}

/// An object of the game, as C++ sees it: the table of its methods comes first.
#[repr(C)]
struct Object {
    table: *const c_void,
    query: i32,
    mail: Mail,
}

/// Keeps such an object in place. It may be dropped when Steam no longer calls it.
pub(super) struct Response(NonNull<Object>);

// SAFETY: the object is not changed after its creation, and a lock guards its answers.
unsafe impl Send for Response {}

impl Response {
    pub(super) fn new(kind: Kind, query: i32, mail: &Mail) -> Response {
        let table: *const c_void = match kind {
            Kind::List => (&raw const LIST).cast(),
            Kind::Ping => (&raw const PING).cast(),
            Kind::Players => (&raw const PLAYERS).cast(),
            Kind::Rules => (&raw const RULES).cast(),
        };
        let object = Box::new(Object { table, query, mail: Arc::clone(mail) });
        Response(NonNull::from(Box::leak(object)))
    }

    /// The pointer for Steam.
    pub(super) fn pointer<T>(&self) -> *mut T {
        self.0.as_ptr().cast()
    }
}

impl Drop for Response {
    fn drop(&mut self) {
        // SAFETY: created by `Box::leak`, and Steam no longer calls it.
        drop(unsafe { Box::from_raw(self.0.as_ptr()) });
    }
}

/// Stores the answer that `told` makes for the object.
///
/// # Safety
/// `object` is null, or points to an object that outlives the call.
unsafe fn keep(object: *const Object, answer: impl FnOnce(&Object) -> Answer) {
    // SAFETY: null, or an object, by the contract of this function.
    let Some(object) = (unsafe { object.as_ref() }) else { return };
    // A panic must not reach Steam, although nothing in here is known to panic.
    let _ = catch_unwind(AssertUnwindSafe(|| {
        let answer = answer(object);
        object.mail.lock().push_back(answer);
    }));
}

/// As [`keep`], for a query of one server.
///
/// # Safety
/// As [`keep`].
unsafe fn answered(object: *const Object, is_last: bool, event: impl FnOnce() -> ServerBrowserEvent) {
    // SAFETY: by the contract of this function.
    unsafe { keep(object, |object| Answer::Query { query: object.query, event: event(), is_last }) };
}

/// `ISteamMatchmakingServerListResponse`.
#[repr(C)]
struct ListTable {
    server_responded: unsafe extern "C" fn(*const Object, sys::HServerListRequest, c_int),
    server_failed: unsafe extern "C" fn(*const Object, sys::HServerListRequest, c_int),
    refresh_complete: unsafe extern "C" fn(*const Object, sys::HServerListRequest, c_int),
}

static LIST: ListTable = ListTable {
    server_responded: list_server_responded,
    server_failed: list_server_failed,
    refresh_complete: list_complete,
};

unsafe extern "C" fn list_server_responded(
    object: *const Object,
    list: sys::HServerListRequest,
    server: c_int,
) {
    // SAFETY: Steam calls with an object that it was given.
    unsafe { keep(object, |_| Answer::Server { list: list.addr(), server, responded: true }) };
}

unsafe extern "C" fn list_server_failed(object: *const Object, list: sys::HServerListRequest, server: c_int) {
    // SAFETY: Steam calls with an object that it was given.
    unsafe { keep(object, |_| Answer::Server { list: list.addr(), server, responded: false }) };
}

unsafe extern "C" fn list_complete(object: *const Object, list: sys::HServerListRequest, response: c_int) {
    // SAFETY: Steam calls with an object that it was given.
    unsafe { keep(object, |_| Answer::Complete { list: list.addr(), response }) };
}

/// `ISteamMatchmakingPingResponse`.
#[repr(C)]
struct PingTable {
    responded: unsafe extern "C" fn(*const Object, *const sys::gameserveritem_t),
    failed: unsafe extern "C" fn(*const Object),
}

static PING: PingTable = PingTable { responded: ping_responded, failed: ping_failed };

unsafe extern "C" fn ping_responded(object: *const Object, server: *const sys::gameserveritem_t) {
    // SAFETY: Steam calls with an object that it was given, and with a server's description that lasts as long as the call.
    unsafe {
        answered(object, true, || {
            details(server).map_or(ServerBrowserEvent::PingFailed, ServerBrowserEvent::PingResponded)
        });
    }
}

unsafe extern "C" fn ping_failed(object: *const Object) {
    // SAFETY: Steam calls with an object that it was given.
    unsafe { answered(object, true, || ServerBrowserEvent::PingFailed) };
}

/// `ISteamMatchmakingPlayersResponse`.
#[repr(C)]
struct PlayersTable {
    player: unsafe extern "C" fn(*const Object, *const c_char, c_int, f32),
    failed: unsafe extern "C" fn(*const Object),
    complete: unsafe extern "C" fn(*const Object),
}

static PLAYERS: PlayersTable =
    PlayersTable { player: player_added, failed: players_failed, complete: players_complete };

unsafe extern "C" fn player_added(object: *const Object, name: *const c_char, score: c_int, seconds: f32) {
    // SAFETY: Steam calls with an object that it was given, and with a text that lasts as long as the call.
    unsafe {
        answered(object, false, || {
            // An invalid duration becomes 0.
            let seconds = seconds as u32;
            ServerBrowserEvent::PlayerAdded(ServerPlayer { name: strings::copied(name), score, seconds })
        });
    }
}

unsafe extern "C" fn players_failed(object: *const Object) {
    // SAFETY: Steam calls with an object that it was given.
    unsafe { answered(object, true, || ServerBrowserEvent::PlayersFailed) };
}

unsafe extern "C" fn players_complete(object: *const Object) {
    // SAFETY: Steam calls with an object that it was given.
    unsafe { answered(object, true, || ServerBrowserEvent::PlayersComplete) };
}

/// `ISteamMatchmakingRulesResponse`.
#[repr(C)]
struct RulesTable {
    rule: unsafe extern "C" fn(*const Object, *const c_char, *const c_char),
    failed: unsafe extern "C" fn(*const Object),
    complete: unsafe extern "C" fn(*const Object),
}

static RULES: RulesTable = RulesTable { rule, failed: rules_failed, complete: rules_complete };

unsafe extern "C" fn rule(object: *const Object, name: *const c_char, value: *const c_char) {
    // SAFETY: Steam calls with an object that it was given, and with texts that last as long as the call.
    unsafe {
        answered(object, false, || ServerBrowserEvent::Rule {
            name: strings::copied(name),
            value: strings::copied(value),
        });
    }
}

unsafe extern "C" fn rules_failed(object: *const Object) {
    // SAFETY: Steam calls with an object that it was given.
    unsafe { answered(object, true, || ServerBrowserEvent::RulesFailed) };
}

unsafe extern "C" fn rules_complete(object: *const Object) {
    // SAFETY: Steam calls with an object that it was given.
    unsafe { answered(object, true, || ServerBrowserEvent::RulesComplete) };
}

/// `gameserveritem_t`. Its booleans are read as bytes, for which any value is valid.
#[derive(Clone, Copy)]
#[repr(C)]
struct ServerItem {
    connection_port: u16,
    query_port: u16,
    ip: u32,
    ping: i32,
    had_response: u8,
    no_refresh: u8,
    game_dir: [u8; 32],
    map: [u8; 32],
    description: [u8; 64],
    app_id: u32,
    players: i32,
    max_players: i32,
    bots: i32,
    password: u8,
    secure: u8,
    last_played: u32,
    version: i32,
    name: [u8; 64],
    tags: [u8; 128],
    steam_id: [u8; 8],
}

const _: () = {
    use std::mem::offset_of;
    assert!(size_of::<ServerItem>() == size_of::<sys::gameserveritem_t>());
    assert!(offset_of!(ServerItem, game_dir) == offset_of!(sys::gameserveritem_t, m_szGameDir));
    assert!(offset_of!(ServerItem, app_id) == offset_of!(sys::gameserveritem_t, m_nAppID));
    assert!(offset_of!(ServerItem, last_played) == offset_of!(sys::gameserveritem_t, m_ulTimeLastPlayed));
    assert!(offset_of!(ServerItem, steam_id) == offset_of!(sys::gameserveritem_t, m_steamID));
};

/// Copies Steam's details of a server; `None` if the pointer is null.
///
/// # Safety
/// `server` is null, or points to such a structure, which nobody changes during the call.
pub(super) unsafe fn details(server: *const sys::gameserveritem_t) -> Option<ServerDetails> {
    if server.is_null() {
        return None;
    }
    // SAFETY: not null, and a structure of this layout, for which all bytes are valid.
    let item = unsafe { server.cast::<ServerItem>().read_unaligned() };
    Some(ServerDetails {
        steam_id: SteamId(u64::from_ne_bytes(item.steam_id)),
        ip: item.ip,
        game_port: item.connection_port,
        query_port: item.query_port,
        ping_ms: item.ping,
        success_response: item.had_response != 0,
        no_refresh: item.no_refresh != 0,
        name: strings::up_to_nul(&item.name),
        mod_dir: strings::up_to_nul(&item.game_dir),
        map: strings::up_to_nul(&item.map),
        description: strings::up_to_nul(&item.description),
        app_id: item.app_id,
        players: item.players,
        max_players: item.max_players,
        bots: item.bots,
        password_protected: item.password != 0,
        secure: item.secure != 0,
        last_played: item.last_played,
        version: item.version,
        tags: strings::up_to_nul(&item.tags),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The method at an index of an object's table, as C++ finds it.
    ///
    /// # Safety
    /// The object's table has a method of this type at the index.
    unsafe fn method<F: Copy>(response: &Response, place: usize) -> F {
        // SAFETY: an object begins with its table, which by the contract of this function has enough pointers.
        unsafe { response.pointer::<*const F>().read().add(place).read() }
    }

    #[test]
    fn methods_follow_the_header_order_and_keep_responses() {
        type Nothing = unsafe extern "C" fn(*mut c_void);
        let mail = Mail::default();
        let list = Response::new(Kind::List, 0, &mail);
        let players = Response::new(Kind::Players, 7, &mail);
        let rules = Response::new(Kind::Rules, 8, &mail);
        let ping = Response::new(Kind::Ping, 9, &mail);
        // SAFETY: the methods have these types by `isteammatchmaking.h`; null texts and servers are allowed.
        unsafe {
            let methods: [unsafe extern "C" fn(*mut c_void, *mut c_void, c_int); 3] =
                [method(&list, 0), method(&list, 1), method(&list, 2)];
            for (index, call) in (0..).zip(methods) {
                call(list.pointer(), std::ptr::without_provenance_mut(64), index);
            }
            let player: unsafe extern "C" fn(*mut c_void, *const c_char, c_int, f32) = method(&players, 0);
            player(players.pointer(), c"Z\xFFe".as_ptr(), -3, f32::NAN);
            method::<Nothing>(&players, 1)(players.pointer());
            method::<Nothing>(&players, 2)(players.pointer());
            let rule: unsafe extern "C" fn(*mut c_void, *const c_char, *const c_char) = method(&rules, 0);
            rule(rules.pointer(), c"mode".as_ptr(), std::ptr::null());
            method::<Nothing>(&rules, 1)(rules.pointer());
            method::<Nothing>(&rules, 2)(rules.pointer());
            let server: unsafe extern "C" fn(*mut c_void, *const c_void) = method(&ping, 0);
            server(ping.pointer(), std::ptr::null());
            method::<Nothing>(&ping, 1)(ping.pointer());
        }
        let answers: Vec<String> = mail.lock().iter().map(|answer| format!("{answer:?}")).collect();
        let player = ServerPlayer { name: "Z\u{FFFD}e".into(), score: -3, seconds: 0 };
        let of = |query, event, is_last| Answer::Query { query, event, is_last };
        let expected = [
            Answer::Server { list: 64, server: 0, responded: true },
            Answer::Server { list: 64, server: 1, responded: false },
            Answer::Complete { list: 64, response: 2 },
            of(7, ServerBrowserEvent::PlayerAdded(player), false),
            of(7, ServerBrowserEvent::PlayersFailed, true),
            of(7, ServerBrowserEvent::PlayersComplete, true),
            of(8, ServerBrowserEvent::Rule { name: "mode".into(), value: String::new() }, false),
            of(8, ServerBrowserEvent::RulesFailed, true),
            of(8, ServerBrowserEvent::RulesComplete, true),
            of(9, ServerBrowserEvent::PingFailed, true),
            of(9, ServerBrowserEvent::PingFailed, true),
        ];
        assert_eq!(answers, expected.map(|answer| format!("{answer:?}")));
    }
}
