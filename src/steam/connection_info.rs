//! The state of a connection, as scripts see it.

use godot::builtin::{VarDictionary, vdict};

use crate::contract::networking_sockets::ConnectionInfo;

/// The Dictionary of `getConnectionInfo` and `network_connection_status_changed`.
pub fn dictionary(info: &ConnectionInfo) -> VarDictionary {
    vdict! {
        "identity" => info.remote.0 as i64,
        "user_data" => info.user_data,
        "listen_socket" => i64::from(info.listen_socket.0),
        "remote_address" => info.remote_address.map(|address| address.to_string()).unwrap_or_default().as_str(),
        "remote_pop" => i64::from(info.remote_pop),
        "pop_relay" => i64::from(info.relay_pop),
        "connection_state" => info.state,
        "end_reason" => info.end_reason,
        "end_debug" => info.end_debug.as_str(),
        "debug_description" => info.description.as_str(),
        "info_flags" => info.flags,
    }
}
