//! The sessions of one process with other users: packets in, packets out, requests, failures.
//!
//! [`Sessions`] is a state machine without I/O. It never reads a clock and owns no socket: the driver passes the frames
//! and the time to it, and polls it for frames to send.
//!
//! `game` and `transport` are its interfaces to the game and to the driver. `peer` holds all state about one remote
//! user: `outgoing` (the stream to them), `incoming` (the stream from them), `way` (the route of their packets) and
//! `channels`. `inbox` holds the packets of all users that the game has not read. `conditioned` makes the network bad
//! on purpose.

mod announcements;
mod arrivals;
mod backlog;
mod carrier;
mod channels;
mod conditioned;
mod game;
mod gaps;
mod inbox;
mod incoming;
mod keys;
mod outgoing;
mod pace;
mod peer;
mod round_trip;
#[cfg(test)]
mod tests;
mod transport;
mod way;

use std::collections::{HashMap, VecDeque};
use std::time::Instant;

use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};

pub use self::carrier::Carrier;
use self::inbox::Inbox;
use self::keys::KeyState;
pub use self::outgoing::Queued;
use self::pace::Pace;
use self::peer::Peer;
use super::conditioner::Table;
use super::limits::{LimitWarnings, MAX_PEERS};
use super::wire::socket;
use super::{Limits, Timings};
use crate::contract::SteamId;
use crate::contract::network_conditions::Conditions;
use crate::contract::networking::{MAX_RELIABLE_BYTES, MAX_UNRELIABLE_BYTES, SendRefused};
use crate::contract::networking_messages::MAX_MESSAGE_BYTES;

/// `EP2PSessionError`: no answer in time.
const SESSION_ERROR_TIMEOUT: u8 = 4;

/// A violation of the protocol by a remote process. Its connection has to be closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Violation {
    /// It acknowledged packets that were never sent.
    #[error("packet {claimed} was acknowledged, but the next one to be sent is {next}")]
    AckOfUnsent {
        /// The acknowledged sequence.
        claimed: u64,
        /// The next sequence of the stream.
        next: u64,
    },
    /// The numbers of a frame contradict each other or earlier frames.
    #[error("the numbers of a frame contradict each other")]
    InconsistentNumbers,
    /// It sent more than the window allows.
    #[error("{waiting} bytes wait to be read, more than was ever allowed")]
    WindowOverrun {
        /// The bytes that wait to be read.
        waiting: usize,
    },
    /// The content of a packet is malformed.
    #[error("a packet of connections is malformed")]
    Malformed,
    /// A packet is too large for its type.
    #[error("a packet has {len} bytes")]
    TooLarge {
        /// The size of the packet in bytes.
        len: usize,
    },
}

/// The sessions of one process.
///
/// Three kinds of callers share it, behind one lock that is never held during a call to another component:
///
/// - **The game** calls [`send`](Self::send), [`available`](Self::available), [`read`](Self::read),
///   [`accept`](Self::accept), [`close`](Self::close), [`close_channel`](Self::close_channel), [`state`](Self::state).
///   After the calls that may cause work for the driver, [`take_wake`](Self::take_wake) tells whether to wake it.
/// - **The pump** calls [`pump`](Self::pump), the only source of events.
/// - **The driver** works on its own thread. Once per turn of its loop, it passes on the frames that arrived
///   ([`handle_frame`](Self::handle_frame)) and the changes of links ([`handle_link_up`](Self::handle_link_up),
///   [`handle_link_down`](Self::handle_link_down)). Then it calls [`handle_timeout`](Self::handle_timeout) with the
///   time, [`poll_remotes`](Self::poll_remotes), and [`poll_transmit`](Self::poll_transmit) for each remote whose link
///   is up and accepts bytes. Last, [`poll_timeout`](Self::poll_timeout) tells it how long to sleep. A remote without a
///   link stays in the list: the driver should try to open one, at its own pace. A link is one ordered connection from
///   this process to the remote one and carries all frames to it. The remote's frames arrive on a link of its own. When
///   a connection from a remote replaces an older one, no frame of the older one may be passed on any more.
///
/// Any frame may be lost with a link. No frame may be changed or arrive twice, and frames of one kind stay in order.
#[derive(Debug)]
pub struct Sessions {
    me: SteamId,
    pace: Pace,
    limits: Limits,
    sizes: Sizes,
    relay_allowed: bool,
    peers: Vec<Peer>,
    index: HashMap<SteamId, usize, KeyState>,
    /// The index in `peers` of the session with oneself.
    myself: Option<usize>,
    inbox: Inbox,
    notices: VecDeque<Notice>,
    /// The indices in `peers` of the users listed for sending, and whether one was added since the driver last looked.
    ready: Vec<usize>,
    wake: bool,
    next_stream: u32,
    conditions: Table,
    names: Names,
    warnings: LimitWarnings,
}

/// An event for the next pump.
#[derive(Clone, Copy, Debug)]
enum Notice {
    Requested(SteamId),
    Failed(SteamId, u8),
}

impl Notice {
    fn remote(&self) -> SteamId {
        match *self {
            Notice::Requested(remote) | Notice::Failed(remote, _) => remote,
        }
    }
}

/// The methods and signals of scripts, with their classes, that warnings about limits name.
#[derive(Clone, Copy, Debug)]
pub struct Names {
    accept: &'static str,
    close_channel: &'static str,
    read: &'static str,
    request: &'static str,
    send: &'static str,
}

impl Names {
    /// The names of `ISteamNetworking`.
    pub const PACKETS: Names = Names {
        accept: "Steam.acceptP2PSessionWithUser",
        close_channel: "Steam.closeP2PChannelWithUser",
        read: "Steam.readP2PPacket",
        request: "Steam.p2p_session_request",
        send: "Steam.sendP2PPacket",
    };
    /// The names of `ISteamNetworkingMessages`.
    pub const MESSAGES: Names = Names {
        accept: "Steam.acceptSessionWithUser",
        close_channel: "Steam.closeChannelWithUser",
        read: "Steam.receiveMessagesOnChannel",
        request: "Steam.network_messages_session_request",
        send: "Steam.sendMessageToUser",
    };
    /// The names of `ISteamNetworkingSockets`.
    pub const CONNECTIONS: Names = Names {
        accept: "Steam.acceptConnection",
        close_channel: "Steam.closeConnection",
        read: "Steam.receiveMessagesOnConnection",
        request: "Steam.network_connection_status_changed",
        send: "Steam.sendMessageToConnection",
    };
}

/// The size limits of packets, in bytes.
#[derive(Clone, Copy, Debug)]
pub struct Sizes {
    unreliable: usize,
    reliable: usize,
}

impl Sizes {
    /// The sizes of `ISteamNetworking`.
    pub const PACKETS: Sizes = Sizes { unreliable: MAX_UNRELIABLE_BYTES, reliable: MAX_RELIABLE_BYTES };
    /// The sizes of `ISteamNetworkingMessages`.
    pub const MESSAGES: Sizes = Sizes { unreliable: MAX_MESSAGE_BYTES, reliable: MAX_MESSAGE_BYTES };

    /// The sizes of packets that carry connections: a message and its header.
    pub const CONNECTIONS: Sizes = Sizes {
        unreliable: MAX_MESSAGE_BYTES + socket::MAX_HEADER_BYTES,
        reliable: MAX_MESSAGE_BYTES + socket::MAX_HEADER_BYTES,
    };

    #[inline]
    const fn limit(&self, reliable: bool) -> usize {
        if reliable { self.reliable } else { self.unreliable }
    }
}

/// A packet that was read, besides its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Received {
    /// The sender.
    pub remote: SteamId,
    /// Whether it was sent reliably.
    pub reliable: bool,
    /// Its position in the stream of its session, from 0.
    pub position: u64,
    /// The time of its arrival; `None` for a packet to oneself, which was never in flight.
    pub arrived: Option<Instant>,
}

/// The traffic between two users. Each transmission of a packet counts for its sender.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SessionCounters {
    /// Packets handed to the link.
    pub packets_sent: u64,
    /// The bytes in these packets.
    pub bytes_sent: u64,
    /// Packets that could be read.
    pub packets_received: u64,
    /// The bytes in these packets.
    pub bytes_received: u64,
    /// Unreliable packets that there was no room for.
    pub packets_dropped: u64,
    /// Unreliable packets that were sent and did not arrive: the conditions lost them, they were in flight when the
    /// link was cut or broke, or they were sent while it was down.
    pub packets_lost: u64,
}

impl Sessions {
    /// The sessions of user `me`. `seed` must differ from run to run and from process to process, so that the streams
    /// of a restarted process differ from those of its predecessor.
    pub fn new(me: SteamId, timings: Timings, limits: Limits, seed: u64) -> Self {
        let mut random = SmallRng::seed_from_u64(seed);
        let keys = KeyState(random.random());
        Sessions {
            me,
            pace: timings.into(),
            limits,
            sizes: Sizes::PACKETS,
            relay_allowed: true,
            peers: Vec::new(),
            index: HashMap::with_hasher(keys),
            myself: None,
            inbox: Inbox::new(keys),
            notices: VecDeque::new(),
            ready: Vec::new(),
            wake: false,
            next_stream: random.random(),
            conditions: Table::new(Conditions::default(), random.random()),
            names: Names::PACKETS,
            warnings: LimitWarnings::default(),
        }
    }

    /// Sets the size limits of packets.
    pub fn with_sizes(self, sizes: Sizes) -> Self {
        Sessions { sizes, ..self }
    }

    /// Sets the names for warnings.
    pub fn with_names(self, names: Names) -> Self {
        Sessions { names, ..self }
    }

    /// Whether there is a warning for the next pump.
    pub fn has_warnings(&self) -> bool {
        !self.warnings.is_empty()
    }

    /// Whether there is an event or a warning for the next pump.
    pub fn has_news(&self) -> bool {
        !self.notices.is_empty() || self.has_warnings()
    }

    /// Whether the driver has to be woken because there is something new to send. Resets the state.
    #[inline]
    pub fn take_wake(&mut self) -> bool {
        std::mem::take(&mut self.wake)
    }

    #[inline]
    fn find(&self, remote: SteamId) -> Option<usize> {
        self.index.get(&remote).copied()
    }

    #[inline]
    fn find_or_make(&mut self, remote: SteamId) -> Result<usize, SendRefused> {
        match self.find(remote) {
            Some(at) => Ok(at),
            None => self.make(remote),
        }
    }

    #[cold]
    fn make(&mut self, remote: SteamId) -> Result<usize, SendRefused> {
        if !remote.is_endpoint() {
            return Err(SendRefused::InvalidUser);
        }
        let stream = self.new_stream();
        let peer = Peer::new(remote, stream, self.limits.receive_queue_bytes);
        let forgettable =
            || self.peers.iter().position(|peer| peer.is_forgettable() && peer.remote != self.me);
        let at = if self.peers.len() < MAX_PEERS {
            self.peers.push(peer);
            self.peers.len() - 1
        } else {
            let at = forgettable().ok_or(SendRefused::TooManyUsers { limit: MAX_PEERS })?;
            let place = self.peers.get_mut(at).ok_or(SendRefused::Refused)?;
            let forgotten = std::mem::replace(place, peer);
            self.index.remove(&forgotten.remote);
            at
        };
        self.index.insert(remote, at);
        if remote == self.me {
            self.myself = Some(at);
        }
        self.update_way(at);
        Ok(at)
    }

    fn new_stream(&mut self) -> u32 {
        self.next_stream = self.next_stream.wrapping_add(1);
        self.next_stream
    }

    /// Ends the session at `at` on this side.
    fn end(&mut self, at: usize, error: u8) {
        let stream = self.new_stream();
        if let Some(peer) = self.peers.get_mut(at) {
            peer.end(stream, error);
            if peer.incoming.answer_due() {
                self.mark_ready(at);
            }
        }
        self.update_way(at);
    }

    #[inline]
    fn mark_ready(&mut self, at: usize) {
        let Some(peer) = self.peers.get_mut(at) else { return };
        if !peer.ready {
            peer.ready = true;
            self.wake = true;
            if !peer.listed {
                peer.listed = true;
                self.ready.push(at);
            }
        }
    }
}
