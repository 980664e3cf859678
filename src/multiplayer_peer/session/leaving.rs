//! The end of a session, and the leaving of peers.

use std::time::Instant;

use super::ends::{self, Failure};
use super::wire;
use super::{Gone, HOST, Session, Status};
use crate::contract::networking_sockets::{Connection, ListenSocket, NetworkingSockets};

impl Session {
    /// Ends all connections. Queued reliable packets are still delivered.
    pub fn close(&mut self, sockets: &dyn NetworkingSockets) {
        self.end(sockets, None);
        self.told.clear();
        self.inbox.clear();
        self.inbox_bytes = 0;
    }

    pub(super) fn end(&mut self, sockets: &dyn NetworkingSockets, failure: Option<Failure>) {
        for connection in std::mem::take(&mut self.links).into_keys() {
            sockets.flush_messages(connection);
            sockets.close_connection(connection, ends::LEFT, "the peer was closed", true);
        }
        for socket in [&mut self.socket, &mut self.address_socket] {
            let socket = std::mem::replace(socket, ListenSocket::INVALID);
            if socket != ListenSocket::INVALID {
                sockets.retire_listen_socket(socket);
            }
        }
        sockets.destroy_poll_group(self.group);
        self.status = Status::Disconnected;
        self.peers.clear();
        self.roster.clear();
        self.dials.clear();
        self.gone.clear();
        self.failure = failure.or(self.failure.take());
    }

    /// Disconnects a peer. Queued reliable packets to it are still delivered, and the next turn reports the disconnection to the game;
    /// with `force`, neither happens. Returns `false` if there is no such peer.
    pub fn disconnect(
        &mut self,
        sockets: &dyn NetworkingSockets,
        id: i32,
        force: bool,
        now: Instant,
    ) -> bool {
        let Some(connection) = self.peers.get(&id).copied() else { return false };
        sockets.flush_messages(connection);
        sockets.close_connection(connection, ends::KICKED, "disconnected by the other side", !force);
        self.forget(sockets, connection, id, !force, now);
        true
    }

    /// A peer has lost its connection.
    pub(super) fn forget(
        &mut self,
        sockets: &dyn NetworkingSockets,
        connection: Connection,
        id: i32,
        tell: bool,
        now: Instant,
    ) {
        let user = self.links.remove(&connection).map(|link| link.user);
        if self.peers.get(&id) != Some(&connection) {
            return;
        }
        self.peers.remove(&id);
        self.dials.retain(|dial| dial.connection != connection);
        if let Some(user) = user {
            self.recent.insert(id, user);
        }
        if tell {
            self.gone.push(Gone { id, since: now });
        }
        if self.id() == HOST {
            self.tell_others(sockets, id, &wire::Control::Left { id });
        }
    }
}
