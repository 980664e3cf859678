//! `ISteamNetworkingUtils`: one C call each.

use std::ffi::{c_char, c_int, c_void};
use std::net::SocketAddr;

use ::steamworks::sys;

use super::callbacks::messages;
use super::networking_sockets::address_bytes;
use super::received::Room;
use super::{SteamworksPlatform, strings};
use crate::contract::networking_sockets::config::Kind;
use crate::contract::networking_sockets::{ConfigOption, ConfigValue, availability, results};
use crate::contract::networking_utils::{
    ConfigScope, MAX_PING_LOCATION_TEXT_BYTES, PING_LOCATION_BYTES, PingLocation, config_results, pings,
};
use crate::contract::{NetworkingUtils, SteamId};

/// The maximum size of a text configuration value, in bytes.
const MAX_VALUE_BYTES: usize = 16 * 1024;
/// The maximum number of data centres in a list.
const MAX_POPS: usize = 1024;

unsafe extern "C" {
    /// `ESteamNetworkingAvailability`. Null if the details are not wanted.
    fn SteamAPI_ISteamNetworkingUtils_GetRelayNetworkStatus(
        utils: *mut sys::ISteamNetworkingUtils,
        details: *mut c_void,
    ) -> c_int;
    /// `ESteamNetworkingFakeIPType`.
    fn SteamAPI_ISteamNetworkingUtils_GetIPv4FakeIPType(
        utils: *mut sys::ISteamNetworkingUtils,
        ip: u32,
    ) -> c_int;
    /// `EResult`.
    fn SteamAPI_ISteamNetworkingUtils_GetRealIdentityForFakeIP(
        utils: *mut sys::ISteamNetworkingUtils,
        address: *const c_void,
        identity: *mut sys::SteamNetworkingIdentity,
    ) -> c_int;
    /// The value, scope and type are enumerations.
    fn SteamAPI_ISteamNetworkingUtils_SetConfigValue(
        utils: *mut sys::ISteamNetworkingUtils,
        key: c_int,
        scope: c_int,
        object: isize,
        kind: c_int,
        value: *const c_void,
    ) -> bool;
    /// `ESteamNetworkingGetConfigValueResult`.
    fn SteamAPI_ISteamNetworkingUtils_GetConfigValue(
        utils: *mut sys::ISteamNetworkingUtils,
        key: c_int,
        scope: c_int,
        object: isize,
        kind: *mut c_int,
        value: *mut c_void,
        size: *mut usize,
    ) -> c_int;
    /// Its name, null for an unknown value.
    fn SteamAPI_ISteamNetworkingUtils_GetConfigValueInfo(
        utils: *mut sys::ISteamNetworkingUtils,
        key: c_int,
        kind: *mut c_int,
        scope: *mut c_int,
    ) -> *const c_char;
    /// `ESteamNetworkingConfigValue`.
    fn SteamAPI_ISteamNetworkingUtils_IterateGenericEditableConfigValues(
        utils: *mut sys::ISteamNetworkingUtils,
        key: c_int,
        with_development: bool,
    ) -> c_int;
    /// The level is an enumeration.
    fn SteamAPI_ISteamNetworkingUtils_SetDebugOutputFunction(
        utils: *mut sys::ISteamNetworkingUtils,
        level: c_int,
        function: Option<unsafe extern "C" fn(c_int, *const c_char)>,
    );
}

/// Writes a line from Steam to standard error. Steam calls it from any of its threads.
unsafe extern "C" fn write_debug_line(level: c_int, line: *const c_char) {
    // SAFETY: Steam passes a NUL-terminated text and lasts as long as the call.
    let line = unsafe { strings::copied(line) };
    // Nothing may unwind into C, and a closed standard error cannot be reported to anybody.
    let _ = std::io::Write::write_all(
        &mut std::io::stderr(),
        format!("[Steam, level {level}] {line}\n").as_bytes(),
    );
}

/// `ESteamNetworkingConfigScope` and the object.
fn raw_scope(scope: ConfigScope) -> (c_int, isize) {
    match scope {
        ConfigScope::Global => (1, 0),
        ConfigScope::Interface => (2, 0),
        ConfigScope::ListenSocket(socket) => (3, socket.0 as isize),
        ConfigScope::Connection(connection) => (4, connection.0 as isize),
    }
}

/// `ESteamNetworkingConfigDataType`.
fn kind_of(kind: c_int) -> Option<Kind> {
    match kind {
        1 => Some(Kind::Int32),
        2 => Some(Kind::Int64),
        3 => Some(Kind::Float),
        4 => Some(Kind::Text),
        _ => None,
    }
}

/// A location in Steam's form.
fn raw_location(location: &PingLocation) -> sys::SteamNetworkPingLocation_t {
    let byte = |at: usize| location.0.get(at).copied().unwrap_or(0);
    sys::SteamNetworkPingLocation_t { m_data: std::array::from_fn(byte) }
}

impl NetworkingUtils for SteamworksPlatform {
    fn init_relay_network_access(&self) {
        let Some(utils) = self.interfaces.networking_utils.get() else { return };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamNetworkingUtils_InitRelayNetworkAccess(utils) }
    }

    fn relay_network_status(&self) -> i32 {
        let Some(utils) = self.interfaces.networking_utils.get() else { return availability::CANNOT_TRY };
        // SAFETY: a live interface; null means that no details are needed.
        unsafe { SteamAPI_ISteamNetworkingUtils_GetRelayNetworkStatus(utils, std::ptr::null_mut()) }
    }

    fn local_ping_location(&self) -> Option<(f32, PingLocation)> {
        let utils = self.interfaces.networking_utils.get()?;
        let mut room = sys::SteamNetworkPingLocation_t { m_data: [0; PING_LOCATION_BYTES] };
        // SAFETY: a live interface, and room for the location.
        let age = unsafe { sys::SteamAPI_ISteamNetworkingUtils_GetLocalPingLocation(utils, &mut room) };
        (age >= 0.0).then(|| (age, PingLocation(room.m_data.to_vec())))
    }

    fn estimate_ping_between(&self, one: &PingLocation, other: &PingLocation) -> i32 {
        let Some(utils) = self.interfaces.networking_utils.get() else { return pings::UNKNOWN };
        let (one, other) = (raw_location(one), raw_location(other));
        // SAFETY: a live interface, and locations that outlive the call.
        unsafe {
            sys::SteamAPI_ISteamNetworkingUtils_EstimatePingTimeBetweenTwoLocations(utils, &one, &other)
        }
    }

    fn estimate_ping_from_here(&self, other: &PingLocation) -> i32 {
        let Some(utils) = self.interfaces.networking_utils.get() else { return pings::UNKNOWN };
        let other = raw_location(other);
        // SAFETY: a live interface, and a location that outlives the call.
        unsafe { sys::SteamAPI_ISteamNetworkingUtils_EstimatePingTimeFromLocalHost(utils, &other) }
    }

    fn ping_location_to_text(&self, location: &PingLocation) -> String {
        let Some(utils) = self.interfaces.networking_utils.get() else { return String::new() };
        let location = raw_location(location);
        let mut room = [0_u8; MAX_PING_LOCATION_TEXT_BYTES];
        // SAFETY: a live interface, a location that outlives the call, and a buffer of the given size.
        unsafe {
            sys::SteamAPI_ISteamNetworkingUtils_ConvertPingLocationToString(
                utils,
                &location,
                room.as_mut_ptr().cast::<c_char>(),
                MAX_PING_LOCATION_TEXT_BYTES as c_int,
            );
        }
        strings::up_to_nul(&room)
    }

    fn parse_ping_location(&self, text: &str) -> Option<PingLocation> {
        let utils = self.interfaces.networking_utils.get()?;
        let text = strings::for_steam(text)?;
        let mut room = sys::SteamNetworkPingLocation_t { m_data: [0; PING_LOCATION_BYTES] };
        // SAFETY: a live interface, a text that outlives the call, and room for the location.
        let parsed = unsafe {
            sys::SteamAPI_ISteamNetworkingUtils_ParsePingLocationString(utils, text.as_ptr(), &mut room)
        };
        parsed.then(|| PingLocation(room.m_data.to_vec()))
    }

    fn check_ping_data_up_to_date(&self, max_age_seconds: f32) -> bool {
        let Some(utils) = self.interfaces.networking_utils.get() else { return false };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamNetworkingUtils_CheckPingDataUpToDate(utils, max_age_seconds) }
    }

    fn ping_to_data_center(&self, pop: u32) -> (i32, u32) {
        let Some(utils) = self.interfaces.networking_utils.get() else { return (pings::FAILED, 0) };
        let mut relay = 0_u32;
        // SAFETY: a live interface, a number, and room for one.
        let ping = unsafe { sys::SteamAPI_ISteamNetworkingUtils_GetPingToDataCenter(utils, pop, &mut relay) };
        (ping, relay)
    }

    fn direct_ping_to_pop(&self, pop: u32) -> i32 {
        let Some(utils) = self.interfaces.networking_utils.get() else { return pings::FAILED };
        // SAFETY: a live interface and a number.
        unsafe { sys::SteamAPI_ISteamNetworkingUtils_GetDirectPingToPOP(utils, pop) }
    }

    fn pops(&self) -> Vec<u32> {
        let Some(utils) = self.interfaces.networking_utils.get() else { return Vec::new() };
        // SAFETY: a live interface.
        let count = unsafe { sys::SteamAPI_ISteamNetworkingUtils_GetPOPCount(utils) };
        let mut pops = vec![0_u32; usize::try_from(count).unwrap_or(0).min(MAX_POPS)];
        // SAFETY: a live interface, and room for the given number of numbers.
        let filled = unsafe {
            sys::SteamAPI_ISteamNetworkingUtils_GetPOPList(utils, pops.as_mut_ptr(), pops.len() as c_int)
        };
        pops.truncate(usize::try_from(filled).unwrap_or(0));
        pops
    }

    fn local_timestamp(&self) -> i64 {
        let Some(utils) = self.interfaces.networking_utils.get() else { return 0 };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamNetworkingUtils_GetLocalTimestamp(utils) }
    }

    fn ipv4_fake_ip_type(&self, ip: u32) -> i32 {
        let Some(utils) = self.interfaces.networking_utils.get() else { return 0 };
        // SAFETY: a live interface and a number.
        unsafe { SteamAPI_ISteamNetworkingUtils_GetIPv4FakeIPType(utils, ip) }
    }

    fn real_identity_for_fake_ip(&self, address: SocketAddr) -> Result<SteamId, i32> {
        let utils = self.interfaces.networking_utils.get().ok_or(results::FAIL)?;
        let address = address_bytes(address);
        let mut room = Room::<sys::SteamNetworkingIdentity>::new();
        // SAFETY: a live interface, an address that outlives the call, and room for the identity.
        let result = unsafe {
            SteamAPI_ISteamNetworkingUtils_GetRealIdentityForFakeIP(
                utils,
                address.as_ptr().cast(),
                room.pointer(),
            )
        };
        if result == results::OK { messages::user(room.bytes()).ok_or(results::FAIL) } else { Err(result) }
    }

    fn set_config_value(&self, scope: ConfigScope, option: &ConfigOption) -> bool {
        let Some(utils) = self.interfaces.networking_utils.get() else { return false };
        let (scope, object) = raw_scope(scope);
        let set = |kind: c_int, value: *const c_void| {
            // SAFETY: a live interface, numbers, and a value of the given type that outlives the call.
            unsafe {
                SteamAPI_ISteamNetworkingUtils_SetConfigValue(utils, option.key, scope, object, kind, value)
            }
        };
        match &option.value {
            ConfigValue::Int32(number) => set(1, (&raw const *number).cast()),
            ConfigValue::Int64(number) => set(2, (&raw const *number).cast()),
            ConfigValue::Float(number) => set(3, (&raw const *number).cast()),
            ConfigValue::Text(text) => {
                strings::for_steam(text).is_some_and(|text| set(4, text.as_ptr().cast()))
            }
        }
    }

    fn config_value(&self, scope: ConfigScope, key: i32) -> (i32, Option<ConfigValue>) {
        let Some(utils) = self.interfaces.networking_utils.get() else {
            return (config_results::BAD_VALUE, None);
        };
        let (scope, object) = raw_scope(scope);
        let mut room = vec![0_u64; MAX_VALUE_BYTES / 8];
        let (mut kind, mut size) = (0, MAX_VALUE_BYTES);
        // SAFETY: a live interface, numbers, and room for a type, a size, and a value of the given size.
        let result = unsafe {
            SteamAPI_ISteamNetworkingUtils_GetConfigValue(
                utils,
                key,
                scope,
                object,
                &mut kind,
                room.as_mut_ptr().cast(),
                &mut size,
            )
        };
        if result <= 0 {
            return (result, None);
        }
        let bytes: Vec<u8> = room.iter().flat_map(|word| word.to_ne_bytes()).collect();
        let four = || bytes.first_chunk::<4>().copied().unwrap_or_default();
        let value = kind_of(kind).map(|kind| match kind {
            Kind::Int32 => ConfigValue::Int32(i32::from_ne_bytes(four())),
            Kind::Int64 => {
                ConfigValue::Int64(i64::from_ne_bytes(bytes.first_chunk::<8>().copied().unwrap_or_default()))
            }
            Kind::Float => ConfigValue::Float(f32::from_ne_bytes(four())),
            Kind::Text => ConfigValue::Text(strings::up_to_nul(bytes.get(..size).unwrap_or(&bytes))),
        });
        (result, value)
    }

    fn config_value_info(&self, key: i32) -> Option<(String, Kind, i32)> {
        let utils = self.interfaces.networking_utils.get()?;
        let (mut kind, mut scope) = (0, 0);
        // SAFETY: a live interface, a number, and room for two. Steam owns the name, which stays valid.
        let name = unsafe {
            let name = SteamAPI_ISteamNetworkingUtils_GetConfigValueInfo(utils, key, &mut kind, &mut scope);
            (!name.is_null()).then(|| strings::copied(name))
        }?;
        Some((name, kind_of(kind)?, scope))
    }

    fn next_config_value(&self, key: i32, with_development: bool) -> i32 {
        let Some(utils) = self.interfaces.networking_utils.get() else { return 0 };
        // SAFETY: a live interface and numbers.
        unsafe {
            SteamAPI_ISteamNetworkingUtils_IterateGenericEditableConfigValues(utils, key, with_development)
        }
    }

    fn set_debug_output(&self, level: i32) {
        let Some(utils) = self.interfaces.networking_utils.get() else { return };
        // SAFETY: a live interface, a number, and a function that may be called from any thread and at any time.
        unsafe {
            SteamAPI_ISteamNetworkingUtils_SetDebugOutputFunction(utils, level, Some(write_debug_line));
        }
    }
}
