//! One peer's view of a session: its members, its connections, and the packets that have arrived.
//!
//! A session uses only [`NetworkingSockets`] and no Godot. In every frame, its owner calls [`turn`](Session::turn) with the
//! events of the connections and the time. The owner then takes the changes for the game, one at a time with
//! [`next_told`](Session::next_told), since each of them changes the state, and then the packets that have arrived, with
//! [`next_packet`](Session::next_packet).
//!
//! The peer that starts a connection introduces itself ([`wire::Hello`]), the one that accepts it answers with a welcome, and both are
//! then peers of each other. The host sends all peers the list of the others, so that each of them can look up the Steam IDs of all.

pub mod ends;
#[cfg(any(test, fuzzing))]
pub mod fuzzed;
mod handshake;
#[cfg(any(test, fuzzing))]
mod in_memory;
mod leaving;
mod packets;
mod recent;
#[cfg(test)]
mod tests;
mod turn;
mod unread;
pub mod wire;

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use self::ends::Failure;
pub use self::packets::{MAX_PACKET_BYTES, Packet, SendError};
use self::recent::Recent;
use self::unread::Unread;
pub use self::wire::{Member, Mode, Topology};
use crate::contract::SteamId;
use crate::contract::networking_sockets::{
    ConfigOption, Connection, Lane, ListenSocket, NetworkingSockets, PollGroup, close_reasons,
};

/// The peer ID of the host.
pub const HOST: i32 = 1;
/// The number of lanes for the 256 channels; each lane is ordered separately.
const LANES: u16 = 8;
/// The time limit for a new connection to introduce itself.
const GREETING_LIMIT: Duration = Duration::from_secs(10);
/// The time for which a connection waits until its user is known as a member: the user who enters a lobby knows it a
/// moment earlier than the others.
const LOBBY_GRACE: Duration = Duration::from_secs(3);
/// If nobody hosts, a client tries again this often, and for this long.
const DIAL_AGAIN: Duration = Duration::from_millis(250);
const NOT_HOSTING_LIMIT: Duration = Duration::from_secs(5);
/// The maximum number of connections that wait for admission, of all users and of one user.
const MOST_WAITING: usize = 256;
const MOST_WAITING_OF_USER: usize = 8;
/// The maximum number of peers of one user in a session.
const MOST_OF_USER: usize = 64;
/// A departed peer is reported to the game once its packets are read, or after this time.
const UNREAD_LIMIT: Duration = Duration::from_secs(1);

/// The state of a session for this peer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// There is no session.
    Disconnected,
    /// Connecting to the host.
    Connecting,
    /// In the session.
    Connected,
}

/// A change that is reported to the game.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// A peer has joined.
    Connected(i32),
    /// A peer has left.
    Disconnected(i32),
    /// The session is over for this peer.
    Ended,
}

/// The progress of a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Stage {
    /// Started by the other side, and not accepted yet.
    Knocking,
    /// Started here, and not open yet.
    Dialling,
    /// Started here and open: the welcome has not arrived yet.
    Introduced,
    /// Started by the other side and accepted: the other side has yet to introduce itself.
    Accepted,
    /// A peer.
    Up,
}

/// One connection.
#[derive(Debug)]
struct Link {
    /// The user at the other end, according to Steam.
    user: SteamId,
    /// The peer ID at the other end, 0 while it is not known.
    id: i32,
    /// The number of the process at the other end.
    process: u64,
    stage: Stage,
    since: Instant,
    /// The newest unreliable-ordered packet of each channel.
    newest: BTreeMap<u8, u32>,
    /// Packets that arrived before the welcome.
    early: Vec<Packet>,
    unread: Unread,
}

/// A user to whom this peer is connecting.
#[derive(Clone, Copy, Debug)]
struct Dial {
    /// The user. Behind an address, the user is unknown until the connection is open.
    user: SteamId,
    address: Option<SocketAddr>,
    port: i32,
    connection: Connection,
    began: Instant,
    again: Instant,
}

/// A peer whose connection has ended, which has not been reported to the game yet.
#[derive(Clone, Copy, Debug)]
struct Gone {
    id: i32,
    since: Instant,
}

/// The admission rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guests {
    /// All users.
    All,
    /// The members of a lobby.
    MembersOf(SteamId),
}

/// The parameters of a new session.
#[derive(Clone, Copy, Debug)]
pub struct Begin {
    /// The own peer ID and Steam ID.
    pub me: Member,
    /// A random number for each process.
    pub process: u64,
    /// The virtual port.
    pub port: i32,
    /// The admission rule.
    pub guests: Guests,
    /// The topology; a client adopts that of its host.
    pub topology: Topology,
    /// The time limit for a client to connect.
    pub limit: Duration,
    /// The time.
    pub now: Instant,
}

/// One peer's view of a session.
#[derive(Debug)]
pub struct Session {
    begin: Begin,
    options: Vec<ConfigOption>,
    /// The host's user, if the host is another peer.
    host: SteamId,
    status: Status,
    topology: Topology,
    /// Whether a client waits for a missing host until the time limit.
    patient: bool,
    refuses: bool,
    socket: ListenSocket,
    /// The listen socket for users who join by an address.
    address_socket: ListenSocket,
    group: PollGroup,
    links: HashMap<Connection, Link>,
    peers: BTreeMap<i32, Connection>,
    /// Peers that the host has reported.
    roster: BTreeMap<i32, SteamId>,
    /// Peers that have just left: handlers of the signal still look them up.
    recent: Recent,
    dials: Vec<Dial>,
    gone: Vec<Gone>,
    told: VecDeque<Told>,
    inbox: VecDeque<Packet>,
    inbox_bytes: usize,
    /// Whether something has been sent since the last turn.
    unflushed: bool,
    failure: Option<Failure>,
    was_connected: bool,
    sequences: Box<[u32; 256]>,
    outgoing: Vec<u8>,
    /// Steam's flags for every packet.
    pub extra_flags: i32,
}

impl Session {
    /// Starts a session as its host. `None` if this process listens on the virtual port already.
    pub fn host(
        sockets: &dyn NetworkingSockets,
        begin: Begin,
        options: Vec<ConfigOption>,
    ) -> Option<Session> {
        let mut session = Session::new(sockets, begin, options, Status::Connected);
        session.listen(sockets).then_some(session)
    }

    /// Starts a session as a client of `host`. A `patient` client waits for the host until the time limit.
    pub fn client(
        sockets: &dyn NetworkingSockets,
        begin: Begin,
        options: Vec<ConfigOption>,
        host: SteamId,
        patient: bool,
    ) -> Session {
        let mut session = Session::new(sockets, begin, options, Status::Connecting);
        session.host = host;
        session.patient = patient;
        session.dial(sockets, host, begin.port, begin.now);
        session
    }

    /// Starts a session as a client of the host at an address.
    pub fn client_of_address(
        sockets: &dyn NetworkingSockets,
        begin: Begin,
        options: Vec<ConfigOption>,
        address: SocketAddr,
    ) -> Session {
        let mut session = Session::new(sockets, begin, options, Status::Connecting);
        session.dial_at(sockets, SteamId::NIL, begin.port, Some(address), begin.now);
        session
    }

    /// Starts a session as a client whose host is not known yet: see [`find_host`](Self::find_host). Others can connect to it.
    pub fn waiting(sockets: &dyn NetworkingSockets, begin: Begin, options: Vec<ConfigOption>) -> Session {
        let mut session = Session::new(sockets, begin, options, Status::Connecting);
        session.patient = true;
        session
    }

    /// Sets the host of a session that was started without one.
    pub fn find_host(&mut self, sockets: &dyn NetworkingSockets, host: SteamId, now: Instant) {
        self.host = host;
        self.dial(sockets, host, self.begin.port, now);
    }

    /// In a mesh, a new peer connects to all existing peers.
    pub fn meet_the_others(&mut self, sockets: &dyn NetworkingSockets, now: Instant) {
        if self.topology != Topology::Mesh || self.id() == HOST {
            return;
        }
        self.listen(sockets);
        let met: Vec<SteamId> = self.links.values().map(|link| link.user).collect();
        let others = self.roster.iter().filter(|(id, user)| **id != HOST && !met.contains(user));
        for user in others.map(|(_, user)| *user).filter(|user| *user != self.user()).collect::<Vec<_>>() {
            // The earlier peer waits for the later ones to connect.
            self.add(sockets, user, self.begin.port, now);
        }
    }

    /// Sets the admission rule.
    pub fn set_guests(&mut self, guests: Guests) {
        self.begin.guests = guests;
    }

    fn new(
        sockets: &dyn NetworkingSockets,
        begin: Begin,
        options: Vec<ConfigOption>,
        status: Status,
    ) -> Session {
        Session {
            begin,
            options,
            host: SteamId::NIL,
            status,
            topology: begin.topology,
            patient: false,
            refuses: false,
            socket: ListenSocket::INVALID,
            address_socket: ListenSocket::INVALID,
            group: sockets.create_poll_group(),
            links: HashMap::new(),
            peers: BTreeMap::new(),
            roster: BTreeMap::new(),
            recent: Recent::default(),
            dials: Vec::new(),
            gone: Vec::new(),
            told: VecDeque::new(),
            inbox: VecDeque::new(),
            inbox_bytes: 0,
            unflushed: false,
            failure: None,
            was_connected: status == Status::Connected,
            sequences: Box::new([0; 256]),
            outgoing: Vec::new(),
            extra_flags: 0,
        }
    }

    /// Lets others connect to this peer. `false` if this process listens on the virtual port already.
    pub fn listen(&mut self, sockets: &dyn NetworkingSockets) -> bool {
        if self.socket == ListenSocket::INVALID {
            self.socket = sockets.create_listen_socket_p2p(self.begin.port, &self.options);
        }
        self.socket != ListenSocket::INVALID
    }

    /// Lets others also connect to an address of this machine. `false` if that is not possible, or has been done before.
    pub fn listen_on_address(&mut self, sockets: &dyn NetworkingSockets, address: SocketAddr) -> bool {
        if self.address_socket != ListenSocket::INVALID {
            return false;
        }
        self.address_socket = sockets.create_listen_socket_ip(address, &self.options);
        self.address_socket != ListenSocket::INVALID
    }

    /// Connects to another user, besides the host.
    pub fn add(&mut self, sockets: &dyn NetworkingSockets, user: SteamId, port: i32, now: Instant) {
        if !self.dials.iter().any(|dial| dial.user == user) {
            self.dial(sockets, user, port, now);
        }
    }

    fn dial(&mut self, sockets: &dyn NetworkingSockets, user: SteamId, port: i32, now: Instant) {
        self.dial_at(sockets, user, port, None, now);
    }

    fn dial_at(
        &mut self,
        sockets: &dyn NetworkingSockets,
        user: SteamId,
        port: i32,
        address: Option<SocketAddr>,
        now: Instant,
    ) {
        let connection = Connection::INVALID;
        let mut dial = Dial { user, address, port, connection, began: now, again: now + DIAL_AGAIN };
        dial.connection = self.connect(sockets, &dial);
        self.dials.push(dial);
        self.watch(sockets, dial.connection, user, Stage::Dialling, now);
    }

    fn connect(&self, sockets: &dyn NetworkingSockets, dial: &Dial) -> Connection {
        match dial.address {
            Some(address) => sockets.connect_by_ip_address(address, &self.options),
            None => sockets.connect_p2p(dial.user, dial.port, &self.options),
        }
    }

    /// Adds a connection.
    fn watch(
        &mut self,
        sockets: &dyn NetworkingSockets,
        connection: Connection,
        user: SteamId,
        stage: Stage,
        now: Instant,
    ) {
        if connection == Connection::INVALID {
            return;
        }
        sockets.set_connection_poll_group(connection, self.group);
        let link = Link {
            user,
            id: 0,
            process: 0,
            stage,
            since: now,
            newest: BTreeMap::new(),
            early: Vec::new(),
            unread: Unread::default(),
        };
        self.links.insert(connection, link);
    }

    /// The state of the session.
    pub fn status(&self) -> Status {
        self.status
    }

    /// The own peer ID.
    pub fn id(&self) -> i32 {
        self.begin.me.id
    }

    /// The user that the own peer belongs to.
    pub fn user(&self) -> SteamId {
        SteamId(self.begin.me.user)
    }

    /// The listen socket; the invalid one if nobody can connect.
    pub fn socket(&self) -> ListenSocket {
        self.socket
    }

    /// The topology.
    pub fn topology(&self) -> Topology {
        self.topology
    }

    /// The reason for the session's end, if it has ended.
    pub fn failure(&self) -> Option<&Failure> {
        self.failure.as_ref()
    }

    /// Whether this peer was ever in the session.
    pub fn was_connected(&self) -> bool {
        self.was_connected
    }

    /// Sets whether new connections are refused.
    pub fn set_refuses(&mut self, refuses: bool) {
        self.refuses = refuses;
    }

    /// Whether new connections are refused.
    pub fn refuses(&self) -> bool {
        self.refuses
    }

    /// Sets the topology. Existing peers keep the one that they were sent.
    pub fn set_topology(&mut self, topology: Topology) {
        if self.begin.me.id == HOST {
            self.topology = topology;
        }
    }

    /// The connection to a peer.
    pub fn connection_to(&self, id: i32) -> Option<Connection> {
        self.peers.get(&id).copied()
    }

    /// All known peers, including this one and those behind the relay.
    pub fn members(&self) -> BTreeMap<i32, SteamId> {
        let mut members = self.roster.clone();
        members.extend(self.peers.iter().filter_map(|(id, at)| Some((*id, self.links.get(at)?.user))));
        members.insert(self.id(), self.user());
        members
    }

    /// The user of the peer `id`, which may have just left.
    pub fn user_of(&self, id: i32) -> Option<SteamId> {
        if id == self.id() {
            return Some(self.user());
        }
        let linked =
            self.peers.get(&id).and_then(|connection| self.links.get(connection)).map(|link| link.user);
        let told = || self.roster.get(&id).copied().or_else(|| self.recent.user_of(id));
        let host = || (id == HOST && self.host != SteamId::NIL).then_some(self.host);
        linked.or_else(told).or_else(host)
    }

    /// The peer of a user.
    pub fn peer_of(&self, user: SteamId) -> Option<i32> {
        if user == self.user() {
            return Some(self.id());
        }
        let members = self.members();
        let known = members.iter().find(|(_, one)| **one == user).map(|(id, _)| *id);
        let recent = || self.recent.peer_of(user);
        known.or_else(recent).or_else(|| (user == self.host && user != SteamId::NIL).then_some(HOST))
    }

    /// Whether there is a change to report to the game.
    pub fn tells(&self) -> bool {
        !self.told.is_empty()
    }

    /// The next change to report to the game.
    pub fn next_told(&mut self, sockets: &dyn NetworkingSockets) -> Option<Told> {
        let told = self.told.pop_front()?;
        match told {
            Told::Connected(id) => {
                if id == HOST && self.status == Status::Connecting {
                    self.status = Status::Connected;
                    self.was_connected = true;
                }
            }
            Told::Disconnected(_) => {}
            Told::Ended => self.end(sockets, None),
        }
        Some(told)
    }

    /// The lanes of every connection, which are all equal.
    fn lanes() -> [Lane; LANES as usize] {
        [Lane { priority: 0, weight: 1 }; LANES as usize]
    }
}

/// The reason for an ordinary end, which both sides know.
const ORDINARY: i32 = close_reasons::APP_GENERIC;
