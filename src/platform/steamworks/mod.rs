//! Steam itself, through the crate `steamworks` and the SDK's C functions that it includes.
//!
//! The crate starts and stops Steam. Everything else calls the C functions (`steamworks::sys`) directly: the crate lacks
//! several of them, panics on some inputs, runs closures under a mutex, and reads a few structures wrongly.
//!
//! This is the only folder that may name the crate, and one of the two that may contain `unsafe`. Steam itself enforces
//! its rules for lobbies and sessions; nothing here repeats them, except where the contract requires more than Steam
//! offers (`empty_packets`: empty packets; `calls`: one event per answer).

mod account;
mod action_events;
mod app_id;
mod apps;
mod auth;
mod callbacks;
mod calls;
mod clans;
mod config_options;
mod content;
mod device;
mod dispatch;
mod empty_packets;
mod favorites;
mod friends;
mod game_server;
mod game_server_stats;
mod hosted_networking;
mod input;
mod interfaces;
mod layout;
mod leaderboards;
mod lists;
mod lobby_filter;
mod matchmaking;
mod network_conditions;
mod networking;
mod networking_messages;
mod networking_sockets;
mod networking_utils;
mod open_enums;
mod pumping_thread;
mod received;
mod remote_storage;
mod retired_sockets;
mod screenshots;
mod server_browser;
mod server_responses;
mod social;
mod strings;
mod timeline;
mod trigger_effects;
mod user;
mod user_stats;
mod utils;

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};

use ::steamworks::{Client, SteamAPIInitError, sys};
use parking_lot::Mutex;

pub use self::app_id::environment_app_id;
use self::calls::Calls;
use self::empty_packets::EmptyPackets;
use self::interfaces::Interfaces;
use self::pumping_thread::PumpingThread;
use self::retired_sockets::RetiredSockets;
use self::server_browser::Browser;
use crate::contract::network_conditions::{Conditions, NetworkConditions};
use crate::contract::{
    Account, Apps, Auth, Clans, Content, Device, Event, Favorites, Friends, GameServer, GameServerStats,
    InitFailure, InitFailureCode, Input, Leaderboards, Matchmaking, MatchmakingServers, Networking,
    NetworkingMessages, NetworkingSockets, NetworkingUtils, Platform, PlatformKind, RemoteStorage,
    Screenshots, Social, Timeline, User, UserStats, Utils,
};

/// `k_ESteamAPICallFailureNone`.
const NO_FAILURE: i32 = -1;
/// `k_ESteamAPICallFailureSteamGone`.
const FAILURE_STEAM_GONE: i32 = 0;
/// `k_ESteamAPICallFailureInvalidHandle`.
const FAILURE_INVALID_HANDLE: i32 = 2;
/// `k_ESteamAPICallFailureMismatchedCallback`.
const FAILURE_MISMATCHED: i32 = 3;

/// Whether a [`SteamworksPlatform`] is running. There is one C interface of Steam per process.
static RUNNING: AtomicBool = AtomicBool::new(false);

/// Steam, initialised for this process.
///
/// At most one runs at a time for a user, and one for a game server; another may be started after [`Platform::shutdown`] or a drop.
/// After `shutdown`, calls answer as if there were nothing.
pub struct SteamworksPlatform {
    interfaces: Interfaces,
    calls: Mutex<Calls>,
    /// Whether `calls` contains refused calls, so that an idle pump does not take the lock.
    calls_refused: AtomicBool,
    /// The reason for the last failed call (`ESteamAPICallFailure`).
    last_failure: AtomicI32,
    /// The network conditions.
    conditions: Mutex<Conditions>,
    /// Held during each read, so that the packet is the one whose size was queried.
    empty_packets: Mutex<EmptyPackets>,
    browser: Browser,
    /// Listen sockets that stay open until their connections have sent their data.
    retired_sockets: RetiredSockets,
    /// The thread that fetches callbacks and shuts Steam down: the same one, so neither needs a lock.
    pumping: PumpingThread,
    /// Whether Steam has been or will be shut down.
    over: AtomicBool,
    /// The pipe that callbacks come from; 0 until it is known.
    pipe: AtomicI32,
    /// Whether the connection to the Steam client has broken; nothing arrives through it any more.
    pipe_broken: AtomicBool,
    /// Whether this is a game server, whose callbacks have a separate pipe.
    is_game_server: bool,
    /// The guard that keeps Steam initialised.
    running: Mutex<Option<Running>>,
}

/// The guard that keeps Steam initialised: dropping it shuts Steam down.
enum Running {
    /// For a user. Dropping it calls `SteamAPI_Shutdown`.
    User(Client),
    /// For a game server.
    GameServer(game_server::Initialised),
}

impl SteamworksPlatform {
    /// Initialises Steam for the game `app_id`, or with 0 for the game that `steam_appid.txt` or the environment
    /// variable `SteamAppId` names.
    ///
    /// An id other than 0 is written to the environment variables `SteamAppId` and `SteamGameId` of this process,
    /// where Steam looks for it, and stays there.
    ///
    /// Behind Steamworks: `SteamAPI_InitFlat`, `SteamAPI_ManualDispatch_Init`.
    ///
    /// # Errors
    /// Steam's own code and text if it refuses. [`InitFailureCode::VersionMismatch`] if the Steam client lacks
    /// an interface that this project uses. [`InitFailureCode::FailedGeneric`] while another instance is running.
    pub fn start(app_id: u32) -> Result<SteamworksPlatform, InitFailure> {
        if RUNNING.swap(true, Ordering::AcqRel) {
            return Err(InitFailure {
                code: InitFailureCode::FailedGeneric,
                message: "Steam is already initialised in this process.".to_owned(),
            });
        }
        Self::start_alone(app_id).inspect_err(|_| RUNNING.store(false, Ordering::Release))
    }

    fn start_alone(app_id: u32) -> Result<SteamworksPlatform, InitFailure> {
        // In C, writing the environment while other threads read it is not safe, so this happens only if it changes
        // anything.
        let client = if app_id == 0 || environment_names(app_id) {
            Client::init()
        } else {
            app_id::writes(app_id);
            Client::init_app(app_id)
        };
        let client = client.map_err(init_failure)?;
        let interfaces = Interfaces::look_up();
        let missing = interfaces.missing();
        if !missing.is_empty() {
            // Dropping the client shuts Steam down.
            return Err(InitFailure {
                code: InitFailureCode::VersionMismatch,
                message: format!("The Steam client is too old: it has no {}.", missing.join(", ")),
            });
        }
        Ok(SteamworksPlatform::of(interfaces, Running::User(client)))
    }

    fn of(interfaces: Interfaces, running: Running) -> SteamworksPlatform {
        SteamworksPlatform {
            interfaces,
            calls: Mutex::default(),
            calls_refused: AtomicBool::new(false),
            last_failure: AtomicI32::new(NO_FAILURE),
            conditions: Mutex::default(),
            empty_packets: Mutex::default(),
            browser: Browser::default(),
            retired_sockets: RetiredSockets::default(),
            pumping: PumpingThread::default(),
            over: AtomicBool::new(false),
            pipe: AtomicI32::new(0),
            pipe_broken: AtomicBool::new(false),
            is_game_server: matches!(running, Running::GameServer(_)),
            running: Mutex::new(Some(running)),
        }
    }
}

impl Platform for SteamworksPlatform {
    fn kind(&self) -> PlatformKind {
        PlatformKind::Steam
    }

    fn network_conditions(&self) -> Option<&dyn NetworkConditions> {
        Some(self)
    }

    fn pump(&self, events: &mut VecDeque<Event>) {
        dispatch::pump(self, events);
    }

    /// On any thread but the pumping one, this takes effect at the next pump, or when the platform is dropped.
    fn shutdown(&self) {
        self.over.store(true, Ordering::Release);
        if self.pumping.is_this() {
            self.end();
        }
    }

    fn apps(&self) -> &dyn Apps {
        self
    }

    fn auth(&self) -> &dyn Auth {
        self
    }

    fn content(&self) -> &dyn Content {
        self
    }

    fn favorites(&self) -> &dyn Favorites {
        self
    }

    fn device(&self) -> &dyn Device {
        self
    }

    fn account(&self) -> &dyn Account {
        self
    }

    fn input(&self) -> &dyn Input {
        self
    }

    fn leaderboards(&self) -> &dyn Leaderboards {
        self
    }

    fn clans(&self) -> &dyn Clans {
        self
    }

    fn friends(&self) -> &dyn Friends {
        self
    }

    fn matchmaking(&self) -> &dyn Matchmaking {
        self
    }

    fn networking(&self) -> &dyn Networking {
        self
    }

    fn networking_messages(&self) -> &dyn NetworkingMessages {
        self
    }

    fn networking_sockets(&self) -> &dyn NetworkingSockets {
        self
    }

    fn networking_utils(&self) -> &dyn NetworkingUtils {
        self
    }

    fn screenshots(&self) -> &dyn Screenshots {
        self
    }

    fn social(&self) -> &dyn Social {
        self
    }

    fn timeline(&self) -> &dyn Timeline {
        self
    }

    fn remote_storage(&self) -> &dyn RemoteStorage {
        self
    }

    fn user(&self) -> &dyn User {
        self
    }

    fn user_stats(&self) -> &dyn UserStats {
        self
    }

    fn utils(&self) -> &dyn Utils {
        self
    }

    fn game_server(&self) -> Option<&dyn GameServer> {
        self.is_game_server.then_some(self)
    }

    fn game_server_stats(&self) -> Option<&dyn GameServerStats> {
        self.interfaces.game_server_stats.get().is_some().then_some(self)
    }

    fn matchmaking_servers(&self) -> Option<&dyn MatchmakingServers> {
        self.interfaces.servers.get().is_some().then_some(self)
    }
}

impl SteamworksPlatform {
    /// Shuts Steam down. Call it while no other thread pumps.
    #[cold]
    #[inline(never)]
    fn end(&self) {
        let Some(running) = self.running.lock().take() else { return };
        let servers = self.interfaces.servers.get();
        self.interfaces.forget();
        // This waits for a read and a call on other threads, which are short and call nothing. Later ones find no
        // interface. Other calls are not waited for, to keep them cheap: by contract, shutdown is the last call.
        self.browser.end(servers);
        *self.empty_packets.lock() = EmptyPackets::default();
        *self.calls.lock() = Calls::default();
        if !self.is_game_server {
            action_events::forget();
        }
        // Steam itself leaves the lobbies and closes the sessions of a game that shuts down.
        match running {
            Running::User(client) => {
                drop(client);
                RUNNING.store(false, Ordering::Release);
            }
            Running::GameServer(initialised) => drop(initialised),
        }
    }
}

impl Drop for SteamworksPlatform {
    fn drop(&mut self) {
        self.end();
    }
}

/// Whether a Steam client is running on this machine. May be called without an initialised Steam.
///
/// Behind Steamworks: `SteamAPI_IsSteamRunning`.
pub fn is_steam_running() -> bool {
    // SAFETY: takes nothing and may be called at any time.
    unsafe { sys::SteamAPI_IsSteamRunning() }
}

/// Starts the game again through Steam if Steam has not started it. If `true`, the process should end now. Call it
/// before initialising Steam.
///
/// Behind Steamworks: `SteamAPI_RestartAppIfNecessary`.
pub fn restart_app_if_necessary(app_id: u32) -> bool {
    // SAFETY: takes a number and may be called at any time.
    unsafe { sys::SteamAPI_RestartAppIfNecessary(app_id) }
}

/// Whether the environment already names this game, as [`Client::init_app`] would make it.
fn environment_names(app_id: u32) -> bool {
    let app_id = app_id.to_string();
    ["SteamAppId", "SteamGameId"].iter().all(|name| std::env::var(name).is_ok_and(|value| value == app_id))
}

fn init_failure(error: SteamAPIInitError) -> InitFailure {
    let (code, message) = match error {
        SteamAPIInitError::FailedGeneric(message) => (InitFailureCode::FailedGeneric, message),
        SteamAPIInitError::NoSteamClient(message) => (InitFailureCode::NoSteamClient, message),
        SteamAPIInitError::VersionMismatch(message) => (InitFailureCode::VersionMismatch, message),
    };
    let message = message.trim();
    let message = if message.is_empty() { "Steam gave no reason." } else { message };
    InitFailure { code, message: message.to_owned() }
}

#[cfg(test)]
mod tests;
