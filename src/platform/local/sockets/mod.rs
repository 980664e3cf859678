//! Connections: `ISteamNetworkingSockets` between local processes.
//!
//! [`Sockets`] is a state machine without I/O, built on [`Sessions`]. All connections between two processes share one
//! session, which delivers their messages once and in order, even over bad networks and broken links.
//! [`wire::socket`](super::wire::socket) defines the packets of that session.
//!
//! `game`, `receive` and `status` are the interface to the game, `transport` is the one to the driver, and `control`
//! handles the messages of the other side. `endpoint` is this side of one connection, `lanes` has the messages that
//! wait to be sent on it, `config` its options.

mod config;
mod control;
mod endpoint;
mod game;
mod lanes;
mod receive;
mod status;
#[cfg(test)]
mod tests;
mod transport;
mod valve;

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};

use self::config::Options;
use self::endpoint::{Endpoint, STATE_NONE};
use self::receive::Group;
use self::status::Rates;
use super::session::{Names, Sessions, Sizes};
use super::wire::socket::{CONTROL_CHANNEL, Port, SocketFrame};
use super::{Limits, Timings};
use crate::contract::SteamId;
use crate::contract::networking::SendType;
use crate::contract::networking_sockets::{Connection, SocketsEvent};
use crate::contract::networking_utils::RelayEvent;

/// The bytes of a connection that may be passed to the session before a link accepts them. More would only delay lanes
/// with a higher priority.
const FEED_BYTES: usize = 64 * 1024;
/// The part of the session's queue that is reserved for messages about connections.
const CONTROL_BYTES: usize = 1024 * 1024;
/// The longest time for which messages without `NO_NAGLE` are collected.
const NAGLE: Duration = Duration::from_millis(5);
/// The timeout of sessions, which must not fail by themselves: each connection has a timeout of its own.
const SESSIONS_LAST: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// The connections of one process. Their callers are those of [`Sessions`], under the same rules.
#[derive(Debug)]
pub struct Sockets {
    me: SteamId,
    sessions: Sessions,
    random: SmallRng,
    /// The timeout of connections for which the game has set none.
    timeout: Duration,
    /// The bytes for one user that the session may queue before connections keep their messages.
    feed_limit: usize,
    endpoints: BTreeMap<u32, Endpoint>,
    /// The connection's number, by the user at the other end and their number of it.
    by_peer: HashMap<(SteamId, u32), u32>,
    listen_sockets: BTreeMap<u32, ListenSocketState>,
    groups: BTreeMap<u32, Group>,
    remotes: HashMap<SteamId, Remote>,
    /// The other local users.
    users: Vec<SteamId>,
    events: VecDeque<SocketsEvent>,
    /// Numbers of unknown connections that other processes have used. They are answered in the next turn.
    unknown: Vec<(SteamId, u32)>,
    rates: BTreeMap<u32, Rates>,
    /// When the next turn was due, as of the last one.
    next_turn: Option<Instant>,
    /// The options for all connections.
    options: Options,
    /// Whether the game has requested the relay network.
    relays_asked: bool,
    relay_events: VecDeque<RelayEvent>,
    /// Whether the game has requested authentication.
    authenticated: bool,
    packet: Vec<u8>,
}

/// A listen socket.
#[derive(Debug)]
struct ListenSocketState {
    port: Port,
    options: Options,
}

/// The state of another process.
#[derive(Clone, Copy, Debug)]
struct Remote {
    /// The time of its last sign of life.
    last_received: Instant,
    /// The time since which its link is broken.
    down: Option<Instant>,
}

impl Sockets {
    /// The connections of user `me`. `seed` has the same meaning as in [`Sessions::new`].
    pub fn new(me: SteamId, timings: Timings, limits: Limits, seed: u64) -> Sockets {
        let timings_of_sessions = Timings {
            collect: timings.collect.min(NAGLE),
            session_timeout: SESSIONS_LAST,
            idle: None,
            ..timings
        };
        let send_queue_bytes = limits.send_queue_bytes.saturating_add(CONTROL_BYTES);
        let limits_of_sessions = Limits { send_queue_bytes, ..limits };
        let mut random = SmallRng::seed_from_u64(seed.rotate_left(17));
        let sessions = Sessions::new(me, timings_of_sessions, limits_of_sessions, random.random());
        Sockets {
            me,
            sessions: sessions.with_sizes(Sizes::CONNECTIONS).with_arrivals().with_names(Names::CONNECTIONS),
            random,
            // A shorter time would only keep the driver busy; a longer one would exceed the range of the clock.
            timeout: timings.connection_timeout.clamp(Duration::from_millis(1), SESSIONS_LAST),
            feed_limit: limits.send_queue_bytes,
            endpoints: BTreeMap::new(),
            by_peer: HashMap::new(),
            listen_sockets: BTreeMap::new(),
            groups: BTreeMap::new(),
            remotes: HashMap::new(),
            users: Vec::new(),
            events: VecDeque::new(),
            unknown: Vec::new(),
            rates: BTreeMap::new(),
            next_turn: None,
            options: Options::default(),
            relays_asked: false,
            relay_events: VecDeque::new(),
            authenticated: false,
            packet: Vec::new(),
        }
    }

    /// The sessions that carry the connections. Network conditions are set on them.
    pub fn sessions(&mut self) -> &mut Sessions {
        &mut self.sessions
    }

    /// Whether there are events for [`pump`](Self::pump).
    pub fn has_events(&self) -> bool {
        !self.events.is_empty() || !self.relay_events.is_empty()
    }

    /// Whether the driver has to be woken because there is new work. Resets the state.
    pub fn take_wake(&mut self) -> bool {
        self.sessions.take_wake()
    }

    /// Appends the waiting events to `events`, oldest first.
    pub fn pump(&mut self, events: &mut VecDeque<crate::contract::Event>) {
        self.settle();
        events.extend(self.relay_events.drain(..).map(crate::contract::Event::RelayNetwork));
        events.extend(self.events.drain(..).map(crate::contract::Event::NetworkingSockets));
        self.sessions.drain_warnings(events);
    }

    /// A new number for a connection, socket or group.
    fn new_number(&mut self) -> u32 {
        loop {
            // Channels are signed, and 0 is no handle.
            let number = self.random.random::<u32>() >> 1;
            let taken = self.endpoints.contains_key(&number)
                || self.listen_sockets.contains_key(&number)
                || self.groups.contains_key(&number);
            if number != 0 && !taken {
                return number;
            }
        }
    }

    /// Changes the state of a connection and tells the game.
    fn change(&mut self, number: u32, state: i32) {
        let Some(endpoint) = self.endpoints.get_mut(&number) else { return };
        let old_state = std::mem::replace(&mut endpoint.state, state);
        if endpoint.lingers.is_some() || old_state == state {
            return;
        }
        if let Some(info) = self.info(number) {
            let connection = Connection(number);
            self.events.push_back(SocketsEvent::StatusChanged { connection, info, old_state });
        }
    }

    /// Removes a connection with its unread messages, and tells the game.
    fn remove(&mut self, number: u32) {
        self.change(number, STATE_NONE);
        self.drop_unread(number);
        if let Some(endpoint) = self.endpoints.remove(&number)
            && endpoint.peer != 0
        {
            self.by_peer.remove(&(endpoint.remote, endpoint.peer));
        }
        self.rates.remove(&number);
    }

    /// Sends a message about a connection to the process of `remote`.
    fn send_frame(&mut self, remote: SteamId, frame: &SocketFrame<'_>, kind: SendType) {
        if let Ok(packet) = postcard::to_stdvec(frame) {
            // There is room for the message unless the other side no longer accepts packets. A timeout then ends the
            // connection.
            let _ = self.sessions.send(remote, &packet, kind, CONTROL_CHANNEL);
        }
    }

    /// Delivers the packets that this process has sent to itself.
    fn settle(&mut self) {
        loop {
            self.feed(self.me);
            self.sessions.deliver_to_oneself();
            // These packets are well-formed.
            match self.take_arrivals() {
                Ok(true) => {}
                Ok(false) | Err(_) => return,
            }
        }
    }

    /// Like [`settle`](Self::settle), for a connection within this process.
    fn settle_with(&mut self, remote: SteamId) {
        if remote == self.me {
            self.settle();
        }
    }
}

/// Whether a listener on `socket` can be reached at `address`.
fn is_reached(socket: SocketAddr, address: SocketAddr) -> bool {
    let open_to_all = socket.ip().is_unspecified();
    let same = socket.ip().to_canonical() == address.ip().to_canonical();
    socket.port() == address.port() && is_this_machine(address) && (open_to_all || same)
}

/// Whether the local platform treats an address as one of this machine's own.
fn is_this_machine(address: SocketAddr) -> bool {
    address.ip().to_canonical().is_loopback()
}
