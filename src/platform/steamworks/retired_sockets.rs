//! Listen sockets that their owner has given up.
//!
//! Steam closes the connections of a listen socket with it at once, those that linger as well. So the socket stays open until the
//! process listens again, and whoever connects to it meanwhile is turned away.

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
    /// Makes room for a new listen socket, which may be meant for the same port.
    pub(super) fn close_retired_sockets(&self) {
        let retired = std::mem::take(&mut *self.retired_sockets.0.lock());
        for socket in retired {
            self.close_listen_socket(socket);
        }
    }

    /// Whether `event` is about a connection through a socket that is given up, of which the game hears nothing any more. Who
    /// only now wants to connect is turned away.
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
