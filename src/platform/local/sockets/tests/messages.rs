//! Messages, lanes and poll groups.

use super::world::World;
use crate::contract::networking_sockets::{
    Connection, InvalidHandle, Lane, MAX_MESSAGE_BYTES, PollGroup, results, send_flags, states,
};
use crate::platform::local::Limits;

#[test]
fn messages_arrive_with_their_numbers_kinds_and_user_data() {
    let mut world = World::new(2);
    let (_, theirs, mine) = world.connected();
    assert_eq!(world.sockets(1).send(mine, b"one", send_flags::RELIABLE, 0).number, 1);
    assert_eq!(world.sockets(1).send(mine, b"two", send_flags::NO_NAGLE, 0).number, 2);
    world.sockets(0).set_user_data(theirs, 77);
    world.run(10);
    let mut buffer = Vec::new();
    let mut next = || world.members[0].sockets.receive_on_connection(theirs, &mut buffer).unwrap().unwrap().0;
    let mut both = [next(), next()];
    both.sort_by_key(|message| message.number);
    let [one, two] = both;
    assert_eq!((one.number, one.flags, one.user_data, one.lane), (1, send_flags::RELIABLE, 77, 0));
    assert_eq!((two.number, two.flags, two.connection), (2, 0, theirs));
}

#[test]
fn messages_sent_while_connecting_arrive_once_connected() {
    let mut world = World::new(2);
    world.sockets(0).listen(crate::platform::local::wire::socket::Port::Virtual(0), &[]);
    let mine = world.sockets(1).connect(super::world::id(0), 0, &[]);
    assert_eq!(world.sockets(1).send(mine, b"early", 8, 0).result, results::OK);
    assert_eq!(world.sockets(1).send(mine, b"now", send_flags::NO_DELAY, 0).result, results::IGNORED);
    assert_eq!(world.sockets(1).flush(mine), results::IGNORED);
    world.run(10);
    let theirs = world.asked(0);
    assert_eq!(world.read(0, theirs).len(), 0);
    world.sockets(0).accept(theirs);
    world.run(20);
    assert_eq!(world.read(0, theirs), [b"early"]);
}

#[test]
fn sizes_up_to_the_largest_pass_and_no_further() {
    let mut world = World::new(2);
    let (_, theirs, mine) = world.connected();
    for (size, flags) in [(0, 8), (MAX_MESSAGE_BYTES, 8), (MAX_MESSAGE_BYTES, 0)] {
        assert_eq!(world.sockets(1).send(mine, &vec![5; size], flags, 0).result, results::OK);
        world.run(20);
        let read = world.read(0, theirs);
        assert_eq!(read.iter().map(Vec::len).collect::<Vec<_>>(), [size]);
    }
    let too_large = vec![0; MAX_MESSAGE_BYTES + 1];
    assert_eq!(world.sockets(1).send(mine, &too_large, 8, 0).result, results::INVALID_PARAM);
    assert_eq!(world.sockets(1).send(mine, b"", 8, 1).result, results::INVALID_PARAM, "no such lane");
}

#[test]
fn too_much_is_refused_until_some_has_left() {
    let mut world = World::new(2);
    let (_, theirs, mine) = world.connected();
    let chunk = vec![1; 100_000];
    let mut sent = 0;
    while world.sockets(1).send(mine, &chunk, 8, 0).result == results::OK {
        sent += 1;
    }
    assert_eq!(world.sockets(1).send(mine, &chunk, 8, 0).result, results::LIMIT_EXCEEDED);
    assert!((5..8).contains(&sent), "{sent} messages of 100 KB within 512 KiB and the session's queue");
    world.run(50);
    assert_eq!(world.sockets(1).send(mine, &chunk, 8, 0).result, results::OK);
    world.run(50);
    assert_eq!(world.read(0, theirs).len(), sent + 1);
}

#[test]
fn a_reader_that_never_reads_holds_up_the_sender_and_loses_nothing() {
    let limits = Limits { send_queue_bytes: 2 << 20, receive_queue_bytes: 2 << 20 };
    let mut world = World::with(2, limits);
    let (_, theirs, mine) = world.connected();
    let mut sent = 0;
    for _ in 0..200 {
        sent += usize::from(world.sockets(1).send(mine, &[1; 50_000], 8, 0).result == results::OK);
        world.run(5);
    }
    assert!(sent < 120, "{sent}");
    let mut read = 0;
    for _ in 0..200 {
        read += world.read(0, theirs).len();
        world.run(20);
    }
    assert_eq!(read, sent);
    assert!(world.members.iter().all(|member| member.violations.is_empty()));
}

#[test]
fn a_lane_of_higher_priority_overtakes() {
    let mut world = World::new(2);
    let (_, theirs, mine) = world.connected();
    let lanes = [Lane { priority: 1, weight: 1 }, Lane { priority: 0, weight: 1 }];
    assert_eq!(world.sockets(1).configure_lanes(mine, &lanes), results::OK);
    assert_eq!(world.sockets(1).configure_lanes(mine, &lanes[..1]), results::INVALID_PARAM);
    for _ in 0..8 {
        world.sockets(1).send(mine, &[0; 50_000], 8, 0);
    }
    assert_eq!(world.sockets(1).send(mine, b"urgent", 8, 1).number, 1, "each lane has its own numbers");
    let status = world.members[1].sockets.real_time_status(mine, 2, world.now).unwrap();
    assert!(status.lanes[0].pending_reliable >= 250_000, "{status:?}");
    assert!(status.lanes[1].pending_reliable >= 6, "{status:?}");
    world.run(50);
    let read = world.read(0, theirs);
    let place = read.iter().position(|message| message == b"urgent").unwrap();
    assert_eq!(read.len(), 9);
    assert!(place < 4, "the message arrived at place {place}");
}

#[test]
fn a_poll_group_has_the_messages_of_its_connections_in_order() {
    let mut world = World::new(3);
    let (_, first, mine) = world.connected();
    let other = world.sockets(2).connect(super::world::id(0), 3, &[]);
    world.run(10);
    let second = world.asked(0);
    world.sockets(0).accept(second);
    world.run(10);
    let group = world.sockets(0).create_poll_group();
    world.sockets(1).send(mine, b"before", 8, 0);
    world.run(10);
    assert!(world.sockets(0).set_poll_group(first, group));
    assert!(world.sockets(0).set_poll_group(second, group));
    assert!(!world.sockets(0).set_poll_group(Connection(1), group));
    assert!(!world.sockets(0).set_poll_group(first, PollGroup(1)));
    world.sockets(2).send(other, b"a", 8, 0);
    world.run(10);
    world.sockets(1).send(mine, b"b", 8, 0);
    world.run(10);
    world.sockets(2).send(other, b"c", 8, 0);
    world.run(10);
    assert_eq!(world.read(0, second), [b"a", b"c"], "reading one connection takes them out of the group");
    let mut buffer = Vec::new();
    let mut read = Vec::new();
    while let Ok(Some((message, _))) = world.sockets(0).receive_on_poll_group(group, &mut buffer) {
        read.push((message.connection, buffer.clone()));
    }
    assert_eq!(read, [(first, b"before".to_vec()), (first, b"b".to_vec())]);
    for (member, connection) in [(2, other), (1, mine), (1, mine), (2, other)] {
        world.sockets(member).send(connection, b"x", 8, 0);
        world.run(10);
    }
    let mut order = Vec::new();
    while let Ok(Some((message, _))) = world.sockets(0).receive_on_poll_group(group, &mut buffer) {
        order.push(message.connection);
    }
    assert_eq!(order, [second, first, first, second], "in the order of arrival");
    assert!(world.sockets(0).destroy_poll_group(group));
    let gone = world.sockets(0).receive_on_poll_group(group, &mut buffer);
    assert_eq!(gone.map(|taken| taken.is_some()), Err(InvalidHandle));
}

#[test]
fn a_pair_is_connected_without_an_event_and_notified_of_the_end() {
    let mut world = World::new(1);
    let [one, other] = world.sockets(0).pair(false, Default::default()).unwrap();
    assert_eq!(world.events(0), []);
    world.sockets(0).send(one, b"hi", 8, 0);
    assert_eq!(world.read(0, other), [b"hi"]);
    world.sockets(0).send(other, b"ho", 0, 0);
    assert_eq!(world.read(0, one), [b"ho"]);
    world.sockets(0).close(one, 1500, "enough", false);
    assert!(world.events(0).contains(&(other, states::CONNECTED, states::CLOSED_BY_PEER)));
    assert_eq!(world.sockets(0).info_of(other).unwrap().end_reason, 1500);
}
