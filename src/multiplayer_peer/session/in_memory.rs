//! Connections in memory, for tests and fuzzing: what one user sends, another receives, and a test decides what arrives.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::net::SocketAddr;
use std::rc::Rc;

use crate::contract::networking::PacketBuffer;
use crate::contract::networking_sockets::{
    ConfigOption, Connection, ConnectionInfo, FakeIp, InvalidHandle, Lane, ListenSocket, NetworkingSockets,
    PollGroup, RealTimeStatus, Sent, SocketMessage, SocketsEvent, availability, close_reasons, results,
    send_flags, states,
};
use crate::contract::{Event, SteamId};

/// Not started yet.
const STATE_NONE: i32 = 0;

/// One end of a connection.
#[derive(Debug)]
struct End {
    owner: SteamId,
    remote: SteamId,
    /// The other end, 0 if nobody was listening.
    other: u32,
    state: i32,
    socket: u32,
    group: u32,
    inbox: VecDeque<(Vec<u8>, i32)>,
}

/// All users and their connections.
#[derive(Debug, Default)]
pub struct World {
    ends: BTreeMap<u32, End>,
    /// Listen sockets, with their owners and ports; those for addresses have negative ports.
    sockets: BTreeMap<u32, (SteamId, i32)>,
    groups: BTreeSet<u32>,
    events: BTreeMap<SteamId, VecDeque<Event>>,
    last: u32,
    /// The interval of lost unreliable messages: every n-th is lost; 0 for none.
    pub lose_every: usize,
    unreliable: usize,
}

impl World {
    fn next(&mut self) -> u32 {
        self.last += 1;
        self.last
    }

    fn enter(&mut self, handle: u32, state: i32, reason: i32, text: &str) {
        let Some(end) = self.ends.get_mut(&handle) else { return };
        let old_state = std::mem::replace(&mut end.state, state);
        if old_state == state {
            return;
        }
        let info = ConnectionInfo {
            remote: end.remote,
            listen_socket: ListenSocket(end.socket),
            state,
            end_reason: reason,
            end_debug: text.to_owned(),
            ..Default::default()
        };
        let event = SocketsEvent::StatusChanged { connection: Connection(handle), info, old_state };
        self.events.entry(end.owner).or_default().push_back(Event::NetworkingSockets(event));
    }

    fn close(&mut self, handle: u32, reason: i32, text: &str) -> bool {
        let Some(end) = self.ends.remove(&handle) else { return false };
        self.enter(end.other, states::CLOSED_BY_PEER, reason, text);
        true
    }

    /// Events that a user's process has not fetched yet.
    pub fn take_events(&mut self, user: SteamId) -> VecDeque<Event> {
        self.events.remove(&user).unwrap_or_default()
    }

    /// A process crashes: its connections break.
    pub fn kill(&mut self, user: SteamId) {
        self.sockets.retain(|_, (owner, _)| *owner != user);
        for handle in self.ends_of(user) {
            if let Some(end) = self.ends.remove(&handle) {
                self.enter(end.other, states::PROBLEM_DETECTED_LOCALLY, close_reasons::MISC_TIMEOUT, "");
            }
        }
        self.events.remove(&user);
    }

    /// The connections of a user's process.
    pub fn ends_of(&self, user: SteamId) -> Vec<u32> {
        self.ends.iter().filter(|(_, end)| end.owner == user).map(|(handle, _)| *handle).collect()
    }

    /// Inserts bytes into a connection as if the other side had sent them.
    pub fn invent(&mut self, handle: u32, bytes: &[u8]) {
        if let Some(end) = self.ends.get_mut(&handle) {
            end.inbox.push_back((bytes.to_vec(), send_flags::RELIABLE));
        }
    }

    fn receive(&mut self, handle: u32, buffer: &mut dyn PacketBuffer) -> Option<SocketMessage> {
        let end = self.ends.get_mut(&handle)?;
        let (bytes, flags) = end.inbox.pop_front()?;
        buffer.reserve(bytes.len()).copy_from_slice(&bytes);
        Some(SocketMessage {
            connection: Connection(handle),
            sender: end.remote,
            user_data: -1,
            lane: 0,
            flags,
            number: 1,
            time_received_us: 0,
        })
    }
}

/// The connections of one user in a [`World`].
#[derive(Clone, Debug)]
pub struct InMemory {
    /// The connections of all users.
    pub world: Rc<RefCell<World>>,
    /// The user.
    pub user: SteamId,
}

impl InMemory {
    /// Starts a connection to the first matching socket.
    fn begin(&self, remote: SteamId, fits: impl Fn(&(SteamId, i32)) -> bool) -> Connection {
        let mut world = self.world.borrow_mut();
        let (mine, theirs) = (world.next(), world.next());
        let mut sockets = world.sockets.iter();
        let socket = sockets.find(|(_, socket)| fits(socket)).map(|(at, (owner, _))| (*at, *owner));
        let end = |owner, remote, other, socket| End {
            owner,
            remote,
            other,
            state: STATE_NONE,
            socket,
            group: 0,
            inbox: VecDeque::new(),
        };
        world.ends.insert(mine, end(self.user, remote, if socket.is_some() { theirs } else { 0 }, 0));
        world.enter(mine, states::CONNECTING, 0, "");
        match socket {
            Some((socket, owner)) => {
                world.ends.insert(theirs, end(owner, self.user, mine, socket));
                world.enter(theirs, states::CONNECTING, 0, "");
            }
            None => world.enter(mine, states::PROBLEM_DETECTED_LOCALLY, close_reasons::MISC_GENERIC, ""),
        }
        Connection(mine)
    }
}

impl NetworkingSockets for InMemory {
    fn create_listen_socket_p2p(&self, port: i32, _: &[ConfigOption]) -> ListenSocket {
        let mut world = self.world.borrow_mut();
        if world.sockets.values().any(|socket| *socket == (self.user, port)) {
            return ListenSocket::INVALID;
        }
        let handle = world.next();
        world.sockets.insert(handle, (self.user, port));
        ListenSocket(handle)
    }

    fn retire_listen_socket(&self, socket: ListenSocket) {
        self.close_listen_socket(socket);
    }

    fn close_listen_socket(&self, socket: ListenSocket) -> bool {
        let mut world = self.world.borrow_mut();
        // As on Steam, this also closes the connections that came through the socket.
        let through: Vec<u32> =
            world.ends.iter().filter(|(_, end)| end.socket == socket.0).map(|(handle, _)| *handle).collect();
        for handle in through {
            world.close(handle, close_reasons::MISC_PEER_SENT_NO_CONNECTION, "");
        }
        world.sockets.remove(&socket.0).is_some()
    }

    fn connect_p2p(&self, remote: SteamId, port: i32, _: &[ConfigOption]) -> Connection {
        self.begin(remote, |socket| *socket == (remote, port))
    }

    fn connect_by_ip_address(&self, address: SocketAddr, _: &[ConfigOption]) -> Connection {
        // The user is known once they have accepted.
        self.begin(SteamId::NIL, |(_, port)| *port == -i32::from(address.port()))
    }

    fn create_listen_socket_ip(&self, address: SocketAddr, options: &[ConfigOption]) -> ListenSocket {
        self.create_listen_socket_p2p(-i32::from(address.port()), options)
    }

    fn accept_connection(&self, connection: Connection) -> i32 {
        let mut world = self.world.borrow_mut();
        let Some((owner, other)) = world.ends.get(&connection.0).map(|end| (end.owner, end.other)) else {
            return results::INVALID_PARAM;
        };
        if let Some(other) = world.ends.get_mut(&other) {
            other.remote = owner;
        }
        world.enter(connection.0, states::CONNECTED, 0, "");
        world.enter(other, states::CONNECTED, 0, "");
        results::OK
    }

    fn close_connection(&self, connection: Connection, reason: i32, debug: &str, _: bool) -> bool {
        self.world.borrow_mut().close(connection.0, reason, debug)
    }

    fn send_message(&self, connection: Connection, data: &[u8], flags: i32, _: u16) -> Sent {
        let mut world = self.world.borrow_mut();
        let connected = world.ends.get(&connection.0).filter(|end| end.state == states::CONNECTED);
        let Some(other) = connected.map(|end| end.other) else {
            return Sent { result: results::NO_CONNECTION, number: 0 };
        };
        let reliable = flags & send_flags::RELIABLE != 0;
        if !reliable {
            world.unreliable += 1;
        }
        let lost = !reliable && world.lose_every > 0 && world.unreliable.is_multiple_of(world.lose_every);
        if !lost && let Some(other) = world.ends.get_mut(&other) {
            other.inbox.push_back((data.to_vec(), flags));
        }
        Sent { result: results::OK, number: 1 }
    }

    fn flush_messages(&self, _: Connection) -> i32 {
        results::OK
    }

    fn receive_on_connection(
        &self,
        connection: Connection,
        buffer: &mut dyn PacketBuffer,
    ) -> Result<Option<SocketMessage>, InvalidHandle> {
        Ok(self.world.borrow_mut().receive(connection.0, buffer))
    }

    fn receive_on_poll_group(
        &self,
        group: PollGroup,
        buffer: &mut dyn PacketBuffer,
    ) -> Result<Option<SocketMessage>, InvalidHandle> {
        let mut world = self.world.borrow_mut();
        let next = world.ends.iter().find(|(_, end)| end.group == group.0 && !end.inbox.is_empty());
        let Some(handle) = next.map(|(handle, _)| *handle) else { return Ok(None) };
        Ok(world.receive(handle, buffer))
    }

    fn create_poll_group(&self) -> PollGroup {
        let mut world = self.world.borrow_mut();
        let handle = world.next();
        world.groups.insert(handle);
        PollGroup(handle)
    }

    fn destroy_poll_group(&self, group: PollGroup) -> bool {
        self.world.borrow_mut().groups.remove(&group.0)
    }

    fn set_connection_poll_group(&self, connection: Connection, group: PollGroup) -> bool {
        let mut world = self.world.borrow_mut();
        world.ends.get_mut(&connection.0).map(|end| end.group = group.0).is_some()
    }

    fn configure_connection_lanes(&self, _: Connection, _: &[Lane]) -> i32 {
        results::OK
    }

    fn connection_info(&self, _: Connection) -> Option<ConnectionInfo> {
        None
    }

    fn real_time_status(&self, _: Connection, _: usize) -> Result<RealTimeStatus, i32> {
        Err(results::NO_CONNECTION)
    }

    // Methods that a session never calls.

    fn listen_socket_address(&self, _: ListenSocket) -> Option<SocketAddr> {
        None
    }

    fn create_socket_pair(&self, _: bool, _: [SteamId; 2]) -> Option<[Connection; 2]> {
        None
    }

    fn detailed_connection_status(&self, _: Connection) -> Option<String> {
        None
    }

    fn connection_user_data(&self, _: Connection) -> i64 {
        -1
    }

    fn set_connection_user_data(&self, _: Connection, _: i64) -> bool {
        false
    }

    fn connection_name(&self, _: Connection) -> Option<String> {
        None
    }

    fn set_connection_name(&self, _: Connection, _: &str) {}

    fn identity(&self) -> Option<SteamId> {
        Some(self.user)
    }

    fn init_authentication(&self) -> i32 {
        availability::CURRENT
    }

    fn authentication_status(&self) -> i32 {
        availability::CURRENT
    }

    fn certificate_request(&self) -> Result<Vec<u8>, String> {
        Err(String::new())
    }

    fn set_certificate(&self, _: &[u8]) -> Result<(), String> {
        Err(String::new())
    }

    fn reset_identity(&self, _: SteamId) {}

    fn run_networking_callbacks(&self) {}

    fn connect_to_hosted_server(&self, _: SteamId, _: i32, _: &[ConfigOption]) -> Connection {
        Connection::INVALID
    }

    fn create_hosted_listen_socket(&self, _: i32, _: &[ConfigOption]) -> ListenSocket {
        ListenSocket::INVALID
    }

    fn hosted_server_port(&self) -> u16 {
        0
    }

    fn hosted_server_pop(&self) -> u32 {
        0
    }

    fn begin_async_request_fake_ip(&self, _: i32) -> bool {
        false
    }

    fn fake_ip(&self, _: i32) -> FakeIp {
        FakeIp::default()
    }

    fn create_listen_socket_p2p_fake_ip(&self, _: i32, _: &[ConfigOption]) -> ListenSocket {
        ListenSocket::INVALID
    }

    fn remote_fake_ip(&self, _: Connection) -> Result<SocketAddr, i32> {
        Err(results::NO_CONNECTION)
    }

    fn create_fake_udp_port(&self, _: i32) -> bool {
        false
    }
}
