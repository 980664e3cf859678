//! One peer's view of a session: who is in it, over which connections, and what has arrived.
//!
//! A session uses only [`NetworkingSockets`] and no Godot. Its owner calls [`turn`](Session::turn) with every frame,
//! with the events of the connections and the time; then takes what the game has to hear, one
//! [`next_told`](Session::next_told) after the other, since the state changes with what is taken; then what has arrived, with
//! [`next_packet`](Session::next_packet).
//!
//! The peer that begins a connection introduces itself ([`wire::Hello`]), the one that accepts it answers with a welcome, and both are
//! peers of each other from then on. The host sends all peers the list of the others, so that each can look up the Steam ID of each.

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
/// So many lanes carry the 256 channels, each of them in order for itself.
const LANES: u16 = 8;
/// The time limit for a new connection to introduce itself.
const GREETING_LIMIT: Duration = Duration::from_secs(10);
/// The members of a lobby are known here a moment later than to the one who has just entered.
const LOBBY_GRACE: Duration = Duration::from_secs(3);
/// If nobody hosts, a client asks again this often, and for so long.
const DIAL_AGAIN: Duration = Duration::from_millis(250);
const NOT_HOSTING_LIMIT: Duration = Duration::from_secs(5);
/// So many connections may wait to be let in, and so many of one user.
const MOST_WAITING: usize = 256;
const MOST_WAITING_OF_USER: usize = 8;
/// So many peers of one user may be in a session.
const MOST_OF_USER: usize = 64;
/// A peer that has gone is told of when its packets are read, or after so long.
const UNREAD_LIMIT: Duration = Duration::from_secs(1);

/// How a session stands for this peer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// There is none.
    Disconnected,
    /// On the way to the host.
    Connecting,
    /// In the session.
    Connected,
}

/// A change that the game has to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// Somebody is a peer from now on.
    Connected(i32),
    /// Somebody is no peer any more.
    Disconnected(i32),
    /// The session is over for this peer.
    Ended,
}

/// How far a connection is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Stage {
    /// Begun by the other side, and not accepted yet.
    Knocking,
    /// Begun here, and not open yet.
    Dialling,
    /// Begun here and open: the welcome is still to come.
    Introduced,
    /// Begun by the other side and accepted: it has yet to introduce itself.
    Accepted,
    /// A peer.
    Up,
}

/// One connection.
#[derive(Debug)]
struct Link {
    /// Whose it is, by what Steam says.
    user: SteamId,
    /// The peer ID at the other end, 0 while that is not known.
    id: i32,
    /// The number of the process at the other end.
    process: u64,
    stage: Stage,
    since: Instant,
    /// The newest unreliable-ordered packet of each channel.
    newest: BTreeMap<u8, u32>,
    /// Packets that came before the welcome.
    early: Vec<Packet>,
    unread: Unread,
}

/// Somebody whom this peer connects to.
#[derive(Clone, Copy, Debug)]
struct Dial {
    /// Whom. Behind an address, nobody is known until the connection is open.
    user: SteamId,
    address: Option<SocketAddr>,
    port: i32,
    connection: Connection,
    began: Instant,
    again: Instant,
}

/// A peer whose connection has ended, and of which the game has not heard.
#[derive(Clone, Copy, Debug)]
struct Gone {
    id: i32,
    since: Instant,
}

/// The admission rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guests {
    /// Everybody.
    All,
    /// The members of a lobby.
    MembersOf(SteamId),
}

/// How a session is begun.
#[derive(Clone, Copy, Debug)]
pub struct Begin {
    /// The own peer ID and Steam ID.
    pub me: Member,
    /// A number drawn once for each process.
    pub process: u64,
    /// The virtual port.
    pub port: i32,
    /// The admission rule.
    pub guests: Guests,
    /// Which peers reach each other; a client adopts its host's rule.
    pub topology: Topology,
    /// How long a client may be connecting.
    pub limit: Duration,
    /// The time.
    pub now: Instant,
}

/// One peer's view of a session.
#[derive(Debug)]
pub struct Session {
    begin: Begin,
    options: Vec<ConfigOption>,
    /// The host's user, if that is another peer.
    host: SteamId,
    status: Status,
    topology: Topology,
    /// Whether a host that is not there yet is waited for until the time limit.
    patient: bool,
    refuses: bool,
    socket: ListenSocket,
    /// The one for those who come by an address.
    address_socket: ListenSocket,
    group: PollGroup,
    links: HashMap<Connection, Link>,
    peers: BTreeMap<i32, Connection>,
    /// Peers that the host has told of.
    roster: BTreeMap<i32, SteamId>,
    /// Peers that have just gone: they are still looked up in the handlers of that.
    recent: Recent,
    dials: Vec<Dial>,
    gone: Vec<Gone>,
    told: VecDeque<Told>,
    inbox: VecDeque<Packet>,
    inbox_bytes: usize,
    /// Whether something was sent since the last turn.
    unflushed: bool,
    failure: Option<Failure>,
    was_connected: bool,
    sequences: Box<[u32; 256]>,
    outgoing: Vec<u8>,
    /// The flags of Steam's that are added to every packet.
    pub extra_flags: i32,
}

impl Session {
    /// Begins a session as its host. `None` if this process listens on the virtual port already.
    pub fn host(
        sockets: &dyn NetworkingSockets,
        begin: Begin,
        options: Vec<ConfigOption>,
    ) -> Option<Session> {
        let mut session = Session::new(sockets, begin, options, Status::Connected);
        session.listen(sockets).then_some(session)
    }

    /// Begins a session as a client of `host`, which is waited for until the time limit if `patient`.
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

    /// Begins a session as a client of whoever hosts at an address.
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

    /// Begins a session as a client whose host is not known yet: see [`find_host`](Self::find_host). Others can connect to it.
    pub fn waiting(sockets: &dyn NetworkingSockets, begin: Begin, options: Vec<ConfigOption>) -> Session {
        let mut session = Session::new(sockets, begin, options, Status::Connecting);
        session.patient = true;
        session
    }

    /// The host of a session that was begun without.
    pub fn find_host(&mut self, sockets: &dyn NetworkingSockets, host: SteamId, now: Instant) {
        self.host = host;
        self.dial(sockets, host, self.begin.port, now);
    }

    /// In a mesh, whoever comes connects to everybody who is there.
    pub fn meet_the_others(&mut self, sockets: &dyn NetworkingSockets, now: Instant) {
        if self.topology != Topology::Mesh || self.id() == HOST {
            return;
        }
        self.listen(sockets);
        let met: Vec<SteamId> = self.links.values().map(|link| link.user).collect();
        let others = self.roster.iter().filter(|(id, user)| **id != HOST && !met.contains(user));
        for user in others.map(|(_, user)| *user).filter(|user| *user != self.user()).collect::<Vec<_>>() {
            // The earlier peer waits for the later ones.
            self.add(sockets, user, self.begin.port, now);
        }
    }

    /// Sets who may come in.
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

    /// Lets others begin connections to this peer. `false` if this process listens on the virtual port already.
    pub fn listen(&mut self, sockets: &dyn NetworkingSockets) -> bool {
        if self.socket == ListenSocket::INVALID {
            self.socket = sockets.create_listen_socket_p2p(self.begin.port, &self.options);
        }
        self.socket != ListenSocket::INVALID
    }

    /// Lets others begin connections to an address of this machine as well. `false` if that is not possible, or was done before.
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

    /// Takes a connection in hand.
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

    /// How the session stands.
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

    /// The listen socket, the invalid one if nobody can connect here.
    pub fn socket(&self) -> ListenSocket {
        self.socket
    }

    /// Which peers reach each other.
    pub fn topology(&self) -> Topology {
        self.topology
    }

    /// Why the session ended, if it has.
    pub fn failure(&self) -> Option<&Failure> {
        self.failure.as_ref()
    }

    /// Whether this peer was ever in the session.
    pub fn was_connected(&self) -> bool {
        self.was_connected
    }

    /// Takes no new connections, or takes them again.
    pub fn set_refuses(&mut self, refuses: bool) {
        self.refuses = refuses;
    }

    /// Whether no new connections are taken.
    pub fn refuses(&self) -> bool {
        self.refuses
    }

    /// Sets how peers reach each other. Existing peers keep the topology that they were sent.
    pub fn set_topology(&mut self, topology: Topology) {
        if self.begin.me.id == HOST {
            self.topology = topology;
        }
    }

    /// The connection to a peer.
    pub fn connection_to(&self, id: i32) -> Option<Connection> {
        self.peers.get(&id).copied()
    }

    /// All peers that are known, those behind the relay and this one included.
    pub fn members(&self) -> BTreeMap<i32, SteamId> {
        let mut members = self.roster.clone();
        members.extend(self.peers.iter().filter_map(|(id, at)| Some((*id, self.links.get(at)?.user))));
        members.insert(self.id(), self.user());
        members
    }

    /// Whose peer `id` is, one that has just gone included.
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

    /// Whether there is something that the game has to hear.
    pub fn tells(&self) -> bool {
        !self.told.is_empty()
    }

    /// The next thing the game has to hear.
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

    /// The lanes of every connection: equal among each other.
    fn lanes() -> [Lane; LANES as usize] {
        [Lane { priority: 0, weight: 1 }; LANES as usize]
    }
}

/// The reason of an ordinary end, which both sides know.
const ORDINARY: i32 = close_reasons::APP_GENERIC;
