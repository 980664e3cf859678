//! Links from other processes. Their frames arrive here unless a ring carries them.

use std::collections::BTreeMap;
use std::io;
use std::net::{Ipv4Addr, SocketAddrV4};
use std::time::Instant;

use mio::net::TcpListener;
use mio::{Interest, Registry, Token};

use super::connection::{Connection, Prelude, READS_PER_TURN, Ready, accept_all};
use super::ring;
use super::shared::{Shared, Transport};
use super::{HANDSHAKE_LIMIT, LINK_LISTENER, MAX_HANDSHAKES, Tokens};
use crate::contract::SteamId;
use crate::platform::local::wire::frame::{self, FrameError, FrameReader, MAX_LINK_FRAME_BYTES};
use crate::platform::local::wire::handshake::{self, HELLO_BYTES, HandshakeError, Key, OFFER_BYTES, WAKE};

/// Links from other processes. Only the handshake is written to them.
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
    Hello {
        prelude: Prelude<HELLO_BYTES>,
        until: Instant,
    },
    /// The process has proven that it knows the key, and is to send its offer of a ring.
    Offer {
        from: SteamId,
        transport: Transport,
        prelude: Prelude<OFFER_BYTES>,
        until: Instant,
    },
    Open {
        from: SteamId,
        transport: Transport,
        /// The reader of the connection's frames; `None` if a ring carries them.
        reader: Option<FrameReader>,
    },
}

impl Phase {
    /// The deadline of the handshake.
    fn until(&self) -> Option<Instant> {
        match self {
            Phase::Hello { until, .. } | Phase::Offer { until, .. } => Some(*until),
            Phase::Open { .. } => None,
        }
    }
}

impl IncomingLinks {
    /// Listens for processes that know `key`.
    pub fn open(registry: &Registry, key: Key) -> io::Result<IncomingLinks> {
        let mut listener = TcpListener::bind(SocketAddrV4::new(Ipv4Addr::LOCALHOST, 0).into())?;
        registry.register(&mut listener, LINK_LISTENER, Interest::READABLE)?;
        Ok(IncomingLinks { key, listener, links: BTreeMap::new() })
    }

    /// The port of the listener.
    pub fn port(&self) -> io::Result<u16> {
        Ok(self.listener.local_addr()?.port())
    }

    /// Accepts new connections. After an error, call it again later.
    pub fn accept(&mut self, now: Instant, registry: &Registry, tokens: &mut Tokens) -> io::Result<()> {
        let waiting = |link: &&Incoming| link.phase.until().is_some();
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
        let outcome = match self.links.get_mut(&token) {
            Some(link) if !ready.readable => link.connection.handle_writable().map(|()| false),
            _ => self.read(now, registry, token, shared, scratch),
        };
        match outcome {
            Ok(more) => more,
            Err(error) => {
                shared.count_failure(&error);
                self.end(now, registry, token, shared);
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
            if let Phase::Hello { prelude, until } = &mut link.phase {
                let Some((hello, rest)) = prelude.take(bytes) else { continue };
                bytes = rest;
                let (from, transport) = check_hello(&hello, &self.key).map_err(io::Error::other)?;
                link.phase = Phase::Offer { from, transport, prelude: Prelude::default(), until: *until };
            }
            if let Phase::Offer { from, transport, prelude, .. } = &mut link.phase {
                let Some((offer, rest)) = prelude.take(bytes) else { continue };
                bytes = rest;
                let (from, transport) = (*from, *transport);
                self.open_link(now, registry, token, shared, (from, transport), &offer)?;
            }
            let Some(Incoming { phase: Phase::Open { from, transport, reader }, .. }) =
                self.links.get_mut(&token)
            else {
                continue;
            };
            let Some(reader) = reader else {
                // The byte has woken this thread, which checks the rings in every turn.
                if bytes.iter().all(|byte| *byte == WAKE) {
                    continue;
                }
                return Err(io::Error::other(FrameError::Unexpected));
            };
            let mut sessions = shared.carrier(*transport);
            let each = |bytes: &[u8]| {
                let frame = frame::decode(bytes)?;
                sessions.handle_frame(now, *from, frame).map_err(|_| FrameError::Unexpected)
            };
            reader.feed(bytes, each).map_err(io::Error::other)?;
        }
        Ok(true)
    }

    /// Maps the offered ring, if possible, and answers the handshake.
    fn open_link(
        &mut self,
        now: Instant,
        registry: &Registry,
        token: Token,
        shared: &Shared,
        (from, transport): (SteamId, Transport),
        offer: &[u8; OFFER_BYTES],
    ) -> io::Result<()> {
        self.end_older(now, registry, token, shared, (from, transport));
        let ring = handshake::read_offer(offer).and_then(|offer| ring::open(&offer).ok());
        let Some(link) = self.links.get_mut(&token) else { return Ok(()) };
        let reader = ring.is_none().then(|| FrameReader::new(MAX_LINK_FRAME_BYTES));
        link.connection.out.extend(handshake::link_welcome(&self.key, ring.is_some()));
        link.phase = Phase::Open { from, transport, reader };
        if let Some(ring) = ring {
            shared.carrier(transport).add_reader(token, from, ring);
        }
        link.connection.flush()
    }

    /// Receives all frames from rings. A broken ring ends its link.
    pub fn receive(&mut self, now: Instant, registry: &Registry, shared: &Shared) {
        let mut broken = Vec::new();
        for transport in Transport::ALL {
            if shared.has_readers(transport) {
                shared.carrier(transport).receive_by_driver(now, &mut broken);
            }
        }
        for (token, error) in broken {
            shared.count_failure(&io::Error::other(error));
            self.end(now, registry, token, shared);
        }
    }

    /// Ends older connections of the same process, so that no old frame follows a newer one.
    fn end_older(
        &mut self,
        now: Instant,
        registry: &Registry,
        newest: Token,
        shared: &Shared,
        of: (SteamId, Transport),
    ) {
        let is_older = |(token, link): (&Token, &Incoming)| {
            let same = matches!(link.phase, Phase::Open { from, transport, .. } if (from, transport) == of);
            (same && *token != newest).then_some(*token)
        };
        let older: Vec<Token> = self.links.iter().filter_map(is_older).collect();
        for token in older {
            self.end(now, registry, token, shared);
        }
    }

    fn end(&mut self, now: Instant, registry: &Registry, token: Token, shared: &Shared) {
        let Some(link) = self.links.remove(&token) else { return };
        if let Phase::Open { transport, reader: None, .. } = link.phase {
            shared.carrier(transport).remove_reader(now, token);
        }
        link.connection.close(registry);
    }

    /// Closes connections that exceed the handshake's time limit.
    pub fn handle_timeout(&mut self, now: Instant, registry: &Registry, shared: &Shared) {
        let is_late = |(token, link): (&Token, &Incoming)| {
            link.phase.until().is_some_and(|until| until <= now).then_some(*token)
        };
        let late: Vec<Token> = self.links.iter().filter_map(is_late).collect();
        for token in late {
            self.end(now, registry, token, shared);
        }
    }

    /// The deadline of the next [`IncomingLinks::handle_timeout`].
    pub fn poll_timeout(&self) -> Option<Instant> {
        self.links.values().filter_map(|link| link.phase.until()).min()
    }

    /// Closes all links.
    pub fn close(mut self, registry: &Registry) {
        let _ = registry.deregister(&mut self.listener);
        for link in self.links.into_values() {
            link.connection.close(registry);
        }
    }
}

/// Checks a hello, and returns its sender and transport.
fn check_hello(hello: &[u8; HELLO_BYTES], key: &Key) -> Result<(SteamId, Transport), HandshakeError> {
    let check =
        |transport: Transport| Ok((handshake::check_hello(hello, transport.purpose(), key)?, transport));
    check(Transport::Packets)
        .or_else(|_: HandshakeError| check(Transport::Messages))
        .or_else(|_| check(Transport::Connections))
}
