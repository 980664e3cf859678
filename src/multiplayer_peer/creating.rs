//! Hosting, joining and adding peers.

use std::net::{IpAddr, SocketAddr};
use std::sync::OnceLock;
use std::time::Instant;

use godot::builtin::{GString, Variant};
use godot::global::Error;
use godot::obj::{Gd, WithBaseField};
use godot::register::godot_api;

use super::session::{Begin, Guests, HOST, Member, Session, Status, Topology};
use super::surplus::Surplus;
use super::{SteamMultiplayerPeer, SteamPacketPeer};
use crate::contract::networking_sockets::{ConfigOption, ConfigValue, config};
use crate::contract::{Platform, SteamId};
use crate::script::whose::Whose;
use crate::script::{arguments, current, report, socket_arguments};

/// A virtual port: any 31-bit number.
fn port(method: &'static str, value: i64) -> Option<i32> {
    arguments::number(method, "virtual_port", value, 0..=i64::from(i32::MAX))
}

/// An address and a port of a machine.
fn address(method: &'static str, ip: &GString, port: i64) -> Option<SocketAddr> {
    let text = ip.to_string();
    let Ok(ip) = text.parse::<IpAddr>() else {
        report::bad_argument(
            method,
            "ip",
            format!("{text:?}"),
            "it must be an IP address, such as 127.0.0.1",
        );
        return None;
    };
    Some(SocketAddr::new(ip, arguments::number(method, "port", port, 1..=i64::from(u16::MAX))?))
}

/// The limits for unsent data on a connection, in bytes and messages. The scene tree sends a lot of data at once to a player who
/// joins late.
const BUFFERS: [(i32, i32); 3] = [
    (config::SEND_BUFFER_SIZE, 16 * 1024 * 1024),
    (config::RECV_BUFFER_SIZE, 16 * 1024 * 1024),
    (config::RECV_BUFFER_MESSAGES, 65_536),
];

/// A random number for each process: a peer of the same user from another process replaces the earlier one.
fn process() -> u64 {
    static PROCESS: OnceLock<u64> = OnceLock::new();
    *PROCESS.get_or_init(rand::random)
}

/// A client's peer ID: a positive number of 31 bits, above the host's.
fn new_id() -> i32 {
    (rand::random::<u32>() & 0x7FFF_FFFF).cast_signed().max(HOST + 1)
}

#[godot_api(secondary)]
impl SteamMultiplayerPeer {
    /// Hosts a session on a virtual port. Others join with `create_client()`, the same port, and your Steam ID, or that of the game
    /// server if `game_server` is `true` or only `SteamServer` is initialised. `options` is for scripts of older generations, as in
    /// `Steam.createListenSocketP2P`.
    ///
    /// Returns `OK`: the peer is connected and has the ID 1. Returns `ERR_ALREADY_IN_USE` if it is in use or another peer of this
    /// process has the port, and `ERR_UNCONFIGURED` before init. Steamworks: `CreateListenSocketP2P`.
    #[func]
    pub fn create_host(
        &self,
        #[opt(default = 0)] virtual_port: i64,
        #[opt(default = Surplus::ABSENT)] options: Surplus,
    ) -> Error {
        const METHOD: &str = "SteamMultiplayerPeer.create_host";
        self.begin(METHOD, |peer, platform| {
            let Some(port) = port(METHOD, virtual_port) else { return Error::ERR_INVALID_PARAMETER };
            peer.host_on(METHOD, platform, port, Guests::All, &options.value())
        })
    }

    /// Joins the session that the user or game server `steam_id` hosts on a virtual port.
    ///
    /// Returns `OK`: the peer is connecting and has an ID; `MultiplayerAPI` then emits `connected_to_server` or
    /// `connection_failed`. Returns `ERR_ALREADY_IN_USE` if it is in use, and `ERR_INVALID_PARAMETER` for your own Steam ID or
    /// an ID that is not a user's. Steamworks: `ConnectP2P`.
    #[func]
    pub fn create_client(
        &self,
        #[opt(default = 0)] steam_id: i64,
        #[opt(default = 0)] virtual_port: i64,
        #[opt(default = Surplus::ABSENT)] options: Surplus,
    ) -> Error {
        const METHOD: &str = "SteamMultiplayerPeer.create_client";
        self.begin(METHOD, |peer, platform| {
            let Some(host) = arguments::endpoint(METHOD, "steam_id", steam_id) else {
                return Error::ERR_INVALID_PARAMETER;
            };
            let Some(port) = port(METHOD, virtual_port) else { return Error::ERR_INVALID_PARAMETER };
            peer.join(METHOD, platform, host, port, false, &options.value())
        })
    }

    /// Joins the session of a host at an IP address and a port: a peer that has called `listen_on_address()`. GodotSteam does
    /// not have this method.
    ///
    /// Returns as `create_client()`. The host's Steam ID is known only once you are connected; if it is your own, the connection
    /// fails. Steamworks: `ConnectByIPAddress`.
    ///
    /// Local: Only addresses of this machine (`127.0.0.1`, `::1`).
    #[func]
    pub fn create_client_by_address(&self, ip: GString, port: i64) -> Error {
        const METHOD: &str = "SteamMultiplayerPeer.create_client_by_address";
        self.begin(METHOD, |peer, platform| {
            let Some(address) = address(METHOD, &ip, port) else { return Error::ERR_INVALID_PARAMETER };
            if address.ip().is_unspecified() {
                report::bad_argument(METHOD, "ip", address.ip(), "it must be the address of a machine");
                return Error::ERR_INVALID_PARAMETER;
            }
            let options = peer.config(platform);
            let begin = peer.how(platform, new_id(), 0, Guests::All);
            peer.state.lock().observe();
            let sockets = platform.networking_sockets();
            let session = Session::client_of_address(sockets, begin, options, address);
            peer.state.lock().take(METHOD, session);
            Error::OK
        })
    }

    /// Lets others join by an address of this machine as well, with `create_client_by_address()`: on all of its addresses (`0.0.0.0`,
    /// or `::` to include IPv6), or on one. Call it on a host. Clients that join by the Steam ID and by the address are in the same
    /// session. GodotSteam does not have this method.
    ///
    /// Returns `ERR_UNCONFIGURED` on a peer that does not host, and `ERR_ALREADY_IN_USE` if it already listens on an address or
    /// another socket of this process has the port. Steamworks: `CreateListenSocketIP`.
    ///
    /// Local: No port is opened; other instances on this machine find the peer by `127.0.0.1` and the port.
    #[func]
    pub fn listen_on_address(&self, port: i64, #[opt(default = "0.0.0.0")] ip: GString) -> Error {
        const METHOD: &str = "SteamMultiplayerPeer.listen_on_address";
        let Some(address) = address(METHOD, &ip, port) else { return Error::ERR_INVALID_PARAMETER };
        let _lines = report::hold();
        let hosts = |state: &mut super::state::State| {
            state.live().is_some_and(|session| session.id() == HOST && session.status() == Status::Connected)
        };
        let whose = {
            let mut state = self.state.lock();
            if !hosts(&mut state) {
                report::error(METHOD, "the peer does not host; call create_host() first");
                return Error::ERR_UNCONFIGURED;
            }
            state.whose
        };
        let listens = current::with_on_main_thread_of(whose, METHOD, |platform| {
            let mut state = self.state.lock();
            Some(state.live()?.listen_on_address(platform.networking_sockets(), address))
        });
        if listens == Some(false) {
            let reason = format!("the peer listens on an address already, or the port {port} is in use");
            report::error(METHOD, reason);
        }
        match listens {
            Some(true) => Error::OK,
            Some(false) => Error::ERR_ALREADY_IN_USE,
            None => Error::ERR_UNCONFIGURED,
        }
    }

    /// Hosts a session only for the members of a lobby that you own. It neither creates nor joins the lobby.
    ///
    /// Returns as `create_host()`, or `ERR_CANT_CREATE` if you do not own the lobby. Steamworks: `CreateListenSocketP2P`.
    #[func]
    pub fn host_with_lobby(&self, lobby_id: i64) -> Error {
        const METHOD: &str = "SteamMultiplayerPeer.host_with_lobby";
        self.begin_with_lobby(METHOD, |peer, platform| {
            let Some(lobby) = arguments::lobby(METHOD, "lobby_id", lobby_id) else {
                return Error::ERR_INVALID_PARAMETER;
            };
            if platform.matchmaking().lobby_owner(lobby) != Some(platform.user().steam_id()) {
                report::error(METHOD, "only the owner of the lobby can host with it");
                return Error::ERR_CANT_CREATE;
            }
            peer.host_on(METHOD, platform, 0, Guests::MembersOf(lobby), &Variant::nil())
        })
    }

    /// Joins the session that the owner of a lobby hosts. You have to be in the lobby. If the host is not up yet, the peer waits
    /// for it, up to `connect_timeout`.
    ///
    /// Returns as `create_client()`, or `ERR_CANT_CREATE` if you are not in the lobby, or own it. Steamworks: `ConnectP2P`.
    #[func]
    pub fn connect_to_lobby(&self, lobby_id: i64) -> Error {
        const METHOD: &str = "SteamMultiplayerPeer.connect_to_lobby";
        self.begin_with_lobby(METHOD, |peer, platform| {
            let Some(lobby) = arguments::lobby(METHOD, "lobby_id", lobby_id) else {
                return Error::ERR_INVALID_PARAMETER;
            };
            match platform.matchmaking().lobby_owner(lobby) {
                Some(owner) if owner == platform.user().steam_id() => {
                    report::error(METHOD, "the lobby is your own; call host_with_lobby()");
                    Error::ERR_CANT_CREATE
                }
                Some(owner) if owner != SteamId::NIL => {
                    peer.join(METHOD, platform, owner, 0, true, &Variant::nil())
                }
                _ => {
                    report::error(METHOD, "you are not in this lobby");
                    Error::ERR_CANT_CREATE
                }
            }
        })
    }

    /// Connects to another user besides the host, for example in a mesh. They have to call it with your Steam ID as well, or host.
    /// Returns `ERR_UNCONFIGURED` without a session. Steamworks: `ConnectP2P`.
    #[func]
    pub fn add_peer(&self, steam_id: i64, #[opt(default = 0)] virtual_port: i64) -> Error {
        const METHOD: &str = "SteamMultiplayerPeer.add_peer";
        let Some(user) = arguments::endpoint(METHOD, "steam_id", steam_id) else {
            return Error::ERR_INVALID_PARAMETER;
        };
        let Some(port) = port(METHOD, virtual_port) else { return Error::ERR_INVALID_PARAMETER };
        let _lines = report::hold();
        let whose = self.state.lock().whose;
        let added = current::with_on_main_thread_of(whose, METHOD, |platform| {
            let mut state = self.state.lock();
            let session = state.live()?;
            if user == session.user() {
                report::error(METHOD, "the Steam ID is your own");
                return Some(Error::ERR_INVALID_PARAMETER);
            }
            session.listen(platform.networking_sockets());
            session.add(platform.networking_sockets(), user, port, Instant::now());
            Some(Error::OK)
        });
        added.unwrap_or_else(|| {
            report::error(
                METHOD,
                "the peer neither hosts nor has joined; call create_host() or create_client() first",
            );
            Error::ERR_UNCONFIGURED
        })
    }

    /// One peer of the session; `null` if there is none with that ID, or if it is reached through the host. Steamworks:
    /// none.
    #[func]
    pub fn get_peer(&self, peer_id: i64) -> Option<Gd<SteamPacketPeer>> {
        let mut state = self.state.lock();
        let whose = state.whose;
        let session = state.live()?;
        let id = i32::try_from(peer_id).ok()?;
        let connection = session.connection_to(id)?;
        let user = session.user_of(id)?;
        Some(SteamPacketPeer::new_for(self.to_gd().instance_id(), id, user, connection, whose))
    }
}

impl SteamMultiplayerPeer {
    /// Starts a session, if the peer is free and Steam is initialised.
    pub(super) fn begin(
        &self,
        method: &'static str,
        begin: impl FnOnce(&SteamMultiplayerPeer, &dyn Platform) -> Error,
    ) -> Error {
        if self.state.lock().status() != Status::Disconnected {
            report::error(method, "the peer is in use; call close() first");
            return Error::ERR_ALREADY_IN_USE;
        }
        let whose = {
            let mut state = self.state.lock();
            state.close();
            let only_server = current::peek(|platform| platform.is_none())
                && current::server::peek(|platform| platform.is_some());
            state.whose = if state.game_server || only_server { Whose::GameServer } else { Whose::User };
            state.whose
        };
        current::with_on_main_thread_of(whose, method, |platform| {
            // A game server gets its Steam ID when it logs on.
            if whose == Whose::GameServer && platform.user().steam_id() == SteamId::NIL {
                report::error(
                    method,
                    "the game server is not logged on; wait for SteamServer.server_connected",
                );
                return Some(Error::ERR_UNCONFIGURED);
            }
            Some(begin(self, platform))
        })
        .unwrap_or(Error::ERR_UNCONFIGURED)
    }

    /// The same for sessions with a lobby, which a game server cannot have.
    pub(super) fn begin_with_lobby(
        &self,
        method: &'static str,
        begin: impl FnOnce(&SteamMultiplayerPeer, &dyn Platform) -> Error,
    ) -> Error {
        self.begin(method, |peer, platform| {
            if platform.game_server().is_some() {
                report::error(method, "a game server has no lobbies; call create_host() or create_client()");
                return Error::ERR_UNAVAILABLE;
            }
            begin(peer, platform)
        })
    }

    fn how(&self, platform: &dyn Platform, id: i32, port: i32, guests: Guests) -> Begin {
        let state = self.state.lock();
        let topology = match (guests, state.relay, state.as_relay) {
            (_, _, true) => Topology::Relay,
            (Guests::MembersOf(SteamId::NIL), _, false) => Topology::Mesh,
            (_, true, false) => Topology::Relay,
            (_, false, false) => Topology::Plain,
        };
        Begin {
            me: Member { id, user: platform.user().steam_id().0 },
            process: process(),
            port,
            guests,
            topology,
            limit: state.limit,
            now: Instant::now(),
        }
    }

    fn with_options(
        &self,
        method: &'static str,
        platform: &dyn Platform,
        options: &Variant,
    ) -> Option<Vec<ConfigOption>> {
        let mut all = self.config(platform);
        all.extend(socket_arguments::options(method, platform, options)?);
        Some(all)
    }

    /// The options of a connection; the game's options override the defaults of all peers.
    fn config(&self, platform: &dyn Platform) -> Vec<ConfigOption> {
        let room = BUFFERS.iter().map(|&(key, value)| ConfigOption { key, value: ConfigValue::Int32(value) });
        let options = self.state.lock().options.clone();
        socket_arguments::say_which_are_unused("SteamMultiplayerPeer.options", platform, &options);
        room.chain(options).collect()
    }

    /// Hosts. A lobby of `NIL` stands for a lobby that is still to be created.
    pub(super) fn host_on(
        &self,
        method: &'static str,
        platform: &dyn Platform,
        port: i32,
        guests: Guests,
        options: &Variant,
    ) -> Error {
        let Some(options) = self.with_options(method, platform, options) else {
            return Error::ERR_INVALID_PARAMETER;
        };
        let begin = self.how(platform, HOST, port, guests);
        self.state.lock().observe();
        match Session::host(platform.networking_sockets(), begin, options) {
            Some(session) => {
                self.state.lock().take(method, session);
                Error::OK
            }
            None => {
                self.state.lock().close();
                report::error(method, format!("the virtual port {port} is in use in this process"));
                Error::ERR_ALREADY_IN_USE
            }
        }
    }

    pub(super) fn join(
        &self,
        method: &'static str,
        platform: &dyn Platform,
        host: SteamId,
        port: i32,
        patient: bool,
        options: &Variant,
    ) -> Error {
        let Some(options) = self.with_options(method, platform, options) else {
            return Error::ERR_INVALID_PARAMETER;
        };
        if host == platform.user().steam_id() {
            report::error(method, "the host's Steam ID is your own");
            return Error::ERR_INVALID_PARAMETER;
        }
        let begin = self.how(platform, new_id(), port, Guests::All);
        self.state.lock().observe();
        let session = Session::client(platform.networking_sockets(), begin, options, host, patient);
        self.state.lock().take(method, session);
        Error::OK
    }

    /// A client that has yet to enter its lobby: its host is not known yet.
    pub(super) fn wait_for_host(&self, method: &'static str, platform: &dyn Platform, lobby: SteamId) {
        let begin = self.how(platform, new_id(), 0, Guests::MembersOf(lobby));
        self.state.lock().observe();
        let options = self.config(platform);
        let session = Session::waiting(platform.networking_sockets(), begin, options);
        self.state.lock().take(method, session);
    }

    /// In a mesh, a new peer connects to all existing peers.
    pub(super) fn meet_the_others(&self) {
        let now = Instant::now();
        let mut state = self.state.lock();
        super::state::with_sockets(state.whose, |sockets| {
            if let Some(session) = state.live() {
                session.meet_the_others(sockets, now);
            }
        });
    }
}
