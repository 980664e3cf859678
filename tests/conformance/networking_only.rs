//! Rules of packets that hold over `ISteamNetworking` alone: where messages carry packets, `docs/transports.md` says what
//! holds instead.

use std::time::Duration;

use steam_networking::contract::networking::SendType;

use super::sending::check_limit;
use super::{World, pattern};

const HOUR: Duration = Duration::from_secs(3600);

// rule: send.reliable-size
pub fn reliable_packets_have_at_most_one_mebibyte(world: &World) {
    check_limit(world, [SendType::Reliable, SendType::ReliableWithBuffering], 1_048_576);
}

// rule: send.every-size-exact
pub fn packets_of_every_size_arrive_as_they_were_sent(world: &World) {
    let (mut one, mut two) = world.two_in_session();
    for (salt, len) in [0, 1, 1200, 65_536, 1_048_576].into_iter().enumerate() {
        let data = pattern(len, salt as u8);
        one.send(two.id(), &data, SendType::Reliable, 3);
        assert_eq!(two.receive(3), (one.id(), data.clone()));
        two.send(one.id(), &data, SendType::Reliable, 4);
        assert_eq!(one.receive(4), (two.id(), data));
    }
}

// rule: send.buffering
pub fn buffered_packets_are_coalesced_and_keep_their_order(world: &World) {
    let (one, mut two) = world.with(|setup| setup.collect = HOUR).two_in_session();
    one.send(two.id(), b"first", SendType::ReliableWithBuffering, 0);
    one.send(two.id(), b"not held up", SendType::Unreliable, 1);
    assert_eq!(two.receive(1).1, b"not held up");
    assert_eq!(two.try_receive(0), None, "it is still being collected");
    one.send_text(&two, "second");
    assert_eq!([two.receive_text(), two.receive_text()], ["first", "second"]);
    for _ in 0..3 {
        one.send(two.id(), &[7; 400], SendType::ReliableWithBuffering, 0);
    }
    for _ in 0..3 {
        assert_eq!(two.receive(0).1, [7; 400], "so much leaves at once");
    }
}

// rule: session.state-connecting
pub fn while_connecting_what_is_queued_is_counted(world: &World) {
    let (one, two) = world.two_players();
    one.send_text(&two, "first");
    one.send(two.id(), b"and more", SendType::Unreliable, 3);
    let state = one.steam.networking().p2p_session_state(two.id()).unwrap();
    assert!(state.connecting && !state.connection_active && !state.using_relay);
    assert_eq!((state.packets_queued_for_send, state.bytes_queued_for_send), (2, 13));
    assert_eq!((state.session_error, state.remote_ip, state.remote_port), (0, 0, 0));
}
