//! Connections: `ISteamNetworkingSockets` between local processes.
//!
//! [`Sockets`] is a state machine without I/O and stands on one [`Sessions`]: all connections of two processes share the
//! session between these, which brings their messages over once and in order, over bad networks and broken links too. What a
//! packet of that session says is in [`wire::socket`](super::wire::socket).
//!
//! `game`, `receive` and `status` are what the game asks, `transport` is what the driver tells and asks, `control` what the
//! other side says. `endpoint` is this side of one connection, `lanes` what waits to be sent on it, `config` its options.

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

/// So much of a connection may be handed to the session before a link takes it. More would only keep lanes with a higher
/// priority waiting.
const FEED_BYTES: usize = 64 * 1024;
/// Room in the session that is kept for what connections themselves have to say.
const CONTROL_BYTES: usize = 1024 * 1024;
/// Messages without `NO_NAGLE` wait so long for company at most.
const NAGLE: Duration = Duration::from_millis(5);
/// Sessions do not fail by themselves: each connection has a time limit of its own.
const SESSIONS_LAST: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// The connections of one process. Its callers are those of [`Sessions`], and they keep the same rules.
#[derive(Debug)]
pub struct Sockets {
    me: SteamId,
    sessions: Sessions,
    random: SmallRng,
    /// How long a connection may be without a sign of life where the game has set nothing else.
    timeout: Duration,
    /// What the session may have queued for one user before connections keep their messages.
    feed_limit: usize,
    endpoints: BTreeMap<u32, Endpoint>,
    /// The number of a connection by the user at the other end and their number of it.
    by_peer: HashMap<(SteamId, u32), u32>,
    listen_sockets: BTreeMap<u32, ListenSocketState>,
    groups: BTreeMap<u32, Group>,
    remotes: HashMap<SteamId, Remote>,
    /// The other local users.
    users: Vec<SteamId>,
    events: VecDeque<SocketsEvent>,
    /// Numbers that others have used for connections which are not here; they are told with the next turn.
    unknown: Vec<(SteamId, u32)>,
    rates: BTreeMap<u32, Rates>,
    last_turn: Option<Instant>,
    /// What was set for all.
    options: Options,
    /// Whether the game has asked for the relay network.
    relays_asked: bool,
    relay_events: VecDeque<RelayEvent>,
    /// Whether the game has asked to prove who it is.
    authenticated: bool,
    packet: Vec<u8>,
}

/// A listen socket.
#[derive(Debug)]
struct ListenSocketState {
    port: Port,
    options: Options,
}

/// What is known of another process.
#[derive(Clone, Copy, Debug)]
struct Remote {
    /// When it was last heard of.
    heard: Instant,
    /// Since when the link to it is broken.
    down: Option<Instant>,
}

impl Sockets {
    /// The connections of user `me`. `seed` as with [`Sessions::new`].
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
            // Shorter would only keep the driver busy, longer would leave the range of the clock.
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
            last_turn: None,
            options: Options::default(),
            relays_asked: false,
            relay_events: VecDeque::new(),
            authenticated: false,
            packet: Vec::new(),
        }
    }

    /// The sessions that carry the connections, for the conditions of the network.
    pub fn sessions(&mut self) -> &mut Sessions {
        &mut self.sessions
    }

    /// Whether [`pump`](Self::pump) has something to tell.
    pub fn has_events(&self) -> bool {
        !self.events.is_empty() || !self.relay_events.is_empty()
    }

    /// Whether the driver has to be woken, since it has something new to do. Answers `true` once per occasion.
    pub fn take_wake(&mut self) -> bool {
        self.sessions.take_wake()
    }

    /// Appends what has happened to `events`, oldest first.
    pub fn pump(&mut self, events: &mut VecDeque<crate::contract::Event>) {
        self.settle();
        events.extend(self.relay_events.drain(..).map(crate::contract::Event::RelayNetwork));
        events.extend(self.events.drain(..).map(crate::contract::Event::NetworkingSockets));
        self.sessions.drain_warnings(events);
    }

    /// A number for a new connection, socket or group.
    fn new_number(&mut self) -> u32 {
        loop {
            // Channels are signed, and 0 names nothing.
            let number = self.random.random::<u32>() >> 1;
            let taken = self.endpoints.contains_key(&number)
                || self.listen_sockets.contains_key(&number)
                || self.groups.contains_key(&number);
            if number != 0 && !taken {
                return number;
            }
        }
    }

    /// The connection goes into `state`, and the game hears of it.
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

    /// Forgets a connection and what is unread of it. The game hears that it is gone.
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

    /// Says something about a connection to the process of `remote`.
    fn say(&mut self, remote: SteamId, frame: &SocketFrame<'_>, kind: SendType) {
        if let Ok(packet) = postcard::to_stdvec(frame) {
            // There is room for it, unless the other side takes nothing any more: then time ends the connection.
            let _ = self.sessions.send(remote, &packet, kind, CONTROL_CHANNEL);
        }
    }

    /// What this process says to itself arrives at once.
    fn settle(&mut self) {
        loop {
            self.feed(self.me);
            self.sessions.deliver_to_oneself();
            // What this process says to itself is well formed.
            match self.take_arrivals() {
                Ok(true) => {}
                Ok(false) | Err(_) => return,
            }
        }
    }

    /// As [`settle`](Self::settle), where a connection stays within this process.
    fn settle_with(&mut self, remote: SteamId) {
        if remote == self.me {
            self.settle();
        }
    }
}

/// Whether who listens on `socket` is reached at `address`.
fn is_reached(socket: SocketAddr, address: SocketAddr) -> bool {
    let open_to_all = socket.ip().is_unspecified();
    let same = socket.ip().to_canonical() == address.ip().to_canonical();
    socket.port() == address.port() && is_this_machine(address) && (open_to_all || same)
}

/// Whether an address is one of this machine's own, as far as the local platform goes.
fn is_this_machine(address: SocketAddr) -> bool {
    address.ip().to_canonical().is_loopback()
}
