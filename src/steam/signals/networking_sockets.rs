//! Signals of `ISteamNetworkingSockets`.

use godot::builtin::VarDictionary;

use crate::contract::networking_sockets::SocketsEvent;
use crate::script::signals::signals;
use crate::steam::{Steam, connection_info};

/// Emits the signal that stands for `event`.
pub(super) fn emit(event: SocketsEvent) {
    match event {
        SocketsEvent::StatusChanged { connection, info, old_state } => network_connection_status_changed(
            i64::from(connection.0),
            connection_info::dictionary(&info),
            i64::from(old_state),
        ),
    }
}

signals! {
impl Steam {
    /// A connection has changed its state. `connection` has the keys of `getConnectionInfo`, as they were right after the change:
    /// `connection.connection_state` is the new state, `old_state` the one before, both of NetworkingConnectionState. Where somebody
    /// else begins a connection to a listen socket of yours, this is the first you hear of it: the state goes from
    /// `CONNECTION_STATE_NONE` to `CONNECTION_STATE_CONNECTING`; answer with `acceptConnection` or `closeConnection`. A connection that
    /// goes to `CONNECTION_STATE_CLOSED_BY_PEER` or `CONNECTION_STATE_PROBLEM_DETECTED_LOCALLY` has ended and still has to be closed.
    fn network_connection_status_changed(connect_handle: i64, connection: VarDictionary, old_state: i64);
}
}
