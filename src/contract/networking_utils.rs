//! `ISteamNetworkingUtils`: the relay network, locations in it, the time, and configuration values.

use std::net::SocketAddr;

use serde::{Deserialize, Serialize};

use super::SteamId;
use super::networking_sockets::config::Kind;
use super::networking_sockets::{ConfigOption, ConfigValue, Connection, ListenSocket};

/// The size of a [`PingLocation`] in bytes.
pub const PING_LOCATION_BYTES: usize = 512;
/// The maximum size of its text in bytes (`k_cchMaxSteamNetworkingPingLocationString`).
pub const MAX_PING_LOCATION_TEXT_BYTES: usize = 1024;

/// Special pings.
pub mod pings {
    /// It could not be measured (`k_nSteamNetworkingPing_Failed`).
    pub const FAILED: i32 = -1;
    /// It is not known (`k_nSteamNetworkingPing_Unknown`).
    pub const UNKNOWN: i32 = -2;
}

/// The result of asking for a configuration value (`ESteamNetworkingGetConfigValueResult`).
pub mod config_results {
    /// There is no such value.
    pub const BAD_VALUE: i32 = -1;
    /// There is no such connection or socket.
    pub const BAD_SCOPE_OBJECT: i32 = -2;
    /// The value was set here.
    pub const OK: i32 = 1;
    /// The value was set for all, or is the default.
    pub const OK_INHERITED: i32 = 2;
}

/// A machine's location in the relay network (`SteamNetworkPingLocation_t`): [`PING_LOCATION_BYTES`] bytes in the platform's
/// own format.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PingLocation(pub Vec<u8>);

/// The scope of a configuration value (`ESteamNetworkingConfigScope`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ConfigScope {
    /// For all.
    Global,
    /// For everything that an `ISteamNetworkingSockets` creates.
    Interface,
    /// For a listen socket and its connections.
    ListenSocket(ListenSocket),
    /// For one connection.
    Connection(Connection),
}

/// An event of the relay network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RelayEvent {
    /// Its state has changed (`SteamRelayNetworkStatus_t`). The numbers are of `ESteamNetworkingAvailability`.
    Status {
        /// The network as a whole.
        available: i32,
        /// Whether the ping is being measured.
        measuring: bool,
        /// Its configuration.
        config: i32,
        /// Any relay.
        any_relay: i32,
        /// The same as text, for logs.
        debug: String,
    },
}

/// The relay network, the time, configuration values (`ISteamNetworkingUtils`).
pub trait NetworkingUtils {
    /// Connects to the relay network. [`RelayEvent::Status`] reports the result.
    ///
    /// Behind Steamworks: `InitRelayNetworkAccess`.
    fn init_relay_network_access(&self);

    /// The state of the relay network (`ESteamNetworkingAvailability`).
    ///
    /// Behind Steamworks: `GetRelayNetworkStatus`.
    fn relay_network_status(&self) -> i32;

    /// This machine's location and its age in seconds. `None` while unknown.
    ///
    /// Behind Steamworks: `GetLocalPingLocation`.
    fn local_ping_location(&self) -> Option<(f32, PingLocation)>;

    /// The round trip between two locations in milliseconds, or one of [`pings`].
    ///
    /// Behind Steamworks: `EstimatePingTimeBetweenTwoLocations`.
    fn estimate_ping_between(&self, one: &PingLocation, other: &PingLocation) -> i32;

    /// The round trip from here.
    ///
    /// Behind Steamworks: `EstimatePingTimeFromLocalHost`.
    fn estimate_ping_from_here(&self, other: &PingLocation) -> i32;

    /// A location as text.
    ///
    /// Behind Steamworks: `ConvertPingLocationToString`.
    fn ping_location_to_text(&self, location: &PingLocation) -> String;

    /// The location that such a text describes.
    ///
    /// Behind Steamworks: `ParsePingLocationString`.
    fn parse_ping_location(&self, text: &str) -> Option<PingLocation>;

    /// Whether pings were measured within this many seconds. If not, they are measured again.
    ///
    /// Behind Steamworks: `CheckPingDataUpToDate`.
    fn check_ping_data_up_to_date(&self, max_age_seconds: f32) -> bool;

    /// The ping to a data centre over the best route, and the data centre that the route goes through, 0 for none.
    ///
    /// Behind Steamworks: `GetPingToDataCenter`.
    fn ping_to_data_center(&self, pop: u32) -> (i32, u32);

    /// The direct ping to the relays of a data centre.
    ///
    /// Behind Steamworks: `GetDirectPingToPOP`.
    fn direct_ping_to_pop(&self, pop: u32) -> i32;

    /// The data centres.
    ///
    /// Behind Steamworks: `GetPOPCount`, `GetPOPList`.
    fn pops(&self) -> Vec<u32>;

    /// Microseconds of a clock that never goes back.
    ///
    /// Behind Steamworks: `GetLocalTimestamp`.
    fn local_timestamp(&self) -> i64;

    /// The kind of a fake IP address (`ESteamNetworkingFakeIPType`).
    ///
    /// Behind Steamworks: `GetIPv4FakeIPType`; `IsFakeIPv4` answers the same question.
    fn ipv4_fake_ip_type(&self, ip: u32) -> i32;

    /// The user that such an address stands for. `Err` has the `EResult`.
    ///
    /// Behind Steamworks: `GetRealIdentityForFakeIP`.
    fn real_identity_for_fake_ip(&self, address: SocketAddr) -> Result<SteamId, i32>;

    /// Sets a configuration value. `false` if it is unknown or has the wrong type, or if there is no such connection
    /// or socket.
    ///
    /// Behind Steamworks: `SetConfigValue`, and the functions for each kind.
    fn set_config_value(&self, scope: ConfigScope, option: &ConfigOption) -> bool;

    /// A configuration value, and one of [`config_results`].
    ///
    /// Behind Steamworks: `GetConfigValue`.
    fn config_value(&self, scope: ConfigScope, key: i32) -> (i32, Option<ConfigValue>);

    /// The name of a configuration value, its type, and its narrowest scope (`ESteamNetworkingConfigScope`).
    ///
    /// Behind Steamworks: `GetConfigValueInfo`.
    fn config_value_info(&self, key: i32) -> Option<(String, Kind, i32)>;

    /// The configuration value after `key`, the first for 0; 0 after the last.
    ///
    /// Behind Steamworks: `IterateGenericEditableConfigValues`.
    fn next_config_value(&self, key: i32, with_development: bool) -> i32;

    /// Makes Steam log to standard error, up to this level (`ESteamNetworkingSocketsDebugOutputType`).
    ///
    /// Behind Steamworks: `SetDebugOutputFunction`.
    fn set_debug_output(&self, level: i32);
}
