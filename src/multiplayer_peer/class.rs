//! The class, with its properties and signals: the crate `godot` requires all of these in one place.

use std::time::Duration;

use godot::builtin::{GString, VarDictionary, Variant};
use godot::classes::MultiplayerPeerExtension;
use godot::global::Error;
use godot::meta::ToGodot;
use godot::obj::Base;
use godot::register::property::PhantomVar;
use godot::register::{GodotClass, godot_api};
use parking_lot::Mutex;

use super::session::{SendError, Topology};
use super::state::State;
use crate::contract::networking_sockets::{ConfigOption, send_flags};
use crate::script::{arguments, report, socket_arguments};

/// Godot's own multiplayer over Steam: assign one to `multiplayer.multiplayer_peer`, and RPCs, `MultiplayerSpawner`
/// and `MultiplayerSynchronizer` work as over any other peer.
///
/// The host calls `create_host()` or `host_with_lobby()`; all others call `create_client()` or `connect_to_lobby()`. You need not
/// accept connections, and the peer does not depend on `Steam.run_callbacks()`. Clients reach each other through the host, unless
/// `server_relay` is off. A client that cannot connect gets `connection_failed` within `connect_timeout`, and
/// `get_disconnect_reason()` gives the reason.
///
/// On the local platform, it works between several instances on one machine, under the network conditions of `SteamLocal`. It also
/// runs scripts for the older class with lobbies of its own (`create_lobby()`, `connect_lobby()`) and for expressobits' peer.
#[derive(GodotClass)]
#[class(tool, init, base = MultiplayerPeerExtension)]
pub struct SteamMultiplayerPeer {
    base: Base<MultiplayerPeerExtension>,
    /// Locked only briefly, and never while a signal is emitted or a line is logged, since a handler may call the
    /// peer.
    #[init(val = Mutex::new(State::new()))]
    pub(super) state: Mutex<State>,

    /// Whether clients reach each other through the host. On by default. Set it on the host, before anybody connects.
    #[var(get = get_server_relay, set = set_server_relay)]
    server_relay: PhantomVar<bool>,
    /// The older name of `server_relay`, for lobbies made by `create_lobby()`: whether the members reach each other through the host
    /// instead of directly. Off by default.
    #[var(get = get_as_relay, set = set_as_relay)]
    as_relay: PhantomVar<bool>,
    /// Whether unreliable packets that cannot be sent at once are dropped.
    #[var(get = get_no_delay, set = set_no_delay)]
    no_delay: PhantomVar<bool>,
    /// Whether packets are sent at once, instead of waiting up to 5 ms for more.
    #[var(get = get_no_nagle, set = set_no_nagle)]
    no_nagle: PhantomVar<bool>,
    /// How much the peer prints: nothing with `DEBUG_LEVEL_NONE`; from `DEBUG_LEVEL_PEER` on, peers that come and go.
    #[var(get = get_debug_level, set = set_debug_level)]
    debug_level: PhantomVar<i64>,
    /// Whether the peer uses the game server of `SteamServer` instead of the user of `Steam`. It does so automatically if only
    /// `SteamServer` is initialised. Set it before hosting.
    #[var(get = get_game_server, set = set_game_server)]
    game_server: PhantomVar<bool>,
    /// The time limit for a client to connect, 1 to 300 seconds.
    #[var(get = get_connect_timeout, set = set_connect_timeout)]
    connect_timeout: PhantomVar<f64>,
    /// Steam's options for new connections: a Dictionary with their numbers (`Steam.NetworkingConfigValue`) as keys.
    #[var(get = get_options, set = set_options)]
    options: PhantomVar<VarDictionary>,
    /// The handle of the listen socket, 0 for none. Setting it has no effect, since the peer creates its own.
    #[var(get = get_listen_socket, set = set_listen_socket)]
    listen_socket: PhantomVar<i64>,
}

/// Godot's error for a packet that was not sent.
pub fn error_of(error: SendError) -> Error {
    match error {
        SendError::TooLarge(_) | SendError::NoSuchPeer(_) => Error::ERR_INVALID_PARAMETER,
        SendError::QueueFull(_) => Error::ERR_OUT_OF_MEMORY,
        SendError::NotConnected => Error::ERR_UNCONFIGURED,
    }
}

impl State {
    /// Steam's flags for the properties.
    pub fn extra_flags(&self) -> i32 {
        let mut flags = 0;
        if self.no_delay {
            flags |= send_flags::NO_DELAY | send_flags::NO_NAGLE;
        }
        if self.no_nagle {
            flags |= send_flags::NO_NAGLE;
        }
        flags
    }

    fn set_flags(&mut self) {
        let flags = self.extra_flags();
        if let Some(session) = &mut self.session {
            session.extra_flags = flags;
        }
    }

    fn set_relays(&mut self) {
        let topology = if self.relay || self.as_relay { Topology::Relay } else { Topology::Plain };
        if let Some(session) = &mut self.session {
            session.set_topology(topology);
        }
    }
}

#[godot_api]
impl SteamMultiplayerPeer {
    /// The answer to `create_lobby()`: `result` is 1 for success.
    #[signal]
    pub(super) fn lobby_created(result: i64, lobby_id: i64);

    /// The answer to `connect_lobby()` and to a successful `create_lobby()`: `response` is 1 for success.
    #[signal]
    pub(super) fn lobby_joined(lobby: i64, permissions: i64, locked: bool, response: i64);

    /// A chat message in the peer's lobby.
    #[signal]
    pub(super) fn lobby_message(lobby_id: i64, user: i64, message: GString, chat_type: i64);

    /// A user has entered or left the peer's lobby.
    #[signal]
    pub(super) fn lobby_chat_update(lobby_id: i64, changed_id: i64, making_change_id: i64, chat_state: i64);

    /// Data of the peer's lobby has changed.
    #[signal]
    pub(super) fn lobby_data_update(success: i64, lobby_id: i64, member_id: i64);

    /// A connection has failed: `reason` is Steam's number for the reason.
    #[signal]
    pub(super) fn network_session_failed(steam_id: i64, reason: i64, connection_state: bool);

    /// Emitted with `collect_debug_data()` when a peer comes or goes, unless `debug_level` is `DEBUG_LEVEL_NONE`.
    #[signal]
    pub(super) fn debug_data(data: VarDictionary);

    /// The state of one of the peer's connections has changed: its handle, the result of `Steam.getConnectionInfo()` for it, and its
    /// previous state.
    #[signal]
    pub(super) fn network_connection_status_changed(
        connect_handle: i64,
        connection: VarDictionary,
        old_state: i64,
    );

    /// Sets `server_relay`. Steamworks: none.
    #[func]
    pub fn set_server_relay(&self, server_relay: bool) {
        let mut state = self.state.lock();
        state.relay = server_relay;
        state.set_relays();
    }

    /// See `server_relay`. Steamworks: none.
    #[func]
    pub fn get_server_relay(&self) -> bool {
        self.state.lock().relay
    }

    /// Sets `as_relay`. Steamworks: none.
    #[func]
    pub fn set_as_relay(&self, value: bool) {
        let mut state = self.state.lock();
        state.as_relay = value;
        state.set_relays();
    }

    /// See `as_relay`. Steamworks: none.
    #[func]
    pub fn get_as_relay(&self) -> bool {
        self.state.lock().as_relay
    }

    /// Sets `no_delay`. Steamworks: none.
    #[func]
    pub fn set_no_delay(&self, no_delay: bool) {
        let mut state = self.state.lock();
        state.no_delay = no_delay;
        state.set_flags();
    }

    /// See `no_delay`. Steamworks: none.
    #[func]
    pub fn get_no_delay(&self) -> bool {
        self.state.lock().no_delay
    }

    /// Sets `no_nagle`. Steamworks: none.
    #[func]
    pub fn set_no_nagle(&self, no_nagle: bool) {
        let mut state = self.state.lock();
        state.no_nagle = no_nagle;
        state.set_flags();
    }

    /// See `no_nagle`. Steamworks: none.
    #[func]
    pub fn get_no_nagle(&self) -> bool {
        self.state.lock().no_nagle
    }

    /// Sets `debug_level`. Steamworks: none.
    #[func]
    pub fn set_debug_level(&self, debug_level: i64) {
        const METHOD: &str = "SteamMultiplayerPeer.set_debug_level";
        if let Some(level) = arguments::number(METHOD, "debug_level", debug_level, 0..=2) {
            self.state.lock().debug_level = level;
        }
    }

    /// See `debug_level`. Steamworks: none.
    #[func]
    pub fn get_debug_level(&self) -> i64 {
        self.state.lock().debug_level
    }

    /// Sets `game_server`. Steamworks: none.
    #[func]
    pub fn set_game_server(&self, game_server: bool) {
        self.state.lock().game_server = game_server;
    }

    /// See `game_server`. Steamworks: none.
    #[func]
    pub fn get_game_server(&self) -> bool {
        self.state.lock().game_server
    }

    /// Sets `connect_timeout`, in seconds from 1 to 300. Steamworks: none.
    #[func]
    pub fn set_connect_timeout(&self, seconds: f64) {
        const METHOD: &str = "SteamMultiplayerPeer.set_connect_timeout";
        if (1.0..=300.0).contains(&seconds) {
            self.state.lock().limit = Duration::from_secs_f64(seconds);
        } else {
            report::bad_argument(METHOD, "seconds", seconds, "it must be from 1 to 300");
        }
    }

    /// See `connect_timeout`. Steamworks: none.
    #[func]
    pub fn get_connect_timeout(&self) -> f64 {
        self.state.lock().limit.as_secs_f64()
    }

    /// The handle of the listen socket, 0 for none. Steamworks: none.
    #[func]
    pub fn get_listen_socket(&self) -> i64 {
        self.state.lock().live().map_or(0, |session| i64::from(session.socket().0))
    }

    /// Has no effect and logs a line that says so, since the peer creates its own listen socket. Steamworks: none.
    #[func]
    pub fn set_listen_socket(&self, listen_socket: i64) {
        if listen_socket != self.get_listen_socket() {
            report::warning(
                "SteamMultiplayerPeer.set_listen_socket",
                "the peer creates its own listen socket in create_host(), so this has no effect",
            );
        }
    }

    /// Sets `options`: Steam's options by their numbers. Steamworks: none.
    #[func]
    pub fn set_options(&self, options: VarDictionary) {
        const METHOD: &str = "SteamMultiplayerPeer.set_options";
        if let Some(options) = socket_arguments::parse_options(METHOD, &options.to_variant()) {
            self.state.lock().options = options;
        }
    }

    /// See `options`. Steamworks: none.
    #[func]
    pub fn get_options(&self) -> VarDictionary {
        let options = self.state.lock().options.clone();
        let entry = |option: &ConfigOption| {
            (i64::from(option.key).to_variant(), socket_arguments::to_script(&option.value))
        };
        options.iter().map(entry).collect()
    }

    /// Sets one of the `options`. Steamworks: none.
    #[func]
    pub fn set_config(&self, steam_networking_config: i64, value: Variant) {
        let mut options = self.get_options();
        options.set(steam_networking_config, &value);
        self.set_options(options);
    }

    /// Removes one of the `options`. Steamworks: none.
    #[func]
    pub fn clear_config(&self, steam_networking_config: i64) {
        self.state.lock().options.retain(|option| i64::from(option.key) != steam_networking_config);
    }

    /// Removes all `options`. Steamworks: none.
    #[func]
    pub fn clear_all_configs(&self) {
        self.state.lock().options.clear();
    }
}
