//! `ISteamNetworkingUtils` for scripts: relays, locations, time. Configuration values are in `networking_config`.

use std::net::{Ipv4Addr, SocketAddr};

use godot::builtin::{GString, PackedByteArray, VarArray, VarDictionary, vdict};
use godot::meta::ToGodot;

use super::current;
use super::enums::{NetworkingAvailability, NetworkingFakeIPType};
use crate::contract::networking_utils::{
    MAX_PING_LOCATION_TEXT_BYTES, PING_LOCATION_BYTES, PingLocation, pings,
};
use crate::script::socket_arguments::address;
use crate::script::{arguments, report};

/// `k_ESteamNetworkingFakeIPType_NotFake` and `…_Invalid`: values for addresses that are not fake.
const NOT_FAKE: i32 = 1;
const INVALID_PARAM: i32 = 8;

methods! {
impl Class {
    /// Connects to Valve's relay network before the first connection needs it. `relay_network_status` reports the
    /// result. Steamworks: `InitRelayNetworkAccess`.
    ///
    /// Local: There are no relays; the signal reports `NETWORKING_AVAILABILITY_CURRENT`.
    #[func(rename = initRelayNetworkAccess)]
    pub fn init_relay_network_access() {
        const METHOD: &str = method!("initRelayNetworkAccess");
        current::with(METHOD, |platform| platform.networking_utils().init_relay_network_access());
    }

    /// The state of the relay network, one of NetworkingAvailability. Steamworks: `GetRelayNetworkStatus`.
    #[func(rename = getRelayNetworkStatus)]
    pub fn get_relay_network_status() -> NetworkingAvailability {
        const METHOD: &str = method!("getRelayNetworkStatus");
        let status = current::with(METHOD, |platform| platform.networking_utils().relay_network_status());
        NetworkingAvailability(i64::from(status))
    }

    /// This machine's location in the relay network. Keys: `age` (float, seconds, -1 while not known), `location` (PackedByteArray).
    /// Steamworks: `GetLocalPingLocation`.
    ///
    /// Local: All processes are at the same location.
    #[func(rename = getLocalPingLocation)]
    pub fn get_local_ping_location() -> VarDictionary {
        const METHOD: &str = method!("getLocalPingLocation");
        let found = current::with(METHOD, |platform| Some(platform.networking_utils().local_ping_location()));
        let Some(found) = found else { return VarDictionary::new() };
        let (age, location) = found.unwrap_or((-1.0, PingLocation(Vec::new())));
        vdict! { "age" => f64::from(age), "location" => &PackedByteArray::from(location.0) }
    }

    /// The estimated round trip between two locations in ms; `NETWORKING_PING_UNKNOWN` or `NETWORKING_PING_FAILED` if it is
    /// unknown. Steamworks: `EstimatePingTimeBetweenTwoLocations`.
    ///
    /// Local: Twice the latency that is set for all users.
    #[func(rename = estimatePingTimeBetweenTwoLocations)]
    pub fn estimate_ping_time_between_two_locations(
        location1: PackedByteArray,
        location2: PackedByteArray,
    ) -> i64 {
        const METHOD: &str = method!("estimatePingTimeBetweenTwoLocations");
        current::with(METHOD, |platform| {
            let one = location(METHOD, "location1", &location1);
            let other = one.and_then(|one| Some((one, location(METHOD, "location2", &location2)?)));
            other.map_or(i64::from(pings::UNKNOWN), |(one, other)| {
                i64::from(platform.networking_utils().estimate_ping_between(&one, &other))
            })
        })
    }

    /// The estimated round trip from here to a location in ms, as for `estimatePingTimeBetweenTwoLocations`.
    /// Steamworks: `EstimatePingTimeFromLocalHost`.
    #[func(rename = estimatePingTimeFromLocalHost)]
    pub fn estimate_ping_time_from_local_host(location: PackedByteArray) -> i64 {
        const METHOD: &str = method!("estimatePingTimeFromLocalHost");
        current::with(METHOD, |platform| match self::location(METHOD, "location", &location) {
            Some(location) => i64::from(platform.networking_utils().estimate_ping_from_here(&location)),
            None => i64::from(pings::UNKNOWN),
        })
    }

    /// A location as a String that you can send to others. Steamworks: `ConvertPingLocationToString`.
    #[func(rename = convertPingLocationToString)]
    pub fn convert_ping_location_to_string(location: PackedByteArray) -> GString {
        const METHOD: &str = method!("convertPingLocationToString");
        let text = current::with(METHOD, |platform| {
            let location = self::location(METHOD, "location", &location)?;
            Some(platform.networking_utils().ping_location_to_text(&location))
        });
        GString::from(&text.unwrap_or_default())
    }

    /// The location that such a String describes. Keys: `success` (bool), `ping_location` (PackedByteArray).
    /// Steamworks: `ParsePingLocationString`.
    #[func(rename = parsePingLocationString)]
    pub fn parse_ping_location_string(string: GString) -> VarDictionary {
        const METHOD: &str = method!("parsePingLocationString");
        current::with(METHOD, |platform| {
            let parsed = arguments::text(METHOD, "string", &string, MAX_PING_LOCATION_TEXT_BYTES)
                .and_then(|text| platform.networking_utils().parse_ping_location(&text));
            let success = parsed.is_some();
            let bytes = PackedByteArray::from(parsed.map(|location| location.0).unwrap_or_default());
            vdict! { "success" => success, "ping_location" => &bytes }
        })
    }

    /// Whether pings were measured within this many seconds. If not, they are measured again. Steamworks:
    /// `CheckPingDataUpToDate`.
    #[func(rename = checkPingDataUpToDate)]
    pub fn check_ping_data_up_to_date(max_age_in_seconds: f64) -> bool {
        const METHOD: &str = method!("checkPingDataUpToDate");
        current::with(METHOD, |platform| {
            if !max_age_in_seconds.is_finite() {
                report::bad_argument(METHOD, "max_age_in_seconds", max_age_in_seconds, "it must be a number");
                return false;
            }
            platform.networking_utils().check_ping_data_up_to_date(max_age_in_seconds as f32)
        })
    }

    /// The ping to a data centre over the best route. Keys: `pop_relay` (int, the data centre it goes through), `ping` (int,
    /// ms). Steamworks: `GetPingToDataCenter`.
    ///
    /// Local: There are none: `NETWORKING_PING_FAILED`.
    #[func(rename = getPingToDataCenter)]
    pub fn get_ping_to_data_center(pop_id: i64) -> VarDictionary {
        const METHOD: &str = method!("getPingToDataCenter");
        let found = current::with(METHOD, |platform| {
            let pop = arguments::number(METHOD, "pop_id", pop_id, 0..=i64::from(u32::MAX))?;
            Some(platform.networking_utils().ping_to_data_center(pop))
        });
        let Some((ping, relay)) = found else { return VarDictionary::new() };
        vdict! { "pop_relay" => i64::from(relay), "ping" => ping }
    }

    /// The direct ping to the relays of a data centre in ms. Steamworks: `GetDirectPingToPOP`.
    ///
    /// Local: There are none: `NETWORKING_PING_FAILED`.
    #[func(rename = getDirectPingToPOP)]
    pub fn get_direct_ping_to_pop(pop_id: i64) -> i64 {
        const METHOD: &str = method!("getDirectPingToPOP");
        current::with(METHOD, |platform| {
            match arguments::number(METHOD, "pop_id", pop_id, 0..=i64::from(u32::MAX)) {
                Some(pop) => i64::from(platform.networking_utils().direct_ping_to_pop(pop)),
                None => i64::from(pings::FAILED),
            }
        })
    }

    /// The number of data centres. Steamworks: `GetPOPCount`.
    ///
    /// Local: None.
    #[func(rename = getPOPCount)]
    pub fn get_pop_count() -> i64 {
        const METHOD: &str = method!("getPOPCount");
        current::with(METHOD, |platform| platform.networking_utils().pops().len() as i64)
    }

    /// The IDs of the data centres. Steamworks: `GetPOPList`.
    ///
    /// Local: None.
    #[func(rename = getPOPList)]
    pub fn get_pop_list() -> VarArray {
        const METHOD: &str = method!("getPOPList");
        let pops = current::with(METHOD, |platform| platform.networking_utils().pops());
        pops.into_iter().map(|pop| i64::from(pop).to_variant()).collect()
    }

    /// The time in microseconds of a clock that never goes back; messages have their times from it. Steamworks:
    /// `GetLocalTimestamp`.
    #[func(rename = getLocalTimestamp)]
    pub fn get_local_timestamp() -> i64 {
        const METHOD: &str = method!("getLocalTimestamp");
        current::with(METHOD, |platform| platform.networking_utils().local_timestamp())
    }

    /// Whether an IPv4 address is a fake one that stands for a user. Steamworks: `IsFakeIPv4`.
    #[func(rename = isFakeIPv4)]
    pub fn is_fake_ipv4(ip_address: GString) -> bool {
        const METHOD: &str = method!("isFakeIPv4");
        current::with(METHOD, |platform| {
            arguments::address(METHOD, "ip_address", &ip_address)
                .is_some_and(|ip| platform.networking_utils().ipv4_fake_ip_type(ip.to_bits()) > NOT_FAKE)
        })
    }

    /// The kind of fake IP that an IPv4 address is. Steamworks: `GetIPv4FakeIPType`.
    #[func(rename = getIPv4FakeIPType)]
    pub fn get_ipv4_fake_ip_type(ipv4: GString) -> NetworkingFakeIPType {
        const METHOD: &str = method!("getIPv4FakeIPType");
        let kind = current::with(METHOD, |platform| {
            arguments::address(METHOD, "ipv4", &ipv4)
                .map_or(0, |ip: Ipv4Addr| platform.networking_utils().ipv4_fake_ip_type(ip.to_bits()))
        });
        NetworkingFakeIPType(i64::from(kind))
    }

    /// The user that such an address with its port stands for. Keys: `result` (int, of Result), `identity` (int, a
    /// Steam ID). Steamworks: `GetRealIdentityForFakeIP`.
    ///
    /// Local: There are none: `RESULT_INVALID_PARAM`.
    #[func(rename = getRealIdentityForFakeIP)]
    pub fn get_real_identity_for_fake_ip(fake_ip: GString) -> VarDictionary {
        const METHOD: &str = method!("getRealIdentityForFakeIP");
        let found = current::with(METHOD, |platform| {
            let address: Option<SocketAddr> = address(METHOD, "fake_ip", &fake_ip);
            Some(match address {
                Some(address) => platform.networking_utils().real_identity_for_fake_ip(address),
                None => Err(INVALID_PARAM),
            })
        });
        let Some(found) = found else { return VarDictionary::new() };
        vdict! {
            "result" => found.err().unwrap_or(1),
            "identity" => found.map_or(0, |user| user.0 as i64),
        }
    }

    /// Makes Steam log its networking to standard error, up to a level of NetworkingSocketsDebugOutputType.
    /// Steamworks: `SetDebugOutputFunction`.
    ///
    /// Local: There is nothing to write.
    #[func(rename = setDebugOutputFunction)]
    pub fn set_debug_output_function(detail_level: i64) {
        const METHOD: &str = method!("setDebugOutputFunction");
        current::with(METHOD, |platform| {
            let level = arguments::number(METHOD, "detail_level", detail_level, 0..=8)?;
            platform.networking_utils().set_debug_output(level);
            Some(())
        });
    }
}
}

/// A location, as `getLocalPingLocation` and `parsePingLocationString` return it.
fn location(method: &'static str, argument: &'static str, bytes: &PackedByteArray) -> Option<PingLocation> {
    if bytes.len() == PING_LOCATION_BYTES {
        return Some(PingLocation(bytes.to_vec()));
    }
    let allowed = "it must come from getLocalPingLocation or parsePingLocationString";
    report::bad_argument(method, argument, format!("{} bytes long", bytes.len()), allowed);
    None
}
