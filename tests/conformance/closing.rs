//! The end of sessions, and what follows.

use steam_networking::contract::Event;
use steam_networking::contract::networking::SendType;

use super::World;

// rule: close.unread-dropped
pub fn closing_drops_what_is_unread_and_tells_whether_there_was_a_session(world: &World) {
    let (one, mut two) = world.two_in_session();
    one.send_text(&two, "unread");
    two.wait("the packet", |two| (two.steam.networking().available_p2p_packet_size(0) == 6).then_some(()));
    assert!(two.steam.networking().close_p2p_session_with_user(one.id()));
    assert!(!two.steam.networking().close_p2p_session_with_user(one.id()), "there is none any more");
    assert_eq!(two.steam.networking().available_p2p_packet_size(0), 0);
    assert_eq!(two.steam.networking().p2p_session_state(one.id()), None);
}

// rule: close.unsent-dropped
pub fn closing_drops_what_is_unsent(world: &World) {
    let (mut one, mut two) = world.two_players();
    one.send_text(&two, "unsent");
    two.expect(&Event::P2PSessionRequest { remote: one.id() });
    assert!(one.steam.networking().close_p2p_session_with_user(two.id()));
    assert!(two.steam.networking().accept_p2p_session_with_user(one.id()));
    one.connect_to_accepted(&mut two);
    assert_eq!(two.try_receive(0), None);
}

// rule: close.silent
pub fn a_close_is_not_announced_to_the_other_side_which_asks_anew(world: &World) {
    let (mut one, mut two) = world.two_in_session();
    one.wait_for_acknowledgement(two.id());
    assert!(two.steam.networking().close_p2p_session_with_user(one.id()));
    assert!(!one.has_session_events());
    assert!(
        one.steam.networking().p2p_session_state(two.id()).unwrap().connection_active,
        "as far as they know"
    );
    one.send_text(&two, "still there?");
    two.expect(&Event::P2PSessionRequest { remote: one.id() });
    assert_eq!(two.try_receive(0), None);
    assert!(two.steam.networking().accept_p2p_session_with_user(one.id()));
    assert_eq!(two.receive_text(), "still there?");
}

// rule: close.into-closed
pub fn sends_into_a_closed_session_time_out(world: &World) {
    let (mut one, mut two) = world.impatient().two_in_session();
    one.wait_for_acknowledgement(two.id());
    assert!(two.steam.networking().close_p2p_session_with_user(one.id()));
    one.send_text(&two, "hello?");
    one.expect_failure(two.id());
    assert!(!two.pending_events().iter().any(|event| matches!(event, Event::P2PSessionConnectFail { .. })));
}

// rule: close.nothing-into-next
pub fn packets_of_a_closed_session_do_not_enter_the_next(world: &World) {
    let (mut one, mut two) = world.two_in_session();
    for round in 0..10 {
        for _ in 0..200 {
            one.send_text(&two, "old");
            one.send(two.id(), b"old", SendType::Unreliable, 0);
        }
        one.steam.networking().close_p2p_session_with_user(two.id());
        two.steam.networking().close_p2p_session_with_user(one.id());
        let new = format!("new {round}");
        one.send_text(&two, &new);
        two.event("the new session", |event| {
            (*event == Event::P2PSessionRequest { remote: one.id() }).then_some(())
        });
        assert!(two.steam.networking().accept_p2p_session_with_user(one.id()));
        assert_eq!(two.receive_text(), new);
        one.wait_for_acknowledgement(two.id());
        assert_eq!(two.try_receive(0), None);
        two.forget_events();
    }
}

// rule: close.channel
pub fn closing_a_channel_drops_what_is_unread_on_it(world: &World) {
    let (one, mut two) = world.two_in_session();
    for channel in [0, 1] {
        one.send(two.id(), b"unread", SendType::Reliable, channel);
    }
    one.send(two.id(), b"mark", SendType::Reliable, 2);
    assert_eq!(two.receive(2).1, b"mark");
    assert!(two.steam.networking().close_p2p_channel_with_user(one.id(), 1));
    assert!(!two.steam.networking().close_p2p_channel_with_user(one.id(), 1), "it is closed already");
    assert!(!two.steam.networking().close_p2p_channel_with_user(one.id(), 9), "it was never used");
    assert_eq!(two.steam.networking().available_p2p_packet_size(1), 0);
    assert_eq!(two.receive_text(), "unread");
    assert!(two.steam.networking().p2p_session_state(one.id()).is_some());
}

// rule: close.last-channel
pub fn closing_the_last_channel_closes_the_session(world: &World) {
    let (one, two) = world.two_in_session();
    assert!(
        !two.steam.networking().close_p2p_channel_with_user(two.id(), 0),
        "there is no session with oneself"
    );
    assert!(two.steam.networking().close_p2p_channel_with_user(one.id(), 0));
    assert_eq!(two.steam.networking().p2p_session_state(one.id()), None);
    assert!(!two.steam.networking().close_p2p_session_with_user(one.id()));
}
