//! The hub's sockets, in the process that hosts it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io;
use std::net::{Ipv4Addr, SocketAddrV4};
use std::time::{Duration, Instant};

use mio::net::TcpListener;
use mio::{Interest, Registry, Token};

use super::connection::{Connection, Prelude, READS_PER_TURN, Ready, accept_all};
use super::lock::Lock;
use super::rendezvous::{HubAddress, Rendezvous};
use super::shared::Shared;
use super::{HANDSHAKE_LIMIT, HUB_LISTENER, MAX_HANDSHAKES, Tokens};
use crate::contract::SteamId;
use crate::platform::local::hub::{ConnectionId, Hub, Output};
use crate::platform::local::wire::frame::{self, FrameReader, MAX_HUB_FRAME_BYTES};
use crate::platform::local::wire::handshake::{self, HELLO_BYTES, HandshakeError, Key, Purpose};
use crate::platform::local::wire::hub::ToHub;

/// The time that members of a lost hub have to register at its successor.
const TAKEOVER_GRACE: Duration = Duration::from_secs(1);
/// The maximum number of bytes that may wait to be sent to one member. A member whose backlog is longer is dropped.
const MAX_WAITING_BYTES: usize = 4 * MAX_HUB_FRAME_BYTES;
/// Nothing more is read from a member with a backlog of this many bytes, because small requests can have large answers.
const ENOUGH_BYTES: usize = 1024 * 1024;

/// The hub's sockets.
pub struct HubServer {
    address: HubAddress,
    rendezvous: Rendezvous,
    listener: TcpListener,
    hub: Hub,
    members: BTreeMap<Token, MemberConnection>,
    /// Connections with bytes to write.
    dirty: BTreeSet<Token>,
    lock: Lock,
}

struct MemberConnection {
    connection: Connection,
    phase: Phase,
    /// Messages of the member that the hub has not handled, from one read at most.
    received: VecDeque<ToHub>,
    /// Whether there may be more to read.
    unread: bool,
    closing: bool,
}

enum Phase {
    Hello { prelude: Prelude<HELLO_BYTES>, until: Instant },
    Open { reader: FrameReader },
}

impl HubServer {
    /// Opens the hub and publishes its address.
    pub fn open(
        registry: &Registry,
        rendezvous: &Rendezvous,
        lock: Lock,
        host: SteamId,
    ) -> io::Result<HubServer> {
        let mut listener = TcpListener::bind(SocketAddrV4::new(Ipv4Addr::LOCALHOST, 0).into())?;
        registry.register(&mut listener, HUB_LISTENER, Interest::READABLE)?;
        let address = HubAddress { port: listener.local_addr()?.port(), key: Key(rand::random()) };
        rendezvous.publish(&address)?;
        Ok(HubServer {
            address,
            rendezvous: rendezvous.clone(),
            listener,
            hub: Hub::new(host, TAKEOVER_GRACE, rand::random()),
            members: BTreeMap::new(),
            dirty: BTreeSet::new(),
            lock,
        })
    }

    /// Whether newcomers can find this hub.
    pub fn is_published(&self) -> bool {
        self.lock.is_in_place() && self.rendezvous.has_address()
    }

    /// Publishes this hub again after its files were deleted. Returns `false` if another process hosts a hub by now.
    pub fn publish_again(&mut self) -> Result<bool, String> {
        if !self.lock.is_in_place() {
            match self.rendezvous.try_host().map_err(|failure| failure.message)? {
                Some(lock) => self.lock = lock,
                None => return Ok(false),
            }
        }
        let published = self.rendezvous.publish(&self.address);
        published.map(|()| true).map_err(|error| format!("its address cannot be written: {error}"))
    }

    /// The address of this hub.
    pub fn address(&self) -> HubAddress {
        self.address
    }

    /// Accepts new connections. After an error, call it again later.
    pub fn accept(&mut self, now: Instant, registry: &Registry, tokens: &mut Tokens) -> io::Result<()> {
        let waiting = |member: &&MemberConnection| matches!(member.phase, Phase::Hello { .. });
        let mut room = MAX_HANDSHAKES.saturating_sub(self.members.values().filter(waiting).count());
        accept_all(&self.listener, |stream| {
            let token = tokens.next();
            if room > 0
                && let Ok(connection) = Connection::new(registry, token, stream)
            {
                room -= 1;
                let phase = Phase::Hello { prelude: Prelude::default(), until: now + HANDSHAKE_LIMIT };
                self.members.insert(
                    token,
                    MemberConnection {
                        connection,
                        phase,
                        received: VecDeque::new(),
                        unread: false,
                        closing: false,
                    },
                );
            }
        })
    }

    /// Whether `token` is one of the hub's connections.
    pub fn owns(&self, token: Token) -> bool {
        self.members.contains_key(&token)
    }

    /// Handles readiness of a connection. Returns whether there is more than one turn takes.
    pub fn handle_ready(
        &mut self,
        now: Instant,
        registry: &Registry,
        token: Token,
        ready: Ready,
        shared: &Shared,
        scratch: &mut [u8],
    ) -> bool {
        let Some(member) = self.members.get_mut(&token) else { return false };
        member.unread |= ready.readable;
        let blocked = member.connection.is_blocked() && member.connection.waiting() > ENOUGH_BYTES;
        if blocked && !ready.writable {
            // Nothing is read from the member until it reads its backlog.
            return false;
        }
        let outcome = if member.unread { self.read(now, token, scratch) } else { Ok(false) };
        let flushed = match self.members.get_mut(&token) {
            Some(member) => member.connection.handle_writable(),
            None => Ok(()),
        };
        match flushed.and(outcome) {
            Ok(more) => {
                self.close_if_done(registry, token);
                more
            }
            Err(error) => {
                shared.count_failure(&error);
                self.drop_member(registry, token);
                false
            }
        }
    }

    fn read(&mut self, now: Instant, token: Token, scratch: &mut [u8]) -> io::Result<bool> {
        for _ in 0..READS_PER_TURN {
            if !self.handle_messages(now, token)? {
                return Ok(false);
            }
            let Some(member) = self.members.get_mut(&token) else { return Ok(false) };
            let Some(count) = member.connection.read(scratch)? else {
                member.unread = false;
                return Ok(false);
            };
            let mut bytes = scratch.get(..count).unwrap_or_default();
            if let Phase::Hello { prelude, .. } = &mut member.phase {
                let Some((hello, rest)) = prelude.take(bytes) else { continue };
                bytes = rest;
                match handshake::check_hello(&hello, Purpose::Hub, &self.address.key) {
                    Ok(_) => member.connection.out.extend(handshake::welcome(&self.address.key)),
                    Err(error) => {
                        if matches!(error, HandshakeError::Version { .. }) {
                            member.connection.out.extend(handshake::refusal());
                            let _ = member.connection.flush();
                        }
                        return Err(io::Error::other(error));
                    }
                }
                member.phase = Phase::Open { reader: FrameReader::new(MAX_HUB_FRAME_BYTES) };
            }
            if let Phase::Open { reader } = &mut member.phase {
                let received = &mut member.received;
                let take = |bytes: &[u8]| {
                    received.push_back(frame::decode(bytes)?);
                    Ok(())
                };
                reader.feed(bytes, take).map_err(io::Error::other)?;
            }
        }
        self.handle_messages(now, token)
    }

    /// Passes the messages of a member to the hub, one after the other, while its backlog is short. Returns `false`
    /// once the backlog is too long; the socket becomes ready again when the member reads.
    fn handle_messages(&mut self, now: Instant, token: Token) -> io::Result<bool> {
        loop {
            let Some(member) = self.members.get_mut(&token) else { return Ok(false) };
            if member.connection.waiting() > ENOUGH_BYTES {
                member.connection.flush()?;
                if member.connection.waiting() > ENOUGH_BYTES {
                    return Ok(false);
                }
            }
            let Some(message) = member.received.pop_front() else { return Ok(true) };
            self.hub.handle(now, ConnectionId(token.0 as u64), message).map_err(io::Error::other)?;
            while let Some(output) = self.hub.poll_output() {
                self.queue(output);
            }
        }
    }

    /// Advances the hub's time and closes connections that exceed the handshake's time limit.
    pub fn handle_timeout(&mut self, now: Instant, registry: &Registry) {
        self.hub.handle_timeout(now);
        let late: Vec<Token> = self
            .members
            .iter()
            .filter(|(_, member)| matches!(member.phase, Phase::Hello { until, .. } if until <= now))
            .map(|(token, _)| *token)
            .collect();
        for token in late {
            self.drop_member(registry, token);
        }
    }

    /// The deadline of the next [`HubServer::handle_timeout`].
    pub fn poll_timeout(&self) -> Option<Instant> {
        let handshakes = self.members.values().filter_map(|member| match member.phase {
            Phase::Hello { until, .. } => Some(until),
            Phase::Open { .. } => None,
        });
        handshakes.chain(self.hub.poll_timeout()).min()
    }

    /// Sends the output of the hub. Call it once per turn, so that each member gets one write.
    pub fn transmit(&mut self, registry: &Registry) {
        loop {
            while let Some(output) = self.hub.poll_output() {
                self.queue(output);
            }
            let Some(token) = self.dirty.pop_first() else { return };
            let Some(member) = self.members.get_mut(&token) else { continue };
            if member.connection.flush().is_err() || member.connection.waiting() > MAX_WAITING_BYTES {
                self.drop_member(registry, token);
            } else {
                self.close_if_done(registry, token);
            }
        }
    }

    fn queue(&mut self, output: Output) {
        match output {
            Output::Send { to, message } => {
                let mut bytes = Vec::new();
                if frame::append(&mut bytes, &message).is_err() {
                    return;
                }
                for id in to {
                    let token = token_of(id);
                    if let Some(member) = self.members.get_mut(&token) {
                        member.connection.out.extend_from_slice(&bytes);
                        self.dirty.insert(token);
                    }
                }
            }
            Output::Close(id) => {
                let token = token_of(id);
                if let Some(member) = self.members.get_mut(&token) {
                    member.closing = true;
                    self.dirty.insert(token);
                }
            }
        }
    }

    /// Whether all bytes are sent.
    pub fn is_flushed(&self) -> bool {
        self.members.values().all(|member| member.connection.waiting() == 0)
    }

    /// Closes the hub. The other processes elect a new one.
    pub fn close(mut self, registry: &Registry) {
        self.rendezvous.withdraw(&self.address);
        let _ = registry.deregister(&mut self.listener);
        for (_, member) in self.members {
            member.connection.close(registry);
        }
    }

    fn close_if_done(&mut self, registry: &Registry, token: Token) {
        let done = |member: &MemberConnection| member.closing && member.connection.waiting() == 0;
        if self.members.get(&token).is_some_and(done) {
            self.drop_member(registry, token);
        }
    }

    fn drop_member(&mut self, registry: &Registry, token: Token) {
        if let Some(member) = self.members.remove(&token) {
            member.connection.close(registry);
            self.hub.disconnect(ConnectionId(token.0 as u64));
        }
    }
}

fn token_of(id: ConnectionId) -> Token {
    Token(usize::try_from(id.0).unwrap_or(usize::MAX))
}
