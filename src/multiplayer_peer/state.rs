//! What a peer knows.

use std::rc::Rc;
use std::time::Duration;

use godot::builtin::{VarDictionary, Variant};
use godot::classes::multiplayer_peer::TransferMode;
use godot::meta::ToGodot;

use super::own_lobby::Lobby;
use super::session::ends::Failure;
use super::session::{Packet, Session, Status};
use crate::contract::networking_sockets::{
    ConfigOption, ConfigValue, NetworkingSockets, SocketsEvent, config,
};
use crate::contract::{Event, Platform};
use crate::script::events::{self, Inbox};
use crate::script::{current, report};

/// How long a client may be connecting, unless `connect_timeout` says otherwise.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(15);

/// What may wait on a connection, in bytes and messages: the scene tree sends much at once where a player comes late.
const BUFFERS: [(i32, i32); 3] = [
    (config::SEND_BUFFER_SIZE, 16 * 1024 * 1024),
    (config::RECV_BUFFER_SIZE, 16 * 1024 * 1024),
    (config::RECV_BUFFER_MESSAGES, 65_536),
];

/// What a peer knows.
pub struct State {
    pub session: Option<Session>,
    /// What has happened since the last look; held while there is a session or a lobby.
    pub inbox: Option<Rc<Inbox>>,
    /// Which start of the platform the session belongs to.
    pub generation: u64,
    pub lobby: Lobby,
    pub reason: String,
    /// The method that began the session, for messages.
    pub method: &'static str,
    pub target: i32,
    pub channel: i32,
    pub mode: TransferMode,
    pub refuses: bool,
    pub relay: bool,
    pub as_relay: bool,
    pub no_delay: bool,
    pub no_nagle: bool,
    pub debug_level: i64,
    pub limit: Duration,
    pub options: Vec<(i64, Variant)>,
    /// The packet that the engine reads: it has to stay until the next.
    pub reading: Option<Packet>,
}

impl State {
    pub fn new() -> State {
        State {
            session: None,
            inbox: None,
            generation: 0,
            lobby: Lobby::default(),
            reason: String::new(),
            method: "SteamMultiplayerPeer",
            target: 0,
            channel: 0,
            mode: TransferMode::RELIABLE,
            refuses: false,
            relay: true,
            as_relay: false,
            no_delay: false,
            no_nagle: false,
            debug_level: 0,
            limit: CONNECT_TIMEOUT,
            options: Vec::new(),
            reading: None,
        }
    }

    /// The session, if the platform that it began on still answers.
    pub fn live(&mut self) -> Option<&mut Session> {
        let generation = self.generation;
        self.session.as_mut().filter(|_| generation == events::generation())
    }

    pub fn status(&self) -> Status {
        let live = self.session.as_ref().filter(|_| self.generation == events::generation());
        live.map_or(Status::Disconnected, Session::status)
    }

    /// Whether a new session may begin. An error line says so if not.
    pub fn is_free(&self, method: &'static str) -> bool {
        let free = self.status() == Status::Disconnected;
        if !free {
            report::error(method, "the peer is in use; call close() first");
        }
        free
    }

    /// Takes a session that has begun.
    pub fn take(&mut self, method: &'static str, mut session: Session) {
        session.set_refuses(self.refuses);
        session.extra_flags = self.extra_flags();
        self.session = Some(session);
        self.method = method;
        self.reason.clear();
        self.reading = None;
    }

    /// Begins to listen to what happens on the platform.
    pub fn observe(&mut self) {
        self.generation = events::generation();
        self.inbox = Some(events::observe(concerns_peers));
    }

    /// The options of a connection: those of the game above those of every peer.
    pub fn config(&self, platform: &dyn Platform) -> Vec<ConfigOption> {
        let room = BUFFERS.iter().map(|&(key, value)| ConfigOption { key, value: ConfigValue::Int32(value) });
        let options: VarDictionary =
            self.options.iter().map(|(key, value)| (key.to_variant(), value.clone())).collect();
        let options = crate::script::socket_arguments::options(
            "SteamMultiplayerPeer.options",
            platform,
            &options.to_variant(),
        );
        room.chain(options.unwrap_or_default()).collect()
    }
}

fn concerns_peers(event: &Event) -> bool {
    matches!(
        event,
        Event::NetworkingSockets(SocketsEvent::StatusChanged { .. })
            | Event::LobbyChatUpdate { .. }
            | Event::LobbyCreated { .. }
            | Event::LobbyEntered { .. }
            | Event::LobbyDataUpdate { .. }
            | Event::LobbyMessage { .. }
    )
}

/// Calls `f` with the sockets, unless Steam was shut down.
pub fn with_sockets<R>(f: impl FnOnce(&dyn NetworkingSockets) -> R) -> Option<R> {
    current::peek(|platform| platform.map(|platform| f(platform.networking_sockets())))
}

impl State {
    /// The session is over. A line that says why, if it is worth one.
    pub fn end(&mut self) -> Option<(&'static str, String)> {
        let session = self.session.take()?;
        self.lobby = Lobby::default();
        self.inbox = None;
        let failure = session.failure()?;
        self.reason = failure.to_string();
        // Whoever was connected hears of the end by a signal; an attempt that fails is most often a mistake.
        (!session.was_connected()).then(|| (self.method, format!("not connected: {failure}")))
    }

    /// Steam was shut down: the handles mean nothing any more.
    pub fn lose_platform(&mut self) {
        self.session = None;
        self.inbox = None;
        self.lobby = Lobby::default();
        self.reason = Failure::NoSteam.to_string();
    }

    /// Ends everything without a word to the game.
    pub fn close(&mut self) {
        let live = self.generation == events::generation();
        if let Some(mut session) = self.session.take()
            && live
        {
            with_sockets(|sockets| session.close(sockets));
        }
        if live {
            self.lobby.leave();
        }
        self.lobby = Lobby::default();
        self.inbox = None;
        self.reading = None;
    }
}

impl Drop for State {
    fn drop(&mut self) {
        self.close();
    }
}
