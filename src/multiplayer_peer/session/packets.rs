//! The game's packets, to and from the connections.

use super::wire::{self, Header, MOST_HEADER_BYTES, Message, Mode};
use super::{LANES, Link, Session, Stage, Status, Told};
use crate::contract::networking_sockets::{
    Connection, MAX_MESSAGE_BYTES, NetworkingSockets, PollGroup, SocketMessage, results, send_flags,
};

/// The maximum size of a packet, in bytes.
pub const MAX_PACKET_BYTES: usize = MAX_MESSAGE_BYTES - MOST_HEADER_BYTES;
/// While this much is unread, nothing more is received from the connections, which then hold the other side back.
pub(super) const MOST_INBOX_BYTES: usize = 64 * 1024 * 1024;
pub(super) const MOST_INBOX_PACKETS: usize = 65_536;

/// A packet that has arrived.
#[derive(Debug)]
pub struct Packet {
    /// The sender.
    pub from: i32,
    /// Godot's transfer channel.
    pub channel: u8,
    /// The transfer mode.
    pub mode: Mode,
    message: Vec<u8>,
    offset: usize,
}

impl Packet {
    /// A packet from the game.
    pub fn bytes(&self) -> &[u8] {
        self.message.get(self.offset..).unwrap_or_default()
    }
}

/// The reason why a packet was not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// It is too large.
    #[error("the packet has {0} bytes; at most {MAX_PACKET_BYTES} are allowed")]
    TooLarge(usize),
    /// There is no such peer.
    #[error("there is no peer {0}")]
    NoSuchPeer(i32),
    /// The send queue of a peer is full.
    #[error("the send queue to peer {0} is full")]
    QueueFull(i32),
    /// There is no session.
    #[error("the peer is not connected")]
    NotConnected,
}

impl Session {
    /// Sends a packet to `target`: 0 for all peers, a positive ID for that peer, a negative one for all but that one.
    pub fn send(
        &mut self,
        sockets: &dyn NetworkingSockets,
        bytes: &[u8],
        target: i32,
        mode: Mode,
        channel: u8,
    ) -> Result<(), SendError> {
        if self.status != Status::Connected {
            return Err(SendError::NotConnected);
        }
        if bytes.len() > MAX_PACKET_BYTES {
            return Err(SendError::TooLarge(bytes.len()));
        }
        if target > 0 && !self.peers.contains_key(&target) {
            // The game does not know yet that this peer is gone; the packet is lost with it.
            return if self.is_leaving(target) { Ok(()) } else { Err(SendError::NoSuchPeer(target)) };
        }
        // The lowest number has no positive counterpart, so a plain minus would overflow.
        let left_out = (target < 0).then(|| target.saturating_neg());
        if let Some(id) = left_out
            && self.user_of(id).is_none()
        {
            return Err(SendError::NoSuchPeer(id));
        }
        let sequence = if mode == Mode::UnreliableOrdered { self.next_sequence(channel) } else { 0 };
        let mut message = std::mem::take(&mut self.outgoing);
        Header { mode, channel, sequence }.write(bytes, &mut message);
        let reliable = mode == Mode::Reliable;
        let flags = self.extra_flags & !(if reliable { send_flags::NO_DELAY } else { 0 })
            | if reliable { send_flags::RELIABLE } else { 0 };
        let lane = u16::from(channel) % LANES;
        let mut outcome = Ok(());
        for (&id, &connection) in &self.peers {
            if (target > 0 && id != target) || left_out == Some(id) {
                continue;
            }
            let sent = sockets.send_message(connection, &message, flags, lane);
            if sent.result == results::LIMIT_EXCEEDED {
                outcome = Err(SendError::QueueFull(id));
            }
        }
        self.outgoing = message;
        self.unflushed = true;
        outcome
    }

    /// Flushes the packets sent since the last turn, because the frame is over.
    // rule: peer.leaves-with-poll
    pub(super) fn flush(&mut self, sockets: &dyn NetworkingSockets) {
        if std::mem::take(&mut self.unflushed) {
            for connection in self.peers.values() {
                sockets.flush_messages(*connection);
            }
        }
    }

    /// Whether a peer is gone and this has yet to be reported to the game.
    pub(super) fn is_leaving(&self, id: i32) -> bool {
        self.gone.iter().any(|gone| gone.id == id) || self.told.contains(&Told::Disconnected(id))
    }

    fn next_sequence(&mut self, channel: u8) -> u32 {
        let Some(sequence) = self.sequences.get_mut(usize::from(channel)) else { return 0 };
        *sequence = sequence.wrapping_add(1);
        *sequence
    }

    /// Sends a control message, ahead of later packets on channel 0.
    pub(super) fn say(&self, sockets: &dyn NetworkingSockets, connection: Connection, message: &[u8]) {
        sockets.send_message(connection, message, send_flags::RELIABLE | send_flags::NO_NAGLE, 0);
    }

    /// Sends a control message to all peers but one.
    pub(super) fn tell_others(&self, sockets: &dyn NetworkingSockets, but: i32, about: &wire::Control) {
        let message = wire::control(about);
        for (&id, &connection) in &self.peers {
            if id != but {
                self.say(sockets, connection, &message);
            }
        }
    }

    /// Receives everything that has arrived on all connections.
    pub(super) fn receive(&mut self, sockets: &dyn NetworkingSockets) {
        self.release(sockets);
        while self.inbox_bytes < MOST_INBOX_BYTES && self.inbox.len() < MOST_INBOX_PACKETS {
            let mut message = Vec::new();
            match sockets.receive_on_poll_group(self.group, &mut message) {
                Ok(Some(about)) => self.take(sockets, about, message),
                Ok(None) | Err(_) => return,
            }
        }
    }

    /// Resumes held connections whose packets the game has read.
    fn release(&mut self, sockets: &dyn NetworkingSockets) {
        for (connection, link) in &mut self.links {
            if link.unread.release() {
                sockets.set_connection_poll_group(*connection, self.group);
            }
        }
    }

    /// Receives the rest of a connection that has ended.
    pub(super) fn receive_rest(&mut self, sockets: &dyn NetworkingSockets, connection: Connection) {
        loop {
            let mut message = Vec::new();
            match sockets.receive_on_connection(connection, &mut message) {
                Ok(Some(about)) => self.take(sockets, about, message),
                Ok(None) | Err(_) => return,
            }
        }
    }

    fn take(&mut self, sockets: &dyn NetworkingSockets, about: SocketMessage, message: Vec<u8>) {
        let connection = about.connection;
        match wire::read(&message) {
            Some(Message::Packet { header, offset }) => {
                let Some(link) = self.links.get_mut(&connection) else { return };
                if header.mode == Mode::UnreliableOrdered && !link.is_newest(header.channel, header.sequence)
                {
                    return;
                }
                let packet =
                    Packet { from: link.id, channel: header.channel, mode: header.mode, message, offset };
                let bytes = packet.message.len();
                if link.stage == Stage::Up {
                    if link.unread.add(bytes) {
                        sockets.set_connection_poll_group(connection, PollGroup::INVALID);
                    }
                    self.keep(packet);
                } else if link.stage == Stage::Introduced && !link.unread.is_full() {
                    link.unread.add(bytes);
                    link.early.push(packet);
                } else if link.stage == Stage::Introduced && packet.mode == Mode::Reliable {
                    // No host sends this much before its welcome.
                    self.handle_broken(sockets, connection);
                }
            }
            Some(Message::Hello(hello)) => self.handle_hello(sockets, connection, hello),
            Some(Message::OtherVersion(_)) => self.handle_other_version(sockets, connection),
            Some(Message::Control(control)) => self.handle_control(sockets, connection, control),
            None => self.handle_broken(sockets, connection),
        }
    }

    pub(super) fn keep(&mut self, packet: Packet) {
        self.inbox_bytes += packet.message.len();
        self.inbox.push_back(packet);
    }

    /// The number of unread packets.
    pub fn packet_count(&self) -> usize {
        self.inbox.len()
    }

    /// The packet that will be read next.
    pub fn front(&self) -> Option<&Packet> {
        self.inbox.front()
    }

    /// Takes the next packet.
    pub fn next_packet(&mut self) -> Option<Packet> {
        let packet = self.inbox.pop_front()?;
        let bytes = packet.message.len();
        self.inbox_bytes = self.inbox_bytes.saturating_sub(bytes);
        let sender = self.peers.get(&packet.from).and_then(|connection| self.links.get_mut(connection));
        if let Some(link) = sender {
            link.unread.remove(bytes);
        }
        Some(packet)
    }
}

impl Link {
    /// Whether an unreliable-ordered packet is newer than all previous ones.
    fn is_newest(&mut self, channel: u8, sequence: u32) -> bool {
        let newest = self.newest.entry(channel).or_insert(sequence.wrapping_sub(1));
        let is_newer = sequence.wrapping_sub(*newest).cast_signed() > 0;
        if is_newer {
            *newest = sequence;
        }
        is_newer
    }
}
