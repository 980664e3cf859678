//! The beginning of a session, and its failure.

use std::time::Duration;

use super::world::{World, asked, failed, id, quick};
use crate::contract::networking::SendType;
use crate::contract::{Event, SteamId};
use crate::platform::local::{Limits, Timings};

#[test]
fn the_first_send_asks_and_is_delivered_after_the_accept() {
    let mut world = World::new(2);
    world.send_text(0, 1, "hi");
    world.run_ms(10);
    assert_eq!(world.members[1].sessions.available(0), 0);
    assert!(world.receive_texts(1).is_empty());
    assert_eq!(world.pump(1), [asked(0)]);
    world.accept(1, 0);
    world.run_ms(10);
    assert_eq!(world.receive_texts(1), [(0, "hi".to_owned())]);
    assert!(world.pump(0).is_empty());
}

#[test]
fn accepting_opens_both_directions() {
    let mut world = World::new(2);
    world.send_text(0, 1, "hi");
    world.run_ms(10);
    world.accept(1, 0);
    world.run_ms(10);
    assert!(world.state(0, 1).unwrap().connection_active);
    assert!(world.state(1, 0).unwrap().connection_active);
    assert!(world.pump(0).is_empty(), "the requester gets no request in return");
}

#[test]
fn a_send_accepts_implicitly_what_was_queued() {
    let mut world = World::new(2);
    world.send_text(0, 1, "one");
    world.send_text(0, 1, "two");
    world.run_ms(10);
    world.pump(1);
    world.send_text(1, 0, "answer");
    world.run_ms(10);
    assert_eq!(world.receive_texts(1), [(0, "one".to_owned()), (0, "two".to_owned())]);
    assert_eq!(world.receive_texts(0), [(1, "answer".to_owned())]);
}

#[test]
fn users_who_send_to_each_other_need_no_request() {
    let mut world = World::new(2);
    world.send_text(0, 1, "from 0");
    world.send_text(1, 0, "from 1");
    world.run_ms(10);
    assert_eq!(world.receive_texts(1), [(0, "from 0".to_owned())]);
    assert_eq!(world.receive_texts(0), [(1, "from 1".to_owned())]);
    assert!(world.pump(0).is_empty());
    assert!(world.pump(1).is_empty());
}

#[test]
fn the_request_is_repeated_only_while_packets_keep_coming() {
    let mut world = World::new(2);
    world.send_text(0, 1, "hi");
    world.run_ms(10);
    assert_eq!(world.pump(1), [asked(0)]);
    world.run_ms(9_000);
    assert!(world.pump(1).is_empty(), "nothing new was sent");
    world.send_text(0, 1, "are you there?");
    world.run_ms(100);
    assert_eq!(world.pump(1), [asked(0)]);
    for _ in 0..60 {
        world.send_text(0, 1, "and now?");
        world.run_ms(100);
    }
    assert_eq!(world.pump(1), [asked(0)], "once in six seconds");
}

#[test]
fn a_packet_soon_after_a_request_is_announced_later() {
    for kind in [SendType::Unreliable, SendType::UnreliableNoDelay, SendType::Reliable] {
        let mut world = World::new(2);
        world.send(0, 1, b"one", kind, 0).unwrap();
        world.run_ms(10);
        assert_eq!(world.pump(1), [asked(0)]);
        world.run_ms(1_000);
        world.send(0, 1, b"two", kind, 0).unwrap();
        world.run_ms(3_900);
        assert!(world.pump(1).is_empty(), "{kind:?}: five seconds have not passed");
        world.run_ms(200);
        assert_eq!(world.pump(1), [asked(0)], "{kind:?}");
        world.run_ms(9_000);
        assert!(world.pump(1).is_empty(), "{kind:?}: it is announced once");
    }
}

#[test]
fn an_accepted_or_closed_user_is_not_announced_later() {
    let two_sends = || {
        let mut world = World::new(2);
        world.send_text(0, 1, "one");
        world.run_ms(10);
        assert_eq!(world.pump(1), [asked(0)]);
        world.send_text(0, 1, "two");
        world.run_ms(100);
        world
    };
    let mut world = two_sends();
    world.accept(1, 0);
    world.run_ms(10_000);
    assert!(world.pump(1).is_empty());
    let mut world = two_sends();
    assert!(world.close(1, 0));
    world.run_ms(10_000);
    assert!(world.pump(1).is_empty());
}

#[test]
fn a_user_who_is_closed_and_sends_again_is_announced_at_once() {
    let mut world = World::new(2);
    for round in 0..3 {
        world.send_text(0, 1, "please");
        world.run_ms(100);
        assert_eq!(world.pump(1), [asked(0)], "round {round}");
        assert!(world.close(1, 0));
    }
}

#[test]
fn a_user_who_starts_anew_is_announced_at_once() {
    for kind in [SendType::Unreliable, SendType::UnreliableNoDelay, SendType::Reliable] {
        let mut world = World::new(2);
        for round in 0..3 {
            world.send(0, 1, b"hi", kind, 0).unwrap();
            world.run_ms(100);
            assert_eq!(world.pump(1), [asked(0)], "round {round}, {kind:?}");
            world.restart(0);
        }
        // The same holds if the game has not pumped in between, and only one announcement follows.
        world.send(0, 1, b"hi", kind, 0).unwrap();
        world.run_ms(100);
        world.restart(0);
        world.send(0, 1, b"hi", kind, 0).unwrap();
        world.run_ms(6_000);
        assert_eq!(world.pump(1), [asked(0)], "{kind:?}");
    }
}

#[test]
fn unreliable_packets_ask_again_as_well() {
    for kind in [SendType::Unreliable, SendType::UnreliableNoDelay] {
        let mut world = World::new(2);
        world.send(0, 1, b"x", kind, 0).unwrap();
        world.run_ms(6_000);
        assert_eq!(world.pump(1), [asked(0)]);
        world.send(0, 1, b"x", kind, 0).unwrap();
        world.run_ms(100);
        assert_eq!(world.pump(1), [asked(0)]);
    }
}

#[test]
fn requests_come_out_of_the_pump_only_and_not_after_an_answer() {
    let mut world = World::new(2);
    world.send_text(0, 1, "hi");
    world.run_ms(10);
    world.accept(1, 0);
    assert!(world.pump(1).is_empty());
}

#[test]
fn unaccepted_for_too_long_fails_with_timeout_once() {
    let mut world = World::new(2);
    world.send_text(0, 1, "hi");
    world.run_ms(19_900);
    assert!(world.pump(0).is_empty());
    assert_eq!(world.state(0, 1).unwrap().packets_queued_for_send, 1);
    world.run_ms(200);
    assert_eq!(world.pump(0), [failed(1)]);
    let state = world.state(0, 1).unwrap();
    assert_eq!((state.session_error, state.connecting, state.connection_active), (4, false, false));
    assert_eq!((state.packets_queued_for_send, state.bytes_queued_for_send), (0, 0));
    world.run_ms(60_000);
    assert!(world.pump(0).is_empty());
}

#[test]
fn sends_meanwhile_do_not_put_the_failure_off() {
    let mut world = World::new(2);
    for _ in 0..201 {
        world.send_text(0, 1, "hi");
        world.run_ms(100);
    }
    assert_eq!(world.pump(0), [failed(1)]);
}

#[test]
fn after_a_failure_the_next_send_tries_again_without_the_old_packets() {
    let mut world = World::new(2);
    world.send_text(0, 1, "old");
    world.run_ms(21_000);
    assert_eq!(world.pump(0), [failed(1)]);
    assert_eq!(world.pump(1), [asked(0)]);
    world.send_text(0, 1, "new");
    assert_eq!(world.state(0, 1).unwrap().session_error, 0);
    world.run_ms(10);
    assert_eq!(world.pump(1), [asked(0)]);
    world.accept(1, 0);
    world.run_ms(10);
    assert_eq!(world.receive_texts(1), [(0, "new".to_owned())]);
}

#[test]
fn a_user_who_is_not_there_fails_after_the_timeout() {
    for kind in [SendType::Unreliable, SendType::UnreliableNoDelay, SendType::Reliable] {
        let mut world = World::new(1);
        world.send(0, 7, b"hello?", kind, 0).unwrap();
        world.run_ms(20_100);
        assert_eq!(world.pump(0), [failed(7)]);
    }
}

#[test]
fn the_timeout_is_a_setting() {
    let timings = Timings { session_timeout: Duration::from_millis(100), ..quick() };
    let mut world = World::with(2, timings, Limits::default(), 1);
    world.send_text(0, 1, "hi");
    world.run_ms(101);
    assert_eq!(world.pump(0), [failed(1)]);
}

#[test]
fn accepting_ahead_and_repeatedly_is_allowed_and_asks_nobody() {
    let mut world = World::new(2);
    world.accept(1, 0);
    world.accept(1, 0);
    world.run_ms(5_000);
    assert!(world.pump(0).is_empty(), "accepting sends no request");
    assert_eq!(world.state(1, 0), None);
    world.send_text(0, 1, "hi");
    world.run_ms(10);
    assert_eq!(world.receive_texts(1), [(0, "hi".to_owned())]);
    assert!(world.pump(1).is_empty());
    assert!(!world.members[1].sessions.accept(SteamId::NIL));
    assert!(!world.members[1].sessions.accept(SteamId::lobby(5)));
}

#[test]
fn unreliable_packets_wait_for_the_accept_and_no_delay_packets_do_not() {
    let mut world = World::new(2);
    world.send(0, 1, b"no delay", SendType::UnreliableNoDelay, 0).unwrap();
    world.send(0, 1, b"kept", SendType::Unreliable, 0).unwrap();
    world.run_ms(10);
    assert_eq!(world.pump(1), [asked(0)]);
    world.accept(1, 0);
    world.run_ms(10);
    assert_eq!(world.receive_texts(1), [(0, "kept".to_owned())]);
    world.send(0, 1, b"now", SendType::UnreliableNoDelay, 0).unwrap();
    world.run_ms(10);
    assert_eq!(world.receive_texts(1), [(0, "now".to_owned())]);
}

#[test]
fn no_delay_alone_starts_a_session() {
    let mut world = World::new(2);
    world.send(0, 1, b"x", SendType::UnreliableNoDelay, 0).unwrap();
    assert!(world.state(0, 1).unwrap().connecting);
    world.run_ms(10);
    assert_eq!(world.pump(1), [asked(0)]);
    world.accept(1, 0);
    world.run_ms(10);
    assert!(world.state(0, 1).unwrap().connection_active);
    world.run_ms(30_000);
    assert!(world.pump(0).is_empty());
}

#[test]
fn the_state_counts_what_is_queued_while_connecting() {
    let mut world = World::new(2);
    assert_eq!(world.state(0, 1), None);
    world.send_text(0, 1, "12345");
    world.send(0, 1, b"123", SendType::Unreliable, 0).unwrap();
    world.run_ms(10);
    let state = world.state(0, 1).unwrap();
    assert!(state.connecting && !state.connection_active && !state.using_relay);
    assert_eq!((state.session_error, state.remote_ip, state.remote_port), (0, 0, 0));
    assert_eq!((state.bytes_queued_for_send, state.packets_queued_for_send), (8, 2));
    assert_eq!(world.state(1, 0), None, "a request is not yet a session");
    world.accept(1, 0);
    world.run_ms(100);
    let state = world.state(0, 1).unwrap();
    assert!(!state.connecting && state.connection_active);
    assert_eq!((state.bytes_queued_for_send, state.packets_queued_for_send), (0, 0));
    assert_eq!((state.remote_ip, state.remote_port), (2_130_706_433, 1001));
}

#[test]
fn a_packet_to_oneself_arrives_with_the_next_pump() {
    let mut world = World::new(1);
    world.send_text(0, 0, "note");
    world.send(0, 0, b"u", SendType::Unreliable, 0).unwrap();
    world.run_ms(10);
    assert!(world.receive_texts(0).is_empty());
    assert!(world.state(0, 0).unwrap().connection_active);
    assert!(world.pump(0).is_empty());
    assert_eq!(world.receive_texts(0), [(0, "note".to_owned()), (0, "u".to_owned())]);
    assert_eq!(world.state(0, 0).unwrap().packets_queued_for_send, 0);
    world.send_text(0, 0, "unread");
    assert!(world.close(0, 0));
    world.pump(0);
    assert!(world.receive_texts(0).is_empty());
    assert_eq!(world.state(0, 0), None);
}

#[test]
fn a_request_that_got_lost_is_repeated() {
    let mut world = World::new(2);
    world.latency = Duration::from_millis(20);
    world.send_text(0, 1, "hi");
    world.turn();
    while world.lost_frames == 0 {
        world.break_link(0, 1);
        world.turn();
    }
    world.run_ms(100);
    assert_eq!(world.pump(1), [asked(0)]);
}

#[test]
fn several_users_are_distinguished() {
    let mut world = World::new(4);
    for from in 1..4 {
        world.send_text(from, 0, &format!("from {from}"));
        world.run_ms(10);
    }
    assert_eq!(world.pump(0), [asked(1), asked(2), asked(3)]);
    world.accept(0, 3);
    world.run_ms(10);
    world.accept(0, 1);
    world.run_ms(10);
    assert_eq!(world.receive_texts(0), [(3, "from 3".to_owned()), (1, "from 1".to_owned())]);
    world.run_ms(21_000);
    assert_eq!(world.pump(2), [failed(0)]);
    assert!(world.pump(1).is_empty() && world.pump(3).is_empty());
}

#[test]
fn sends_to_unknown_users_use_bounded_memory() {
    let mut world = World::new(1);
    let mut refused = 0;
    for number in 0..10_000 {
        let remote = SteamId::individual(number + 100);
        refused += usize::from(world.members[0].sessions.send(remote, b"?", SendType::Reliable, 0).is_err());
    }
    assert!(refused > 5_000);
    world.run_ms(21_000);
    let fails = world.pump(0);
    assert_eq!(fails.len() + refused, 10_000);
    assert!(fails.iter().all(|event| matches!(event, Event::P2PSessionConnectFail { error: 4, .. })));
    let late = world.members[0].sessions.send(id(3), b"?", SendType::Reliable, 0);
    assert_eq!(late, Ok(()));
}

#[test]
fn settings_out_of_range_neither_panic_nor_keep_the_driver_busy() {
    for extreme in [Duration::ZERO, Duration::MAX] {
        let timings = Timings {
            session_timeout: extreme,
            connection_timeout: extreme,
            request_repeat: extreme,
            collect: extreme,
            idle: Some(extreme),
        };
        let mut world = World::with(2, timings, Limits::default(), 1);
        world.send(0, 1, b"x", SendType::ReliableWithBuffering, 0).unwrap();
        world.send_text(0, 1, "hi");
        world.run_ms(100);
        assert_eq!(world.pump(1), [asked(0)]);
        let expected: &[Event] = if extreme.is_zero() { &[failed(1)] } else { &[] };
        assert_eq!(world.pump(0), expected);
    }
}
