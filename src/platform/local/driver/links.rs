//! The links between this process and the others: one connection to each for what is sent, one from each for what comes.

use std::collections::BTreeMap;
use std::io;
use std::net::{Ipv4Addr, SocketAddrV4};
use std::time::{Duration, Instant};

use mio::net::TcpListener;
use mio::{Interest, Registry, Token};

use super::connection::{Connection, Prelude, READS_PER_TURN};
use super::shared::Shared;
use super::{HANDSHAKE_LIMIT, LINK_LISTENER, Tokens};
use crate::platform::SteamId;
use crate::platform::local::wire::frame::{self, FrameError, FrameReader, MAX_LINK_FRAME_BYTES};
use crate::platform::local::wire::handshake::{self, HELLO_BYTES, Key, Purpose, WELCOME_BYTES};

/// Between two tries to reach a process, at first and at most.
const RETRY_FIRST: Duration = Duration::from_millis(10);
const RETRY_MOST: Duration = Duration::from_millis(500);
/// Bytes encoded before they are written. More would only keep the sessions' lock longer.
const BATCH_BYTES: usize = 128 * 1024;
/// The most batches to one process before others get their turn.
const BATCHES_PER_TURN: usize = 8;

/// The links of this process.
pub struct Links {
    me: SteamId,
    key: Key,
    listener: TcpListener,
    incoming: BTreeMap<Token, Incoming>,
    outgoing: BTreeMap<SteamId, Outgoing>,
    /// Whose connection a token is, of those that are sent on.
    outgoing_tokens: BTreeMap<Token, SteamId>,
    remotes: Vec<SteamId>,
}

struct Incoming {
    connection: Connection,
    phase: IncomingPhase,
}

enum IncomingPhase {
    Hello { prelude: Prelude<HELLO_BYTES>, until: Instant },
    Open { from: SteamId, reader: FrameReader },
}

/// The way to one process.
struct Outgoing {
    state: OutgoingState,
    retry: Duration,
}

enum OutgoingState {
    /// Not connected; at `again` a new try may be made, `None` where only a new address can help.
    Down {
        again: Option<Instant>,
    },
    Handshake {
        connection: Connection,
        token: Token,
        port: u16,
        key: Key,
        prelude: Prelude<WELCOME_BYTES>,
        until: Instant,
    },
    Up {
        connection: Connection,
        token: Token,
        key: Key,
    },
}

impl Links {
    /// Opens the door for links to user `me`.
    pub fn open(registry: &Registry, me: SteamId, key: Key) -> io::Result<Links> {
        let mut listener = TcpListener::bind(SocketAddrV4::new(Ipv4Addr::LOCALHOST, 0).into())?;
        registry.register(&mut listener, LINK_LISTENER, Interest::READABLE)?;
        Ok(Links {
            me,
            key,
            listener,
            incoming: BTreeMap::new(),
            outgoing: BTreeMap::new(),
            outgoing_tokens: BTreeMap::new(),
            remotes: Vec::new(),
        })
    }

    /// The port where links are taken.
    pub fn port(&self) -> io::Result<u16> {
        Ok(self.listener.local_addr()?.port())
    }

    /// Takes in new connections.
    pub fn accept(&mut self, now: Instant, registry: &Registry, tokens: &mut Tokens) {
        // Any error but "none waits" concerns a connection that is gone already.
        while let Ok((stream, _)) = self.listener.accept() {
            let token = tokens.next();
            if let Ok(connection) = Connection::new(registry, token, stream) {
                let phase =
                    IncomingPhase::Hello { prelude: Prelude::default(), until: now + HANDSHAKE_LIMIT };
                self.incoming.insert(token, Incoming { connection, phase });
            }
        }
    }

    /// A user is here at a new address: what was tried with an older one no longer counts.
    pub fn handle_address(
        &mut self,
        now: Instant,
        registry: &Registry,
        shared: &Shared,
        user: SteamId,
        key: Key,
    ) {
        let stale = match self.outgoing.get_mut(&user).map(|outgoing| &mut outgoing.state) {
            Some(OutgoingState::Down { again }) => {
                *again = Some(now);
                false
            }
            Some(OutgoingState::Handshake { key: old, .. } | OutgoingState::Up { key: old, .. }) => {
                *old != key
            }
            None => false,
        };
        if stale {
            self.take_down(now, registry, shared, user, Some(now));
        }
    }

    /// A connection has bytes to read, or takes some. `true` where it has more than one turn takes.
    pub fn handle_ready(
        &mut self,
        now: Instant,
        registry: &Registry,
        token: Token,
        shared: &Shared,
        scratch: &mut [u8],
    ) -> bool {
        if let Some(remote) = self.outgoing_tokens.get(&token).copied() {
            if self.handle_outgoing(now, shared, remote, scratch).is_err() {
                let again = self.back_off(now, remote);
                self.take_down(now, registry, shared, remote, Some(again));
            }
            return false;
        }
        match self.read_incoming(now, registry, token, shared, scratch) {
            Ok(more) => more,
            Err(error) => {
                shared.count_failure(&error);
                if let Some(incoming) = self.incoming.remove(&token) {
                    incoming.connection.close(registry);
                }
                false
            }
        }
    }

    fn read_incoming(
        &mut self,
        now: Instant,
        registry: &Registry,
        token: Token,
        shared: &Shared,
        scratch: &mut [u8],
    ) -> io::Result<bool> {
        for _ in 0..READS_PER_TURN {
            let Some(incoming) = self.incoming.get_mut(&token) else { return Ok(false) };
            incoming.connection.flush()?;
            let Some(count) = incoming.connection.read(scratch)? else { return Ok(false) };
            let mut bytes = scratch.get(..count).unwrap_or_default();
            let mut entered = None;
            if let IncomingPhase::Hello { prelude, .. } = &mut incoming.phase {
                let Some((hello, rest)) = prelude.take(bytes) else { continue };
                let from =
                    handshake::check_hello(&hello, Purpose::Link, &self.key).map_err(io::Error::other)?;
                bytes = rest;
                incoming.connection.out.extend(handshake::welcome(&self.key));
                incoming.connection.flush()?;
                let reader = FrameReader::new(MAX_LINK_FRAME_BYTES);
                incoming.phase = IncomingPhase::Open { from, reader };
                entered = Some(from);
            }
            if let IncomingPhase::Open { from, reader } = &mut incoming.phase {
                let mut sessions = shared.sessions.lock();
                reader
                    .feed(bytes, |bytes| {
                        let frame = frame::decode(bytes)?;
                        sessions.handle_frame(now, *from, frame).map_err(|_| FrameError::Unexpected)
                    })
                    .map_err(io::Error::other)?;
            }
            if let Some(from) = entered {
                self.end_older_incoming(registry, token, from);
            }
        }
        Ok(true)
    }

    /// Nothing of an older connection may come after what a newer one brings.
    fn end_older_incoming(&mut self, registry: &Registry, newest: Token, from: SteamId) {
        let is_older = |(token, incoming): (&Token, &Incoming)| {
            let same = matches!(incoming.phase, IncomingPhase::Open { from: other, .. } if other == from);
            (same && *token != newest).then_some(*token)
        };
        let older: Vec<Token> = self.incoming.iter().filter_map(is_older).collect();
        for token in older {
            if let Some(incoming) = self.incoming.remove(&token) {
                incoming.connection.close(registry);
            }
        }
    }

    fn handle_outgoing(
        &mut self,
        now: Instant,
        shared: &Shared,
        remote: SteamId,
        scratch: &mut [u8],
    ) -> io::Result<()> {
        let Some(outgoing) = self.outgoing.get_mut(&remote) else { return Ok(()) };
        match &mut outgoing.state {
            OutgoingState::Down { .. } => return Ok(()),
            OutgoingState::Up { connection, .. } => {
                connection.handle_writable()?;
                return match connection.read(scratch)? {
                    None => Ok(()),
                    Some(_) => Err(io::Error::other(FrameError::Unexpected)),
                };
            }
            OutgoingState::Handshake { connection, prelude, key, .. } => {
                connection.handle_writable()?;
                let Some(count) = connection.read(scratch)? else { return Ok(()) };
                let Some((welcome, _)) = prelude.take(scratch.get(..count).unwrap_or_default()) else {
                    return Ok(());
                };
                handshake::check_welcome(&welcome, key).map_err(io::Error::other)?;
            }
        }
        let placeholder = OutgoingState::Down { again: None };
        if let OutgoingState::Handshake { connection, token, port, key, .. } =
            std::mem::replace(&mut outgoing.state, placeholder)
        {
            outgoing.retry = RETRY_FIRST;
            outgoing.state = OutgoingState::Up { connection, token, key };
            let address = SocketAddrV4::new(Ipv4Addr::LOCALHOST, port);
            shared.sessions.lock().handle_link_up(now, remote, address);
        }
        Ok(())
    }

    /// Lets time pass for the sessions and sends what they have to send, connecting where that is missing. `true` where
    /// there is more than one turn takes.
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
            let mut sessions = shared.sessions.lock();
            sessions.handle_timeout(now);
            sessions.poll_remotes(&mut remotes);
        }
        shared.notify_pump();
        // What is not wanted any more is not tried again either.
        self.outgoing.retain(|remote, outgoing| {
            !matches!(outgoing.state, OutgoingState::Down { .. }) || remotes.contains(remote)
        });
        let mut more = false;
        for remote in &remotes {
            match self.transmit_to(now, registry, tokens, shared, *remote) {
                Ok(unfinished) => more |= unfinished,
                Err(_) => {
                    let again = self.back_off(now, *remote);
                    self.take_down(now, registry, shared, *remote, Some(again));
                }
            }
        }
        self.remotes = remotes;
        more
    }

    fn transmit_to(
        &mut self,
        now: Instant,
        registry: &Registry,
        tokens: &mut Tokens,
        shared: &Shared,
        remote: SteamId,
    ) -> io::Result<bool> {
        let outgoing = self.outgoing.entry(remote).or_insert_with(|| Outgoing {
            state: OutgoingState::Down { again: Some(now) },
            retry: RETRY_FIRST,
        });
        match &mut outgoing.state {
            OutgoingState::Down { again } => {
                if again.is_none_or(|again| again > now) {
                    return Ok(false);
                }
                let address = shared.client.lock().user(remote).map(|user| (user.port, user.key));
                let Some((port, key)) = address else {
                    // The hub tells when he is here.
                    *again = None;
                    return Ok(false);
                };
                let token = tokens.next();
                let mut connection = Connection::connect(registry, token, port)?;
                connection.out.extend(handshake::hello(Purpose::Link, &key, self.me));
                let flushed = connection.flush();
                let until = now + HANDSHAKE_LIMIT;
                let prelude = Prelude::default();
                outgoing.state = OutgoingState::Handshake { connection, token, port, key, prelude, until };
                self.outgoing_tokens.insert(token, remote);
                flushed.map(|()| false)
            }
            OutgoingState::Handshake { .. } => Ok(false),
            OutgoingState::Up { connection, .. } => {
                for _ in 0..BATCHES_PER_TURN {
                    if connection.is_blocked() {
                        return Ok(false);
                    }
                    let more =
                        shared.sessions.lock().poll_transmit(now, remote, &mut connection.out, BATCH_BYTES);
                    connection.flush()?;
                    if !more {
                        return Ok(false);
                    }
                }
                Ok(!connection.is_blocked())
            }
        }
    }

    /// Ends what does not get through its handshake.
    pub fn handle_timeout(&mut self, now: Instant, registry: &Registry, shared: &Shared) {
        let late_incoming: Vec<Token> = self
            .incoming
            .iter()
            .filter(
                |(_, incoming)| matches!(incoming.phase, IncomingPhase::Hello { until, .. } if until <= now),
            )
            .map(|(token, _)| *token)
            .collect();
        for token in late_incoming {
            if let Some(incoming) = self.incoming.remove(&token) {
                incoming.connection.close(registry);
            }
        }
        let late_outgoing: Vec<SteamId> = self
            .outgoing
            .iter()
            .filter(|(_, link)| matches!(link.state, OutgoingState::Handshake { until, .. } if until <= now))
            .map(|(remote, _)| *remote)
            .collect();
        for remote in late_outgoing {
            let again = self.back_off(now, remote);
            self.take_down(now, registry, shared, remote, Some(again));
        }
    }

    /// When something has to be done, as far as it is not the sessions' time.
    pub fn poll_timeout(&self) -> Option<Instant> {
        let incoming = self.incoming.values().filter_map(|incoming| match incoming.phase {
            IncomingPhase::Hello { until, .. } => Some(until),
            IncomingPhase::Open { .. } => None,
        });
        let outgoing = self.outgoing.values().filter_map(|outgoing| match outgoing.state {
            OutgoingState::Down { again } => again,
            OutgoingState::Handshake { until, .. } => Some(until),
            OutgoingState::Up { .. } => None,
        });
        incoming.chain(outgoing).min()
    }

    /// Whether everything that was handed to a socket is written.
    pub fn is_flushed(&self) -> bool {
        self.outgoing.values().all(|outgoing| match &outgoing.state {
            OutgoingState::Up { connection, .. } => connection.waiting() == 0,
            OutgoingState::Down { .. } | OutgoingState::Handshake { .. } => true,
        })
    }

    /// Closes everything.
    pub fn close(mut self, registry: &Registry) {
        let _ = registry.deregister(&mut self.listener);
        for incoming in self.incoming.into_values() {
            incoming.connection.close(registry);
        }
        for outgoing in self.outgoing.into_values() {
            match outgoing.state {
                OutgoingState::Down { .. } => {}
                OutgoingState::Handshake { connection, .. } | OutgoingState::Up { connection, .. } => {
                    connection.close(registry);
                }
            }
        }
    }

    fn back_off(&mut self, now: Instant, remote: SteamId) -> Instant {
        let Some(outgoing) = self.outgoing.get_mut(&remote) else { return now + RETRY_FIRST };
        let again = now + outgoing.retry;
        outgoing.retry = (outgoing.retry * 2).min(RETRY_MOST);
        again
    }

    fn take_down(
        &mut self,
        now: Instant,
        registry: &Registry,
        shared: &Shared,
        remote: SteamId,
        again: Option<Instant>,
    ) {
        let Some(outgoing) = self.outgoing.get_mut(&remote) else { return };
        match std::mem::replace(&mut outgoing.state, OutgoingState::Down { again }) {
            OutgoingState::Down { .. } => {}
            OutgoingState::Handshake { connection, token, .. } => {
                self.outgoing_tokens.remove(&token);
                connection.close(registry);
            }
            OutgoingState::Up { connection, token, .. } => {
                self.outgoing_tokens.remove(&token);
                connection.close(registry);
                shared.sessions.lock().handle_link_down(now, remote);
            }
        }
    }
}
