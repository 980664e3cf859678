//! Steam in this process: who is initialised, what is posted, what is answered.

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
use crate::contract::{InitFailure, Platform, SteamId};
use crate::flat::message;
use crate::platform::local::LocalPlatform;
use crate::switches::{self, violation};

/// The pipe to the client (`HSteamPipe`).
pub(crate) const PIPE: i32 = 1;
/// The most texts whose pointers stay valid.
const MOST_TEXTS: usize = 256;

/// How calls may misbehave.
const CALLS: &[&str] = &["refused", "io-failure", "wrong-kind", "wrong-size", "wrong-answer"];

/// One of Steam's interfaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Interface {
    Networking,
    NetworkingMessages,
    NetworkingSockets,
    NetworkingUtils,
    Matchmaking,
    User,
    Friends,
    Utils,
    Apps,
    Input,
    UserStats,
    Screenshots,
    Timeline,
}

impl Interface {
    fn name(self) -> &'static str {
        match self {
            Interface::Networking => "ISteamNetworking",
            Interface::NetworkingMessages => "ISteamNetworkingMessages",
            Interface::NetworkingSockets => "ISteamNetworkingSockets",
            Interface::NetworkingUtils => "ISteamNetworkingUtils",
            Interface::Matchmaking => "ISteamMatchmaking",
            Interface::User => "ISteamUser",
            Interface::Friends => "ISteamFriends",
            Interface::Utils => "ISteamUtils",
            Interface::Apps => "ISteamApps",
            Interface::Input => "ISteamInput",
            Interface::UserStats => "ISteamUserStats",
            Interface::Screenshots => "ISteamScreenshots",
            Interface::Timeline => "ISteamTimeline",
        }
    }

    /// What stands for it: an address that nobody reads.
    fn address(self) -> *const c_void {
        static PLACES: [u8; 13] = [0; 13];
        PLACES.as_ptr().wrapping_add(self as usize).cast()
    }

    /// The interface as C sees it, null if there is none.
    pub(crate) fn pointer(self) -> *const c_void {
        let missing = switches::value("MISSING").split(',').any(|name| name == self.name());
        if missing || STEAM.lock().is_none() { std::ptr::null() } else { self.address() }
    }
}

/// Steam, as long as it is initialised.
static STEAM: Mutex<Option<Arc<Steam>>> = Mutex::new(None);

/// Steam, initialised.
pub(crate) struct Steam {
    pub(crate) platform: LocalPlatform,
    pub(crate) state: Mutex<State>,
}

/// What changes.
#[derive(Default)]
pub(crate) struct State {
    /// Whether the game has asked for manual dispatch.
    pub(crate) dispatching: bool,
    /// What waits to be fetched, by the time from which on it may be.
    posted: VecDeque<Posted>,
    /// What was fetched and is not freed yet.
    held: Option<Callback>,
    pub(crate) calls: Calls,
    /// What the last search that was answered has found.
    pub(crate) found: Vec<SteamId>,
    /// Chat messages, by lobby; their place is their number.
    pub(crate) chat: HashMap<SteamId, Vec<ChatEntry>>,
    /// Packets that were taken from the platform to tell their size, by channel.
    pub(crate) first_packets: HashMap<i32, (SteamId, Vec<u8>)>,
    /// Voice that was taken from the platform to tell its size.
    pub(crate) voice: Option<Voice>,
    /// What was typed on the keyboard.
    pub(crate) entered_text: String,
    /// Whether the keyboard over the game is open.
    pub(crate) has_keyboard: bool,
    /// The game's function for changes of its actions.
    pub(crate) action_events: action_events::Callback,
    /// Texts that C holds pointers to, oldest first.
    texts: VecDeque<CString>,
    /// What the variable `STEAM_API_DOUBLE_POST` had when it was last posted.
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

/// A callback on its way.
struct Posted {
    due: Instant,
    callback: Callback,
    /// What [`State::found`] is from then on.
    found: Option<Vec<SteamId>>,
}

/// Initialises Steam; again where it is already, which is allowed.
pub(crate) fn init() -> Result<(), InitFailure> {
    let mut running = STEAM.lock();
    if running.is_none() {
        let platform = LocalPlatform::start(config::read()?)?;
        *running = Some(Arc::new(Steam { platform, state: Mutex::default() }));
    }
    Ok(())
}

/// Ends it, which is allowed where it is not initialised.
pub(crate) fn shutdown() {
    let Some(steam) = STEAM.lock().take() else { return };
    if steam.state.lock().held.is_some() {
        violation("SteamAPI_Shutdown while a callback is held");
    }
    if message::messages_out() > 0 {
        violation("SteamAPI_Shutdown before every message was released");
    }
    steam.platform.shutdown();
}

/// Steam, if it is initialised.
pub(crate) fn initialised() -> Option<Arc<Steam>> {
    STEAM.lock().clone()
}

/// Calls a method of an interface. `otherwise` is what a client answers that is gone.
pub(crate) fn ask<R>(
    interface: Interface,
    pointer: *const c_void,
    method: &str,
    otherwise: R,
    answer: impl FnOnce(&Steam) -> R,
) -> R {
    let Some(steam) = initialised() else { violation(format!("{method} while Steam is not initialised")) };
    if pointer != interface.address() {
        violation(format!("{method} with something that is not {}", interface.name()));
    }
    if steam.state.lock().dead { otherwise } else { answer(&steam) }
}

impl Steam {
    /// Makes a call that is answered later, unless it is to be refused or to fail.
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

    /// Lends C a text, for as long as it takes to copy it.
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
