//! Signals of `ISteamNetworkingSockets`.

use std::net::Ipv4Addr;

use godot::builtin::{GString, VarArray, VarDictionary};
use godot::meta::ToGodot;

use super::super::enums::{NetworkingAvailability, ResultValue};
use super::super::{Class, connection_info};
use crate::contract::networking_sockets::SocketsEvent;
use crate::script::signals::signals;

/// Emits the signal that stands for `event`.
pub(super) fn emit(event: SocketsEvent) {
    match event {
        SocketsEvent::StatusChanged { connection, info, old_state } => network_connection_status_changed(
            i64::from(connection.0),
            connection_info::dictionary(&info),
            i64::from(old_state),
        ),
        SocketsEvent::AuthenticationStatus { available, debug } => {
            network_authentication_status(NetworkingAvailability(i64::from(available)), GString::from(&debug))
        }
        SocketsEvent::FakeIp(fake) => {
            let ports: VarArray = fake.ports.iter().map(|port| i64::from(*port).to_variant()).collect();
            let ip = GString::from(&Ipv4Addr::from(fake.ip).to_string());
            fake_ip_result(ResultValue(i64::from(fake.result)), fake.user.0 as i64, ip, ports);
        }
    }
}

signals! {
impl Class {
    /// A connection has changed its state. `connection` has the keys of `getConnectionInfo`, as they were right after the change:
    /// `connection.connection_state` is the new state, `old_state` the one before, both of NetworkingConnectionState. If another user
    /// connects to a listen socket of yours, the signal is emitted with the change from `CONNECTION_STATE_NONE` to
    /// `CONNECTION_STATE_CONNECTING`; answer with `acceptConnection` or `closeConnection`. A connection that goes to
    /// `CONNECTION_STATE_CLOSED_BY_PEER` or `CONNECTION_STATE_PROBLEM_DETECTED_LOCALLY` has ended and still has to be closed.
    fn network_connection_status_changed(connect_handle: i64, connection: VarDictionary, old_state: i64);

    /// The state of the credentials for authenticated connections has changed: the answer to `initAuthentication`.
    /// `debug_message` is for logs.
    fn network_authentication_status(available: NetworkingAvailability, debug_message: GString);

    /// The answer to `beginAsyncRequestFakeIP`: the address and the ports that stand for the user `identity`.
    fn fake_ip_result(result: ResultValue, identity: i64, fake_ip: GString, port_list: VarArray);
}
}
