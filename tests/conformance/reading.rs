//! Reading packets.

use steam_networking::contract::networking::SendType;

use super::World;

// rule: read.channels
pub fn channels_are_any_number_and_share_one_session(world: &World) {
    let (one, mut two) = world.two_in_session();
    let channels = [7, -1, i32::MAX, i32::MIN, 0];
    for channel in channels {
        one.send(two.id(), &channel.to_le_bytes(), SendType::Reliable, channel);
    }
    for channel in channels.into_iter().rev() {
        assert_eq!(two.receive(channel).1, channel.to_le_bytes());
    }
    assert!(!two.has_session_events(), "no channel has to be accepted");
}

// rule: read.unread-waits
pub fn packets_on_a_channel_that_nobody_reads_wait(world: &World) {
    let (one, mut two) = world.two_in_session();
    one.send(two.id(), b"for later", SendType::Reliable, 5);
    for _ in 0..100 {
        one.send_text(&two, "now");
        assert_eq!(two.receive_text(), "now");
    }
    assert_eq!(two.try_receive(5), Some((one.id(), b"for later".to_vec())));
}

// rule: read.arrival-order
pub fn packets_are_read_in_the_order_of_arrival_over_all_users(world: &World) {
    let (mut one, mut two, mut reader) = (world.player(), world.player(), world.player());
    for player in [&mut one, &mut two] {
        player.connect(&mut reader);
    }
    let order = [&one, &two, &two, &one, &two];
    for (number, player) in order.into_iter().enumerate() {
        player.send_text(&reader, &number.to_string());
        player.wait_until_there(&mut reader, 1);
    }
    for (number, player) in order.into_iter().enumerate() {
        assert_eq!(reader.try_receive(0), Some((player.id(), number.to_string().into_bytes())));
    }
}

// rule: read.cut
pub fn packets_are_cut_to_the_buffer(world: &World) {
    let (one, mut two) = world.two_in_session();
    one.send_text(&two, "too long");
    one.send_text(&two, "next");
    let mut data = Vec::new();
    let from = two.wait("the packet", |two| two.steam.networking().read_p2p_packet(0, 3, &mut data));
    assert_eq!((from, &data[..]), (one.id(), &b"too"[..]));
    assert_eq!(two.receive_text(), "next");
}

// rule: read.nothing
pub fn an_empty_queue_reads_nothing(world: &World) {
    let player = world.player();
    assert_eq!(player.steam.networking().available_p2p_packet_size(0), 0);
    let mut data = b"untouched".to_vec();
    assert_eq!(player.steam.networking().read_p2p_packet(0, 100, &mut data), None);
    assert_eq!(data, b"untouched");
}

// rule: read.empty-packets
pub fn empty_packets_do_not_hide_those_behind_them(world: &World) {
    let (one, mut two) = world.two_in_session();
    one.send_text(&two, "");
    one.send_text(&two, "behind");
    two.wait("the size", |two| (two.steam.networking().available_p2p_packet_size(0) == 6).then_some(()));
    assert_eq!([two.receive_text(), two.receive_text()], ["", "behind"], "and are not lost");
    one.send_text(&two, "");
    one.send(two.id(), b"mark", SendType::Reliable, 1);
    assert_eq!(two.receive(1).1, b"mark");
    assert_eq!(two.steam.networking().available_p2p_packet_size(0), 0, "an empty packet alone has no size");
    assert_eq!(two.try_receive(0), Some((one.id(), Vec::new())));
}
