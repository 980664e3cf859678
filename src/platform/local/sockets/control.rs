//! Messages of the other side about connections.

use super::endpoint::Endpoint;
use super::game::{added, cut};
use super::{Sockets, is_reached, is_this_machine};
use crate::contract::SteamId;
use crate::contract::networking::SendType;
use crate::contract::networking_sockets::{close_reasons, states};
use crate::platform::local::limits::{Limit, MAX_CONNECTIONS, MAX_CONNECTIONS_PER_REMOTE};
use crate::platform::local::session::Violation;
use crate::platform::local::wire::socket::{CONTROL_CHANNEL, Header, Port, SocketFrame};

/// The maximum number of answers to messages for unknown connections that may wait.
const MAX_UNKNOWN: usize = 256;

impl Sockets {
    /// Handles the packets that have arrived. Returns whether there were any.
    pub(super) fn take_arrivals(&mut self) -> Result<bool, Violation> {
        let mut any = false;
        while let Some((remote, channel)) = self.sessions.take_arrival() {
            any = true;
            if channel == CONTROL_CHANNEL {
                self.take_control(remote)?;
            } else {
                self.take_message(remote, channel)?;
            }
        }
        Ok(any)
    }

    fn take_control(&mut self, remote: SteamId) -> Result<(), Violation> {
        let Some((_, packet)) = self.sessions.peek(CONTROL_CHANNEL) else { return Ok(()) };
        let packet = packet.to_vec();
        self.sessions.skip(CONTROL_CHANNEL);
        let frame = postcard::from_bytes(&packet).map_err(|_| Violation::Malformed)?;
        match frame {
            SocketFrame::Connect { from, port } => self.handle_connect(remote, from, port),
            SocketFrame::Accept { from, to } => self.handle_accept(remote, from, to),
            SocketFrame::Confirm { from, to } => {
                if self.at_the_other_end(remote, from, to).is_none() {
                    self.answer_unknown(remote, to);
                } else {
                    self.confirm(to);
                }
            }
            SocketFrame::Close { from, to, reason, debug } => {
                self.handle_close(remote, from, to, reason, debug)
            }
            SocketFrame::Unknown { connection } => {
                if let Some(number) = self.by_peer.get(&(remote, connection)).copied() {
                    let reason = close_reasons::MISC_PEER_SENT_NO_CONNECTION;
                    self.end(
                        number,
                        states::CLOSED_BY_PEER,
                        reason,
                        "the other side does not know the connection",
                    );
                }
            }
            SocketFrame::Alive { from, to } => {
                if self.at_the_other_end(remote, from, to).is_none() {
                    self.answer_unknown(remote, to);
                }
            }
        }
        Ok(())
    }

    /// The connection `to`, if its other end is `from` of `remote`.
    fn at_the_other_end(&self, remote: SteamId, from: u32, to: u32) -> Option<&Endpoint> {
        self.endpoints.get(&to).filter(|endpoint| endpoint.remote == remote && endpoint.peer == from)
    }

    fn answer_unknown(&mut self, remote: SteamId, number: u32) {
        if self.unknown.len() < MAX_UNKNOWN && !self.unknown.contains(&(remote, number)) {
            self.unknown.push((remote, number));
        }
    }

    /// Answers messages for unknown connections.
    pub(super) fn send_unknown(&mut self) {
        for (remote, connection) in std::mem::take(&mut self.unknown) {
            self.send_frame(remote, &SocketFrame::Unknown { connection }, SendType::Reliable);
        }
    }

    fn handle_connect(&mut self, remote: SteamId, from: u32, port: Port) {
        if from == 0 || self.by_peer.contains_key(&(remote, from)) {
            return;
        }
        let listens = self.listen_sockets.iter().find(|(_, socket)| match (socket.port, port) {
            (Port::Virtual(mine), Port::Virtual(wanted)) => mine == wanted,
            (Port::Address(mine), Port::Address(wanted)) => is_reached(mine, wanted),
            (Port::Virtual(_), Port::Address(_)) | (Port::Address(_), Port::Virtual(_)) => false,
        });
        let of_remote = self.endpoints.values().filter(|endpoint| endpoint.remote == remote).count();
        let full = of_remote >= MAX_CONNECTIONS_PER_REMOTE || self.endpoints.len() >= MAX_CONNECTIONS;
        let refusal = match (listens, port) {
            // Another process may listen on the address.
            (None, Port::Address(_)) => return,
            (None, Port::Virtual(port)) => Some(format!("nobody listens on virtual port {port}")),
            (Some(_), _) if full => {
                self.sessions.warn("Steam.network_connection_status_changed", Limit::Connections);
                Some(Limit::Connections.reason())
            }
            (Some(_), _) => None,
        };
        if let Some(debug) = refusal {
            let (reason, debug) = (close_reasons::MISC_GENERIC, debug.as_str());
            self.send_frame(
                remote,
                &SocketFrame::Close { from: 0, to: from, reason, debug },
                SendType::Reliable,
            );
            return;
        }
        let Some((&listen_socket, socket)) = listens else { return };
        let mut endpoint = Endpoint::new(remote, port, socket.options.clone());
        endpoint.peer = from;
        endpoint.listen_socket = listen_socket;
        let number = self.new_number();
        self.endpoints.insert(number, endpoint);
        self.by_peer.insert((remote, from), number);
        self.change(number, states::CONNECTING);
    }

    fn handle_accept(&mut self, remote: SteamId, from: u32, to: u32) {
        let wanted = |endpoint: &&mut Endpoint| {
            let asked = endpoint.remote == remote || endpoint.candidates.contains(&remote);
            asked && endpoint.state == states::CONNECTING && endpoint.listen_socket == 0 && from != 0
        };
        let Some(endpoint) = self.endpoints.get_mut(&to).filter(wanted) else {
            self.send_frame(remote, &SocketFrame::Unknown { connection: to }, SendType::Reliable);
            return;
        };
        let others = std::mem::take(&mut endpoint.candidates);
        endpoint.remote = remote;
        endpoint.shown = remote;
        endpoint.peer = from;
        let by_address = matches!(endpoint.port, Port::Address(_));
        self.by_peer.insert((remote, from), to);
        for other in others.into_iter().filter(|other| *other != remote) {
            let frame = SocketFrame::Close {
                from: to,
                to: 0,
                reason: close_reasons::MISC_GENERIC,
                debug: "another process accepted first",
            };
            self.send_frame(other, &frame, SendType::Reliable);
        }
        self.send_frame(remote, &SocketFrame::Confirm { from: to, to: from }, SendType::Reliable);
        if !by_address {
            self.change(to, states::FINDING_ROUTE);
        }
        self.change(to, states::CONNECTED);
        self.sessions.stats(remote);
        self.feed(remote);
    }

    /// Handles the other side's confirmation that the connection is open.
    fn confirm(&mut self, number: u32) {
        let Some(endpoint) = self.endpoints.get(&number) else { return };
        if endpoint.state == states::FINDING_ROUTE {
            let remote = endpoint.remote;
            self.change(number, states::CONNECTED);
            // This requests a measurement of the round trip.
            self.sessions.stats(remote);
            self.feed(remote);
        }
    }

    fn handle_close(&mut self, remote: SteamId, from: u32, to: u32, reason: i32, debug: &str) {
        // A side that was refused has not learned the other side's number.
        let by_number = |endpoint: &&Endpoint| {
            let asked = endpoint.remote == remote || endpoint.candidates.contains(&remote);
            asked && (from == 0 || endpoint.peer == 0 || endpoint.peer == from)
        };
        let number = match self.endpoints.get(&to).filter(by_number) {
            Some(_) => to,
            None => match self.by_peer.get(&(remote, from)) {
                Some(number) => *number,
                None => return,
            },
        };
        self.end(number, states::CLOSED_BY_PEER, reason, cut(debug));
    }

    /// Ends a connection for a reason other than a call of the game.
    pub(super) fn end(&mut self, number: u32, state: i32, reason: i32, debug: &str) {
        let Some(endpoint) = self.endpoints.get_mut(&number).filter(|endpoint| endpoint.is_alive()) else {
            return;
        };
        endpoint.lanes.clear();
        if endpoint.lingers.is_some() {
            self.remove(number);
            return;
        }
        endpoint.end_reason = reason;
        debug.clone_into(&mut endpoint.end_debug);
        self.change(number, state);
    }

    fn take_message(&mut self, remote: SteamId, channel: i32) -> Result<(), Violation> {
        let number = channel as u32;
        let known = |endpoint: &&mut Endpoint| endpoint.remote == remote && endpoint.peer != 0;
        let Some(endpoint) = self.endpoints.get_mut(&number).filter(known) else {
            self.sessions.discard(remote, channel);
            self.answer_unknown(remote, number);
            return Ok(());
        };
        let newest = self.sessions.peek_newest(channel).filter(|packet| Header::read(packet).is_some());
        let Some(len) = newest.map(<[u8]>::len) else {
            self.drop_unread(number);
            return Err(Violation::Malformed);
        };
        if endpoint.lingers.is_some() || endpoint.waits_for_accept() {
            self.sessions.discard(remote, channel);
            return Ok(());
        }
        endpoint.unread += 1;
        endpoint.counters.received = added(endpoint.counters.received, len);
        let group = endpoint.group;
        if let Some(group) = self.groups.get_mut(&group) {
            group.push(number);
        }
        self.confirm(number);
        Ok(())
    }

    /// Asks every process whether it listens on the address that a connection is for.
    pub(super) fn ask_for_address(&mut self, number: u32) {
        let Some(endpoint) = self.endpoints.get_mut(&number) else { return };
        let Port::Address(address) = endpoint.port else { return };
        if !is_this_machine(address) {
            return;
        }
        let asked: Vec<SteamId> = self.users.iter().copied().chain([self.me]).collect();
        endpoint.candidates.clone_from(&asked);
        for remote in asked {
            let frame = SocketFrame::Connect { from: number, port: Port::Address(address) };
            self.send_frame(remote, &frame, SendType::Reliable);
        }
    }
}
