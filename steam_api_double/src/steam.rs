//! Steam in this process: its users, callbacks and answers. A process may be a user, a game server, or both.

mod config;
mod pump;

use std::collections::{HashMap, VecDeque};
use std::ffi::{CString, c_char, c_void};
use std::sync::Arc;
use std::time::Instant;

use parking_lot::Mutex;

use crate::action_events;
use crate::callbacks::Callback;
use crate::calls::{Calls, Kind};
use crate::contract::auth::Voice;
use crate::contract::game_server::ServerStart;
use crate::contract::{InitFailure, Platform, SteamId};
use crate::downloads::Downloads;
use crate::flat::message;
use crate::platform::local::{LocalPlatform, UserChoice};
use crate::server_lists::ServerLists;
use crate::switches::{self, violation};

/// The maximum number of texts whose pointers stay valid.
const MOST_TEXTS: usize = 256;

/// The misbehaviour of calls.
const CALLS: &[&str] = &["refused", "io-failure", "wrong-kind", "wrong-size", "wrong-answer"];

/// One of Steam's interfaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Interface {
    Networking,
    NetworkingMessages,
    NetworkingSockets,
    NetworkingUtils,
    Matchmaking,
    MatchmakingServers,
    User,
    Friends,
    Utils,
    Apps,
    Input,
    UserStats,
    Screenshots,
    Timeline,
    RemoteStorage,
    GameServer,
    GameServerStats,
}

/// The owner of the interfaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whose {
    User,
    GameServer,
}

impl Whose {
    pub(crate) const ALL: [Whose; 2] = [Whose::User, Whose::GameServer];

    /// The pipe to the client (`HSteamPipe`).
    pub(crate) fn pipe(self) -> i32 {
        match self {
            Whose::User => 1,
            Whose::GameServer => 2,
        }
    }

    fn place(self) -> &'static Mutex<Option<Arc<Steam>>> {
        match self {
            Whose::User => &USER,
            Whose::GameServer => &SERVER,
        }
    }

    /// Steam, if it is initialised.
    pub(crate) fn initialised(self) -> Option<Arc<Steam>> {
        self.place().lock().clone()
    }
}

/// The number of interfaces.
const INTERFACES: usize = Interface::GameServerStats as usize + 1;

impl Interface {
    fn name(self) -> &'static str {
        match self {
            Interface::Networking => "ISteamNetworking",
            Interface::NetworkingMessages => "ISteamNetworkingMessages",
            Interface::NetworkingSockets => "ISteamNetworkingSockets",
            Interface::NetworkingUtils => "ISteamNetworkingUtils",
            Interface::Matchmaking => "ISteamMatchmaking",
            Interface::MatchmakingServers => "ISteamMatchmakingServers",
            Interface::User => "ISteamUser",
            Interface::Friends => "ISteamFriends",
            Interface::Utils => "ISteamUtils",
            Interface::Apps => "ISteamApps",
            Interface::Input => "ISteamInput",
            Interface::UserStats => "ISteamUserStats",
            Interface::Screenshots => "ISteamScreenshots",
            Interface::Timeline => "ISteamTimeline",
            Interface::RemoteStorage => "ISteamRemoteStorage",
            Interface::GameServer => "ISteamGameServer",
            Interface::GameServerStats => "ISteamGameServerStats",
        }
    }

    /// An address for it, which nobody reads.
    fn address(self, whose: Whose) -> *const c_void {
        static PLACES: [[u8; INTERFACES]; 2] = [[0; INTERFACES]; 2];
        // The utilities for networking are one interface for both.
        let whose = if self == Interface::NetworkingUtils { Whose::User } else { whose };
        PLACES.as_ptr().cast::<u8>().wrapping_add(whose as usize * INTERFACES + self as usize).cast()
    }

    /// The interface as C sees it, null if there is none.
    pub(crate) fn pointer(self, whose: Whose) -> *const c_void {
        let missing = switches::value("MISSING").split(',').any(|name| name == self.name());
        if missing || self.steam(whose).is_none() { std::ptr::null() } else { self.address(whose) }
    }

    /// The platform that answers.
    fn steam(self, whose: Whose) -> Option<Arc<Steam>> {
        match self {
            Interface::NetworkingUtils => Whose::ALL.into_iter().find_map(Whose::initialised),
            _ => whose.initialised(),
        }
    }
}

/// Steam, as long as a user is initialised.
static USER: Mutex<Option<Arc<Steam>>> = Mutex::new(None);
/// Steam, as long as a game server is initialised.
static SERVER: Mutex<Option<Arc<Steam>>> = Mutex::new(None);

/// Steam, initialised.
pub(crate) struct Steam {
    pub(crate) whose: Whose,
    pub(crate) platform: LocalPlatform,
    pub(crate) state: Mutex<State>,
}

/// The state that changes.
#[derive(Default)]
pub(crate) struct State {
    /// Whether the game has asked for manual dispatch.
    pub(crate) dispatching: bool,
    /// Callbacks that wait to be fetched, by the time from which they may be fetched.
    posted: VecDeque<Posted>,
    /// The callback that has been fetched and not freed yet.
    held: Option<Callback>,
    pub(crate) calls: Calls,
    /// The lobbies found by the last answered search.
    pub(crate) found: Vec<SteamId>,
    /// Downloaded entries of leaderboards, until all of them have been fetched.
    pub(crate) downloads: Downloads,
    /// Chat messages, by lobby; the index is the message's number.
    pub(crate) chat: HashMap<SteamId, Vec<ChatEntry>>,
    /// Packets that were taken from the platform to know their size, by channel.
    pub(crate) first_packets: HashMap<i32, (SteamId, Vec<u8>)>,
    /// Voice that was taken from the platform to know its size.
    pub(crate) voice: Option<Voice>,
    /// Parts of files that have been read and not fetched, by their calls.
    pub(crate) parts_read: HashMap<u64, Vec<u8>>,
    /// The text typed on the keyboard.
    pub(crate) entered_text: String,
    /// Whether the keyboard over the game is open.
    pub(crate) has_keyboard: bool,
    /// The game's function for changes of its actions.
    pub(crate) action_events: action_events::Callback,
    /// The objects to call with the answers of game servers.
    pub(crate) server_lists: ServerLists,
    /// Texts that C holds pointers to, oldest first.
    texts: VecDeque<CString>,
    /// The value of `STEAM_API_DOUBLE_POST` that was last posted.
    posted_by_switch: String,
    /// Whether the client is gone.
    dead: bool,
}

/// A chat message of a lobby.
pub(crate) struct ChatEntry {
    pub(crate) user: SteamId,
    pub(crate) text: Vec<u8>,
    pub(crate) entry_type: u8,
}

/// A queued callback.
struct Posted {
    due: Instant,
    callback: Callback,
    /// The new value of [`State::found`].
    found: Option<Vec<SteamId>>,
}

/// Initialises Steam for the user, or for a game server; a second init is allowed.
pub(crate) fn init(server: Option<ServerStart>) -> Result<(), InitFailure> {
    let whose = if server.is_some() { Whose::GameServer } else { Whose::User };
    let mut running = whose.place().lock();
    if running.is_none() {
        let mut config = config::read()?;
        if let Some(start) = server {
            config.user = UserChoice::GameServer(start);
        }
        let platform = LocalPlatform::start(config)?;
        *running = Some(Arc::new(Steam { whose, platform, state: Mutex::default() }));
    }
    Ok(())
}

/// Ends Steam, which is also allowed if it is not initialised.
pub(crate) fn shutdown(whose: Whose) {
    let Some(steam) = whose.place().lock().take() else { return };
    if steam.state.lock().held.is_some() {
        violation("a shutdown while a callback is held");
    }
    if message::messages_out() > 0 {
        violation("a shutdown before every message was released");
    }
    let state = steam.state.lock();
    if state.server_lists.are_open() && !state.dead {
        violation("a shutdown before every list of game servers was released");
    }
    drop(state);
    steam.platform.shutdown();
}

/// Calls a method of an interface. `otherwise` is the answer if the client is gone.
pub(crate) fn ask<R>(
    interface: Interface,
    pointer: *const c_void,
    method: &str,
    otherwise: R,
    answer: impl FnOnce(&Steam) -> R,
) -> R {
    let whose = Whose::ALL.into_iter().find(|whose| pointer == interface.address(*whose));
    let Some(steam) = interface.steam(whose.unwrap_or(Whose::User)) else {
        violation(format!("{method} while Steam is not initialised"))
    };
    if whose.is_none() {
        violation(format!("{method} with something that is not {}", interface.name()));
    }
    if steam.state.lock().dead { otherwise } else { answer(&steam) }
}

impl Steam {
    /// Makes a call that is answered later, unless it has to be refused or to fail.
    pub(crate) fn call(&self, kind: Kind, make: impl FnOnce(&LocalPlatform)) -> u64 {
        let misbehaviour = switches::choice("CALLS", CALLS);
        if misbehaviour == Some("refused") {
            return 0;
        }
        let call = self.state.lock().calls.make(kind.clone());
        if misbehaviour == Some("io-failure") {
            self.fail(call, kind);
        } else {
            make(&self.platform);
        }
        call
    }

    /// Lends C a text for long enough to copy it.
    pub(crate) fn text(&self, text: impl Into<Vec<u8>>) -> *const c_char {
        let mut bytes = text.into();
        bytes.retain(|byte| *byte != 0);
        let text = CString::new(bytes).unwrap_or_default();
        let pointer = text.as_ptr();
        let mut state = self.state.lock();
        state.texts.push_back(text);
        if state.texts.len() > MOST_TEXTS {
            state.texts.pop_front();
        }
        pointer
    }
}
