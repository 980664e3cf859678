//! Beginning, accepting and refusing connections.

use super::world::{World, id};
use crate::contract::SteamId;
use crate::contract::networking_sockets::{Connection, ListenSocket, results, states};
use crate::platform::local::wire::socket::Port;

const NONE: i32 = 0;

#[test]
fn both_sides_go_from_connecting_over_finding_a_route_to_connected() {
    let mut world = World::new(2);
    let socket = world.sockets(0).listen(Port::Virtual(0), &[]);
    let mine = world.sockets(1).connect(id(0), 0, &[]);
    assert_eq!(world.events(1), [(mine, NONE, states::CONNECTING)]);
    world.run(10);
    let theirs = world.asked(0);
    let info = world.sockets(0).info_of(theirs).unwrap();
    assert_eq!((info.remote, info.listen_socket), (id(1), socket));
    world.run(10);
    assert_eq!(world.events(1), [], "the connection is not accepted yet");
    assert_eq!(world.sockets(0).accept(theirs), results::OK);
    assert_eq!(world.sockets(0).accept(theirs), results::INVALID_STATE);
    world.run(10);
    let route = |connection| {
        [
            (connection, states::CONNECTING, states::FINDING_ROUTE),
            (connection, states::FINDING_ROUTE, states::CONNECTED),
        ]
    };
    assert_eq!(world.events(0), route(theirs));
    assert_eq!(world.events(1), route(mine));
    let info = world.sockets(1).info_of(mine).unwrap();
    assert_eq!((info.remote, info.listen_socket), (id(0), ListenSocket::INVALID));
}

#[test]
fn connecting_to_an_unused_port_fails_at_once() {
    let mut world = World::new(2);
    world.sockets(0).listen(Port::Virtual(1), &[]);
    let mine = world.sockets(1).connect(id(0), 2, &[]);
    world.run(10);
    let events = world.events(1);
    assert_eq!(events.last(), Some(&(mine, states::CONNECTING, states::CLOSED_BY_PEER)));
    let info = world.sockets(1).info_of(mine).unwrap();
    assert_eq!(info.end_reason, 5001);
    assert!(info.end_debug.contains("virtual port 2"), "{}", info.end_debug);
}

#[test]
fn a_connection_that_nobody_answers_fails_after_ten_seconds_on_both_sides() {
    let mut world = World::new(2);
    world.sockets(0).listen(Port::Virtual(0), &[]);
    let mine = world.sockets(1).connect(id(0), 0, &[]);
    let absent = world.sockets(1).connect(SteamId::individual(99), 0, &[]);
    world.run(9_900);
    let theirs = world.asked(0);
    assert_eq!(world.state(1, mine), states::CONNECTING);
    world.run(300);
    assert_eq!(world.state(1, absent), states::PROBLEM_DETECTED_LOCALLY);
    assert_eq!(world.sockets(1).info_of(absent).unwrap().end_reason, 5003);
    assert!(world.state(1, mine) >= states::CLOSED_BY_PEER);
    assert!(world.state(0, theirs) >= states::CLOSED_BY_PEER);
}

#[test]
fn a_refused_connection_tells_reason_and_text() {
    let mut world = World::new(2);
    world.sockets(0).listen(Port::Virtual(0), &[]);
    let mine = world.sockets(1).connect(id(0), 0, &[]);
    world.run(10);
    let theirs = world.asked(0);
    assert!(world.sockets(0).close(theirs, 1234, "full", false));
    assert!(world.sockets(0).info_of(theirs).is_none());
    world.run(10);
    let info = world.sockets(1).info_of(mine).unwrap();
    assert_eq!((info.state, info.end_reason, &*info.end_debug), (states::CLOSED_BY_PEER, 1234, "full"));
}

#[test]
fn giving_up_while_connecting_closes_the_other_side() {
    let mut world = World::new(2);
    world.sockets(0).listen(Port::Virtual(0), &[]);
    let mine = world.sockets(1).connect(id(0), 0, &[]);
    world.run(10);
    let theirs = world.asked(0);
    world.sockets(1).close(mine, 0, "", false);
    world.run(10);
    assert_eq!(world.state(0, theirs), states::CLOSED_BY_PEER);
    assert_eq!(world.sockets(0).accept(theirs), results::INVALID_STATE);
}

#[test]
fn a_process_connects_to_itself() {
    let mut world = World::new(1);
    world.sockets(0).listen(Port::Virtual(0), &[]);
    let mine = world.sockets(0).connect(id(0), 0, &[]);
    let events = world.events(0);
    let theirs = events.iter().map(|(connection, ..)| *connection).find(|one| *one != mine).unwrap();
    assert_eq!(world.sockets(0).accept(theirs), results::OK);
    assert_eq!(world.state(0, mine), states::CONNECTED);
    assert_eq!(world.state(0, theirs), states::CONNECTED);
    world.sockets(0).send(mine, b"hello", 8, 0);
    assert_eq!(world.read(0, theirs), [b"hello"]);
    world.run(30_000);
    assert_eq!(world.state(0, mine), states::CONNECTED);
}

#[test]
fn an_address_of_this_machine_reaches_the_listener_on_the_port() {
    let mut world = World::new(3);
    let address = "127.0.0.1:27015".parse().unwrap();
    let mine = world.sockets(1).connect_by_address(address, &[]);
    world.run(2_000);
    assert_eq!(world.state(1, mine), states::CONNECTING, "a process may still begin to listen");
    let socket = world.sockets(2).listen(Port::Address("[::]:27015".parse().unwrap()), &[]);
    assert_ne!(socket, ListenSocket::INVALID);
    world.run(1_000);
    let theirs = world.asked(2);
    world.sockets(2).accept(theirs);
    world.run(10);
    assert_eq!(world.state(1, mine), states::CONNECTED);
    let info = world.sockets(1).info_of(mine).unwrap();
    assert_eq!((info.remote, info.remote_address), (id(2), Some(address)));
    let nowhere = world.sockets(1).connect_by_address("192.0.2.1:27015".parse().unwrap(), &[]);
    world.run(10_100);
    assert_eq!(world.state(1, nowhere), states::PROBLEM_DETECTED_LOCALLY);
}

#[test]
fn wrong_arguments_make_nothing() {
    let mut world = World::new(1);
    assert_eq!(world.sockets(0).connect(SteamId::NIL, 0, &[]), Connection::INVALID);
    assert_ne!(world.sockets(0).listen(Port::Virtual(0), &[]), ListenSocket::INVALID);
    assert_eq!(
        world.sockets(0).listen(Port::Virtual(0), &[]),
        ListenSocket::INVALID,
        "a socket listens there already"
    );
    let port_0 = Port::Address("127.0.0.1:0".parse().unwrap());
    assert_eq!(world.sockets(0).listen(port_0, &[]), ListenSocket::INVALID);
    let nobody = Connection(7);
    assert_eq!(world.sockets(0).accept(nobody), results::INVALID_PARAM);
    assert!(!world.sockets(0).close(nobody, 0, "", false));
    assert_eq!(world.sockets(0).send(nobody, b"", 8, 0).result, results::INVALID_PARAM);
}
