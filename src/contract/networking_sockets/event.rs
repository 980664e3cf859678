//! Events of connections.

use serde::{Deserialize, Serialize};

use super::{Connection, ConnectionInfo, FakeIp};

/// An event of connections. Numbers are Steam's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SocketsEvent {
    /// A connection has changed its state (`SteamNetConnectionStatusChangedCallback_t`).
    StatusChanged {
        /// The connection. If another user started it, this is its first event.
        connection: Connection,
        /// Its information right after the change; `info.state` is the new state.
        info: ConnectionInfo,
        /// The state before, see [`states`](super::states).
        old_state: i32,
    },
    /// The state of this process's credentials (`SteamNetAuthenticationStatus_t`).
    AuthenticationStatus {
        /// See [`availability`](super::availability).
        available: i32,
        /// The same as text, for logs.
        debug: String,
    },
    /// The answer to asking for a fake IP address (`SteamNetworkingFakeIPResult_t`).
    FakeIp(FakeIp),
}
