//! The links from other processes: what they send comes in here.

use std::collections::BTreeMap;
use std::io;
use std::net::{Ipv4Addr, SocketAddrV4};
use std::time::Instant;

use mio::net::TcpListener;
use mio::{Interest, Registry, Token};

use super::connection::{Connection, Prelude, READS_PER_TURN, Ready, accept_all};
use super::shared::{Shared, Transport};
use super::{HANDSHAKE_LIMIT, LINK_LISTENER, MAX_HANDSHAKES, Tokens};
use crate::contract::SteamId;
use crate::platform::local::wire::frame::{self, FrameError, FrameReader, MAX_LINK_FRAME_BYTES};
use crate::platform::local::wire::handshake::{self, HELLO_BYTES, HandshakeError, Key};

/// The links from other processes. Nothing is written to them but the handshake.
pub struct IncomingLinks {
    key: Key,
    listener: TcpListener,
    links: BTreeMap<Token, Incoming>,
}

struct Incoming {
    connection: Connection,
    phase: Phase,
}

enum Phase {
    Hello { prelude: Prelude<HELLO_BYTES>, until: Instant },
    Open { from: SteamId, transport: Transport, reader: FrameReader },
}

impl IncomingLinks {
    /// Listens for processes that know `key`.
    pub fn open(registry: &Registry, key: Key) -> io::Result<IncomingLinks> {
        let mut listener = TcpListener::bind(SocketAddrV4::new(Ipv4Addr::LOCALHOST, 0).into())?;
        registry.register(&mut listener, LINK_LISTENER, Interest::READABLE)?;
        Ok(IncomingLinks { key, listener, links: BTreeMap::new() })
    }

    /// The port of the door.
    pub fn port(&self) -> io::Result<u16> {
        Ok(self.listener.local_addr()?.port())
    }

    /// Accepts new connections. Call it again a while after an error.
    pub fn accept(&mut self, now: Instant, registry: &Registry, tokens: &mut Tokens) -> io::Result<()> {
        let waiting = |link: &&Incoming| matches!(link.phase, Phase::Hello { .. });
        let mut room = MAX_HANDSHAKES.saturating_sub(self.links.values().filter(waiting).count());
        accept_all(&self.listener, |stream| {
            let token = tokens.next();
            if room > 0
                && let Ok(connection) = Connection::new(registry, token, stream)
            {
                room -= 1;
                let phase = Phase::Hello { prelude: Prelude::default(), until: now + HANDSHAKE_LIMIT };
                self.links.insert(token, Incoming { connection, phase });
            }
        })
    }

    /// A connection has bytes to read, or takes some. `true` if it has more than one turn takes.
    pub fn handle_ready(
        &mut self,
        now: Instant,
        registry: &Registry,
        token: Token,
        ready: Ready,
        shared: &Shared,
        scratch: &mut [u8],
    ) -> bool {
        let outcome = match self.links.get_mut(&token) {
            Some(link) if !ready.readable => link.connection.handle_writable().map(|()| false),
            _ => self.read(now, registry, token, shared, scratch),
        };
        match outcome {
            Ok(more) => more,
            Err(error) => {
                shared.count_failure(&error);
                self.end(registry, token);
                false
            }
        }
    }

    fn read(
        &mut self,
        now: Instant,
        registry: &Registry,
        token: Token,
        shared: &Shared,
        scratch: &mut [u8],
    ) -> io::Result<bool> {
        for _ in 0..READS_PER_TURN {
            let Some(link) = self.links.get_mut(&token) else { return Ok(false) };
            link.connection.flush()?;
            let Some(count) = link.connection.read(scratch)? else { return Ok(false) };
            let mut bytes = scratch.get(..count).unwrap_or_default();
            if let Phase::Hello { prelude, .. } = &mut link.phase {
                let Some((hello, rest)) = prelude.take(bytes) else { continue };
                bytes = rest;
                let check = |transport: Transport| {
                    Ok((handshake::check_hello(&hello, transport.purpose(), &self.key)?, transport))
                };
                let (from, transport) = check(Transport::Packets)
                    .or_else(|_: HandshakeError| check(Transport::Messages))
                    .or_else(|_| check(Transport::Connections))
                    .map_err(io::Error::other)?;
                link.connection.out.extend(handshake::welcome(&self.key));
                link.connection.flush()?;
                link.phase = Phase::Open { from, transport, reader: FrameReader::new(MAX_LINK_FRAME_BYTES) };
                self.end_older(registry, token, from, transport);
            }
            let link = self.links.get_mut(&token);
            if let Some(Incoming { phase: Phase::Open { from, transport, reader }, .. }) = link {
                let mut sessions = shared.carrier(*transport);
                let each = |bytes: &[u8]| {
                    let frame = frame::decode(bytes)?;
                    sessions.handle_frame(now, *from, frame).map_err(|_| FrameError::Unexpected)
                };
                reader.feed(bytes, each).map_err(io::Error::other)?;
            }
        }
        Ok(true)
    }

    /// Nothing of an older connection may come after what a newer one brings.
    fn end_older(&mut self, registry: &Registry, newest: Token, from: SteamId, transport: Transport) {
        let is_older = |(token, link): (&Token, &Incoming)| {
            let same = matches!(
                link.phase,
                Phase::Open { from: other, transport: its, .. } if other == from && its == transport
            );
            (same && *token != newest).then_some(*token)
        };
        let older: Vec<Token> = self.links.iter().filter_map(is_older).collect();
        for token in older {
            self.end(registry, token);
        }
    }

    fn end(&mut self, registry: &Registry, token: Token) {
        if let Some(link) = self.links.remove(&token) {
            link.connection.close(registry);
        }
    }

    /// Ends connections that do not get through their handshake.
    pub fn handle_timeout(&mut self, now: Instant, registry: &Registry) {
        let is_late = |(token, link): (&Token, &Incoming)| {
            matches!(link.phase, Phase::Hello { until, .. } if until <= now).then_some(*token)
        };
        let late: Vec<Token> = self.links.iter().filter_map(is_late).collect();
        for token in late {
            self.end(registry, token);
        }
    }

    /// When [`IncomingLinks::handle_timeout`] has to be called.
    pub fn poll_timeout(&self) -> Option<Instant> {
        let until = |link: &Incoming| match link.phase {
            Phase::Hello { until, .. } => Some(until),
            Phase::Open { .. } => None,
        };
        self.links.values().filter_map(until).min()
    }

    /// Closes everything.
    pub fn close(mut self, registry: &Registry) {
        let _ = registry.deregister(&mut self.listener);
        for link in self.links.into_values() {
            link.connection.close(registry);
        }
    }
}
