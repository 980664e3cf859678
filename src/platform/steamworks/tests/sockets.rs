//! Structures of `ISteamNetworkingSockets`.

use super::super::callbacks::{event, sockets};
use super::messages::{info, status};
use super::packed::Packed;
use crate::contract::networking_sockets::{
    Connection, ConnectionInfo, FakeIp, LaneStatus, ListenSocket, SocketsEvent,
};
use crate::contract::{Event, SteamId};

const ANNA: SteamId = SteamId::individual(11);
const STEAM_ID: u32 = 16;
const IP_ADDRESS: u32 = 1;

fn changed(kind: u32) -> Vec<u8> {
    let address = std::net::Ipv4Addr::new(10, 0, 0, 7).to_ipv6_mapped().octets();
    let info = info(kind, address, 27015).padded_for(8);
    Packed::default().u32(77).structure(8, info).u32(3).padded_for(8)
}

fn expected(remote: SteamId) -> Event {
    Event::NetworkingSockets(SocketsEvent::StatusChanged {
        connection: Connection(77),
        info: ConnectionInfo {
            remote,
            user_data: -1,
            listen_socket: ListenSocket::INVALID,
            remote_address: Some(([10, 0, 0, 7], 27015).into()),
            remote_pop: 7,
            relay_pop: 8,
            state: 5,
            end_reason: 5003,
            end_debug: "timed out".to_owned(),
            description: "#1 to Anna".to_owned(),
            flags: 16,
        },
        old_state: 3,
    })
}

#[test]
fn a_changed_state_tells_of_users_and_of_addresses() {
    assert_eq!(event(1221, &changed(STEAM_ID)), Some(expected(ANNA)));
    assert_eq!(
        event(1221, &changed(IP_ADDRESS)),
        Some(expected(SteamId::NIL)),
        "somebody without a Steam ID"
    );
    let bytes = changed(STEAM_ID);
    assert_eq!(event(1221, &bytes[..bytes.len() - 1]), None, "too short");
}

#[test]
fn a_status_is_read_with_its_lanes() {
    let lane = |number: u32| {
        let mut packed =
            Packed::default().u32(number).u32(number + 1).u32(number + 2).u32(99).u64(u64::from(number));
        for _ in 0..10 {
            packed = packed.u32(0xEEEE_EEEE);
        }
        packed.padded_for(8)
    };
    let read = sockets::real_time_status(&status(), &[lane(100), lane(200)].concat()).unwrap();
    assert_eq!((read.state, read.ping_ms, read.send_rate), (3, 42, 1000));
    let of = |number: i32| LaneStatus {
        pending_unreliable: number,
        pending_reliable: number + 1,
        unacknowledged_reliable: number + 2,
        queue_time_us: i64::from(number),
    };
    assert_eq!(read.lanes, [of(100), of(200)]);
    assert_eq!(read.queued.queue_time_us, 40);
    assert_eq!(sockets::real_time_status(&status()[..119], &[]), None, "too short");
}

#[test]
fn an_address_that_stands_for_a_user_is_read_up_to_its_last_port() {
    let identity = Packed::default().u32(STEAM_ID).u32(8).steam_id(ANNA).text::<120>(b"").padded_for(1);
    let mut packed = Packed::default().u32(1).structure(1, identity).u32(0xA9FE_0001).u16(5).u16(6);
    for _ in 0..6 {
        packed = packed.u16(0);
    }
    let bytes = packed.padded_for(4);
    assert_eq!(bytes.len(), 160);
    let fake = FakeIp { result: 1, user: ANNA, ip: 0xA9FE_0001, ports: vec![5, 6] };
    assert_eq!(event(1223, &bytes), Some(Event::NetworkingSockets(SocketsEvent::FakeIp(fake))));
    assert_eq!(event(1223, &bytes[..159]), None, "too short");
}
