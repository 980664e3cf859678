//! Configuration values of `ISteamNetworkingUtils`, for scripts.

use godot::builtin::{GString, VarDictionary, Variant, vdict};
use godot::meta::ToGodot;

use super::current;
use super::enums::NetworkingConfigValue;
use crate::contract::networking_sockets::config::{self, Kind};
use crate::contract::networking_sockets::{ConfigOption, ConfigValue, Connection, ListenSocket};
use crate::contract::networking_utils::ConfigScope;
use crate::script::socket_arguments::{converted, handle, say_if_unused, wanted};
use crate::script::{arguments, report};

methods! {
impl Class {
    /// Sets a configuration value for all connections. Returns `false` if it is not an int value. Steamworks:
    /// `SetGlobalConfigValueInt32`.
    ///
    /// Local: Time limits, the send buffer, Nagle and user data take effect; other values are stored without effect. Use
    /// `SteamLocal` to simulate a bad network.
    #[func(rename = setGlobalConfigValueInt32)]
    pub fn set_global_config_value_int32(config: i64, value: i64) -> bool {
        set(method!("setGlobalConfigValueInt32"), None, config, &value.to_variant(), &[Kind::Int32, Kind::Int64])
    }

    /// The same for a float value. Steamworks: `SetGlobalConfigValueFloat`.
    #[func(rename = setGlobalConfigValueFloat)]
    pub fn set_global_config_value_float(config: i64, value: f64) -> bool {
        set(method!("setGlobalConfigValueFloat"), None, config, &value.to_variant(), &[Kind::Float])
    }

    /// The same for a String value. Steamworks: `SetGlobalConfigValueString`.
    #[func(rename = setGlobalConfigValueString)]
    pub fn set_global_config_value_string(config: i64, value: GString) -> bool {
        set(method!("setGlobalConfigValueString"), None, config, &value.to_variant(), &[Kind::Text])
    }

    /// Sets a configuration value for one connection. Returns `false` if it is not an int value of connections, or if there is no
    /// such connection. Steamworks: `SetConnectionConfigValueInt32`.
    #[func(rename = setConnectionConfigValueInt32)]
    pub fn set_connection_config_value_int32(connection_handle: i64, config: i64, value: i64) -> bool {
        const METHOD: &str = method!("setConnectionConfigValueInt32");
        set(METHOD, Some(connection_handle), config, &value.to_variant(), &[Kind::Int32, Kind::Int64])
    }

    /// The same for a float value. Steamworks: `SetConnectionConfigValueFloat`.
    #[func(rename = setConnectionConfigValueFloat)]
    pub fn set_connection_config_value_float(connection_handle: i64, config: i64, value: f64) -> bool {
        const METHOD: &str = method!("setConnectionConfigValueFloat");
        set(METHOD, Some(connection_handle), config, &value.to_variant(), &[Kind::Float])
    }

    /// The same for a String value. Steamworks: `SetConnectionConfigValueString`.
    #[func(rename = setConnectionConfigValueString)]
    pub fn set_connection_config_value_string(connection_handle: i64, config: i64, value: GString) -> bool {
        const METHOD: &str = method!("setConnectionConfigValueString");
        set(METHOD, Some(connection_handle), config, &value.to_variant(), &[Kind::Text])
    }

    /// A configuration value. `scope_type` is one of NetworkingConfigScope; `connection_handle` is the connection or listen socket,
    /// for scopes that have one.
    ///
    /// Keys: `result` (int, of NetworkingGetConfigValueResult), `type` (int, of NetworkingConfigDataType), `value`, `buffer` (the same).
    /// Steamworks: `GetConfigValue`.
    #[func(rename = getConfigValue)]
    pub fn get_config_value(config_value: i64, scope_type: i64, connection_handle: i64) -> VarDictionary {
        const METHOD: &str = method!("getConfigValue");
        let found = current::with(METHOD, |platform| {
            let key = key(METHOD, "config_value", config_value)?;
            let object = handle(METHOD, "connection_handle", connection_handle)?;
            let scope: i32 = arguments::number(METHOD, "scope_type", scope_type, 1..=4)?;
            let scope = match scope {
                1 => ConfigScope::Global,
                2 => ConfigScope::Interface,
                3 => ConfigScope::ListenSocket(ListenSocket(object)),
                _ => ConfigScope::Connection(Connection(object)),
            };
            Some(platform.networking_utils().config_value(scope, key))
        });
        let Some((result, value)) = found else { return VarDictionary::new() };
        let (kind, value) = match value {
            Some(ConfigValue::Int32(number)) => (1, number.to_variant()),
            Some(ConfigValue::Int64(number)) => (2, number.to_variant()),
            Some(ConfigValue::Float(number)) => (3, f64::from(number).to_variant()),
            Some(ConfigValue::Text(text)) => (4, GString::from(&text).to_variant()),
            None => (0, Variant::nil()),
        };
        vdict! { "result" => result, "type" => kind, "value" => &value, "buffer" => &value }
    }

    /// A description of a configuration value. Keys: `name` (String), `type` (int, of NetworkingConfigDataType), `scope` (int, of
    /// NetworkingConfigScope: the narrowest scope that it can be set for). Empty for an unknown one.
    /// Steamworks: `GetConfigValueInfo`.
    #[func(rename = getConfigValueInfo)]
    pub fn get_config_value_info(config_value: i64) -> VarDictionary {
        const METHOD: &str = method!("getConfigValueInfo");
        let found = current::with(METHOD, |platform| {
            platform.networking_utils().config_value_info(key(METHOD, "config_value", config_value)?)
        });
        let Some((name, kind, scope)) = found else { return VarDictionary::new() };
        vdict! { "name" => name.as_str(), "type" => number_of(kind), "scope" => scope }
    }

    /// The configuration value after `current_value`; the first one for 0, and 0 after the last. With `enumerate_dev_vars`, values for
    /// development are included. Steamworks: `IterateGenericEditableConfigValues`.
    #[func(rename = iterateGenericEditableConfigValues)]
    pub fn iterate_generic_editable_config_values(
        current_value: i64,
        enumerate_dev_vars: bool,
    ) -> NetworkingConfigValue {
        const METHOD: &str = method!("iterateGenericEditableConfigValues");
        let next = current::with(METHOD, |platform| {
            key(METHOD, "current_value", current_value)
                .map_or(0, |key| platform.networking_utils().next_config_value(key, enumerate_dev_vars))
        });
        NetworkingConfigValue(i64::from(next))
    }

    /// Does nothing, because `network_connection_status_changed` is emitted anyway. Returns whether Steam is
    /// initialised. Steamworks: `SetGlobalCallback_SteamNetConnectionStatusChanged`.
    #[func(rename = setGlobalCallbackSteamNetConnectionStatusChanged)]
    pub fn set_global_callback_steam_net_connection_status_changed() -> bool {
        current::with(method!("setGlobalCallbackSteamNetConnectionStatusChanged"), |_| true)
    }

    /// The same for `network_authentication_status`. Steamworks: `SetGlobalCallback_SteamNetAuthenticationStatusChanged`.
    #[func(rename = setGlobalCallbackSteamNetAuthenticationStatusChanged)]
    pub fn set_global_callback_steam_net_authentication_status_changed() -> bool {
        current::with(method!("setGlobalCallbackSteamNetAuthenticationStatusChanged"), |_| true)
    }

    /// The same for `relay_network_status`. Steamworks: `SetGlobalCallback_SteamRelayNetworkStatusChanged`.
    #[func(rename = setGlobalCallbackSteamRelayNetworkStatusChanged)]
    pub fn set_global_callback_steam_relay_network_status_changed() -> bool {
        current::with(method!("setGlobalCallbackSteamRelayNetworkStatusChanged"), |_| true)
    }

    /// The same for `fake_ip_result`. Steamworks: `SetGlobalCallback_FakeIPResult`.
    #[func(rename = setGlobalCallbackFakeIPResult)]
    pub fn set_global_callback_fake_ip_result() -> bool {
        current::with(method!("setGlobalCallbackFakeIPResult"), |_| true)
    }

    /// The same for `network_messages_session_request`. Steamworks: `SetGlobalCallback_MessagesSessionRequest`.
    #[func(rename = setGlobalCallbackMessagesSessionRequest)]
    pub fn set_global_callback_messages_session_request() -> bool {
        current::with(method!("setGlobalCallbackMessagesSessionRequest"), |_| true)
    }

    /// The same for `network_messages_session_failed`. Steamworks: `SetGlobalCallback_MessagesSessionFailed`.
    #[func(rename = setGlobalCallbackMessagesSessionFailed)]
    pub fn set_global_callback_messages_session_failed() -> bool {
        current::with(method!("setGlobalCallbackMessagesSessionFailed"), |_| true)
    }
}
}

fn key(method: &'static str, argument: &'static str, value: i64) -> Option<i32> {
    arguments::number(method, argument, value, 0..=i64::from(i32::MAX))
}

/// Sets a value of one of the types, for all connections or for one.
fn set(method: &'static str, connection: Option<i64>, key: i64, value: &Variant, kinds: &[Kind]) -> bool {
    current::with(method, |platform| {
        let scope = match connection {
            None => ConfigScope::Global,
            Some(number) => ConfigScope::Connection(Connection(handle(method, "connection_handle", number)?)),
        };
        let number = i32::try_from(key).ok();
        let known = number.and_then(config::known).filter(|known| kinds.contains(&known.kind));
        let Some(known) = known else {
            report::bad_argument(
                method,
                "config",
                key,
                "it must be one of Steam.NetworkingConfigValue of this type",
            );
            return None;
        };
        let Some(value) = converted(known, value) else {
            report::bad_argument(method, "value", value, format!("it must be {}", wanted(known)));
            return None;
        };
        say_if_unused(method, platform, known);
        Some(platform.networking_utils().set_config_value(scope, &ConfigOption { key: known.key, value }))
    })
    .unwrap_or(false)
}

fn number_of(kind: Kind) -> i32 {
    match kind {
        Kind::Int32 => 1,
        Kind::Int64 => 2,
        Kind::Float => 3,
        Kind::Text => 4,
    }
}
