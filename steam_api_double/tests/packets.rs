//! Packets through Steam, where reading requires more than Steam offers.
#![cfg(target_os = "linux")]

mod common;

use common::{events_until, impatient, on_the_double, other, steam, until};
use steam_networking::contract::network_conditions::{Condition, NetworkConditions};
use steam_networking::contract::networking::{SendRefused, SendType};
use steam_networking::contract::{Event, Networking, Platform, SteamId, User};
use steam_networking::platform::local::LocalPlatform;
use steam_networking::platform::steamworks::SteamworksPlatform;

/// Two users with an open session.
fn in_session() -> (SteamworksPlatform, LocalPlatform) {
    let (steam, other) = (steam(), other());
    assert!(steam.networking().accept_p2p_session_with_user(other.steam_id()));
    assert!(other.accept_p2p_session_with_user(steam.steam_id()));
    other.send_p2p_packet(steam.steam_id(), b"hello", SendType::Reliable, 9).unwrap();
    let (from, bytes) = until(&steam, || read(&steam, 9, u32::MAX));
    assert_eq!((from, bytes), (other.steam_id(), b"hello".to_vec()));
    (steam, other)
}

fn read(steam: &SteamworksPlatform, channel: i32, max_bytes: u32) -> Option<(SteamId, Vec<u8>)> {
    let mut bytes = vec![0xEE; 3];
    let from = steam.networking().read_p2p_packet(channel, max_bytes, &mut bytes)?;
    Some((from, bytes))
}

#[test]
fn empty_packets_do_not_hide_what_is_behind_them_and_come_first() {
    on_the_double(&[], || {
        let (steam, other) = in_session();
        for packet in [b"".as_slice(), b"", b"hello"] {
            other.send_p2p_packet(steam.steam_id(), packet, SendType::Reliable, 0).unwrap();
        }
        let size =
            until(&steam, || Some(steam.networking().available_p2p_packet_size(0)).filter(|size| *size > 0));
        assert_eq!(size, 5);
        assert_eq!(steam.networking().available_p2p_packet_size(0), 5, "asking takes nothing");
        assert_eq!(steam.networking().available_p2p_packet_size(1), 0);
        for packet in [b"".as_slice(), b"", b"hello"] {
            assert_eq!(read(&steam, 0, 5), Some((other.steam_id(), packet.to_vec())));
        }
        assert_eq!(read(&steam, 0, 5), None);
    });
}

#[test]
fn closing_a_session_drops_empty_packets_as_well() {
    on_the_double(&[], || {
        let (steam, other) = in_session();
        other.send_p2p_packet(steam.steam_id(), b"", SendType::Reliable, 0).unwrap();
        // A packet on another channel after it, to know that it has arrived.
        other.send_p2p_packet(steam.steam_id(), b"there", SendType::Reliable, 1).unwrap();
        until(&steam, || read(&steam, 1, u32::MAX));
        assert_eq!(steam.networking().available_p2p_packet_size(0), 0);
        assert!(steam.networking().close_p2p_session_with_user(other.steam_id()));
        assert_eq!(read(&steam, 0, 5), None);
    });
}

#[test]
fn a_packet_is_cut_to_the_size_that_is_asked_for() {
    on_the_double(&[], || {
        let (steam, other) = in_session();
        for max_bytes in [3, 0, 5, 100] {
            other.send_p2p_packet(steam.steam_id(), b"hello", SendType::Reliable, 0).unwrap();
            let (_, bytes) = until(&steam, || read(&steam, 0, max_bytes));
            assert_eq!(bytes, b"hello"[..5.min(max_bytes as usize)]);
        }
        let mut untouched = vec![9];
        assert_eq!(steam.networking().read_p2p_packet(0, 3, &mut untouched), None);
        assert_eq!(untouched, [9]);
    });
}

#[test]
fn what_steam_would_not_take_is_refused_with_a_reason() {
    on_the_double(&[], || {
        let (steam, other) = in_session();
        let send = |to, size, send_type| steam.networking().send_p2p_packet(to, &vec![1; size], send_type, 0);
        let limit = |size, limit| Err(SendRefused::TooLarge { size, limit });
        assert_eq!(send(other.steam_id(), 1200, SendType::Unreliable), Ok(()));
        assert_eq!(send(other.steam_id(), 1201, SendType::Unreliable), limit(1201, 1200));
        assert_eq!(send(other.steam_id(), 1_048_576, SendType::Reliable), Ok(()));
        assert_eq!(send(other.steam_id(), 1_048_577, SendType::Reliable), limit(1_048_577, 1_048_576));
        assert_eq!(send(SteamId::lobby(7), 1, SendType::Reliable), Err(SendRefused::InvalidUser));
    });
}

#[test]
fn the_state_of_a_session_is_read_member_by_member() {
    on_the_double(&[], || {
        let (steam, other) = in_session();
        let state = steam.networking().p2p_session_state(other.steam_id()).unwrap();
        assert!(state.connection_active && !state.connecting && !state.using_relay);
        assert_eq!(state.session_error, 0);
        assert_eq!((state.bytes_queued_for_send, state.packets_queued_for_send), (0, 0));
        // 127.0.0.1, with its first part in the highest byte.
        assert_eq!(state.remote_ip, 2_130_706_433);
        assert_ne!(state.remote_port, 0);
        assert_eq!(steam.networking().p2p_session_state(SteamId::individual(3)), None);
    });
}

#[test]
fn whether_packets_may_be_relayed_reaches_steam() {
    on_the_double(&[], || {
        let (steam, other) = (steam(), impatient());
        other.set_conditions(None, &[Condition::BlockDirect(true)]).unwrap();
        steam.networking().accept_p2p_session_with_user(other.steam_id());
        other.send_p2p_packet(steam.steam_id(), b"relayed", SendType::Reliable, 0).unwrap();
        until(&steam, || read(&steam, 0, u32::MAX));
        assert!(steam.networking().p2p_session_state(other.steam_id()).unwrap().using_relay);
        steam.networking().close_p2p_session_with_user(other.steam_id());
        other.close_p2p_session_with_user(steam.steam_id());

        steam.networking().allow_p2p_packet_relay(false);
        steam.networking().accept_p2p_session_with_user(other.steam_id());
        other.send_p2p_packet(steam.steam_id(), b"never", SendType::Reliable, 0).unwrap();
        let failed = Event::P2PSessionConnectFail { remote: steam.steam_id(), error: 4 };
        events_until(&other, |events| events.contains(&failed));
        assert_eq!(read(&steam, 0, u32::MAX), None);
    });
}

#[test]
fn a_farewell_that_waits_for_company_is_lost_by_closing_the_session() {
    on_the_double(&[], || {
        let (steam, other) = in_session();
        steam
            .networking()
            .send_p2p_packet(other.steam_id(), b"bye", SendType::ReliableWithBuffering, 0)
            .unwrap();
        assert!(steam.networking().close_p2p_session_with_user(other.steam_id()));
        // The next session's packets come after it, if it is still on its way.
        other.close_p2p_session_with_user(steam.steam_id());
        assert!(other.accept_p2p_session_with_user(steam.steam_id()));
        steam.networking().send_p2p_packet(other.steam_id(), b"hello", SendType::Reliable, 0).unwrap();
        let mut first = Vec::new();
        until(&other, || other.read_p2p_packet(0, u32::MAX, &mut first));
        assert_eq!(first, b"hello");
    });
}
