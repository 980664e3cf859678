//! The game's objects that Steam calls with the answers of game servers, by code that shares nothing with the code that creates them.
//!
//! An object begins with a pointer to the table of its methods, in the order of `isteammatchmaking.h`.

use std::collections::{BTreeMap, VecDeque};
use std::ffi::{CString, c_char, c_int, c_void};

use crate::contract::server_browser::{ServerBrowserEvent, ServerDetails};
use crate::switches::{self, violation};

/// The misbehaviour of lists and queries.
pub(crate) const SERVERS: &[&str] = &["refused", "strange", "silent"];
/// A response that the SDK does not know.
const UNKNOWN: c_int = 9999;

/// An object of the game.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(transparent)]
pub(crate) struct Object(*const c_void);

// SAFETY: an address; the game guarantees that it may be called from any thread.
unsafe impl Send for Object {}

impl Object {
    /// The method at an index of the table.
    ///
    /// # Safety
    /// The object is alive, and has a method of the type `F` at the index.
    unsafe fn method<F: Copy>(self, place: usize) -> F {
        // SAFETY: the object begins with its table, which by the contract of this function has enough methods.
        unsafe { self.0.cast::<*const F>().read().add(place).read() }
    }
}

/// A query of one server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Question {
    Ping,
    Players,
    Rules,
}

/// The object to call.
#[derive(Default)]
pub(crate) struct ServerLists {
    lists: BTreeMap<u64, Object>,
    /// In the order of the queries, which is that of the answers.
    queries: VecDeque<(Question, i32, Object)>,
    /// Values that C holds pointers to.
    details: Box<Item>,
}

/// A call that is due.
pub(crate) struct ToTell {
    object: Object,
    list: u64,
    event: ServerBrowserEvent,
}

impl ServerLists {
    /// Whether the game holds lists or waits for answers.
    pub(crate) fn are_open(&self) -> bool {
        !self.lists.is_empty() || !self.queries.is_empty()
    }

    /// Whether the list with this number has not been released.
    pub(crate) fn is_open(&self, list: u64) -> bool {
        self.lists.contains_key(&list)
    }

    pub(crate) fn open(&mut self, list: u64, object: Object) {
        if object.0.is_null() {
            violation("the response for a list of game servers is null");
        }
        self.lists.insert(list, object);
    }

    pub(crate) fn release(&mut self, list: u64) {
        if self.lists.remove(&list).is_none() {
            violation("a list of game servers is released that is none");
        }
    }

    pub(crate) fn ask(&mut self, question: Question, query: i32, object: Object) {
        if object.0.is_null() {
            violation("the response for a game server is null");
        }
        self.queries.push_back((question, query, object));
    }

    pub(crate) fn cancel(&mut self, query: i32) {
        self.queries.retain(|(_, waiting, _)| *waiting != query);
    }

    /// Stores the details of a server until the next ones are fetched.
    pub(crate) fn keep(&mut self, details: &ServerDetails) -> *const c_void {
        *self.details = Item::of(details);
        (&raw const *self.details).cast()
    }

    /// The calls for an event.
    pub(crate) fn take_in(&mut self, event: ServerBrowserEvent) -> Option<ToTell> {
        use ServerBrowserEvent as E;
        let silent = switches::choice("SERVERS", SERVERS) == Some("silent");
        let (question, is_last) = match event {
            E::ServerResponded { request, .. }
            | E::ServerFailed { request, .. }
            | E::RefreshComplete { request, .. } => {
                let object = *self.lists.get(&request).filter(|_| !silent)?;
                return Some(ToTell { object, list: request, event });
            }
            E::PingResponded(_) | E::PingFailed => (Question::Ping, true),
            E::PlayerAdded(_) => (Question::Players, false),
            E::PlayersFailed | E::PlayersComplete => (Question::Players, true),
            E::Rule { .. } => (Question::Rules, false),
            E::RulesFailed | E::RulesComplete => (Question::Rules, true),
        };
        if silent {
            return None;
        }
        let place = self.queries.iter().position(|(asked, _, _)| *asked == question)?;
        let (_, _, object) = *self.queries.get(place)?;
        if is_last {
            self.queries.remove(place);
        }
        Some(ToTell { object, list: 0, event })
    }
}

impl ToTell {
    /// Calls the object. Nothing may be locked: the game may call Steam in there.
    pub(crate) fn call(self) {
        type Nothing = unsafe extern "C" fn(Object);
        type Number = unsafe extern "C" fn(Object, *mut c_void, c_int);
        let ToTell { object, list, event } = self;
        let strange = switches::choice("SERVERS", SERVERS) == Some("strange");
        let list = std::ptr::without_provenance_mut(list as usize);
        let text = |text: String| CString::new(text.replace('\0', "")).unwrap_or_default();
        let shown = |text: &CString| if strange { std::ptr::null() } else { text.as_ptr() };
        // SAFETY: the game has passed the object for this kind of answer and keeps it until the last answer or until it cancels; the
        // methods are those of the header.
        unsafe {
            match event {
                ServerBrowserEvent::ServerResponded { server, .. } => {
                    object.method::<Number>(0)(object, list, server);
                }
                ServerBrowserEvent::ServerFailed { server, .. } => {
                    object.method::<Number>(1)(object, list, server);
                }
                ServerBrowserEvent::RefreshComplete { response, .. } => {
                    object.method::<Number>(2)(object, list, if strange { UNKNOWN } else { response });
                }
                ServerBrowserEvent::PingResponded(details) => {
                    let item = Item::of(&details);
                    let item = if strange { std::ptr::null() } else { &raw const item };
                    object.method::<unsafe extern "C" fn(Object, *const Item)>(0)(object, item);
                }
                ServerBrowserEvent::PlayerAdded(player) => {
                    type Add = unsafe extern "C" fn(Object, *const c_char, c_int, f32);
                    let name = text(player.name);
                    let seconds = if strange { f32::NAN } else { player.seconds as f32 };
                    object.method::<Add>(0)(object, shown(&name), player.score, seconds);
                }
                ServerBrowserEvent::Rule { name, value } => {
                    type Rule = unsafe extern "C" fn(Object, *const c_char, *const c_char);
                    let (name, value) = (text(name), text(value));
                    object.method::<Rule>(0)(object, name.as_ptr(), shown(&value));
                }
                ServerBrowserEvent::PingFailed
                | ServerBrowserEvent::PlayersFailed
                | ServerBrowserEvent::RulesFailed => object.method::<Nothing>(1)(object),
                ServerBrowserEvent::PlayersComplete | ServerBrowserEvent::RulesComplete => {
                    object.method::<Nothing>(2)(object);
                }
            }
        }
    }
}

/// `gameserveritem_t`.
#[derive(Clone, Copy)]
#[repr(C)]
struct Item {
    connection_port: u16,
    query_port: u16,
    ip: u32,
    ping: i32,
    flags: [u8; 2],
    game_dir: [u8; 32],
    map: [u8; 32],
    description: [u8; 64],
    numbers: [i32; 4],
    password: [u8; 2],
    last_played: u32,
    version: i32,
    name: [u8; 64],
    tags: [u8; 128],
    steam_id: [u32; 2],
}

impl Default for Item {
    fn default() -> Item {
        Item::of(&ServerDetails::default())
    }
}

impl Item {
    fn of(details: &ServerDetails) -> Item {
        // Booleans of C++, which may have any byte here.
        let is = |value: bool| if value { 0xFF } else { 0 };
        Item {
            connection_port: details.game_port,
            query_port: details.query_port,
            ip: details.ip,
            ping: details.ping_ms,
            flags: [is(details.success_response), is(details.no_refresh)],
            game_dir: room(&details.mod_dir),
            map: room(&details.map),
            description: room(&details.description),
            numbers: [details.app_id as i32, details.players, details.max_players, details.bots],
            password: [is(details.password_protected), is(details.secure)],
            last_played: details.last_played,
            version: details.version,
            name: room(&details.name),
            tags: room(&details.tags),
            steam_id: [details.steam_id.0 as u32, (details.steam_id.0 >> 32) as u32],
        }
    }
}

/// A buffer for a text and its NUL.
fn room<const N: usize>(text: &str) -> [u8; N] {
    let mut room = [0; N];
    for (room, byte) in room.iter_mut().zip(text.bytes().take(N - 1)) {
        *room = byte;
    }
    room
}
