//! Calls about services that only Valve has, answered as on a machine without them; and configuration values.

use super::Sockets;
use crate::contract::networking_sockets::config::{CONNECTION_USER_DATA, known};
use crate::contract::networking_sockets::{
    ConfigOption, ConfigValue, FakeIp, SocketsEvent, availability, results,
};
use crate::contract::networking_utils::{ConfigScope, RelayEvent, config_results};

impl Sockets {
    /// Completes authentication at once: users within one machine need no proof of identity.
    pub fn init_authentication(&mut self) -> i32 {
        if !std::mem::replace(&mut self.authenticated, true) {
            self.events.push_back(SocketsEvent::AuthenticationStatus {
                available: availability::CURRENT,
                debug: "the local platform needs no certificates".to_owned(),
            });
        }
        availability::CURRENT
    }

    /// The state of authentication.
    pub fn authentication_status(&self) -> i32 {
        if self.authenticated { availability::CURRENT } else { availability::NEVER_TRIED }
    }

    /// Answers that no fake IP addresses are available: there is no service that allocates them.
    pub fn request_fake_ip(&mut self) -> bool {
        self.events.push_back(SocketsEvent::FakeIp(FakeIp { user: self.me, ..Sockets::fake_ip() }));
        true
    }

    /// The fake IP address of this process: none.
    pub fn fake_ip() -> FakeIp {
        FakeIp { result: results::SERVICE_UNAVAILABLE, ..FakeIp::default() }
    }

    /// Completes the access to relays at once: all processes within one machine can be reached.
    pub fn init_relay_network(&mut self) {
        if !std::mem::replace(&mut self.relays_asked, true) {
            self.relay_events.push_back(RelayEvent::Status {
                available: availability::CURRENT,
                measuring: false,
                config: availability::CURRENT,
                any_relay: availability::CURRENT,
                debug: "the local platform needs no relays".to_owned(),
            });
        }
    }

    /// The state of the access to relays.
    pub fn relay_network_status(&self) -> i32 {
        if self.relays_asked { availability::CURRENT } else { availability::NEVER_TRIED }
    }

    /// Sets a configuration value.
    pub fn set_config_value(&mut self, scope: ConfigScope, option: &ConfigOption) -> bool {
        let one = std::slice::from_ref(option);
        match scope {
            ConfigScope::Global | ConfigScope::Interface => {
                if !known(option.key).is_some_and(|known| known.takes(&option.value)) {
                    return false;
                }
                self.options.set_of_all(option);
                for endpoint in self.endpoints.values_mut() {
                    endpoint.options.set_of_all(option);
                }
                for socket in self.listen_sockets.values_mut() {
                    socket.options.set_of_all(option);
                }
                true
            }
            ConfigScope::ListenSocket(socket) => {
                let Some(socket) = self.listen_sockets.get_mut(&socket.0) else { return false };
                let Some(options) = socket.options.with(one) else { return false };
                socket.options = options;
                true
            }
            ConfigScope::Connection(connection) => {
                let endpoint = self.endpoints.get_mut(&connection.0).filter(|one| one.lingers.is_none());
                let Some(endpoint) = endpoint else { return false };
                let Some(options) = endpoint.options.with(one) else { return false };
                endpoint.options = options;
                if let (CONNECTION_USER_DATA, ConfigValue::Int64(data)) = (option.key, &option.value) {
                    endpoint.user_data = *data;
                }
                true
            }
        }
    }

    /// The value of a configuration option.
    pub fn config_value(&self, scope: ConfigScope, key: i32) -> (i32, Option<ConfigValue>) {
        let options = match scope {
            ConfigScope::Global | ConfigScope::Interface => Some(&self.options),
            ConfigScope::ListenSocket(socket) => {
                self.listen_sockets.get(&socket.0).map(|socket| &socket.options)
            }
            ConfigScope::Connection(connection) => self.visible(connection).map(|endpoint| &endpoint.options),
        };
        let Some(options) = options else { return (config_results::BAD_SCOPE_OBJECT, None) };
        let own_scope = matches!(scope, ConfigScope::Global | ConfigScope::Interface);
        match options.value(key) {
            Some((value, is_own)) => {
                let result =
                    if is_own || own_scope { config_results::OK } else { config_results::OK_INHERITED };
                (result, Some(value))
            }
            None => (config_results::BAD_VALUE, None),
        }
    }
}
