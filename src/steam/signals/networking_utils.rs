//! Signals of `ISteamNetworkingUtils`.

use godot::builtin::GString;

use super::super::Class;
use super::super::enums::NetworkingAvailability;
use crate::contract::networking_utils::RelayEvent;
use crate::script::signals::signals;

/// Emits the signal that stands for `event`.
pub(super) fn emit(event: RelayEvent) {
    match event {
        RelayEvent::Status { available, measuring, config, any_relay, debug } => relay_network_status(
            i64::from(available),
            i64::from(measuring),
            NetworkingAvailability(i64::from(config)),
            NetworkingAvailability(i64::from(any_relay)),
            GString::from(&debug),
        ),
    }
}

signals! {
impl Class {
    /// The state of the relay network has changed: the answer to `initRelayNetworkAccess`. `available`, `available_config` and
    /// `available_relay` are of NetworkingAvailability: for the network as a whole, for its configuration, and for any relay.
    /// `ping_measurement` is 1 while the ping is being measured, `debug_message` is for logs.
    fn relay_network_status(
        available: i64,
        ping_measurement: i64,
        available_config: NetworkingAvailability,
        available_relay: NetworkingAvailability,
        debug_message: GString,
    );
}
}
