//! Sending: sizes, send types, and order.

use steam_networking::contract::SteamId;
use steam_networking::contract::networking::{SendRefused, SendType};

use super::{World, pattern};

/// Checks that this much of these types can be sent, and not a byte more.
pub fn check_limit(world: &World, send_types: [SendType; 2], limit: usize) {
    let (one, mut two) = world.two_in_session();
    for send_type in send_types {
        let refused = one.steam.networking().send_p2p_packet(two.id(), &pattern(limit + 1, 1), send_type, 0);
        assert_eq!(refused, Err(SendRefused::TooLarge { size: limit + 1, limit }));
        let data = pattern(limit, 2);
        one.send(two.id(), &data, send_type, 0);
        assert_eq!(two.receive(0), (one.id(), data), "the refused packet is not sent");
    }
}

// rule: send.unreliable-size
pub fn unreliable_packets_have_at_most_1200_bytes(world: &World) {
    check_limit(world, [SendType::Unreliable, SendType::UnreliableNoDelay], 1200);
}

// rule: send.returns-queued, send.queue-limit
pub fn sending_tells_whether_the_packet_was_queued(world: &World) {
    let (one, two) = world.with(|setup| setup.send_queue_bytes = 10_000).two_players();
    for nobody in [SteamId::NIL, SteamId::lobby(7), SteamId(1)] {
        let refused = one.steam.networking().send_p2p_packet(nobody, b"?", SendType::Reliable, 0);
        assert_eq!(refused, Err(SendRefused::InvalidUser), "{nobody}");
    }
    let sends =
        (0..20).map(|_| one.steam.networking().send_p2p_packet(two.id(), &[0; 1000], SendType::Reliable, 0));
    let outcomes: Vec<_> = sends.collect();
    let full = |outcome: &Result<(), SendRefused>| {
        matches!(outcome, Err(SendRefused::QueueFull { .. } | SendRefused::Refused))
    };
    assert!(outcomes[0].is_ok(), "nobody has accepted yet, and it is queued all the same");
    assert!(full(&outcomes[19]), "{:?}", outcomes[19]);
    assert!(outcomes.is_sorted_by_key(full), "what is full stays full while nothing leaves");
}

// rule: send.no-delay-while-connecting
pub fn unreliable_no_delay_is_thrown_away_while_connecting(world: &World) {
    let (one, mut two) = world.two_players();
    one.send(two.id(), b"gone", SendType::UnreliableNoDelay, 0);
    one.send_text(&two, "kept");
    two.accept(one.id());
    assert_eq!(two.receive_text(), "kept");
    assert_eq!(two.try_receive(0), None);
}

// rule: send.unreliable-while-connecting
pub fn unreliable_is_kept_while_connecting(world: &World) {
    let (one, mut two) = world.two_players();
    one.send(two.id(), b"kept", SendType::Unreliable, 0);
    two.accept(one.id());
    assert_eq!(two.receive_text(), "kept");
}

// rule: send.buffering
pub fn buffered_packets_leave_alone_in_the_end(world: &World) {
    let (one, mut two) = world.two_in_session();
    one.send(two.id(), b"alone", SendType::ReliableWithBuffering, 0);
    assert_eq!(two.receive_text(), "alone");
}

// rule: send.order
pub fn reliable_packets_arrive_in_order_over_all_channels(world: &World) {
    let (one, mut two) = world.two_in_session();
    for number in 0..100u8 {
        one.send(two.id(), &[number], SendType::Reliable, i32::from(number % 5));
    }
    one.send(two.id(), b"end", SendType::Reliable, 9);
    assert_eq!(two.receive(9).1, b"end");
    for channel in 0..5 {
        for number in (channel..100).step_by(5) {
            assert_eq!(two.try_receive(i32::from(channel)), Some((one.id(), vec![number])));
        }
    }
}

// rule: send.order
pub fn many_reliable_packets_arrive_in_order_both_ways_at_once(world: &World) {
    const COUNT: u32 = 20_000;
    let (mut one, mut two) = world.two_in_session();
    let (ids, mut sent, mut next) = ([one.id(), two.id()], [0u32; 2], [0u32; 2]);
    while next != [COUNT; 2] {
        for (at, player) in [&one, &two].into_iter().enumerate() {
            for _ in 0..100 {
                let data = sent[at].to_le_bytes();
                let accepted = sent[at] < COUNT
                    && player
                        .steam
                        .networking()
                        .send_p2p_packet(ids[1 - at], &data, SendType::Reliable, 0)
                        .is_ok();
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

// rule: send.to-oneself
pub fn a_packet_to_oneself_arrives_at_the_next_pump(world: &World) {
    let mut player = world.player();
    player.send(player.id(), b"note", SendType::Reliable, 1);
    assert_eq!(player.try_receive(1), None);
    player.pending_events();
    assert_eq!(player.try_receive(1), Some((player.id(), b"note".to_vec())));
    assert!(!player.has_session_events(), "nobody has to accept themselves");
}
