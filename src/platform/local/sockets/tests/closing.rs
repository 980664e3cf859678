//! Ends of connections: by either side, by a killed process, by a timeout.

use super::world::{World, id};
use crate::contract::networking_sockets::{ListenSocket, results, states};
use crate::platform::local::wire::socket::Port;

const NONE: i32 = 0;

#[test]
fn a_close_reaches_the_other_side_at_once_with_what_was_sent_before() {
    let mut world = World::new(2);
    let (_, theirs, mine) = world.connected();
    world.sockets(1).send(mine, b"bye", 8, 0);
    assert!(world.sockets(1).close(mine, 1001, "done", true));
    assert!(!world.sockets(1).close(mine, 1001, "done", true));
    assert_eq!(world.events(1), [(mine, states::CONNECTED, NONE)]);
    world.run(5);
    assert_eq!(world.events(0), [(theirs, states::CONNECTED, states::CLOSED_BY_PEER)]);
    let info = world.sockets(0).info_of(theirs).unwrap();
    assert_eq!((info.end_reason, &*info.end_debug), (1001, "done"));
    assert_eq!(world.sockets(0).send(theirs, b"x", 8, 0).result, results::NO_CONNECTION);
    assert_eq!(world.read(0, theirs), [b"bye"], "unread messages stay");
    assert!(world.sockets(0).close(theirs, 0, "", false));
    assert!(world.sockets(0).info_of(theirs).is_none());
}

#[test]
fn linger_sends_what_waits_on_the_lanes() {
    let mut world = World::new(2);
    let (_, theirs, mine) = world.connected();
    let chunk = vec![7; 50_000];
    for _ in 0..10 {
        assert_eq!(world.sockets(1).send(mine, &chunk, 8, 0).result, results::OK);
    }
    world.sockets(1).close(mine, 0, "", true);
    assert!(world.sockets(1).info_of(mine).is_none());
    world.run(100);
    assert_eq!(world.read(0, theirs).len(), 10);
    assert_eq!(world.state(0, theirs), states::CLOSED_BY_PEER);
    assert_eq!(world.sockets(1).endpoints.len(), 0, "the connection is gone");
}

#[test]
fn a_closed_listen_socket_takes_its_connections_along() {
    let mut world = World::new(2);
    let (socket, theirs, mine) = world.connected();
    assert!(world.sockets(0).close_listen_socket(socket));
    assert!(!world.sockets(0).close_listen_socket(socket));
    assert!(world.sockets(0).info_of(theirs).is_none());
    world.run(10);
    assert_eq!(world.state(1, mine), states::CLOSED_BY_PEER);
    assert_ne!(world.sockets(0).listen(Port::Virtual(3), &[]), ListenSocket::INVALID, "the port is free");
}

// rule: sockets.close-listen-socket, sockets.linger
#[test]
fn lingering_messages_are_lost_on_close_and_sent_on_retirement() {
    for retires in [false, true] {
        let mut world = World::new(2);
        let (socket, theirs, mine) = world.connected();
        for _ in 0..10 {
            world.sockets(0).send(theirs, &vec![7; 50_000], 8, 0);
        }
        world.sockets(0).close(theirs, 0, "", true);
        match retires {
            true => assert!(world.sockets(0).retire_listen_socket(socket)),
            false => assert!(world.sockets(0).close_listen_socket(socket)),
        }
        world.run(100);
        assert_eq!(world.state(1, mine), states::CLOSED_BY_PEER);
        assert_eq!(world.read(1, mine).len() == 10, retires);
        assert_eq!(world.sockets(0).endpoints.len(), 0, "the connection is gone");
    }
}

#[test]
fn a_killed_process_is_noticed_within_two_seconds() {
    let mut world = World::new(2);
    let (_, _, mine) = world.connected();
    world.kill(0);
    world.run(500);
    assert_eq!(world.state(1, mine), states::CONNECTED, "the link may come back");
    world.run(1_000);
    assert_eq!(world.events(1), [(mine, states::CONNECTED, states::PROBLEM_DETECTED_LOCALLY)]);
    assert_eq!(world.sockets(1).info_of(mine).unwrap().end_reason, 5003);
}

#[test]
fn a_frozen_process_is_dropped_after_ten_seconds_and_notices() {
    let mut world = World::new(2);
    let (_, theirs, mine) = world.connected();
    world.members[0].runs = false;
    world.run(9_000);
    assert_eq!(world.state(1, mine), states::CONNECTED);
    world.run(2_000);
    assert_eq!(world.state(1, mine), states::PROBLEM_DETECTED_LOCALLY);
    world.members[0].runs = true;
    world.run(100);
    assert_eq!(world.state(0, theirs), states::CLOSED_BY_PEER);
}

#[test]
fn a_connection_without_traffic_stays() {
    let mut world = World::new(2);
    let (_, theirs, mine) = world.connected();
    world.run(60_000);
    assert_eq!(world.state(0, theirs), states::CONNECTED);
    assert_eq!(world.state(1, mine), states::CONNECTED);
    let status = world.members[1].sockets.real_time_status(mine, 1, world.now).unwrap();
    assert!((0..100).contains(&status.ping_ms), "{status:?}");
}

#[test]
fn both_ends_frozen_at_once_go_on_where_they_were() {
    let mut world = World::new(2);
    let (_, theirs, mine) = world.connected();
    world.members.iter_mut().for_each(|member| member.runs = false);
    world.run(12_000);
    world.members.iter_mut().for_each(|member| member.runs = true);
    world.run(3_000);
    assert_eq!(world.state(0, theirs), states::CONNECTED);
    assert_eq!(world.state(1, mine), states::CONNECTED);
}

#[test]
fn a_cut_link_ends_the_connections_on_both_sides() {
    let mut world = World::new(2);
    let (_, theirs, mine) = world.connected();
    world.sockets(1).sessions().cut_link(id(0));
    world.run(11_000);
    assert_eq!(world.state(0, theirs), states::PROBLEM_DETECTED_LOCALLY);
    assert_eq!(world.state(1, mine), states::PROBLEM_DETECTED_LOCALLY);
    world.sockets(1).sessions().restore_link(id(0));
    let again = world.sockets(1).connect(id(0), 3, &[]);
    world.run(100);
    let asked = world.asked(0);
    world.sockets(0).accept(asked);
    world.run(100);
    assert_eq!(world.state(1, again), states::CONNECTED);
}
