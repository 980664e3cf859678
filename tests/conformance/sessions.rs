//! The start, the state and the failure of sessions.

use std::time::Duration;

use steam_networking::contract::networking::SendType;
use steam_networking::contract::{Event, SteamId};

use super::{World, pattern};

// rule: session.first-send
pub fn the_first_send_starts_a_session_that_waits_for_the_other_side(world: &World) {
    let (one, mut two) = world.two_players();
    one.send_text(&two, "first");
    two.expect(&Event::P2PSessionRequest { remote: one.id() });
    assert!(one.steam.networking().p2p_session_state(two.id()).unwrap().connecting);
    assert_eq!(
        two.steam.networking().p2p_session_state(one.id()),
        None,
        "they have no session before they accept"
    );
    assert!(two.steam.networking().accept_p2p_session_with_user(one.id()));
    assert_eq!(two.receive_text(), "first");
    assert!(one.steam.networking().p2p_session_state(two.id()).unwrap().connection_active);
}

// rule: session.implicit-accept
pub fn sending_to_a_user_accepts_their_session(world: &World) {
    let (mut one, mut two) = world.two_players();
    one.send_text(&two, "ping");
    two.expect(&Event::P2PSessionRequest { remote: one.id() });
    two.send_text(&one, "pong");
    assert_eq!(two.receive(0), (one.id(), b"ping".to_vec()));
    assert_eq!(one.receive(0), (two.id(), b"pong".to_vec()));
    assert!(!one.has_session_events());
}

// rule: session.hidden-until-accepted
pub fn packets_of_an_unaccepted_user_are_kept_and_not_shown(world: &World) {
    let (one, mut two) = world.two_players();
    one.send_text(&two, "first");
    one.send_text(&two, "second");
    two.expect(&Event::P2PSessionRequest { remote: one.id() });
    assert_eq!(two.steam.networking().available_p2p_packet_size(0), 0);
    assert_eq!(two.try_receive(0), None);
    assert!(two.steam.networking().accept_p2p_session_with_user(one.id()));
    assert_eq!([two.receive_text(), two.receive_text()], ["first", "second"]);
}

// rule: session.request
pub fn a_request_is_repeated_only_while_packets_keep_arriving(world: &World) {
    let repeating = world.with(|setup| setup.request_repeat = Duration::from_millis(50));
    let (one, mut two) = (world.player(), repeating.player());
    let asked = Event::P2PSessionRequest { remote: one.id() };
    one.send_text(&two, "packet");
    two.expect(&asked);
    let mut repeats = 0;
    two.wait("the request again", |two| {
        one.send_text(two, "packet");
        repeats += two.take(&asked);
        (repeats >= 2).then_some(())
    });
    let (one, mut two) = world.two_players();
    let asked = Event::P2PSessionRequest { remote: one.id() };
    for _ in 0..100 {
        one.send_text(&two, "packet");
    }
    two.expect(&asked);
    two.settle();
    assert_eq!(two.take(&asked), 0, "not before its time");
}

// rule: session.request-delayed
pub fn packets_soon_after_a_request_are_announced_later(world: &World) {
    let later = world.with(|setup| setup.request_repeat = Duration::from_millis(500));
    let (one, mut two) = (world.player(), later.player());
    let asked = Event::P2PSessionRequest { remote: one.id() };
    one.send_text(&two, "first");
    two.expect(&asked);
    one.send_text(&two, "second");
    two.expect(&asked);
}

// rule: session.unaccepted-times-out
pub fn an_unaccepted_user_is_notified_in_time_and_loses_queued_packets(world: &World) {
    let (mut one, mut two) = world.impatient().two_players();
    one.send_text(&two, "too late");
    two.expect(&Event::P2PSessionRequest { remote: one.id() });
    one.expect_failure(two.id());
    assert!(two.steam.networking().accept_p2p_session_with_user(one.id()));
    one.send_text(&two, "in time");
    assert_eq!(two.receive_text(), "in time");
}

// rule: session.fail-codes
pub fn failures_are_reported_as_timeouts(world: &World) {
    let mut one = world.impatient().player();
    let absent = SteamId::individual(1_990_099_999);
    one.send(absent, b"anybody there?", SendType::Reliable, 0);
    let error = one.event("the failure", |event| match event {
        Event::P2PSessionConnectFail { remote, error } if *remote == absent => Some(*error),
        _ => None,
    });
    assert_eq!(error, super::TIMEOUT);
    assert_eq!(one.steam.networking().p2p_session_state(absent).unwrap().session_error, super::TIMEOUT);
}

// rule: session.retry-after-failure
pub fn after_a_failure_the_next_send_tries_again(world: &World) {
    let (mut one, mut two) = world.impatient().two_players();
    one.send_text(&two, "lost");
    one.expect_failure(two.id());
    let state = one.steam.networking().p2p_session_state(two.id()).unwrap();
    assert!(!state.connecting && !state.connection_active);
    assert_eq!((state.packets_queued_for_send, state.bytes_queued_for_send), (0, 0));
    one.send_text(&two, "again");
    let state = one.steam.networking().p2p_session_state(two.id()).unwrap();
    assert_eq!((state.connecting, state.session_error), (true, 0));
    one.expect_failure(two.id());
    assert!(two.steam.networking().accept_p2p_session_with_user(one.id()));
    one.send_text(&two, "at last");
    assert_eq!(two.receive_text(), "at last");
}

// rule: session.accept-any-time
pub fn accepting_works_ahead_of_a_request_and_repeatedly(world: &World) {
    let (one, mut two) = world.two_players();
    for _ in 0..3 {
        assert!(two.steam.networking().accept_p2p_session_with_user(one.id()));
    }
    one.send_text(&two, "expected");
    assert_eq!(two.receive_text(), "expected");
    assert!(two.steam.networking().accept_p2p_session_with_user(one.id()));
    assert!(!two.has_session_events(), "a user who was accepted ahead does not ask");
    assert!(!two.steam.networking().accept_p2p_session_with_user(SteamId::NIL));
    assert!(!two.steam.networking().accept_p2p_session_with_user(SteamId::lobby(1)));
}

// rule: session.state-none
pub fn a_missing_session_has_no_state(world: &World) {
    let (one, two) = world.two_players();
    assert_eq!(one.steam.networking().p2p_session_state(two.id()), None);
    assert_eq!(one.steam.networking().p2p_session_state(SteamId::NIL), None);
}

// rule: session.remote-address
pub fn the_remote_address_is_in_host_byte_order(world: &World) {
    let (one, two) = world.two_in_session();
    let state = one.steam.networking().p2p_session_state(two.id()).unwrap();
    assert!(state.connection_active && !state.connecting);
    assert_eq!(state.remote_ip, 2_130_706_433, "127.0.0.1");
    assert_ne!(state.remote_port, 0);
}

// rule: session.relay
pub fn forbidding_relays_leaves_direct_sessions_alone(world: &World) {
    let (one, mut two) = world.two_players();
    one.steam.networking().allow_p2p_packet_relay(false);
    one.send_text(&two, "direct");
    two.accept(one.id());
    assert_eq!(two.receive_text(), "direct");
    one.steam.networking().allow_p2p_packet_relay(true);
    one.send_text(&two, "still");
    assert_eq!(two.receive_text(), "still");
    assert!(!one.steam.networking().p2p_session_state(two.id()).unwrap().using_relay);
}

// rule: session.gone-user
pub fn sends_to_an_absent_user_fail(world: &World) {
    let (mut one, two) = world.impatient().two_in_session();
    // Shut down, a platform knows nothing any more.
    let gone = two.id();
    one.wait_for_acknowledgement(gone);
    two.steam.shutdown();
    assert!(!one.has_session_events(), "nothing at first");
    one.send(gone, b"hello?", SendType::Reliable, 0);
    one.expect_failure(gone);
}

// rule: session.idle
pub fn idle_sessions_are_dropped_silently_where_that_is_set(world: &World) {
    let (mut one, two) = world.with(|setup| setup.idle = Some(Duration::from_millis(200))).two_in_session();
    one.wait("the session to be forgotten", |one| {
        one.steam.networking().p2p_session_state(two.id()).is_none().then_some(())
    });
    assert!(!one.has_session_events());
}

// rule: session.unpumped
pub fn packets_arrive_at_a_game_that_does_not_pump(world: &World) {
    let (mut one, mut two) = world.two_in_session();
    for number in 0..100 {
        one.send(two.id(), &pattern(1000, number), SendType::Reliable, 0);
    }
    one.wait_for_acknowledgement(two.id());
    for number in 0..100 {
        assert_eq!(two.try_receive(0), Some((one.id(), pattern(1000, number))));
    }
}
