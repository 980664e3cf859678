//! Receiving messages from a connection or a poll group.

use std::collections::VecDeque;

use super::Sockets;
use crate::contract::SteamId;
use crate::contract::networking::PacketBuffer;
use crate::contract::networking_sockets::{Connection, InvalidHandle, PollGroup, SocketMessage, send_flags};
use crate::platform::local::session::Received;
use crate::platform::local::wire::socket::Header;

/// A poll group.
#[derive(Debug, Default)]
pub struct Group {
    /// The connection of each waiting message, in the order of arrival.
    queue: VecDeque<u32>,
}

impl Group {
    /// Records that a message of `connection` has arrived.
    pub fn push(&mut self, connection: u32) {
        self.queue.push_back(connection);
    }
}

/// A message and the time of its arrival, `None` if it never left the process.
pub type Taken = (SocketMessage, Option<std::time::Instant>);

impl Sockets {
    /// Takes the next message of a connection.
    pub fn receive_on_connection(
        &mut self,
        connection: Connection,
        buffer: &mut dyn PacketBuffer,
    ) -> Result<Option<Taken>, InvalidHandle> {
        let endpoint = self.visible(connection).ok_or(InvalidHandle)?;
        let (group, remote) = (endpoint.group, endpoint.remote);
        let Some(taken) = self.take(connection.0, buffer) else { return Ok(None) };
        if let Some(group) = self.groups.get_mut(&group)
            && let Some(place) = group.queue.iter().position(|one| *one == connection.0)
        {
            group.queue.remove(place);
        }
        self.settle_with(remote);
        Ok(Some(taken))
    }

    /// Takes the next message of a poll group.
    pub fn receive_on_poll_group(
        &mut self,
        group: PollGroup,
        buffer: &mut dyn PacketBuffer,
    ) -> Result<Option<Taken>, InvalidHandle> {
        loop {
            let state = self.groups.get_mut(&group.0).ok_or(InvalidHandle)?;
            let Some(number) = state.queue.pop_front() else { return Ok(None) };
            if let Some(taken) = self.take(number, buffer) {
                let remote = self.endpoints.get(&number).map_or(SteamId::NIL, |endpoint| endpoint.remote);
                self.settle_with(remote);
                return Ok(Some(taken));
            }
        }
    }

    fn take(&mut self, number: u32, buffer: &mut dyn PacketBuffer) -> Option<Taken> {
        let endpoint = self.endpoints.get_mut(&number)?;
        if endpoint.unread == 0 {
            return None;
        }
        let channel = number as i32;
        let (Received { reliable, arrived, .. }, packet) = self.sessions.peek(channel)?;
        // The header was read once before, when the packet arrived.
        let (header, message) = Header::read(packet)?;
        buffer.reserve(message.len()).copy_from_slice(message);
        endpoint.unread -= 1;
        let message = SocketMessage {
            connection: Connection(number),
            sender: endpoint.shown,
            user_data: endpoint.user_data,
            lane: header.lane,
            flags: if reliable { send_flags::RELIABLE } else { 0 },
            number: i64::try_from(header.number).unwrap_or(i64::MAX),
            time_received_us: 0,
        };
        self.sessions.skip(channel);
        Some((message, arrived))
    }

    /// Drops the unread messages of a connection.
    pub(super) fn drop_unread(&mut self, number: u32) {
        let Some(endpoint) = self.endpoints.get_mut(&number) else { return };
        endpoint.unread = 0;
        let (remote, group) = (endpoint.remote, std::mem::take(&mut endpoint.group));
        self.sessions.discard(remote, number as i32);
        if let Some(group) = self.groups.get_mut(&group) {
            group.queue.retain(|one| *one != number);
        }
    }

    /// Creates a poll group.
    pub fn create_poll_group(&mut self) -> PollGroup {
        let number = self.new_number();
        self.groups.insert(number, Group::default());
        PollGroup(number)
    }

    /// Destroys a poll group.
    pub fn destroy_poll_group(&mut self, group: PollGroup) -> bool {
        for endpoint in self.endpoints.values_mut().filter(|endpoint| endpoint.group == group.0) {
            endpoint.group = 0;
        }
        self.groups.remove(&group.0).is_some()
    }

    /// Puts a connection into a poll group.
    pub fn set_poll_group(&mut self, connection: Connection, group: PollGroup) -> bool {
        let known = group == PollGroup::INVALID || self.groups.contains_key(&group.0);
        let Some(endpoint) = self.endpoints.get_mut(&connection.0) else { return false };
        if !known || endpoint.lingers.is_some() {
            return false;
        }
        let old = std::mem::replace(&mut endpoint.group, group.0);
        let unread = endpoint.unread;
        if let Some(old) = self.groups.get_mut(&old) {
            old.queue.retain(|one| *one != connection.0);
        }
        if let Some(new) = self.groups.get_mut(&group.0) {
            new.queue.extend(std::iter::repeat_n(connection.0, unread));
        }
        true
    }
}
