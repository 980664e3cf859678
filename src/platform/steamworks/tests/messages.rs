//! Structures of `ISteamNetworkingMessages`.

use super::super::callbacks::{event, messages};
use super::packed::Packed;
use crate::contract::{Event, SteamId};

const ANNA: SteamId = SteamId::individual(11);
const STEAM_ID: u32 = 16;
const IP_ADDRESS: u32 = 1;

/// `SteamNetworkingIdentity`, which is packed to 1.
fn identity(kind: u32, id: SteamId) -> Packed {
    Packed::default().u32(kind).u32(8).steam_id(id).text::<120>(b"")
}

/// `SteamNetConnectionInfo_t` of a user at `address`.
pub(super) fn info(kind: u32, address: [u8; 16], port: u16) -> Packed {
    let mut packed = identity(kind, ANNA).u64(u64::MAX).u32(0);
    for byte in address {
        packed = packed.u8(byte);
    }
    let packed = packed.u16(port).u16(0).u32(7).u32(8).u32(5).u32(5003);
    let mut packed = packed.text::<128>(b"timed out").text::<128>(b"#1 to Anna").u32(16);
    for _ in 0..63 {
        packed = packed.u32(0);
    }
    packed
}

/// `SteamNetConnectionRealTimeStatus_t`.
pub(super) fn status() -> Vec<u8> {
    let real = |packed: Packed, number: f32| packed.u32(number.to_bits());
    let mut packed = Packed::default().u32(3).u32(42);
    for number in [0.5, 0.75, 1.0, 2.0, 3.0, 4.0] {
        packed = real(packed, number);
    }
    let mut packed = packed.u32(1000).u32(10).u32(20).u32(30).u64(40).u32(0);
    for _ in 0..15 {
        packed = packed.u32(0);
    }
    packed.padded_for(8)
}

fn mapped(ip: [u8; 4]) -> [u8; 16] {
    std::net::Ipv4Addr::from(ip).to_ipv6_mapped().octets()
}

#[test]
fn a_request_tells_who_asks() {
    assert_eq!(
        event(1251, &identity(STEAM_ID, ANNA).padded_for(1)),
        Some(Event::NetworkMessagesSessionRequest { remote: ANNA })
    );
    assert_eq!(event(1251, &identity(IP_ADDRESS, ANNA).padded_for(1)), None, "that is no user");
    assert_eq!(event(1251, &[0; 135]), None, "too short");
}

#[test]
fn a_failure_tells_with_whom_and_why() {
    let failed = info(STEAM_ID, [0; 16], 0).padded_for(4);
    assert_eq!(failed.len(), 696);
    assert_eq!(
        event(1252, &failed),
        Some(Event::NetworkMessagesSessionFailed {
            reason: 5003,
            remote: ANNA,
            state: 5,
            debug: "timed out".to_owned(),
        })
    );
    assert_eq!(event(1252, &failed[..695]), None, "too short");
    assert_eq!(event(1252, &info(IP_ADDRESS, [0; 16], 0).padded_for(4)), None, "that is no user");
}

#[test]
fn a_session_is_read_member_by_member() {
    let address = mapped([10, 0, 0, 7]);
    let session = messages::session(3, &info(STEAM_ID, address, 27015).padded_for(4), &status()).unwrap();
    assert_eq!((session.state, session.end_reason, session.info_flags), (3, 5003, 16));
    assert_eq!((session.end_debug.as_str(), session.description.as_str()), ("timed out", "#1 to Anna"));
    assert_eq!((session.remote_pop, session.relay_pop), (7, 8));
    assert_eq!(session.remote_address, "10.0.0.7:27015");
    assert_eq!((session.ping_ms, session.local_quality, session.remote_quality), (42, 0.5, 0.75));
    assert_eq!((session.out_packets_per_second, session.out_bytes_per_second), (1.0, 2.0));
    assert_eq!((session.in_packets_per_second, session.in_bytes_per_second), (3.0, 4.0));
    assert_eq!((session.send_rate, session.pending_unreliable, session.pending_reliable), (1000, 10, 20));
    assert_eq!((session.unacknowledged_reliable, session.queue_time_us), (30, 40));
}

#[test]
fn addresses_are_written_as_usual() {
    let address = |bytes: [u8; 16], port| {
        let info = info(STEAM_ID, bytes, port).padded_for(4);
        messages::session(3, &info, &status()).unwrap().remote_address
    };
    assert_eq!(address([0; 16], 0), "");
    let mut loopback = [0; 16];
    loopback[15] = 1;
    assert_eq!(address(loopback, 5), "[::1]:5");
}
