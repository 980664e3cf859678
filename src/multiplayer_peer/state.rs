//! The state of a peer.

use std::sync::Arc;
use std::time::Duration;

use godot::classes::multiplayer_peer::TransferMode;

use super::own_lobby::Lobby;
use super::session::ends::Failure;
use super::session::{Packet, Session, Status};
use crate::contract::Event;
use crate::contract::networking_sockets::{ConfigOption, NetworkingSockets, SocketsEvent};
use crate::script::current;
use crate::script::events::{self, Inbox};
use crate::script::whose::Whose;

/// The default time limit for a client to connect.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(15);

/// The state of a peer.
pub struct State {
    pub session: Option<Session>,
    /// The events since the last poll. Subscribed while there is a session or a lobby.
    pub inbox: Option<Arc<Inbox>>,
    /// The owner of the session's platform: the user or the game server.
    pub whose: Whose,
    /// Whether the game wants the game server's platform.
    pub game_server: bool,
    /// The start of the platform that the session belongs to.
    pub generation: u64,
    pub lobby: Lobby,
    pub reason: String,
    /// The method that started the session, for messages.
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
    pub options: Vec<ConfigOption>,
    /// The packet that the engine reads, which has to stay until the next one.
    pub reading: Option<Packet>,
}

impl State {
    pub fn new() -> State {
        State {
            session: None,
            inbox: None,
            whose: Whose::User,
            game_server: false,
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

    /// The session, if the platform that it started on still answers.
    pub fn live(&mut self) -> Option<&mut Session> {
        let is_live = self.generation == events::generation(self.whose);
        self.session.as_mut().filter(|_| is_live)
    }

    pub fn status(&self) -> Status {
        let live = self.session.as_ref().filter(|_| self.generation == events::generation(self.whose));
        live.map_or(Status::Disconnected, Session::status)
    }

    /// Stores a session that has started.
    pub fn take(&mut self, method: &'static str, mut session: Session) {
        session.set_refuses(self.refuses);
        session.extra_flags = self.extra_flags();
        self.session = Some(session);
        self.method = method;
        self.reason.clear();
        self.reading = None;
    }

    /// Subscribes to the platform's events.
    pub fn observe(&mut self) {
        self.generation = events::generation(self.whose);
        self.inbox = Some(events::observe(self.whose, concerns_peers));
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

/// Calls `f` with the sockets of the user or the game server, unless it has been shut down.
pub fn with_sockets<R>(whose: Whose, f: impl FnOnce(&dyn NetworkingSockets) -> R) -> Option<R> {
    current::peek_of(whose, |platform| platform.map(|platform| f(platform.networking_sockets())))
}

impl State {
    /// Ends the session. Returns a line with the reason, if it is worth one.
    pub fn end(&mut self) -> Option<(&'static str, String)> {
        let session = self.session.take()?;
        self.lobby = Lobby::default();
        self.inbox = None;
        let failure = session.failure()?;
        self.reason = failure.to_string();
        // A connected game learns of the end by a signal. A failed attempt is most often a mistake, so a line also reports
        // it.
        (!session.was_connected()).then(|| (self.method, format!("not connected: {failure}")))
    }

    /// Steam has been shut down, so the handles are no longer valid.
    pub fn lose_platform(&mut self) {
        self.session = None;
        self.inbox = None;
        self.lobby = Lobby::default();
        self.reason = Failure::NoSteam.to_string();
    }

    /// Ends everything without reporting to the game.
    pub fn close(&mut self) {
        let live = self.generation == events::generation(self.whose);
        if let Some(mut session) = self.session.take()
            && live
        {
            with_sockets(self.whose, |sockets| session.close(sockets));
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

// A peer may be used and freed on any thread.
const _: () = {
    const fn crosses_threads<T: Send>() {}
    crosses_threads::<State>();
};
