//! Messages over connections, lanes, poll groups and the status, with the rules of `ISteamNetworkingSockets`.

use steam_networking::contract::networking_sockets::{
    Connection, Lane, MAX_MESSAGE_BYTES, PollGroup, results, send_flags, states,
};

use super::sockets::{RELIABLE, asked, changed, connected, join, receive, sockets};
use super::{Player, World, pattern};

const UNRELIABLE: i32 = 0;

// rule: sockets.reliable-order
pub fn reliable_messages_arrive_in_order_with_numbers_from_one(world: &World) {
    let (client, mut server, mine, theirs) = connected(world);
    for number in 1..=200_i64 {
        // Some wait for company, some do not.
        let flags = if number % 3 == 0 { send_flags::RELIABLE } else { RELIABLE };
        let sent = sockets(&client).send_message(mine, &number.to_le_bytes(), flags, 0);
        assert_eq!((sent.result, sent.number), (results::OK, number));
    }
    for number in 1..=200_i64 {
        let (data, message) = receive(&mut server, theirs);
        assert_eq!(data, number.to_le_bytes());
        assert_eq!((message.connection, message.sender, message.number), (theirs, client.id(), number));
        assert_eq!((message.flags & send_flags::RELIABLE, message.lane), (send_flags::RELIABLE, 0));
        assert!(message.time_received_us > 0);
    }
}

// rule: sockets.message-size
pub fn messages_of_every_size_arrive_whole(world: &World) {
    let (client, mut server, mine, theirs) = connected(world);
    for flags in [RELIABLE, UNRELIABLE] {
        for size in [0, 1, 1200, 1201, 100_000, MAX_MESSAGE_BYTES] {
            let message = pattern(size, flags as u8);
            assert_eq!(sockets(&client).send_message(mine, &message, flags, 0).result, results::OK);
            assert_eq!(receive(&mut server, theirs).0, message);
        }
    }
    let too_large = vec![0; MAX_MESSAGE_BYTES + 1];
    assert_eq!(sockets(&client).send_message(mine, &too_large, RELIABLE, 0).result, results::INVALID_PARAM);
}

// rule: sockets.while-connecting, sockets.no-delay
pub fn messages_sent_while_connecting_arrive_afterwards(world: &World) {
    let (client, mut server) = world.two_players();
    sockets(&server).create_listen_socket_p2p(0, &[]);
    let mine = sockets(&client).connect_p2p(server.id(), 0, &[]);
    let (theirs, _) = asked(&mut server);
    assert_eq!(sockets(&client).send_message(mine, b"early", RELIABLE, 0).result, results::OK);
    let no_delay = send_flags::NO_NAGLE | send_flags::NO_DELAY;
    let ignored = sockets(&client).send_message(mine, b"at once or never", no_delay, 0);
    assert_eq!((ignored.result, ignored.number), (results::IGNORED, 0));
    assert_eq!(sockets(&client).flush_messages(mine), results::IGNORED);
    assert_eq!(sockets(&server).receive_on_connection(theirs, &mut Vec::new()), Ok(None));
    sockets(&server).accept_connection(theirs);
    assert_eq!(receive(&mut server, theirs).0, b"early");
    assert_eq!(sockets(&client).flush_messages(mine), results::OK);
}

// rule: sockets.send-buffer
pub fn more_than_the_send_buffer_is_refused(world: &World) {
    let (client, mut server) = world.two_players();
    sockets(&server).create_listen_socket_p2p(0, &[]);
    let mine = sockets(&client).connect_p2p(server.id(), 0, &[]);
    // Nothing leaves before the connection is open.
    let chunk = vec![7; 100_000];
    for _ in 0..5 {
        assert_eq!(sockets(&client).send_message(mine, &chunk, RELIABLE, 0).result, results::OK);
    }
    assert_eq!(sockets(&client).send_message(mine, &chunk, RELIABLE, 0).result, results::LIMIT_EXCEEDED);
    let (theirs, _) = asked(&mut server);
    sockets(&server).accept_connection(theirs);
    for _ in 0..5 {
        assert_eq!(receive(&mut server, theirs).0, chunk);
    }
    assert_eq!(
        sockets(&client).send_message(mine, b"on", RELIABLE, 0).number,
        6,
        "what is refused has no number"
    );
    assert_eq!(receive(&mut server, theirs).0, b"on");
}

// rule: sockets.lanes
pub fn lanes_count_for_themselves_and_are_never_taken_away(world: &World) {
    let (client, mut server, mine, theirs) = connected(world);
    let lane = |priority, weight| Lane { priority, weight };
    let lanes = [lane(0, 1), lane(-5, 2), lane(10, 65_535)];
    let configure = |lanes: &[Lane]| sockets(&client).configure_connection_lanes(mine, lanes);
    assert_eq!(sockets(&client).send_message(mine, b"x", RELIABLE, 1).result, results::INVALID_PARAM);
    assert_eq!(configure(&lanes), results::OK);
    assert_eq!(configure(&lanes[..2]), results::INVALID_PARAM, "reducing the number is not allowed");
    assert_eq!(
        configure(&[lane(0, 1), lane(0, 0), lane(0, 1)]),
        results::INVALID_PARAM,
        "weights are positive"
    );
    assert_eq!(configure(&[lane(0, 1); 256]), results::INVALID_PARAM);
    let nobody = sockets(&client).configure_connection_lanes(Connection(1), &lanes);
    assert_eq!(nobody, results::NO_CONNECTION);
    for number in [1, 2] {
        for lane in [0, 1, 2] {
            let sent = sockets(&client).send_message(mine, &[lane as u8], RELIABLE, lane);
            assert_eq!((sent.result, sent.number), (results::OK, number));
        }
    }
    let mut got: Vec<(u16, i64)> = Vec::new();
    for _ in 0..6 {
        let (data, message) = receive(&mut server, theirs);
        assert_eq!(data, [message.lane as u8]);
        got.push((message.lane, message.number));
    }
    for lane in [0, 1, 2] {
        let numbers: Vec<i64> = got.iter().filter(|(of, _)| *of == lane).map(|(_, number)| *number).collect();
        assert_eq!(numbers, [1, 2], "messages of one lane keep their order");
    }
    let status = sockets(&client).real_time_status(mine, 3).unwrap();
    assert_eq!(status.lanes.len(), 3);
    assert_eq!(sockets(&client).real_time_status(mine, 256), Err(results::INVALID_PARAM));
}

fn receive_in_group(player: &mut Player, group: PollGroup) -> (Vec<u8>, Connection) {
    player.wait("a message in the group", |player| {
        let mut data = Vec::new();
        let message = sockets(player).receive_on_poll_group(group, &mut data).unwrap()?;
        Some((data, message.connection))
    })
}

// rule: sockets.poll-group
pub fn a_poll_group_reads_its_connections_in_order_of_arrival(world: &World) {
    let (mut one, mut server) = world.two_players();
    let mut two = world.player();
    two.know(server.id());
    sockets(&server).create_listen_socket_p2p(0, &[]);
    let (from_one, at_one) = join(&mut one, &mut server, 0);
    let (from_two, at_two) = join(&mut two, &mut server, 0);
    let group = sockets(&server).create_poll_group();
    assert!(sockets(&server).set_connection_poll_group(at_one, group));
    assert!(sockets(&server).set_connection_poll_group(at_two, group));
    assert!(!sockets(&server).set_connection_poll_group(at_two, PollGroup(1)));
    assert!(!sockets(&server).set_connection_poll_group(Connection(1), group));
    for round in 0..10_u8 {
        sockets(&one).send_message(from_one, &[round, 1], RELIABLE, 0);
        assert_eq!(receive_in_group(&mut server, group), (vec![round, 1], at_one));
        sockets(&two).send_message(from_two, &[round, 2], RELIABLE, 0);
        assert_eq!(receive_in_group(&mut server, group), (vec![round, 2], at_two));
    }
    assert!(sockets(&server).set_connection_poll_group(at_two, PollGroup::INVALID));
    sockets(&two).send_message(from_two, b"alone", RELIABLE, 0);
    assert_eq!(receive(&mut server, at_two).0, b"alone");
    assert_eq!(sockets(&server).receive_on_poll_group(group, &mut Vec::new()), Ok(None));
    assert!(sockets(&server).destroy_poll_group(group));
    assert!(!sockets(&server).destroy_poll_group(group));
    sockets(&one).send_message(from_one, b"still there", RELIABLE, 0);
    assert_eq!(receive(&mut server, at_one).0, b"still there");
}

// rule: sockets.status
pub fn the_status_tells_the_state_and_the_round_trip(world: &World) {
    let (mut client, _server, mine, _) = connected(world);
    let status = client.wait("the round trip", |client| {
        let status = sockets(client).real_time_status(mine, 1).unwrap();
        (status.ping_ms >= 0).then_some(status)
    });
    assert_eq!((status.state, status.lanes.len()), (states::CONNECTED, 1));
    assert!(sockets(&client).detailed_connection_status(mine).is_some_and(|text| text.contains("onnected")));
    assert_eq!(sockets(&client).real_time_status(Connection(1), 0), Err(results::NO_CONNECTION));
    assert_eq!(sockets(&client).detailed_connection_status(Connection(1)), None);
}

// rule: sockets.ended
pub fn an_ended_connection_takes_no_messages(world: &World) {
    let (client, mut server, mine, theirs) = connected(world);
    sockets(&client).close_connection(mine, 0, "", false);
    changed(&mut server, theirs, states::CLOSED_BY_PEER);
    assert_eq!(sockets(&server).send_message(theirs, b"x", RELIABLE, 0).result, results::NO_CONNECTION);
    assert_eq!(sockets(&server).flush_messages(theirs), results::NO_CONNECTION);
    assert_eq!(sockets(&server).real_time_status(theirs, 0), Err(results::NO_CONNECTION));
    assert_eq!(sockets(&server).configure_connection_lanes(theirs, &[Lane { priority: 0, weight: 1 }]), 11);
    assert_eq!(sockets(&client).send_message(mine, b"x", RELIABLE, 0).result, results::INVALID_PARAM);
}
