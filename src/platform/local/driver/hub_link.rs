//! The link to the hub: finding or hosting it, registering, and exchanging messages with it.

mod watch;

use std::io;
use std::time::{Duration, Instant};

use mio::{Registry, Token};

use self::watch::Watch;
use super::connection::{Connection, Prelude, READS_PER_TURN, Ready};
use super::hub_server::HubServer;
use super::lock::Lock;
use super::rendezvous::{HubAddress, Rendezvous, remedy};
use super::shared::Shared;
use super::{HANDSHAKE_LIMIT, Tokens};
use crate::contract::{Event, SteamId};
use crate::platform::local::wire::frame::{self, FrameError, FrameReader, MAX_HUB_FRAME_BYTES};
use crate::platform::local::wire::handshake::{self, HandshakeError, Purpose, WELCOME_BYTES};
use crate::platform::local::wire::hub::{FromHub, ToHub};

/// The shortest and the longest delay between attempts to find the hub.
const RETRY_FIRST: Duration = Duration::from_millis(5);
const RETRY_MOST: Duration = Duration::from_millis(100);
/// The interval between checks that the hub's address is still the one that this process connects to.
const LOOK_AGAIN: Duration = Duration::from_millis(50);
/// A gap of this length between two hubs is reported to the game as a lost connection to Steam.
const GAP_REPORTED: Duration = Duration::from_secs(3);
/// After a gap of this length, messages that wait for the hub are answered as failed.
const GAP_ENDURED: Duration = Duration::from_secs(20);
/// The maximum number of bytes for the hub in the socket's buffer; the rest stays with the client.
const MAX_WAITING_BYTES: usize = 1024 * 1024;
/// `k_EResultNoConnection`.
const RESULT_NO_CONNECTION: i32 = 3;

/// The link to the hub.
pub struct HubLink {
    rendezvous: Rendezvous,
    me: SteamId,
    /// The hub, if this process hosts it.
    pub server: Option<HubServer>,
    state: State,
    retry: Duration,
    /// The reason for the last failure.
    problem: Option<String>,
    /// The reason why connections cannot be accepted at present.
    accept_problem: Option<String>,
    /// The time since which there has been no hub, until the gap has ended.
    gap_since: Option<Instant>,
    gap_reported: bool,
    /// Whether this process is shutting down or has given up its number. It looks for no further hub then.
    leaving: bool,
    /// The lock on this user's number.
    user_lock: Option<Lock>,
    watch: Watch,
}

enum State {
    Seeking {
        again: Instant,
    },
    Handshake {
        connection: Connection,
        token: Token,
        prelude: Prelude<WELCOME_BYTES>,
        address: HubAddress,
        look: Instant,
        until: Instant,
    },
    Open {
        connection: Connection,
        token: Token,
        reader: FrameReader,
        registered_by: Option<Instant>,
    },
}

impl HubLink {
    /// The link of user `me`, which has not found a hub yet.
    pub fn new(now: Instant, rendezvous: Rendezvous, me: SteamId, user_lock: Option<Lock>) -> HubLink {
        HubLink {
            rendezvous,
            me,
            server: None,
            state: State::Seeking { again: now },
            retry: RETRY_FIRST,
            problem: None,
            accept_problem: None,
            gap_since: None,
            gap_reported: false,
            leaving: false,
            user_lock,
            watch: Watch::new(now),
        }
    }

    /// The reason why there is no hub, if known.
    pub fn problem(&self) -> Option<&str> {
        self.accept_problem.as_deref().or(self.problem.as_deref())
    }

    /// Handles the outcome of accepting connections.
    pub fn handle_accepted(&mut self, failed: Option<&io::Error>, shared: &Shared) {
        let problem = failed.map(|error| {
            let remedy = remedy(error, "this process keeps trying");
            format!("connections of other processes cannot be accepted ({error}): {remedy}")
        });
        if let Some(problem) = &problem
            && self.accept_problem.is_none()
        {
            shared.client.lock().announce(warning(problem.clone()));
            shared.notify_pump();
        }
        self.accept_problem = problem;
    }

    /// Whether `token` is the connection to the hub.
    pub fn owns(&self, token: Token) -> bool {
        match &self.state {
            State::Seeking { .. } => false,
            State::Handshake { token: own, .. } | State::Open { token: own, .. } => *own == token,
        }
    }

    /// Handles a change of the files in the folder.
    pub fn handle_change(&mut self, now: Instant) {
        self.watch.handle_change(now);
    }

    /// Looks for the hub or takes its place when the time has come, and gives up on a hub that does not answer.
    pub fn handle_timeout(
        &mut self,
        now: Instant,
        registry: &Registry,
        tokens: &mut Tokens,
        shared: &Shared,
    ) {
        self.handle_gap(now, shared);
        self.watch_files(now, registry, shared);
        match &self.state {
            State::Seeking { again } if *again <= now && !self.leaving => {
                self.seek_or_wait(now, registry, tokens);
            }
            State::Handshake { until, .. } | State::Open { registered_by: Some(until), .. }
                if *until <= now =>
            {
                let problem = "the process that hosts the hub does not answer; it may be suspended: end it";
                self.lost(now, registry, shared, problem.to_owned());
            }
            State::Handshake { look, .. } if *look <= now && !self.leaving => {
                self.look_again(now, registry, tokens);
            }
            _ => {}
        }
    }

    /// Checks the address during the handshake, so that this process does not wait for a hub that is gone. The address
    /// of a killed process stays in the file until its successor writes a new one, and Windows takes two seconds to
    /// refuse a connection to it. By then the successor would have given this process up for dead.
    fn look_again(&mut self, now: Instant, registry: &Registry, tokens: &mut Tokens) {
        let current = self.take_over(registry).ok().and_then(|()| self.current_address());
        let State::Handshake { address, look, .. } = &mut self.state else { return };
        if current.is_none_or(|current| current == *address) {
            *look = now + LOOK_AGAIN;
            return;
        }
        let placeholder = State::Seeking { again: now };
        if let State::Handshake { connection, .. } = std::mem::replace(&mut self.state, placeholder) {
            connection.close(registry);
        }
        self.seek_or_wait(now, registry, tokens);
    }

    /// The deadline of the next [`HubLink::handle_timeout`].
    pub fn poll_timeout(&self) -> Option<Instant> {
        let state = match &self.state {
            State::Seeking { again } => (!self.leaving).then_some(*again),
            State::Handshake { until, .. } if self.leaving => Some(*until),
            State::Handshake { look, until, .. } => Some(*look.min(until)),
            State::Open { registered_by, .. } => *registered_by,
        };
        let watch = self.watch.deadline().filter(|_| !self.leaving);
        state.into_iter().chain(self.gap_at()).chain(watch).min()
    }

    /// The next deadline of the current gap between two hubs.
    fn gap_at(&self) -> Option<Instant> {
        let since = self.gap_since?;
        if !self.gap_reported {
            return Some(since + GAP_REPORTED);
        }
        // Messages that were sent over an open connection may have taken effect.
        (!self.is_connected()).then(|| since + GAP_ENDURED)
    }

    /// Tells the game that the hub does not come back, and fails the requests that wait for it.
    // rule: local.takeover-problem
    fn handle_gap(&mut self, now: Instant, shared: &Shared) {
        if self.gap_at().is_none_or(|at| now < at) {
            return;
        }
        if !std::mem::replace(&mut self.gap_reported, true) {
            shared.set_logged_on(false);
            let problem = self.problem().unwrap_or("no process hosts it");
            let mut client = shared.client.lock();
            client.announce(Event::SteamServerDisconnected { result: RESULT_NO_CONNECTION });
            client.announce(warning(format!("the other processes cannot be reached: {problem}")));
        } else {
            self.gap_since = None;
            shared.client.lock().go_offline();
        }
        shared.notify_pump();
    }

    fn seek_or_wait(&mut self, now: Instant, registry: &Registry, tokens: &mut Tokens) {
        if let Err(problem) = self.seek(now, registry, tokens) {
            self.problem = Some(problem);
            self.state = State::Seeking { again: now + self.retry };
            self.retry = (self.retry * 2).min(RETRY_MOST);
        }
    }

    /// Hosts the hub if no other process does.
    fn take_over(&mut self, registry: &Registry) -> Result<(), String> {
        if self.server.is_none()
            && let Some(lock) = self.rendezvous.try_host().map_err(|failure| failure.message)?
        {
            let folder = self.rendezvous.folder().display().to_string();
            let server = HubServer::open(registry, &self.rendezvous, lock, self.me).map_err(|error| {
                let remedy = remedy(&error, "this process must be able to write there");
                format!("the hub cannot be opened in the folder {folder} ({error}): {remedy}")
            })?;
            self.server = Some(server);
        }
        Ok(())
    }

    fn current_address(&self) -> Option<HubAddress> {
        self.server.as_ref().map(HubServer::address).or_else(|| self.rendezvous.address())
    }

    fn seek(&mut self, now: Instant, registry: &Registry, tokens: &mut Tokens) -> Result<(), String> {
        self.take_over(registry)?;
        let address =
            self.current_address().ok_or("the process that hosts the hub has not published its address")?;
        let token = tokens.next();
        let mut connection = Connection::connect(registry, token, address.port)
            .map_err(|error| format!("the hub cannot be reached: {error}"))?;
        connection.out.extend(handshake::hello(Purpose::Hub, &address.key, SteamId::NIL));
        self.state = State::Handshake {
            connection,
            token,
            prelude: Prelude::default(),
            address,
            look: now + LOOK_AGAIN,
            until: now + HANDSHAKE_LIMIT,
        };
        Ok(())
    }

    /// Handles readiness of the connection to the hub, and appends its messages to `heard`. Returns whether there is
    /// more than one turn takes. After an error, the caller handles the messages and then calls
    /// [`HubLink::handle_failure`].
    pub fn handle_ready(
        &mut self,
        now: Instant,
        ready: Ready,
        shared: &Shared,
        scratch: &mut [u8],
        received: &mut Vec<FromHub>,
    ) -> io::Result<bool> {
        for _ in 0..READS_PER_TURN {
            let connection = match &mut self.state {
                State::Seeking { .. } => return Ok(false),
                State::Handshake { connection, .. } | State::Open { connection, .. } => connection,
            };
            connection.handle_writable()?;
            if !ready.readable {
                return Ok(false);
            }
            let Some(count) = connection.read(scratch)? else { return Ok(false) };
            let mut bytes = scratch.get(..count).unwrap_or_default();
            if let State::Handshake { prelude, address, .. } = &mut self.state {
                let Some((welcome, rest)) = prelude.take(bytes) else { continue };
                bytes = rest;
                handshake::check_welcome(&welcome, &address.key).map_err(|error| {
                    // A process that happens to listen on a stale port does not know the key.
                    io::Error::other(match error {
                        HandshakeError::Version { .. } => error.to_string(),
                        _ => "its address was left by a process that is gone".to_owned(),
                    })
                })?;
                self.register(now, shared)?;
            }
            if let State::Open { reader, registered_by, .. } = &mut self.state {
                reader
                    .feed(bytes, |bytes| {
                        let message: FromHub = frame::decode(bytes)?;
                        if !message.is_sound() {
                            return Err(FrameError::Unexpected);
                        }
                        if matches!(message, FromHub::Registered { .. }) {
                            *registered_by = None;
                        }
                        received.push(message);
                        Ok(())
                    })
                    .map_err(io::Error::other)?;
            }
        }
        Ok(true)
    }

    /// Handles a failure of the connection to the hub.
    pub fn handle_failure(&mut self, now: Instant, registry: &Registry, shared: &Shared, error: &io::Error) {
        self.lost(now, registry, shared, format!("the hub cannot be reached: {error}"));
    }

    fn register(&mut self, now: Instant, shared: &Shared) -> io::Result<()> {
        let placeholder = State::Seeking { again: now };
        let State::Handshake { mut connection, token, .. } = std::mem::replace(&mut self.state, placeholder)
        else {
            return Ok(());
        };
        for message in shared.client.lock().registration() {
            frame::append(&mut connection.out, &message).map_err(io::Error::other)?;
        }
        self.state = State::Open {
            connection,
            token,
            reader: FrameReader::new(MAX_HUB_FRAME_BYTES),
            registered_by: Some(now + HANDSHAKE_LIMIT),
        };
        Ok(())
    }

    /// Handles the hub's confirmation of the registration.
    pub fn handle_registered(&mut self, shared: &Shared) {
        self.retry = RETRY_FIRST;
        self.problem = None;
        self.gap_since = None;
        shared.set_logged_on(true);
        if std::mem::take(&mut self.gap_reported) {
            shared.client.lock().announce(Event::SteamServerConnected);
        }
    }

    /// Sends the messages that wait for the hub. Call it once per turn.
    pub fn transmit(&mut self, now: Instant, registry: &Registry, shared: &Shared) {
        let flushed = match &mut self.state {
            State::Seeking { .. } => return,
            State::Handshake { connection, .. } => connection.flush(),
            State::Open { connection, .. } => {
                let mut client = shared.client.lock();
                while connection.waiting() < MAX_WAITING_BYTES {
                    let Some(message) = client.poll_message() else { break };
                    // Every message is far below the frame limit.
                    let _ = frame::append(&mut connection.out, message);
                }
                drop(client);
                connection.flush()
            }
        };
        if let Err(error) = flushed {
            self.handle_failure(now, registry, shared, &error);
        }
    }

    /// Sends all waiting messages and a goodbye to the hub. Returns `false` if there is no hub.
    pub fn send_goodbye(&mut self, now: Instant, registry: &Registry, shared: &Shared) -> bool {
        self.leaving = true;
        self.transmit(now, registry, shared);
        match &mut self.state {
            State::Open { connection, .. } => {
                frame::append(&mut connection.out, &ToHub::Goodbye).is_ok() && connection.flush().is_ok()
            }
            State::Seeking { .. } | State::Handshake { .. } => false,
        }
    }

    /// Whether there is a connection to a hub.
    pub fn is_connected(&self) -> bool {
        matches!(self.state, State::Open { .. })
    }

    /// Closes the connection, and the hub if this process hosts it.
    pub fn close(self, registry: &Registry) {
        match self.state {
            State::Seeking { .. } => {}
            State::Handshake { connection, .. } | State::Open { connection, .. } => {
                connection.close(registry)
            }
        }
        if let Some(server) = self.server {
            server.close(registry);
        }
    }

    fn lost(&mut self, now: Instant, registry: &Registry, shared: &Shared, problem: String) {
        let again = State::Seeking { again: now + self.retry };
        self.retry = (self.retry * 2).min(RETRY_MOST);
        self.problem = Some(problem);
        match std::mem::replace(&mut self.state, again) {
            State::Seeking { .. } => {}
            State::Handshake { connection, .. } => connection.close(registry),
            State::Open { connection, .. } => {
                connection.close(registry);
                self.gap_since.get_or_insert(now);
                shared.client.lock().hub_lost();
            }
        }
    }
}

/// A warning for the developer of the game about the local platform.
fn warning(reason: String) -> Event {
    Event::Warning { about: "the local platform".to_owned(), reason }
}

#[cfg(test)]
mod tests;
