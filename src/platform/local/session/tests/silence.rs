//! Unreliable packets, and sessions with nothing else, when the other side is no longer reachable.

use std::time::Duration;

use super::world::{World, failed, id, quick};
use crate::contract::local_network::SessionStats;
use crate::contract::network_conditions::{Condition, Fault};
use crate::contract::networking::SendType;
use crate::platform::local::{Limits, Timings};

/// Two connected members, with a timeout of two seconds.
fn connected() -> World {
    let timings = Timings { session_timeout: Duration::from_secs(2), ..quick() };
    let mut world = World::with(2, timings, Limits::default(), 1);
    world.connect(0, 1);
    world
}

fn whisper(world: &mut World, from: usize, text: &str) {
    world.send(from, 1 - from, text.as_bytes(), SendType::Unreliable, 0).unwrap();
}

/// Both send an unreliable packet every 100 ms, and read.
fn whisper_for(world: &mut World, senders: &[usize], ms: u64) {
    for _ in 0..ms / 100 {
        senders.iter().for_each(|&from| whisper(world, from, "input"));
        world.run_ms(100);
        senders.iter().for_each(|&from| drop(world.receive_texts(1 - from)));
    }
}

fn stats(world: &mut World, member: usize) -> SessionStats {
    world.members[member].sessions.stats(id(1 - member)).unwrap()
}

fn texts(received: Vec<(usize, String)>) -> Vec<String> {
    received.into_iter().map(|(_, text)| text).collect()
}

#[test]
fn both_sides_of_a_cut_link_fail_where_only_unreliable_packets_are_sent() {
    let mut world = connected();
    whisper_for(&mut world, &[0, 1], 3000);
    world.members[0].sessions.cut_link(id(1));
    whisper_for(&mut world, &[0, 1], 1900);
    assert_eq!((world.pump(0), world.pump(1)), (vec![], vec![]));
    whisper_for(&mut world, &[0, 1], 600);
    assert_eq!(world.pump(0), [failed(1)]);
    assert_eq!(world.pump(1), [failed(0)]);
}

#[test]
fn unreliable_sends_to_a_dead_process_fail_the_session() {
    let mut world = connected();
    whisper_for(&mut world, &[0], 1000);
    world.kill(1);
    whisper_for(&mut world, &[0], 2500);
    assert_eq!(world.pump(0), [failed(1)]);
}

#[test]
fn one_unreliable_packet_over_a_dead_link_fails_the_session() {
    let mut world = connected();
    world.run_ms(1000);
    world.members[0].sessions.cut_link(id(1));
    whisper(&mut world, 0, "never");
    whisper(&mut world, 1, "never");
    world.run_ms(1999);
    assert_eq!((world.pump(0), world.pump(1)), (vec![], vec![]));
    world.run_ms(2);
    assert_eq!((world.pump(0), world.pump(1)), (vec![failed(1)], vec![failed(0)]));
}

#[test]
fn receiving_unreliable_packets_keeps_the_session_open() {
    let mut world = connected();
    // The game does nothing meanwhile: its driver answers.
    for _ in 0..300 {
        whisper(&mut world, 0, "input");
        world.run_ms(100);
    }
    assert_eq!((world.pump(0), world.pump(1)), (vec![], vec![]));
    assert_eq!(world.receive_texts(1).len(), 300);
}

#[test]
fn a_session_in_which_nobody_sends_stays_open_over_a_cut_link() {
    let mut world = connected();
    whisper_for(&mut world, &[0, 1], 1000);
    // The last answer arrives before the cut.
    world.run_ms(1000);
    world.members[0].sessions.cut_link(id(1));
    world.run_ms(60_000);
    assert_eq!((world.pump(0), world.pump(1)), (vec![], vec![]));
    world.members[0].sessions.restore_link(id(1));
    world.run_ms(100);
    whisper(&mut world, 0, "here I am");
    world.run_ms(10);
    assert_eq!(world.receive_texts(1), [(0, "here I am".to_owned())]);
}

#[test]
fn asking_whether_the_other_side_is_there_is_cheap() {
    let mut world = connected();
    let questions = |world: &World| world.members[0].sessions.peers[0].outgoing.serial();
    let before = questions(&world);
    for _ in 0..10_000 {
        whisper(&mut world, 0, "input");
        world.run_ms(1);
    }
    let asked = questions(&world).wrapping_sub(before);
    assert!((20..=26).contains(&asked), "{asked} requests in ten seconds");
    world.run_ms(10_000);
    assert!(questions(&world).wrapping_sub(before) <= asked + 1, "no request leaves while no packet is sent");
}

#[test]
fn a_link_that_takes_nothing_fails_a_session_of_unreliable_packets() {
    let mut world = connected();
    world.run_ms(1000);
    // The other process is suspended: its link is up, but accepts no bytes.
    whisper(&mut world, 0, "input");
    let sessions = &mut world.members[0].sessions;
    for _ in 0..25 {
        sessions.handle_timeout(world.now);
        world.now += Duration::from_millis(100);
    }
    assert_eq!(world.pump(0), [failed(1)]);
}

#[test]
fn unreliable_packets_of_an_open_session_are_lost_while_the_link_is_cut() {
    for kind in [SendType::Unreliable, SendType::UnreliableNoDelay] {
        let mut world = connected();
        world.members[0].sessions.set_conditions(None, &[Condition::Sent(Fault::Latency(20))]);
        world.send(0, 1, b"on its way", kind, 0).unwrap();
        world.run_ms(10);
        world.send(0, 1, b"not even that", kind, 0).unwrap();
        world.members[0].sessions.cut_link(id(1));
        for _ in 0..10 {
            world.send(0, 1, b"meanwhile", kind, 0).unwrap();
            world.send(1, 0, b"meanwhile", kind, 0).unwrap();
            world.run_ms(100);
        }
        world.send_text(0, 1, "reliable");
        world.members[0].sessions.restore_link(id(1));
        world.send(0, 1, b"later", kind, 0).unwrap();
        world.run_ms(100);
        assert_eq!(texts(world.receive_texts(1)), ["reliable", "later"], "{kind:?}");
        assert_eq!(world.receive_texts(0), [], "{kind:?}");
        let (there, here) = (stats(&mut world, 1), stats(&mut world, 0));
        assert_eq!((here.packets_lost_out, here.packets_queued, there.packets_lost_in), (12, 0, 12));
        assert_eq!(here.packets_out, 1 + 12 + 2);
        world.run_ms(5000);
        assert_eq!((world.pump(0), world.pump(1)), (vec![], vec![]), "{kind:?}");
    }
}

#[test]
fn unreliable_packets_of_an_open_session_are_lost_while_a_broken_link_reconnects() {
    let mut world = connected();
    world.cut_off(1);
    whisper_for(&mut world, &[0, 1], 1000);
    world.send_text(0, 1, "reliable");
    world.reconnect(1);
    world.run_ms(100);
    whisper(&mut world, 0, "later");
    world.run_ms(100);
    assert_eq!(texts(world.receive_texts(1)), ["reliable", "later"]);
    assert_eq!(stats(&mut world, 0).packets_lost_out, 10);
    assert_eq!((world.pump(0), world.pump(1)), (vec![], vec![]));
}

#[test]
fn unreliable_packets_of_a_session_that_is_being_made_wait_though_the_link_is_cut() {
    let mut world = connected();
    world.close(0, 1);
    world.close(1, 0);
    world.accept(1, 0);
    world.members[0].sessions.cut_link(id(1));
    whisper(&mut world, 0, "first");
    world.run_ms(1000);
    world.members[0].sessions.restore_link(id(1));
    world.run_ms(100);
    assert_eq!(texts(world.receive_texts(1)), ["first"]);
}

#[test]
fn sends_over_a_cut_link_fill_no_queue() {
    let mut world = connected();
    world.members[0].sessions.cut_link(id(1));
    for _ in 0..1000 {
        world.send(0, 1, &[0; 1200], SendType::Unreliable, 0).unwrap();
    }
    let state = world.state(0, 1).unwrap();
    assert_eq!((state.packets_queued_for_send, state.bytes_queued_for_send), (0, 0));
}

#[test]
fn a_network_that_loses_everything_fails_the_sessions_of_both_sides() {
    for kind in [SendType::Unreliable, SendType::Reliable] {
        let mut world = connected();
        let send = |world: &mut World, ms: u64| {
            for _ in 0..ms / 100 {
                world.send(0, 1, b"from 0", kind, 0).unwrap();
                world.send(1, 0, b"from 1", kind, 0).unwrap();
                world.run_ms(100);
                world.receive_texts(0);
            }
        };
        send(&mut world, 2000);
        world.receive_texts(1);
        // Only the way from 0 to 1 is dead.
        world.members[0].sessions.set_conditions(None, &[Condition::Sent(Fault::Loss(100.0))]);
        send(&mut world, 2600);
        assert_eq!(world.pump(0), [failed(1)], "{kind:?}");
        assert_eq!(world.receive_texts(1), [], "{kind:?}");
        assert_eq!(world.pump(1), [failed(0)], "{kind:?}");
    }
}

#[test]
fn no_session_begins_at_full_loss() {
    let mut world = connected();
    world.close(0, 1);
    world.close(1, 0);
    world.members[0].sessions.set_conditions(None, &[Condition::Sent(Fault::Loss(100.0))]);
    world.accept(1, 0);
    world.send_text(0, 1, "hello");
    world.run_ms(2100);
    assert_eq!((world.pump(0), world.pump(1)), (vec![failed(1)], vec![]));
    assert_eq!(world.receive_texts(1), []);
}

#[test]
fn a_network_that_lost_everything_for_a_while_delivers_what_is_reliable_at_once() {
    let mut world = connected();
    world.send_text(0, 1, "before");
    world.run_ms(100);
    for member in [0, 1] {
        world.members[member]
            .sessions
            .set_conditions(None, &[Condition::Sent(Fault::Loss(100.0)), Condition::BlockDirect(true)]);
    }
    for number in 0..10 {
        world.send_text(0, 1, &number.to_string());
        whisper(&mut world, 0, "lost");
        world.run_ms(100);
    }
    assert_eq!(texts(world.receive_texts(1)), ["before"]);
    for member in [0, 1] {
        world.members[member].sessions.clear_conditions(None);
    }
    world.run_ms(20);
    assert_eq!(texts(world.receive_texts(1)), (0..10).map(|number| number.to_string()).collect::<Vec<_>>());
    world.run_ms(10_000);
    assert_eq!((world.pump(0), world.pump(1)), (vec![], vec![]));
    assert!(!world.state(1, 0).unwrap().using_relay, "the route frame about the direct way has arrived");
    assert_eq!(stats(&mut world, 0).packets_lost_out, 10);
}

#[test]
fn unreliable_sends_ask_again_once_the_network_is_back() {
    let mut world = connected();
    world.run_ms(1000);
    world.members[0].sessions.set_conditions(None, &[Condition::Sent(Fault::Loss(100.0))]);
    whisper(&mut world, 0, "lost");
    // A request was due after 1600 ms, and the next one would be too late.
    world.run_ms(1990);
    world.members[0].sessions.clear_conditions(None);
    world.run_ms(10_000);
    assert_eq!(world.pump(0), []);
}

#[test]
fn a_network_that_loses_almost_everything_fails_nobody() {
    let mut world = connected();
    let worst = [
        Condition::Sent(Fault::Loss(99.0)),
        Condition::Sent(Fault::Jitter(1000)),
        Condition::Sent(Fault::Latency(300)),
    ];
    for member in [0, 1] {
        world.members[member].sessions.set_conditions(None, &worst);
    }
    whisper_for(&mut world, &[0, 1], 120_000);
    assert_eq!((world.pump(0), world.pump(1)), (vec![], vec![]));
    assert!(stats(&mut world, 0).packets_lost_out > 1000);
}
