//! `ISteamNetworkingUtils`.

use std::ffi::{c_char, c_void};

use super::message::{self, Message};
use super::methods;
use super::networking_sockets::Address;
use crate::arguments::{In, Input, Out, Output, Text};
use crate::connections::{self, IDENTITY_BYTES};
use crate::contract::networking_sockets::config::Kind;
use crate::contract::networking_sockets::{ConfigOption, ConfigValue, Connection, ListenSocket, results};
use crate::contract::networking_utils::{ConfigScope, PING_LOCATION_BYTES, PingLocation, config_results};
use crate::contract::{NetworkingUtils, SteamId};
use crate::switches::violation;

/// `SteamNetworkPingLocation_t`.
type Location = [u8; PING_LOCATION_BYTES];

fn location(location: &In<Location>) -> PingLocation {
    match location.read() {
        Some(bytes) => PingLocation(bytes.to_vec()),
        None => violation("a location is null"),
    }
}

fn put(room: &Out<Location>, location: &PingLocation) {
    room.set(std::array::from_fn(|at| location.0.get(at).copied().unwrap_or(0)));
}

fn scope(scope: i32, object: isize) -> ConfigScope {
    match scope {
        1 => ConfigScope::Global,
        2 => ConfigScope::Interface,
        3 => ConfigScope::ListenSocket(ListenSocket(object as u32)),
        4 => ConfigScope::Connection(Connection(object as u32)),
        _ => violation("a configuration value has no scope"),
    }
}

fn number_of(kind: Kind) -> i32 {
    match kind {
        Kind::Int32 => 1,
        Kind::Int64 => 2,
        Kind::Float => 3,
        Kind::Text => 4,
    }
}

methods! { NetworkingUtils:
    fn SteamAPI_ISteamNetworkingUtils_AllocateMessage(_steam, size: i32) -> *mut Message, or std::ptr::null_mut(); {
        let Ok(size) = usize::try_from(size) else { violation("a message of a negative size is asked for") };
        message::blank(size)
    }

    fn SteamAPI_ISteamNetworkingUtils_InitRelayNetworkAccess(steam), or (); {
        steam.platform.init_relay_network_access();
    }

    fn SteamAPI_ISteamNetworkingUtils_GetRelayNetworkStatus(steam, _details: *mut c_void) -> i32, or -102; {
        steam.platform.relay_network_status()
    }

    fn SteamAPI_ISteamNetworkingUtils_GetLocalPingLocation(steam, room: Out<Location>) -> f32, or -1.0; {
        let Some((age, found)) = steam.platform.local_ping_location() else { return -1.0 };
        put(&room, &found);
        age
    }

    fn SteamAPI_ISteamNetworkingUtils_EstimatePingTimeBetweenTwoLocations(
        steam, one: In<Location>, other: In<Location>
    ) -> i32, or -1; {
        steam.platform.estimate_ping_between(&location(&one), &location(&other))
    }

    fn SteamAPI_ISteamNetworkingUtils_EstimatePingTimeFromLocalHost(steam, other: In<Location>) -> i32, or -1; {
        steam.platform.estimate_ping_from_here(&location(&other))
    }

    fn SteamAPI_ISteamNetworkingUtils_ConvertPingLocationToString(
        steam, place: In<Location>, room: Output, size: i32
    ), or (); {
        room.text(size, &steam.platform.ping_location_to_text(&location(&place)));
    }

    fn SteamAPI_ISteamNetworkingUtils_ParsePingLocationString(
        steam, text: Text, room: Out<Location>
    ) -> bool, or false; {
        let Some(found) = steam.platform.parse_ping_location(&text.read()) else { return false };
        put(&room, &found);
        true
    }

    fn SteamAPI_ISteamNetworkingUtils_CheckPingDataUpToDate(steam, seconds: f32) -> bool, or false; {
        steam.platform.check_ping_data_up_to_date(seconds)
    }

    fn SteamAPI_ISteamNetworkingUtils_GetPingToDataCenter(steam, pop: u32, relay: Out<u32>) -> i32, or -1; {
        let (ping, via) = steam.platform.ping_to_data_center(pop);
        relay.set_if_wanted(via);
        ping
    }

    fn SteamAPI_ISteamNetworkingUtils_GetDirectPingToPOP(steam, pop: u32) -> i32, or -1; {
        steam.platform.direct_ping_to_pop(pop)
    }

    fn SteamAPI_ISteamNetworkingUtils_GetPOPCount(steam) -> i32, or 0; {
        steam.platform.pops().len() as i32
    }

    fn SteamAPI_ISteamNetworkingUtils_GetPOPList(steam, room: Output, size: i32) -> i32, or 0; {
        let bytes: Vec<u8> = steam.platform.pops().iter().flat_map(|pop| pop.to_ne_bytes()).collect();
        (room.fill(size * 4, &bytes) / 4) as i32
    }

    fn SteamAPI_ISteamNetworkingUtils_GetLocalTimestamp(steam) -> i64, or 0; {
        steam.platform.local_timestamp()
    }

    fn SteamAPI_ISteamNetworkingUtils_GetIPv4FakeIPType(steam, ip: u32) -> i32, or 0; {
        steam.platform.ipv4_fake_ip_type(ip)
    }

    fn SteamAPI_ISteamNetworkingUtils_GetRealIdentityForFakeIP(
        steam, address: In<Address>, room: Out<[u8; IDENTITY_BYTES]>
    ) -> i32, or results::FAIL; {
        let Some(address) = address.read() else { violation("an address is null") };
        match steam.platform.real_identity_for_fake_ip(connections::addressed(&address)) {
            Ok(user) => {
                room.set_if_wanted(connections::identity(user));
                results::OK
            }
            Err(result) => {
                room.set_if_wanted(connections::identity(SteamId::NIL));
                result
            }
        }
    }

    fn SteamAPI_ISteamNetworkingUtils_SetConfigValue(
        steam, key: i32, of: i32, object: isize, kind: i32, value: *const c_void
    ) -> bool, or false; {
        let bytes = |len: u32| Input::at(value.cast()).read(len);
        let four = || bytes(4).first_chunk().copied().unwrap_or_default();
        let value = match kind {
            1 => ConfigValue::Int32(i32::from_ne_bytes(four())),
            2 => ConfigValue::Int64(i64::from_ne_bytes(bytes(8).first_chunk().copied().unwrap_or_default())),
            3 => ConfigValue::Float(f32::from_ne_bytes(four())),
            4 => ConfigValue::Text(Text::at(value.addr() as u64).read()),
            _ => violation("a configuration value is of no kind"),
        };
        steam.platform.set_config_value(scope(of, object), &ConfigOption { key, value })
    }

    fn SteamAPI_ISteamNetworkingUtils_GetConfigValue(
        steam, key: i32, of: i32, object: isize, kind: Out<i32>, room: Output, size: Out<usize>
    ) -> i32, or config_results::BAD_VALUE; {
        let (result, value) = steam.platform.config_value(scope(of, object), key);
        let Some(value) = value else { return result };
        let (number, bytes) = match value {
            ConfigValue::Int32(number) => (1, number.to_ne_bytes().to_vec()),
            ConfigValue::Int64(number) => (2, number.to_ne_bytes().to_vec()),
            ConfigValue::Float(number) => (3, number.to_ne_bytes().to_vec()),
            ConfigValue::Text(text) => (4, text.into_bytes().into_iter().chain([0]).collect()),
        };
        kind.set_if_wanted(number);
        size.set(room.fill(bytes.len(), &bytes));
        result
    }

    fn SteamAPI_ISteamNetworkingUtils_GetConfigValueInfo(
        steam, key: i32, kind: Out<i32>, of: Out<i32>
    ) -> *const c_char, or std::ptr::null(); {
        let Some((name, its_kind, its_scope)) = steam.platform.config_value_info(key) else { return std::ptr::null() };
        kind.set_if_wanted(number_of(its_kind));
        of.set_if_wanted(its_scope);
        steam.text(name)
    }

    fn SteamAPI_ISteamNetworkingUtils_IterateGenericEditableConfigValues(
        steam, key: i32, with_development: bool
    ) -> i32, or 0; {
        steam.platform.next_config_value(key, with_development)
    }

    fn SteamAPI_ISteamNetworkingUtils_SetDebugOutputFunction(
        steam, level: i32, _function: *const c_void
    ), or (); {
        steam.platform.set_debug_output(level);
    }
}
