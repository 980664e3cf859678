//! The end of a session, and packets after it.

use std::time::Duration;

use super::world::{World, asked, failed, id};
use crate::contract::networking::SendType;

fn connected() -> World {
    let mut world = World::new(2);
    world.connect(0, 1);
    world
}

#[test]
fn closing_tells_whether_there_was_a_session() {
    let mut world = connected();
    assert!(world.close(0, 1));
    assert!(!world.close(0, 1));
    assert_eq!(world.state(0, 1), None);
    let mut world = World::new(2);
    assert!(!world.close(0, 1));
    world.send_text(1, 0, "hi");
    world.run_ms(10);
    assert!(world.close(0, 1), "a request can be closed");
    assert!(world.pump(0).is_empty(), "and is not announced any more");
}

#[test]
fn closing_drops_what_is_unsent_and_unread() {
    let mut world = connected();
    world.send_text(1, 0, "unread");
    world.run_ms(10);
    world.send_text(0, 1, "unsent");
    assert!(world.close(0, 1));
    assert!(world.receive_texts(0).is_empty());
    world.run_ms(1000);
    assert!(world.receive_texts(1).is_empty());
}

#[test]
fn the_other_side_notices_a_close_only_on_its_next_send() {
    let mut world = connected();
    world.close(0, 1);
    world.run_ms(60_000);
    assert!(world.pump(0).is_empty() && world.pump(1).is_empty());
    assert!(world.state(1, 0).unwrap().connection_active);
    world.send_text(1, 0, "still there?");
    world.run_ms(10);
    assert!(world.receive_texts(0).is_empty());
    assert_eq!(world.pump(0), [asked(1)]);
    assert!(world.state(1, 0).unwrap().connecting);
    world.run_ms(21_000);
    assert_eq!(world.pump(1), [failed(0)], "their sends time out");
    assert!(world.pump(0).is_empty());
}

#[test]
fn a_closed_user_is_received_again_once_accepted() {
    let mut world = connected();
    world.close(0, 1);
    world.send_text(1, 0, "one");
    world.send_text(1, 0, "two");
    world.run_ms(10);
    assert_eq!(world.pump(0), [asked(1)]);
    world.accept(0, 1);
    world.run_ms(10);
    assert_eq!(world.receive_texts(0), [(1, "one".to_owned()), (1, "two".to_owned())]);
    assert!(world.state(1, 0).unwrap().connection_active);
}

#[test]
fn an_unreliable_packet_to_a_closed_session_asks_too() {
    let mut world = connected();
    world.close(0, 1);
    world.send(1, 0, b"x", SendType::Unreliable, 0).unwrap();
    world.run_ms(10);
    assert_eq!(world.pump(0), [asked(1)]);
    world.run_ms(21_000);
    assert_eq!(world.pump(1), [failed(0)], "the packet times out");
}

#[test]
fn closing_before_the_acknowledgement_left_is_not_noticed_either() {
    let mut world = connected();
    world.latency = Duration::from_micros(1);
    world.send_text(1, 0, "received");
    world.run(Duration::from_micros(2));
    world.close(0, 1);
    world.run_ms(60_000);
    assert!(world.pump(0).is_empty() && world.pump(1).is_empty());
    let state = world.state(1, 0).unwrap();
    assert!(state.connection_active && state.packets_queued_for_send == 0);
}

#[test]
fn the_closed_user_has_to_ask_after_a_broken_link_as_well() {
    let mut world = connected();
    world.close(0, 1);
    world.cut_off(1);
    world.send_text(1, 0, "back again");
    world.run_ms(100);
    world.reconnect(1);
    world.run_ms(1_000);
    assert_eq!(world.pump(0), [asked(1)]);
    let state = world.state(1, 0).unwrap();
    assert!(state.connecting && !state.connection_active);
    world.accept(0, 1);
    world.run_ms(10);
    assert_eq!(world.receive_texts(0), [(1, "back again".to_owned())]);
}

#[test]
fn packets_that_were_never_accepted_do_not_arrive_later() {
    for kind in [SendType::Reliable, SendType::Unreliable] {
        let mut world = World::new(2);
        world.send(1, 0, b"before", kind, 0).unwrap();
        world.run_ms(10);
        assert_eq!(world.pump(0), [asked(1)]);
        assert!(world.close(0, 1));
        world.run_ms(2_000);
        assert!(world.pump(0).is_empty(), "a repeated request is not a new packet");
        world.send(1, 0, b"after", kind, 0).unwrap();
        world.run_ms(100);
        assert_eq!(world.pump(0), [asked(1)]);
        world.accept(0, 1);
        world.run_ms(2_000);
        assert_eq!(world.receive_texts(0), [(1, "after".to_owned())]);
    }
}

#[test]
fn a_closed_request_still_fails_for_the_user_who_asked() {
    let mut world = World::new(2);
    world.send_text(1, 0, "hi");
    world.run_ms(5_000);
    world.close(0, 1);
    world.run_ms(15_100);
    assert_eq!(world.pump(1), [failed(0)]);
}

#[test]
fn closing_and_talking_again_makes_a_new_session_without_the_old_packets() {
    let mut world = connected();
    world.cut_off(1);
    world.send_text(0, 1, "old");
    world.close(0, 1);
    world.send_text(0, 1, "new");
    world.reconnect(1);
    world.run_ms(2_000);
    assert_eq!(world.receive_texts(1), [(0, "new".to_owned())]);
    assert!(world.pump(1).is_empty(), "they have not closed the session, so they need no request");
    world.send_text(1, 0, "welcome back");
    world.run_ms(10);
    assert_eq!(world.receive_texts(0), [(1, "welcome back".to_owned())]);
}

#[test]
fn packets_in_flight_do_not_enter_the_next_session() {
    let mut world = connected();
    world.send_text(1, 0, "old");
    world.turn();
    world.close(0, 1);
    world.run_ms(10);
    assert!(world.receive_texts(0).is_empty());
    assert_eq!(world.pump(0), [asked(1)], "the packet came after the close");
    world.close(1, 0);
    world.send_text(0, 1, "new");
    world.run_ms(100);
    assert!(world.receive_texts(0).is_empty());
    assert_eq!(world.pump(1), [asked(0)]);
    world.send_text(1, 0, "yes");
    world.run_ms(100);
    assert_eq!(world.receive_texts(0), [(1, "yes".to_owned())]);
    assert_eq!(world.receive_texts(1), [(0, "new".to_owned())]);
}

#[test]
fn both_may_close_and_begin_anew() {
    let mut world = connected();
    for round in 0..5 {
        world.close(0, 1);
        world.close(1, 0);
        world.send_text(0, 1, &format!("round {round}"));
        world.run_ms(10);
        assert_eq!(world.pump(1), [asked(0)]);
        world.accept(1, 0);
        world.run_ms(10);
        assert_eq!(world.receive_texts(1), [(0, format!("round {round}"))]);
    }
}

#[test]
fn closing_the_last_channel_closes_the_session() {
    let mut world = connected();
    world.send(1, 0, b"x", SendType::Reliable, 9).unwrap();
    world.run_ms(10);
    let close = |world: &mut World, channel| world.members[0].sessions.close_channel(id(1), channel);
    assert!(!close(&mut world, 4), "never used");
    assert!(close(&mut world, 9));
    assert!(world.read(0, 9).is_empty());
    assert!(!close(&mut world, 9), "closed already");
    assert!(world.state(0, 1).is_some());
    assert!(close(&mut world, 0));
    assert_eq!(world.state(0, 1), None);
    assert!(!close(&mut world, 0), "no session");
}

#[test]
fn a_failure_is_forgotten_by_closing() {
    let mut world = World::new(2);
    world.send_text(0, 1, "hi");
    world.run_ms(21_000);
    assert_eq!(world.state(0, 1).unwrap().session_error, 4);
    assert!(world.close(0, 1));
    assert_eq!(world.state(0, 1), None);
    assert!(world.pump(0).is_empty());
}

#[test]
fn a_packet_announced_before_the_close_asks_when_it_arrives() {
    let mut world = connected();
    world.latency = Duration::from_millis(10);
    let before = world.lost_frames;
    while world.lost_frames == before {
        world.run_ms(100);
        world.receive_texts(0);
        world.send_text(1, 0, "late");
        world.turn();
        world.break_link(1, 0);
    }
    world.run_ms(11);
    assert!(world.receive_texts(0).is_empty(), "only the request has arrived");
    world.close(0, 1);
    world.run_ms(30);
    assert_eq!(world.pump(0), [asked(1)]);
}

#[test]
fn packets_from_two_sessions_ago_are_dropped() {
    let mut world = connected();
    world.latency = Duration::from_millis(10);
    world.send_text(1, 0, "old");
    world.turn();
    world.close(1, 0);
    world.close(0, 1);
    world.send_text(0, 1, "new");
    world.run_ms(100);
    assert!(world.receive_texts(0).is_empty());
    assert_eq!(world.pump(1), [asked(0)]);
}

#[test]
fn the_other_side_needs_no_second_session_to_answer_a_new_one() {
    let mut world = connected();
    world.close(0, 1);
    world.send_text(0, 1, "hello again");
    world.run_ms(10);
    assert_eq!(world.receive_texts(1).len(), 1);
    for kind in [SendType::UnreliableNoDelay, SendType::Unreliable, SendType::Reliable] {
        world.send(1, 0, b"yes", kind, 0).unwrap();
    }
    world.run_ms(10);
    assert_eq!(world.receive_texts(0).len(), 3, "not even an unreliable packet is lost");
    assert!(world.pump(0).is_empty() && world.pump(1).is_empty());
}
