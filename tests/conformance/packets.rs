//! Packets: sessions, sizes, order.

use steam_networking::platform::networking::{SendRefused, SendType};
use steam_networking::platform::{Event, SteamId};

use super::{World, pattern};

pub fn packets_of_every_size_arrive_as_they_were_sent(world: &World) {
    let (mut one, mut two) = world.two_in_session();
    for (salt, len) in [0, 1, 1200, 65_536, 1_048_576].into_iter().enumerate() {
        let data = pattern(len, salt as u8);
        one.send(two.id(), &data, SendType::Reliable, 3);
        assert_eq!(two.receive(3), (one.id(), data.clone()));
        two.send(one.id(), &data, SendType::Reliable, 4);
        assert_eq!(one.receive(4), (two.id(), data));
    }
    let state = one.steam.p2p_session_state(two.id()).unwrap();
    assert!(state.connection_active && !state.connecting);
}

pub fn many_reliable_packets_arrive_in_order_both_ways_at_once(world: &World) {
    const COUNT: u32 = 20_000;
    let (mut one, mut two) = world.two_in_session();
    let (ids, mut sent, mut next) = ([one.id(), two.id()], [0u32; 2], [0u32; 2]);
    while next != [COUNT; 2] {
        for (at, player) in [&one, &two].into_iter().enumerate() {
            for _ in 0..100 {
                let data = sent[at].to_le_bytes();
                let accepted = sent[at] < COUNT
                    && player.steam.send_p2p_packet(ids[1 - at], &data, SendType::Reliable, 0).is_ok();
                sent[at] += u32::from(accepted);
            }
        }
        for (at, player) in [&mut one, &mut two].into_iter().enumerate() {
            if next[at] < COUNT {
                assert_eq!(player.receive(0).1, next[at].to_le_bytes());
                next[at] += 1;
            }
            while let Some((_, data)) = player.try_receive(0) {
                assert_eq!(data, next[at].to_le_bytes());
                next[at] += 1;
            }
        }
    }
}

pub fn a_packet_to_oneself_arrives(world: &World) {
    let mut player = world.player();
    player.send(player.id(), b"note", SendType::Reliable, 1);
    assert_eq!(player.receive(1), (player.id(), b"note".to_vec()));
}

pub fn packets_beyond_the_limits_are_refused(world: &World) {
    let (one, mut two) = world.two_in_session();
    let limits = [
        (SendType::Unreliable, 1200),
        (SendType::UnreliableNoDelay, 1200),
        (SendType::Reliable, 1_048_576),
        (SendType::ReliableWithBuffering, 1_048_576),
    ];
    for (send_type, limit) in limits {
        let refused = one.steam.send_p2p_packet(two.id(), &pattern(limit + 1, 1), send_type, 0);
        assert_eq!(refused, Err(SendRefused::TooLarge { size: limit + 1, limit }));
        one.send(two.id(), &pattern(limit, 2), send_type, 0);
        assert_eq!(two.receive(0).1.len(), limit);
    }
    let nobody = one.steam.send_p2p_packet(SteamId::NIL, b"?", SendType::Reliable, 0);
    assert_eq!(nobody, Err(SendRefused::InvalidUser));
}

pub fn what_an_unaccepted_user_sends_is_kept_and_not_shown(world: &World) {
    let (one, mut two) = world.two_players();
    one.send(two.id(), b"first", SendType::Reliable, 0);
    two.expect(&Event::P2PSessionRequest { remote: one.id() });
    assert_eq!(two.steam.available_p2p_packet_size(0), 0);
    assert_eq!(two.try_receive(0), None);
    let state = one.steam.p2p_session_state(two.id()).unwrap();
    assert!(state.connecting && !state.connection_active);
    assert_eq!((state.packets_queued_for_send, state.bytes_queued_for_send), (1, 5));
    assert!(two.steam.accept_p2p_session_with_user(one.id()));
    assert_eq!(two.receive(0), (one.id(), b"first".to_vec()));
}

pub fn sending_to_a_user_accepts_him(world: &World) {
    let (mut one, mut two) = world.two_players();
    one.send(two.id(), b"ping", SendType::Reliable, 0);
    two.expect(&Event::P2PSessionRequest { remote: one.id() });
    two.send(one.id(), b"pong", SendType::Reliable, 0);
    assert_eq!(two.receive(0), (one.id(), b"ping".to_vec()));
    assert_eq!(one.receive(0), (two.id(), b"pong".to_vec()));
}

pub fn channels_are_read_separately(world: &World) {
    let (one, mut two) = world.two_in_session();
    for channel in [7, -1, 0] {
        one.send(two.id(), &channel.to_string().into_bytes(), SendType::Reliable, channel);
    }
    for channel in [0, 7, -1] {
        assert_eq!(two.receive(channel).1, channel.to_string().into_bytes());
    }
}

pub fn what_is_unread_goes_with_its_session(world: &World) {
    let (one, mut two) = world.two_in_session();
    one.send(two.id(), b"unread", SendType::Reliable, 0);
    two.wait("the packet", |two| (two.steam.available_p2p_packet_size(0) == 6).then_some(()));
    assert!(two.steam.close_p2p_session_with_user(one.id()));
    assert!(!two.steam.close_p2p_session_with_user(one.id()), "there is none any more");
    assert_eq!(two.steam.available_p2p_packet_size(0), 0);
    assert_eq!(two.steam.p2p_session_state(one.id()), None);
    one.send(two.id(), b"again", SendType::Reliable, 0);
    two.accept(one.id());
    assert_eq!(two.receive(0), (one.id(), b"again".to_vec()));
}

pub fn what_does_not_fit_is_cut(world: &World) {
    let (one, mut two) = world.two_in_session();
    one.send(two.id(), b"too long", SendType::Reliable, 0);
    one.send(two.id(), b"next", SendType::Reliable, 0);
    let mut data = Vec::new();
    let from = two.wait("the packet", |two| two.steam.read_p2p_packet(0, 3, &mut data));
    assert_eq!((from, &data[..]), (one.id(), &b"too"[..]));
    assert_eq!(two.receive(0).1, b"next");
}

pub fn empty_packets_do_not_hide_those_behind_them(world: &World) {
    let (one, mut two) = world.two_in_session();
    one.send(two.id(), b"", SendType::Reliable, 0);
    one.send(two.id(), b"behind", SendType::Reliable, 0);
    two.wait("the size", |two| (two.steam.available_p2p_packet_size(0) == 6).then_some(()));
    assert_eq!(two.receive(0).1, b"");
    assert_eq!(two.receive(0).1, b"behind");
}
