//! Listen sockets that their owner has closed.
//!
//! When Steam closes a listen socket, it also closes the socket's connections at once, including lingering ones. So the socket
//! stays open until the process listens again, and refuses new connections in the meantime.

use parking_lot::Mutex;

use super::SteamworksPlatform;
use crate::contract::NetworkingSockets;
use crate::contract::networking_sockets::{ListenSocket, SocketsEvent, close_reasons, states};

/// The listen sockets that wait to be closed.
#[derive(Default)]
pub(super) struct RetiredSockets(Mutex<Vec<ListenSocket>>);

impl RetiredSockets {
    pub(super) fn add(&self, socket: ListenSocket) {
        self.0.lock().push(socket);
    }
}

impl SteamworksPlatform {
    /// Closes them to make room for a new listen socket, which may have the same port.
    pub(super) fn close_retired_sockets(&self) {
        let retired = std::mem::take(&mut *self.retired_sockets.0.lock());
        for socket in retired {
            self.close_listen_socket(socket);
        }
    }

    /// Whether `event` is about a connection through a retired socket, which the game does not hear about any more. New
    /// connections are refused.
    pub(super) fn is_of_retired_socket(&self, event: &SocketsEvent) -> bool {
        let SocketsEvent::StatusChanged { connection, info, .. } = event else { return false };
        if !self.retired_sockets.0.lock().contains(&info.listen_socket) {
            return false;
        }
        if info.state == states::CONNECTING {
            self.close_connection(*connection, close_reasons::APP_GENERIC, "nobody listens any more", false);
        }
        true
    }
}
