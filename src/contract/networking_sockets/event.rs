//! Events of connections.

use serde::{Deserialize, Serialize};

use super::{Connection, ConnectionInfo, FakeIp};

/// Something that happened to connections. Numbers are as Steam numbers them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SocketsEvent {
    /// A connection has changed its state (`SteamNetConnectionStatusChangedCallback_t`).
    StatusChanged {
        /// Which one. Where somebody else has begun it, this is the first that is heard of it.
        connection: Connection,
        /// How it stood right after the change; `info.state` is the new state.
        info: ConnectionInfo,
        /// The state before, see [`states`](super::states).
        old_state: i32,
    },
    /// How far this process is with proving who it is (`SteamNetAuthenticationStatus_t`).
    AuthenticationStatus {
        /// See [`availability`](super::availability).
        available: i32,
        /// The same in words, for logs.
        debug: String,
    },
    /// The answer to asking for an address that stands for this process (`SteamNetworkingFakeIPResult_t`).
    FakeIp(FakeIp),
}
