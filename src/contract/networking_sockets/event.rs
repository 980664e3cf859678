//! What comes back from the connections.

use serde::{Deserialize, Serialize};

use super::{Connection, ConnectionInfo};

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
}
