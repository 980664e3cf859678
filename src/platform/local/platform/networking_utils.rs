//! `ISteamNetworkingUtils`.

use std::net::SocketAddr;

use super::{LocalPlatform, clock};
use crate::contract::networking_sockets::config::{self, Kind};
use crate::contract::networking_sockets::{ConfigOption, ConfigValue, results};
use crate::contract::networking_utils::{ConfigScope, PING_LOCATION_BYTES, PingLocation, pings};
use crate::contract::{NetworkingUtils, SteamId};
use crate::platform::local::sockets::Sockets;

/// The location of every local process, in Steam's text form: a data centre and the ping to it.
const HERE: &str = "local=0+0";
/// `k_ESteamNetworkingFakeIPType_NotFake`.
const NOT_FAKE: i32 = 1;

fn here() -> PingLocation {
    let mut bytes = vec![0; PING_LOCATION_BYTES];
    for (place, byte) in bytes.iter_mut().zip(HERE.bytes()) {
        *place = byte;
    }
    PingLocation(bytes)
}

impl NetworkingUtils for LocalPlatform {
    fn init_relay_network_access(&self) {
        self.with_sockets(Sockets::init_relay_network);
    }

    fn relay_network_status(&self) -> i32 {
        self.with_sockets(|sockets| sockets.relay_network_status())
    }

    fn local_ping_location(&self) -> Option<(f32, PingLocation)> {
        Some((0.0, here()))
    }

    fn estimate_ping_between(&self, one: &PingLocation, other: &PingLocation) -> i32 {
        let known = *one == here() && *other == here();
        let conditions = self.with_sockets(|sockets| sockets.sessions().conditions(None));
        if known { i32::try_from(conditions.round_trip_ms()).unwrap_or(i32::MAX) } else { pings::UNKNOWN }
    }

    fn estimate_ping_from_here(&self, other: &PingLocation) -> i32 {
        self.estimate_ping_between(&here(), other)
    }

    fn ping_location_to_text(&self, location: &PingLocation) -> String {
        if *location == here() { HERE.to_owned() } else { String::new() }
    }

    fn parse_ping_location(&self, text: &str) -> Option<PingLocation> {
        (text == HERE).then(here)
    }

    fn check_ping_data_up_to_date(&self, _: f32) -> bool {
        true
    }

    fn ping_to_data_center(&self, _: u32) -> (i32, u32) {
        (pings::FAILED, 0)
    }

    fn direct_ping_to_pop(&self, _: u32) -> i32 {
        pings::FAILED
    }

    fn pops(&self) -> Vec<u32> {
        Vec::new()
    }

    fn local_timestamp(&self) -> i64 {
        clock::microseconds(clock::now())
    }

    fn ipv4_fake_ip_type(&self, _: u32) -> i32 {
        NOT_FAKE
    }

    fn real_identity_for_fake_ip(&self, _: SocketAddr) -> Result<SteamId, i32> {
        Err(results::INVALID_PARAM)
    }

    fn set_config_value(&self, scope: ConfigScope, option: &ConfigOption) -> bool {
        self.with_sockets(|sockets| sockets.set_config_value(scope, option))
    }

    fn config_value(&self, scope: ConfigScope, key: i32) -> (i32, Option<ConfigValue>) {
        self.with_sockets(|sockets| sockets.config_value(scope, key))
    }

    fn config_value_info(&self, key: i32) -> Option<(String, Kind, i32)> {
        let known = config::known(key)?;
        Some((known.name.to_owned(), known.kind, if known.of_connection { 4 } else { 1 }))
    }

    fn next_config_value(&self, key: i32, _: bool) -> i32 {
        config::KNOWN.iter().map(|known| known.key).find(|other| *other > key).unwrap_or(0)
    }

    fn set_debug_output(&self, _: i32) {}
}
