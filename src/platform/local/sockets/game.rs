//! The connections' interface to the game.

use std::net::SocketAddr;

use super::endpoint::Endpoint;
use super::lanes::Waiting;
use super::{FEED_BYTES, ListenSocketState, Sockets};
use crate::contract::SteamId;
use crate::contract::networking::SendType;
use crate::contract::networking_sockets::{
    ConfigOption, Connection, Lane, ListenSocket, MAX_CLOSE_TEXT_BYTES, MAX_LANES, MAX_MESSAGE_BYTES, Sent,
    close_reasons, results, send_flags, states,
};
use crate::platform::local::limits::{Limit, MAX_CONNECTIONS};
use crate::platform::local::wire::socket::{Header, Port, SocketFrame};

impl Sockets {
    /// Listens on a virtual port, or on an address.
    pub fn listen(&mut self, port: Port, options: &[ConfigOption]) -> ListenSocket {
        let taken = |socket: &ListenSocketState| match (socket.port, port) {
            (Port::Address(one), Port::Address(other)) => {
                let shared =
                    one.ip().is_unspecified() || other.ip().is_unspecified() || one.ip() == other.ip();
                one.port() == other.port() && shared
            }
            (one, other) => one == other,
        };
        let nowhere = matches!(port, Port::Address(address) if address.port() == 0);
        if nowhere || self.listen_sockets.values().any(taken) {
            return ListenSocket::INVALID;
        }
        let Some(options) = self.options.with(options) else { return ListenSocket::INVALID };
        let number = self.new_number();
        self.listen_sockets.insert(number, ListenSocketState { port, options });
        ListenSocket(number)
    }

    /// Closes a listen socket and the connections that came through it. Messages that wait on lingering connections are
    /// lost.
    // rule: sockets.close-listen-socket
    pub fn close_listen_socket(&mut self, socket: ListenSocket) -> bool {
        if !self.retire_listen_socket(socket) {
            return false;
        }
        let came_through = |endpoint: &Endpoint| endpoint.listen_socket == socket.0;
        let lingering = self.endpoints.iter().filter(|(_, endpoint)| came_through(endpoint));
        let lingering: Vec<(u32, SteamId)> =
            lingering.map(|(number, endpoint)| (*number, endpoint.remote)).collect();
        for (number, remote) in lingering {
            self.end_lingering(&[number]);
            self.settle_with(remote);
        }
        true
    }

    /// Closes a listen socket as [`close_listen_socket`](Self::close_listen_socket) does, but lets lingering
    /// connections send their messages.
    pub fn retire_listen_socket(&mut self, socket: ListenSocket) -> bool {
        if self.listen_sockets.remove(&socket.0).is_none() {
            return false;
        }
        let came_through =
            |(number, endpoint): (&u32, &Endpoint)| (endpoint.listen_socket == socket.0).then_some(*number);
        let theirs: Vec<u32> = self.endpoints.iter().filter_map(came_through).collect();
        for number in theirs {
            self.close(Connection(number), close_reasons::APP_GENERIC, "the listen socket was closed", false);
        }
        true
    }

    /// The address of a socket, if it listens on one.
    pub fn listen_socket_address(&self, socket: ListenSocket) -> Option<SocketAddr> {
        match self.listen_sockets.get(&socket.0)?.port {
            Port::Address(address) => Some(address),
            Port::Virtual(_) => None,
        }
    }

    /// Begins to connect to `remote`.
    pub fn connect(&mut self, remote: SteamId, port: i32, options: &[ConfigOption]) -> Connection {
        if !remote.is_endpoint() {
            return Connection::INVALID;
        }
        let Some(number) = self.begin(remote, Port::Virtual(port), options) else {
            return Connection::INVALID;
        };
        self.send_frame(
            remote,
            &SocketFrame::Connect { from: number, port: Port::Virtual(port) },
            SendType::Reliable,
        );
        self.settle_with(remote);
        Connection(number)
    }

    /// Begins to connect to the process that listens on `address`.
    pub fn connect_by_address(&mut self, address: SocketAddr, options: &[ConfigOption]) -> Connection {
        let nowhere = address.port() == 0 || address.ip().is_unspecified();
        let begun = || self.begin(SteamId::NIL, Port::Address(address), options);
        let Some(number) = (!nowhere).then(begun).flatten() else { return Connection::INVALID };
        self.ask_for_address(number);
        self.settle();
        Connection(number)
    }

    fn begin(&mut self, remote: SteamId, port: Port, options: &[ConfigOption]) -> Option<u32> {
        if self.endpoints.len() >= MAX_CONNECTIONS {
            let method = match port {
                Port::Virtual(_) => "Steam.connectP2P",
                Port::Address(_) => "Steam.connectByIPAddress",
            };
            self.sessions.warn(method, Limit::Connections);
            return None;
        }
        let options = self.options.with(options)?;
        let number = self.new_number();
        self.endpoints.insert(number, Endpoint::new(remote, port, options));
        self.change(number, states::CONNECTING);
        Some(number)
    }

    /// Accepts a connection that the other side has begun.
    pub fn accept(&mut self, connection: Connection) -> i32 {
        let Some(endpoint) = self.visible(connection) else { return results::INVALID_PARAM };
        if !endpoint.waits_for_accept() {
            return results::INVALID_STATE;
        }
        let (remote, peer) = (endpoint.remote, endpoint.peer);
        self.change(connection.0, states::FINDING_ROUTE);
        self.send_frame(remote, &SocketFrame::Accept { from: connection.0, to: peer }, SendType::Reliable);
        self.settle_with(remote);
        results::OK
    }

    /// Closes a connection and frees its handle.
    pub fn close(&mut self, connection: Connection, reason: i32, debug: &str, linger: bool) -> bool {
        let Some(endpoint) = self.visible(connection) else { return false };
        let remote = endpoint.remote;
        if endpoint.is_alive() {
            let allowed = close_reasons::APP_MIN..=close_reasons::APP_EXCEPTION_MAX;
            let reason = if allowed.contains(&reason) { reason } else { close_reasons::APP_GENERIC };
            let debug = cut(debug);
            if linger && endpoint.is_open() && !endpoint.lanes.is_empty() {
                self.drop_unread(connection.0);
                self.change(connection.0, super::STATE_NONE);
                if let Some(endpoint) = self.endpoints.get_mut(&connection.0) {
                    endpoint.state = states::CONNECTED;
                    endpoint.lingers = Some((reason, debug.to_owned()));
                }
                return true;
            }
            self.send_closed(connection.0, reason, debug);
        }
        self.remove(connection.0);
        self.settle_with(remote);
        true
    }

    /// Tells the other side that this side has closed the connection.
    pub(super) fn send_closed(&mut self, number: u32, reason: i32, debug: &str) {
        let Some(endpoint) = self.endpoints.get(&number) else { return };
        let asked = match endpoint.remote {
            SteamId::NIL => endpoint.candidates.clone(),
            remote => vec![remote],
        };
        let frame = SocketFrame::Close { from: number, to: endpoint.peer, reason, debug };
        for remote in asked {
            self.send_frame(remote, &frame, SendType::Reliable);
        }
    }

    /// Creates two connections of this process, connected to each other.
    pub fn pair(&mut self, network: bool, identities: [SteamId; 2]) -> Option<[Connection; 2]> {
        if self.endpoints.len() + 2 > MAX_CONNECTIONS {
            self.sessions.warn("Steam.createSocketPair", Limit::Connections);
            return None;
        }
        let numbers = [self.new_number(), self.new_number()];
        let [one, other] = numbers;
        let [identity, other_identity] = identities;
        for (number, peer, shown) in [(one, other, other_identity), (other, one, identity)] {
            let mut endpoint = Endpoint::new(self.me, Port::Virtual(0), self.options.clone());
            endpoint.shown = shown;
            endpoint.peer = peer;
            endpoint.is_pair = !network;
            endpoint.state = states::CONNECTED;
            self.endpoints.insert(number, endpoint);
            self.by_peer.insert((self.me, peer), number);
        }
        Some(numbers.map(Connection))
    }

    /// Queues a message.
    pub fn send(&mut self, connection: Connection, data: &[u8], flags: i32, lane: u16) -> Sent {
        let refused = |result| Sent { result, number: 0 };
        let is = |flag: i32| flags & flag != 0;
        let Some(endpoint) = self.endpoints.get_mut(&connection.0).filter(|one| one.lingers.is_none()) else {
            return refused(results::INVALID_PARAM);
        };
        if !endpoint.is_alive() {
            return refused(results::NO_CONNECTION);
        }
        let Some(number) = endpoint.lanes.next_number(lane).filter(|_| data.len() <= MAX_MESSAGE_BYTES)
        else {
            return refused(results::INVALID_PARAM);
        };
        let (remote, reliable) = (endpoint.remote, is(send_flags::RELIABLE));
        let idle = endpoint.is_open()
            && endpoint.lanes.is_empty()
            && has_room(&self.sessions, remote, self.feed_limit, data.len());
        if !reliable && is(send_flags::NO_DELAY) && !idle {
            return refused(results::IGNORED);
        }
        if !idle && endpoint.lanes.bytes() + data.len() > endpoint.options.send_buffer() {
            let limit = Limit::ConnectionSendBuffer(endpoint.options.send_buffer());
            self.sessions.warn("Steam.sendMessageToConnection", limit);
            return refused(results::LIMIT_EXCEEDED);
        }
        let no_nagle = is(send_flags::NO_NAGLE) || !endpoint.options.has_nagle();
        Header { lane, number }.write(data, &mut self.packet);
        if idle {
            let kind = kind(reliable, no_nagle);
            if self.sessions.send(remote, &self.packet, kind, endpoint.peer as i32).is_err() {
                return refused(results::LIMIT_EXCEEDED);
            }
            endpoint.counters.sent = added(endpoint.counters.sent, self.packet.len());
        } else {
            endpoint.lanes.push(lane, Waiting { packet: self.packet.clone(), reliable, no_nagle });
        }
        endpoint.lanes.count(lane);
        self.settle_with(remote);
        Sent { result: results::OK, number: i64::try_from(number).unwrap_or(i64::MAX) }
    }

    /// Passes messages for `remote` that may leave now to the session. A lingering connection ends with its last
    /// message.
    pub(super) fn feed(&mut self, remote: SteamId) {
        let mut done = Vec::new();
        for (number, endpoint) in &mut self.endpoints {
            if endpoint.remote != remote || !endpoint.is_open() {
                continue;
            }
            while let Some((lane, waiting)) = endpoint.lanes.next() {
                if !has_room(&self.sessions, remote, self.feed_limit, waiting.packet.len()) {
                    return self.end_lingering(&done);
                }
                let kind = kind(waiting.reliable, waiting.no_nagle);
                if self.sessions.send(remote, &waiting.packet, kind, endpoint.peer as i32).is_err() {
                    return self.end_lingering(&done);
                }
                endpoint.counters.sent = added(endpoint.counters.sent, waiting.packet.len());
                endpoint.lanes.pop(lane);
            }
            if endpoint.lingers.is_some() {
                done.push(*number);
            }
        }
        self.end_lingering(&done);
    }

    fn end_lingering(&mut self, done: &[u32]) {
        for number in done {
            let Some(endpoint) = self.endpoints.get_mut(number) else { continue };
            if let Some((reason, debug)) = endpoint.lingers.clone() {
                self.send_closed(*number, reason, &debug);
                self.remove(*number);
            }
        }
    }

    /// Sends collected messages without waiting for more.
    pub fn flush(&mut self, connection: Connection) -> i32 {
        let Some(endpoint) = self.visible(connection) else { return results::INVALID_PARAM };
        match endpoint.state {
            states::CONNECTED => {
                let remote = endpoint.remote;
                self.sessions.flush(remote);
                self.settle_with(remote);
                results::OK
            }
            _ if endpoint.is_alive() => results::IGNORED,
            _ => results::NO_CONNECTION,
        }
    }

    /// Sets the lanes of a connection.
    pub fn configure_lanes(&mut self, connection: Connection, lanes: &[Lane]) -> i32 {
        let Some(endpoint) = self.endpoints.get_mut(&connection.0).filter(|one| one.lingers.is_none()) else {
            return results::NO_CONNECTION;
        };
        if !endpoint.is_alive() {
            return results::INVALID_STATE;
        }
        let fits = lanes.len() <= MAX_LANES && endpoint.lanes.configure(lanes);
        if fits { results::OK } else { results::INVALID_PARAM }
    }

    /// Attaches a number to a connection.
    pub fn set_user_data(&mut self, connection: Connection, data: i64) -> bool {
        self.with_visible(connection, |endpoint| endpoint.user_data = data).is_some()
    }

    /// Names a connection.
    pub fn set_name(&mut self, connection: Connection, name: &str) {
        self.with_visible(connection, |endpoint| name.clone_into(&mut endpoint.name));
    }

    /// The connection, if the game has not closed it.
    pub(super) fn visible(&self, connection: Connection) -> Option<&Endpoint> {
        self.endpoints.get(&connection.0).filter(|endpoint| endpoint.lingers.is_none())
    }

    fn with_visible<R>(&mut self, connection: Connection, act: impl FnOnce(&mut Endpoint) -> R) -> Option<R> {
        self.endpoints.get_mut(&connection.0).filter(|endpoint| endpoint.lingers.is_none()).map(act)
    }
}

/// Whether the session with `remote` accepts `len` more bytes now.
fn has_room(
    sessions: &crate::platform::local::session::Sessions,
    remote: SteamId,
    limit: usize,
    len: usize,
) -> bool {
    let queued = sessions.queued(remote).unwrap_or_default();
    let unsent = queued.unreliable + queued.reliable;
    unsent < FEED_BYTES && unsent + queued.unacknowledged + len <= limit
}

fn kind(reliable: bool, no_nagle: bool) -> SendType {
    match (reliable, no_nagle) {
        (true, true) => SendType::Reliable,
        (true, false) => SendType::ReliableWithBuffering,
        (false, _) => SendType::Unreliable,
    }
}

/// The counts of messages and bytes after one more message.
pub(super) fn added([messages, bytes]: [u64; 2], len: usize) -> [u64; 2] {
    [messages.saturating_add(1), bytes.saturating_add(len as u64)]
}

/// The part of a text that fits into the message to the other side.
pub(super) fn cut(text: &str) -> &str {
    let mut end = text.len().min(MAX_CLOSE_TEXT_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}
