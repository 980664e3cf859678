//! Connections begin, are accepted or refused, and end, with the rules of `ISteamNetworkingSockets`.

use std::time::Duration;

use steam_networking::contract::networking_sockets::{
    Connection, ConnectionInfo, InvalidHandle, ListenSocket, SocketMessage, SocketsEvent, close_reasons,
    results, states,
};
use steam_networking::contract::{Event, NetworkingSockets, SteamId};

use super::{Player, World};

pub const RELIABLE: i32 = 9;
const NONE: i32 = 0;

pub fn sockets(player: &Player) -> &dyn NetworkingSockets {
    player.steam.networking_sockets()
}

/// Waits until a connection goes into `state`, and gives how it stood then.
pub fn changed(player: &mut Player, wanted: Connection, state: i32) -> ConnectionInfo {
    player.event(&format!("state {state} of a connection"), |event| match event {
        Event::NetworkingSockets(SocketsEvent::StatusChanged { connection, info, .. }) => {
            (*connection == wanted && info.state == state).then(|| info.clone())
        }
        _ => None,
    })
}

/// Waits until somebody wants to connect.
pub fn asked(player: &mut Player) -> (Connection, ConnectionInfo) {
    player.event("somebody who wants to connect", |event| match event {
        Event::NetworkingSockets(SocketsEvent::StatusChanged { connection, info, old_state: NONE }) => {
            let waits = info.state == states::CONNECTING && info.listen_socket != ListenSocket::INVALID;
            waits.then(|| (*connection, info.clone()))
        }
        _ => None,
    })
}

/// Connects `client` to `server`, who listens on `port`, and gives both ends.
pub fn join(client: &mut Player, server: &mut Player, port: i32) -> (Connection, Connection) {
    let mine = sockets(client).connect_p2p(server.id(), port, &[]);
    assert_ne!(mine, Connection::INVALID);
    let (theirs, info) = asked(server);
    assert_eq!(info.remote, client.id());
    assert_eq!(sockets(server).accept_connection(theirs), results::OK);
    changed(client, mine, states::CONNECTED);
    changed(server, theirs, states::CONNECTED);
    (mine, theirs)
}

/// Two players with a connection from the first to the second: the players and both ends.
pub fn connected(world: &World) -> (Player, Player, Connection, Connection) {
    let (mut client, mut server) = world.two_players();
    assert_ne!(sockets(&server).create_listen_socket_p2p(0, &[]), ListenSocket::INVALID);
    let (mine, theirs) = join(&mut client, &mut server, 0);
    (client, server, mine, theirs)
}

/// Waits for a message.
pub fn receive(player: &mut Player, connection: Connection) -> (Vec<u8>, SocketMessage) {
    player.wait("a message", |player| {
        let mut data = Vec::new();
        let message = sockets(player).receive_on_connection(connection, &mut data).unwrap()?;
        Some((data, message))
    })
}

fn states_of(player: &mut Player, wanted: Connection) -> Vec<(i32, i32)> {
    let state = |event: &Event| match event {
        Event::NetworkingSockets(SocketsEvent::StatusChanged { connection, info, old_state }) => {
            (*connection == wanted).then_some((*old_state, info.state))
        }
        _ => None,
    };
    player.take_all().iter().filter_map(state).collect()
}

// rule: sockets.states
pub fn a_connection_goes_over_finding_a_route_to_connected_on_both_sides(world: &World) {
    let (mut client, mut server) = world.two_players();
    let socket = sockets(&server).create_listen_socket_p2p(7, &[]);
    let mine = sockets(&client).connect_p2p(server.id(), 7, &[]);
    let (theirs, info) = asked(&mut server);
    assert_eq!((info.remote, info.listen_socket), (client.id(), socket));
    assert_eq!(sockets(&server).accept_connection(theirs), results::OK);
    let is_connected = |player: &mut Player, connection: Connection| {
        player.wait("the connection", |player| {
            let info = sockets(player).connection_info(connection)?;
            (info.state == states::CONNECTED).then_some(info)
        })
    };
    let info = is_connected(&mut client, mine);
    assert_eq!((info.remote, info.listen_socket, info.end_reason), (server.id(), ListenSocket::INVALID, 0));
    is_connected(&mut server, theirs);
    let route = [(states::CONNECTING, states::FINDING_ROUTE), (states::FINDING_ROUTE, states::CONNECTED)];
    assert_eq!(states_of(&mut server, theirs), route);
    assert_eq!(states_of(&mut client, mine), [&[(NONE, states::CONNECTING)][..], &route].concat());
}

// rule: sockets.accept
pub fn only_a_connection_that_waits_is_accepted(world: &World) {
    let (client, server, mine, theirs) = connected(world);
    assert_eq!(sockets(&server).accept_connection(theirs), results::INVALID_STATE);
    assert_eq!(sockets(&client).accept_connection(mine), results::INVALID_STATE);
    assert_eq!(sockets(&server).accept_connection(Connection(1)), results::INVALID_PARAM);
}

// rule: sockets.refuse
pub fn a_refusal_carries_reason_and_text(world: &World) {
    let (mut client, mut server) = world.two_players();
    sockets(&server).create_listen_socket_p2p(0, &[]);
    let mine = sockets(&client).connect_p2p(server.id(), 0, &[]);
    let (theirs, _) = asked(&mut server);
    assert!(sockets(&server).close_connection(theirs, 1234, "we are full", false));
    assert_eq!(sockets(&server).connection_info(theirs), None);
    let info = changed(&mut client, mine, states::CLOSED_BY_PEER);
    assert_eq!((info.end_reason, &*info.end_debug), (1234, "we are full"));
    assert!(sockets(&client).close_connection(mine, 0, "", false));
}

// rule: sockets.nobody-listens
pub fn connecting_to_an_unused_port_fails(world: &World) {
    let (mut client, server) = world.two_players();
    let mine = sockets(&client).connect_p2p(server.id(), 5, &[]);
    let info = changed(&mut client, mine, states::CLOSED_BY_PEER);
    assert_eq!(info.end_reason, close_reasons::MISC_GENERIC);
    assert!(info.end_debug.contains("virtual port 5"), "{}", info.end_debug);
}

// rule: sockets.one-listener
pub fn a_virtual_port_has_one_listen_socket(world: &World) {
    let player = world.player();
    let first = sockets(&player).create_listen_socket_p2p(3, &[]);
    assert_ne!(first, ListenSocket::INVALID);
    assert_eq!(sockets(&player).create_listen_socket_p2p(3, &[]), ListenSocket::INVALID);
    assert_ne!(sockets(&player).create_listen_socket_p2p(4, &[]), ListenSocket::INVALID);
    assert!(sockets(&player).close_listen_socket(first));
    assert!(!sockets(&player).close_listen_socket(first));
    assert_ne!(sockets(&player).create_listen_socket_p2p(3, &[]), ListenSocket::INVALID);
}

// rule: sockets.timeout
pub fn an_unaccepted_connection_times_out(world: &World) {
    let world = world.with(|setup| setup.connection_timeout = Duration::from_secs(1));
    let (mut client, mut server) = world.two_players();
    sockets(&server).create_listen_socket_p2p(0, &[]);
    let mine = sockets(&client).connect_p2p(server.id(), 0, &[]);
    let (theirs, _) = asked(&mut server);
    let ended = |player: &mut Player, connection: Connection| {
        player.wait("the end", |player| {
            let info = sockets(player).connection_info(connection)?;
            (info.state >= states::CLOSED_BY_PEER).then_some(info)
        })
    };
    assert_eq!(ended(&mut client, mine).end_reason, close_reasons::MISC_TIMEOUT);
    ended(&mut server, theirs);
    assert_eq!(sockets(&server).accept_connection(theirs), results::INVALID_STATE);
    let absent = sockets(&client).connect_p2p(SteamId::individual(1_990_000_999), 0, &[]);
    let info = changed(&mut client, absent, states::PROBLEM_DETECTED_LOCALLY);
    assert_eq!(info.end_reason, close_reasons::MISC_TIMEOUT);
}

// rule: sockets.close
pub fn a_close_tells_reason_and_text_and_leaves_what_is_unread(world: &World) {
    let (mut client, mut server, mine, theirs) = connected(world);
    sockets(&client).send_message(mine, b"last words", RELIABLE, 0);
    assert!(sockets(&client).close_connection(mine, 1042, "see you", true));
    assert!(!sockets(&client).close_connection(mine, 1042, "see you", true));
    changed(&mut client, mine, NONE);
    let info = changed(&mut server, theirs, states::CLOSED_BY_PEER);
    assert_eq!((info.end_reason, &*info.end_debug), (1042, "see you"));
    assert_eq!(receive(&mut server, theirs).0, b"last words");
    assert!(sockets(&server).connection_info(theirs).is_some(), "it has to be closed here as well");
    assert!(sockets(&server).close_connection(theirs, 0, "", false));
    assert_eq!(sockets(&server).connection_info(theirs), None);
    let gone = sockets(&server).receive_on_connection(theirs, &mut Vec::new());
    assert_eq!(gone, Err(InvalidHandle));
}

// rule: sockets.close-reason
pub fn a_reason_out_of_range_becomes_the_generic_one(world: &World) {
    let (client, mut server, mine, theirs) = connected(world);
    sockets(&client).close_connection(mine, 0, "", false);
    let info = changed(&mut server, theirs, states::CLOSED_BY_PEER);
    assert_eq!(info.end_reason, close_reasons::APP_GENERIC);
}

// rule: sockets.linger
pub fn lingering_sends_what_is_queued(world: &World) {
    let (client, mut server, mine, theirs) = connected(world);
    for number in 0..20_u8 {
        let sent = sockets(&client).send_message(mine, &vec![number; 25_000], RELIABLE, 0);
        assert_eq!(sent.result, results::OK);
    }
    sockets(&client).close_connection(mine, 0, "", true);
    changed(&mut server, theirs, states::CLOSED_BY_PEER);
    for number in 0..20_u8 {
        assert_eq!(receive(&mut server, theirs).0, vec![number; 25_000]);
    }
}

// rule: sockets.close-listen-socket
pub fn closing_a_listen_socket_closes_its_connections(world: &World) {
    let (mut client, mut server) = world.two_players();
    let socket = sockets(&server).create_listen_socket_p2p(0, &[]);
    let (mine, theirs) = join(&mut client, &mut server, 0);
    assert!(sockets(&server).close_listen_socket(socket));
    assert_eq!(sockets(&server).connection_info(theirs), None);
    changed(&mut client, mine, states::CLOSED_BY_PEER);
}

// rule: sockets.linger
pub fn a_listen_socket_that_retires_lets_its_connections_linger(world: &World) {
    let (mut client, mut server) = world.two_players();
    let socket = sockets(&server).create_listen_socket_p2p(0, &[]);
    let (mine, theirs) = join(&mut client, &mut server, 0);
    // As many as are accepted, so that some wait behind those in flight.
    let chunk = vec![7; 100_000];
    let mut sent = 0;
    while sockets(&server).send_message(theirs, &chunk, RELIABLE, 0).result == results::OK {
        sent += 1;
    }
    sockets(&server).close_connection(theirs, 0, "", true);
    sockets(&server).retire_listen_socket(socket);
    for _ in 0..sent {
        assert_eq!(receive(&mut client, mine).0, chunk);
    }
    changed(&mut client, mine, states::CLOSED_BY_PEER);
    server.forget_events();
    let late = sockets(&client).connect_p2p(server.id(), 0, &[]);
    client.wait("being turned away", |client| {
        assert_eq!(*server.pending_events(), [], "the server's game hears nothing of it");
        let info = sockets(client).connection_info(late)?;
        (info.state == states::CLOSED_BY_PEER).then_some(())
    });
    assert_ne!(sockets(&server).create_listen_socket_p2p(0, &[]), ListenSocket::INVALID, "the port is free");
    join(&mut client, &mut server, 0);
}

// rule: sockets.gone
pub fn a_process_that_shuts_down_ends_its_connections(world: &World) {
    let (mut client, server, mine, _) = connected(world);
    server.steam.shutdown();
    client.wait("the end", |client| {
        let info = sockets(client).connection_info(mine)?;
        (info.state >= states::CLOSED_BY_PEER).then_some(())
    });
}

// rule: sockets.pair
pub fn a_pair_is_connected_at_once_and_notified_of_the_end(world: &World) {
    let mut player = world.player();
    for network in [false, true] {
        let [one, other] = sockets(&player).create_socket_pair(network, Default::default()).unwrap();
        assert!(player.pending_events().is_empty(), "no callbacks will be posted immediately");
        assert_eq!(sockets(&player).connection_info(one).unwrap().state, states::CONNECTED);
        sockets(&player).send_message(one, b"ping", RELIABLE, 0);
        assert_eq!(receive(&mut player, other).0, b"ping");
        sockets(&player).send_message(other, b"pong", RELIABLE, 0);
        assert_eq!(receive(&mut player, one).0, b"pong");
        sockets(&player).close_connection(one, 1001, "that was it", false);
        assert_eq!(changed(&mut player, other, states::CLOSED_BY_PEER).end_reason, 1001);
        assert!(sockets(&player).close_connection(other, 0, "", false));
        player.forget_events();
    }
}

// rule: sockets.address
pub fn an_address_of_this_machine_is_reached(world: &World) {
    let (mut client, mut server) = world.two_players();
    let here = "127.0.0.1:29517".parse().unwrap();
    let socket = sockets(&server).create_listen_socket_ip(here, &[]);
    assert_eq!(sockets(&server).listen_socket_address(socket), Some(here));
    let mine = sockets(&client).connect_by_ip_address(here, &[]);
    let (theirs, info) = asked(&mut server);
    assert_eq!(info.listen_socket, socket);
    assert_eq!(sockets(&server).accept_connection(theirs), results::OK);
    let info = changed(&mut client, mine, states::CONNECTED);
    assert_eq!(info.remote_address, Some(here));
    sockets(&client).send_message(mine, b"over", RELIABLE, 0);
    assert_eq!(receive(&mut server, theirs).0, b"over");
    let port_0 = "127.0.0.1:0".parse().unwrap();
    assert_eq!(sockets(&server).create_listen_socket_ip(port_0, &[]), ListenSocket::INVALID);
}

// rule: sockets.user-data
pub fn connections_carry_a_number_and_a_name(world: &World) {
    let (client, mut server, mine, theirs) = connected(world);
    assert_eq!(sockets(&server).connection_user_data(theirs), -1);
    assert!(sockets(&server).set_connection_user_data(theirs, 1 << 40));
    assert_eq!(sockets(&server).connection_user_data(theirs), 1 << 40);
    assert_eq!(sockets(&server).connection_info(theirs).unwrap().user_data, 1 << 40);
    sockets(&client).send_message(mine, b"x", RELIABLE, 0);
    assert_eq!(receive(&mut server, theirs).1.user_data, 1 << 40);
    assert_eq!(sockets(&server).connection_name(theirs).as_deref(), Some(""));
    sockets(&server).set_connection_name(theirs, "the first");
    assert_eq!(sockets(&server).connection_name(theirs).as_deref(), Some("the first"));
    let description = sockets(&server).connection_info(theirs).unwrap().description;
    assert!(description.contains("the first"), "{description}");
    let nobody = Connection(1);
    assert_eq!(sockets(&server).connection_user_data(nobody), -1);
    assert!(!sockets(&server).set_connection_user_data(nobody, 1));
    assert_eq!(sockets(&server).connection_name(nobody), None);
    assert_eq!(sockets(&server).connection_info(nobody), None);
}

// rule: sockets.valve-only
pub fn valves_relay_network_is_not_available(world: &World) {
    let mut player = world.player();
    assert_eq!(sockets(&player).identity(), Some(player.id()));
    assert_eq!(sockets(&player).hosted_server_port(), 0);
    assert_eq!(sockets(&player).hosted_server_pop(), 0);
    let remote = SteamId::individual(1_990_000_999);
    assert_eq!(sockets(&player).connect_to_hosted_server(remote, 0, &[]), Connection::INVALID);
    assert_eq!(sockets(&player).create_hosted_listen_socket(0, &[]), ListenSocket::INVALID);
    assert_eq!(sockets(&player).create_listen_socket_p2p_fake_ip(0, &[]), ListenSocket::INVALID);
    assert!(sockets(&player).certificate_request().unwrap_err().contains("certificates"));
    assert!(sockets(&player).set_certificate(b"x").unwrap_err().contains("certificates"));
    assert!(sockets(&player).begin_async_request_fake_ip(1));
    let result = player.event("the answer", |event| match event {
        Event::NetworkingSockets(SocketsEvent::FakeIp(fake)) => Some(fake.result),
        _ => None,
    });
    assert_eq!(result, results::SERVICE_UNAVAILABLE);
    assert_eq!(sockets(&player).fake_ip(0).result, results::SERVICE_UNAVAILABLE);
    assert_eq!(sockets(&player).remote_fake_ip(Connection(1)), Err(results::INVALID_PARAM));
    assert_eq!(sockets(&player).init_authentication(), 100);
    player.event("the answer", |event| match event {
        Event::NetworkingSockets(SocketsEvent::AuthenticationStatus { available: 100, .. }) => Some(()),
        _ => None,
    });
    assert_eq!(sockets(&player).authentication_status(), 100);
}
