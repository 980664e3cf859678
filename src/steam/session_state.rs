//! The state of a session, as the scripts of both classes see it.

use crate::contract::networking::SessionState;
use crate::script::fast::{Fill, Slots};
use crate::script::keys::Keys;

impl Fill for SessionState {
    fn fill(&self, keys: &Keys, slots: &mut Slots<'_>) {
        slots.bool(&keys.connection_active, self.connection_active);
        slots.bool(&keys.connecting, self.connecting);
        slots.int(&keys.session_error, self.session_error.into());
        slots.bool(&keys.using_relay, self.using_relay);
        slots.int(&keys.bytes_queued_for_send, self.bytes_queued_for_send.into());
        slots.int(&keys.packets_queued_for_send, self.packets_queued_for_send.into());
        slots.int(&keys.remote_ip, self.remote_ip.into());
        slots.int(&keys.remote_port, self.remote_port.into());
    }
}
