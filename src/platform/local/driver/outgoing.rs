//! Links to other processes. Frames leave here unless a ring carries them.

use std::collections::BTreeMap;
use std::io;
use std::net::{Ipv4Addr, SocketAddrV4};
use std::time::{Duration, Instant};

use mio::{Registry, Token};

use super::connection::{Connection, Prelude, Ready};
use super::rendezvous::{has_too_many_files, remedy};
use super::ring::{self, Offered};
use super::shared::{Shared, Transport};
use super::{HANDSHAKE_LIMIT, Tokens};
use crate::contract::{Event, SteamId};
use crate::platform::local::wire::frame::FrameError;
use crate::platform::local::wire::handshake::{self, Key, LINK_WELCOME_BYTES, WAKE};

/// The shortest and the longest delay between attempts to reach a process.
const RETRY_FIRST: Duration = Duration::from_millis(10);
const RETRY_MOST: Duration = Duration::from_millis(500);
/// The number of bytes that are encoded before a write. A larger one would only hold the sessions' lock longer.
pub const BATCH_BYTES: usize = 128 * 1024;
/// The maximum number of batches to one process per turn.
pub const BATCHES_PER_TURN: usize = 8;

/// Links to other processes, opened when there is something to send. Only the handshake is read from them.
pub struct OutgoingLinks {
    me: SteamId,
    transport: Transport,
    links: BTreeMap<SteamId, Outgoing>,
    /// The remote of each connection.
    tokens: BTreeMap<Token, SteamId>,
    remotes: Vec<SteamId>,
    /// Whether a failure to open connections was reported since the last success.
    warned: bool,
}

struct Outgoing {
    state: State,
    retry: Duration,
}

enum State {
    /// Not connected. The next attempt is due at `again`; `None` if only a new address can help.
    Down { again: Option<Instant> },
    Handshake {
        connection: Connection,
        token: Token,
        port: u16,
        key: Key,
        /// The offered ring.
        ring: Option<Offered>,
        prelude: Prelude<LINK_WELCOME_BYTES>,
        until: Instant,
    },
    Up {
        connection: Connection,
        token: Token,
        key: Key,
        /// Whether a ring carries all frames, and the connection only wakes the other side.
        ringed: bool,
    },
}

impl OutgoingLinks {
    /// The links of user `me` for `transport`.
    pub fn new(me: SteamId, transport: Transport) -> OutgoingLinks {
        OutgoingLinks {
            me,
            transport,
            links: BTreeMap::new(),
            tokens: BTreeMap::new(),
            remotes: Vec::new(),
            warned: false,
        }
    }

    /// Whether `token` is one of the connections.
    pub fn owns(&self, token: Token) -> bool {
        self.tokens.contains_key(&token)
    }

    /// Handles a user's new address: attempts at an older one no longer count.
    pub fn handle_address(
        &mut self,
        now: Instant,
        registry: &Registry,
        shared: &Shared,
        user: SteamId,
        key: Key,
    ) {
        let stale = match self.links.get_mut(&user).map(|link| &mut link.state) {
            None => false,
            Some(State::Down { again }) => {
                *again = Some(now);
                false
            }
            Some(State::Handshake { key: old, .. } | State::Up { key: old, .. }) => *old != key,
        };
        if stale {
            self.take_down(now, registry, shared, user, now);
        }
    }

    /// Handles readiness of a connection: it accepts bytes, has ended, or answers the handshake.
    pub fn handle_ready(
        &mut self,
        now: Instant,
        registry: &Registry,
        token: Token,
        ready: Ready,
        shared: &Shared,
        scratch: &mut [u8],
    ) {
        let Some(remote) = self.tokens.get(&token).copied() else { return };
        if let Err(error) = self.advance(now, ready, shared, remote, scratch) {
            shared.count_failure(&error);
            self.fail(now, registry, shared, remote);
        }
    }

    fn advance(
        &mut self,
        now: Instant,
        ready: Ready,
        shared: &Shared,
        remote: SteamId,
        scratch: &mut [u8],
    ) -> io::Result<()> {
        let Some(link) = self.links.get_mut(&remote) else { return Ok(()) };
        match &mut link.state {
            State::Down { .. } => return Ok(()),
            State::Handshake { connection, .. } | State::Up { connection, .. } => {
                connection.handle_writable()?;
            }
        }
        if !ready.readable {
            return Ok(());
        }
        match &mut link.state {
            State::Down { .. } => return Ok(()),
            State::Up { connection, .. } => {
                return match connection.read(scratch)? {
                    None => Ok(()),
                    Some(_) => Err(io::Error::other(FrameError::Unexpected)),
                };
            }
            State::Handshake { connection, prelude, key, ring, .. } => {
                let welcome = loop {
                    let Some(count) = connection.read(scratch)? else { return Ok(()) };
                    if let Some((welcome, _)) = prelude.take(scratch.get(..count).unwrap_or_default()) {
                        break welcome;
                    }
                };
                let taken = handshake::check_link_welcome(&welcome, key).map_err(io::Error::other)?;
                if taken && ring.is_none() {
                    return Err(io::Error::other(FrameError::Unexpected));
                }
                ring.take_if(|_| !taken);
            }
        }
        let placeholder = State::Down { again: None };
        if let State::Handshake { connection, token, port, key, ring, .. } =
            std::mem::replace(&mut link.state, placeholder)
        {
            link.retry = RETRY_FIRST;
            self.warned = false;
            link.state = State::Up { connection, token, key, ringed: ring.is_some() };
            let mut lane = shared.carrier(self.transport);
            if let Some(ring) = ring {
                lane.add_writer(remote, ring.into_writer());
            }
            let address = SocketAddrV4::new(Ipv4Addr::LOCALHOST, port);
            lane.handle_link_up(now, remote, address);
        }
        // Windows reports more data only after a read has found nothing.
        self.advance(now, ready, shared, remote, scratch)
    }

    /// Advances the sessions' time and sends their frames, connecting if necessary. Returns whether there is more than
    /// one turn takes.
    pub fn transmit(
        &mut self,
        now: Instant,
        registry: &Registry,
        tokens: &mut Tokens,
        shared: &Shared,
    ) -> bool {
        let mut remotes = std::mem::take(&mut self.remotes);
        remotes.clear();
        {
            let mut lane = shared.carrier(self.transport);
            lane.handle_timeout(now);
            lane.poll_remotes(&mut remotes);
        }
        // A process that nothing has to be sent to need not be reached.
        self.links
            .retain(|remote, link| !matches!(link.state, State::Down { .. }) || remotes.contains(remote));
        let mut more = false;
        for remote in &remotes {
            match self.transmit_to(now, registry, tokens, shared, *remote) {
                Ok(unfinished) => more |= unfinished,
                Err(error) => {
                    shared.count_failure(&error);
                    self.warn_once(&error, shared);
                    self.fail(now, registry, shared, *remote);
                }
            }
        }
        remotes.clear();
        shared.carrier(self.transport).poll_sleepers(&mut remotes);
        for remote in &remotes {
            if let Err(error) = self.rouse(*remote) {
                shared.count_failure(&error);
                self.fail(now, registry, shared, *remote);
            }
        }
        self.remotes = remotes;
        more
    }

    /// Wakes the process of `remote`, which has frames in its ring.
    fn rouse(&mut self, remote: SteamId) -> io::Result<()> {
        match self.links.get_mut(&remote).map(|link| &mut link.state) {
            // Bytes that the socket has not accepted yet will wake it as well.
            Some(State::Up { connection, .. }) if !connection.is_blocked() => {
                connection.out.push(WAKE);
                connection.flush()
            }
            _ => Ok(()),
        }
    }

    /// Warns that this process may open no more connections, which is not the other side's fault.
    fn warn_once(&mut self, error: &io::Error, shared: &Shared) {
        if has_too_many_files(error) && !std::mem::replace(&mut self.warned, true) {
            let remedy = remedy(error, "");
            let reason = format!("a link to another process cannot be opened ({error}): {remedy}");
            shared.client.lock().announce(Event::Warning { about: "the local platform".to_owned(), reason });
            shared.notify_pump();
        }
    }

    fn transmit_to(
        &mut self,
        now: Instant,
        registry: &Registry,
        tokens: &mut Tokens,
        shared: &Shared,
        remote: SteamId,
    ) -> io::Result<bool> {
        let new = || Outgoing { state: State::Down { again: Some(now) }, retry: RETRY_FIRST };
        let link = self.links.entry(remote).or_insert_with(new);
        match &mut link.state {
            State::Down { again } => {
                if again.is_none_or(|again| again > now) {
                    return Ok(false);
                }
                let address = shared.client.lock().user(remote).map(|user| (user.port, user.key));
                let Some((port, key)) = address else {
                    // The hub will report it when the user registers.
                    *again = None;
                    return Ok(false);
                };
                let token = tokens.next();
                let mut connection = Connection::connect(registry, token, port)?;
                // Without a ring, the connection carries all frames.
                let ring = ring::create().ok();
                connection.out.extend(handshake::hello(self.transport.purpose(), &key, self.me));
                connection.out.extend(handshake::offer(ring.as_ref().map(Offered::offer)));
                let flushed = connection.flush();
                let until = now + HANDSHAKE_LIMIT;
                let prelude = Prelude::default();
                link.state = State::Handshake { connection, token, port, key, ring, prelude, until };
                self.tokens.insert(token, remote);
                flushed.map(|()| false)
            }
            State::Handshake { .. } => Ok(false),
            State::Up { ringed: true, .. } => {
                shared.carrier(self.transport).transmit(now, remote).unwrap_or(Ok(0))?;
                // If the ring has no room, sending has to wait.
                Ok(false)
            }
            State::Up { connection, .. } => {
                for _ in 0..BATCHES_PER_TURN {
                    if connection.is_blocked() {
                        return Ok(false);
                    }
                    let out = &mut connection.out;
                    let more = shared.carrier(self.transport).poll_transmit(now, remote, out, BATCH_BYTES);
                    connection.flush()?;
                    if !more {
                        return Ok(false);
                    }
                }
                Ok(!connection.is_blocked())
            }
        }
    }

    /// Closes connections that exceed the handshake's time limit.
    pub fn handle_timeout(&mut self, now: Instant, registry: &Registry, shared: &Shared) {
        let is_late = |(remote, link): (&SteamId, &Outgoing)| {
            matches!(link.state, State::Handshake { until, .. } if until <= now).then_some(*remote)
        };
        let late: Vec<SteamId> = self.links.iter().filter_map(is_late).collect();
        for remote in late {
            self.fail(now, registry, shared, remote);
        }
    }

    /// The deadline of the next [`OutgoingLinks::handle_timeout`], without the timeouts of the sessions.
    pub fn poll_timeout(&self) -> Option<Instant> {
        let next = |link: &Outgoing| match link.state {
            State::Down { again } => again,
            State::Handshake { until, .. } => Some(until),
            State::Up { .. } => None,
        };
        self.links.values().filter_map(next).min()
    }

    /// Whether all bytes given to sockets and rings are written.
    pub fn is_flushed(&self, shared: &Shared) -> bool {
        let lane = shared.carrier(self.transport);
        self.links.iter().all(|(remote, link)| match &link.state {
            State::Up { connection, .. } => connection.waiting() == 0 && lane.is_flushed(*remote),
            State::Down { .. } | State::Handshake { .. } => true,
        })
    }

    /// Closes all links.
    pub fn close(self, registry: &Registry) {
        for link in self.links.into_values() {
            match link.state {
                State::Down { .. } => {}
                State::Handshake { connection, .. } | State::Up { connection, .. } => {
                    connection.close(registry);
                }
            }
        }
    }

    /// Handles a link that is broken or cannot be opened: schedules the next attempt, later each time.
    fn fail(&mut self, now: Instant, registry: &Registry, shared: &Shared, remote: SteamId) {
        let Some(link) = self.links.get_mut(&remote) else { return };
        let again = now + link.retry;
        link.retry = (link.retry * 2).min(RETRY_MOST);
        self.take_down(now, registry, shared, remote, again);
    }

    fn take_down(
        &mut self,
        now: Instant,
        registry: &Registry,
        shared: &Shared,
        remote: SteamId,
        again: Instant,
    ) {
        let Some(link) = self.links.get_mut(&remote) else { return };
        match std::mem::replace(&mut link.state, State::Down { again: Some(again) }) {
            State::Down { .. } => {}
            State::Handshake { connection, token, .. } => {
                self.tokens.remove(&token);
                connection.close(registry);
            }
            State::Up { connection, token, .. } => {
                self.tokens.remove(&token);
                connection.close(registry);
                let mut lane = shared.carrier(self.transport);
                lane.remove_writer(remote);
                lane.handle_link_down(now, remote);
            }
        }
    }
}
