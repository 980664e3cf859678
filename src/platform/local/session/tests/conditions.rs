//! Sessions over a bad network.

use std::time::Duration;

use super::world::{World, failed, id, quick};
use crate::contract::SteamId;
use crate::contract::local_network::SessionStats;
use crate::contract::network_conditions::{Condition, Fault};
use crate::contract::networking::{SendRefused, SendType};
use crate::platform::local::Limits;

fn bad(member: usize, world: &mut World, changes: &[Condition]) {
    world.members[member].sessions.set_conditions(None, changes);
}

fn stats(member: usize, remote: usize, world: &mut World) -> SessionStats {
    world.members[member].sessions.stats(id(remote)).unwrap()
}

fn send_unreliable(world: &mut World, numbers: std::ops::Range<u32>) {
    for number in numbers {
        world.send(0, 1, &number.to_le_bytes(), SendType::Unreliable, 0).unwrap();
    }
}

fn numbers(world: &mut World) -> Vec<u32> {
    let packets = world.read(1, 0).into_iter();
    packets.map(|(_, packet)| u32::from_le_bytes(packet.try_into().unwrap())).collect()
}

#[test]
fn latency_holds_for_every_packet_and_ends_at_once_when_it_is_taken_away() {
    let mut world = World::new(2);
    world.connect(0, 1);
    bad(0, &mut world, &[Condition::Sent(Fault::Latency(100))]);
    world.send_text(0, 1, "reliable");
    world.send(0, 1, b"unreliable", SendType::Unreliable, 0).unwrap();
    world.run_ms(99);
    assert_eq!(world.receive_texts(1), []);
    world.run_ms(2);
    assert_eq!(world.receive_texts(1).len(), 2);
    world.send_text(0, 1, "late");
    world.run_ms(10);
    world.members[0].sessions.clear_conditions(None);
    world.run_ms(1);
    assert_eq!(world.receive_texts(1), [(0, "late".to_owned())]);
    assert!(world.members[0].sessions.peers.iter().all(|peer| peer.way.line.is_none()));
}

#[test]
fn both_sides_make_up_the_round_trip() {
    let mut world = World::new(2);
    world.connect(0, 1);
    assert_eq!(stats(0, 1, &mut world).round_trip_ms, None, "no measurement was requested yet");
    world.run_ms(1200);
    assert_eq!(stats(0, 1, &mut world).round_trip_ms, Some(0));
    bad(0, &mut world, &[Condition::Sent(Fault::Latency(70))]);
    bad(1, &mut world, &[Condition::Sent(Fault::Latency(30))]);
    // The measurement was requested just now, so the next one follows after a second.
    world.run_ms(1200);
    assert_eq!(stats(0, 1, &mut world).round_trip_ms, Some(100));
    assert_eq!(world.pump(0), []);
    assert_eq!(world.pump(1), []);
}

#[test]
fn conditions_of_one_user_leave_others_alone() {
    let mut world = World::new(3);
    world.connect(0, 1);
    world.connect(0, 2);
    world.members[0].sessions.set_conditions(Some(id(1)), &[Condition::Sent(Fault::Latency(500))]);
    world.send_text(0, 1, "late");
    world.send_text(0, 2, "now");
    world.run_ms(10);
    assert_eq!((world.receive_texts(1).len(), world.receive_texts(2).len()), (0, 1));
    assert_eq!(world.members[0].sessions.conditions(Some(id(1))).sent.latency_ms, 500);
    assert_eq!(world.members[0].sessions.conditions(None).sent.latency_ms, 0);
    // Conditions for all users replace those of single users.
    world.members[0].sessions.set_conditions(None, &[Condition::Sent(Fault::Latency(1))]);
    assert_eq!(world.members[0].sessions.conditions(Some(id(1))).sent.latency_ms, 1);
}

#[test]
fn unreliable_packets_are_lost_and_counted_on_both_sides_while_reliable_ones_all_come() {
    let mut world = World::new(2);
    world.connect(0, 1);
    bad(0, &mut world, &[Condition::Sent(Fault::Loss(30.0)), Condition::Seed(1)]);
    for number in 0..1000u32 {
        world.send(0, 1, &number.to_le_bytes(), SendType::Unreliable, 0).unwrap();
        world.send(0, 1, &number.to_le_bytes(), SendType::Reliable, 1).unwrap();
    }
    world.run_ms(5000);
    let came = numbers(&mut world).len() as u64;
    assert!((600..800).contains(&came), "{came}");
    let reliable: Vec<Vec<u8>> = world.read(1, 1).into_iter().map(|(_, packet)| packet).collect();
    let sent: Vec<Vec<u8>> = (0..1000u32).map(|number| number.to_le_bytes().to_vec()).collect();
    assert_eq!(reliable, sent);
    let out = stats(0, 1, &mut world);
    assert_eq!((out.packets_out, out.packets_lost_out), (2001, 1000 - came));
    let lost_in = stats(1, 0, &mut world).packets_lost_in;
    assert_eq!(lost_in, 1000 - came, "the last packet is reliable, so every gap shows");
}

#[test]
fn the_same_seed_loses_the_same_packets_whenever_they_are_sent() {
    let came = |seed: u64, pause: u64| {
        let mut world = World::with(2, quick(), Limits::default(), pause);
        world.connect(0, 1);
        bad(
            0,
            &mut world,
            &[
                Condition::Sent(Fault::Loss(20.0)),
                Condition::Sent(Fault::Duplicate(10.0)),
                Condition::Seed(seed),
            ],
        );
        for number in 0..300 {
            send_unreliable(&mut world, number..number + 1);
            world.run_ms(pause);
        }
        world.run_ms(1000);
        let mut came = numbers(&mut world);
        came.sort_unstable();
        came
    };
    assert_eq!(came(7, 0), came(7, 13));
    assert_ne!(came(7, 0), came(8, 0));
}

#[test]
fn unreliable_packets_come_twice_and_out_of_order_where_the_network_does_that() {
    let mut world = World::new(2);
    world.connect(0, 1);
    bad(0, &mut world, &[Condition::Sent(Fault::Duplicate(50.0)), Condition::Sent(Fault::Reorder(20.0))]);
    send_unreliable(&mut world, 0..200);
    world.run_ms(1000);
    let came = numbers(&mut world);
    assert!((270..330).contains(&came.len()), "{}", came.len());
    assert!(!came.is_sorted());
    let mut distinct = came;
    distinct.sort_unstable();
    distinct.dedup();
    assert_eq!(distinct, (0..200).collect::<Vec<_>>(), "none is lost");
    assert_eq!(stats(1, 0, &mut world).packets_lost_in, 0, "a late packet is not lost");
}

#[test]
fn a_narrow_link_takes_its_time_and_the_rest_waits_in_the_send_queue() {
    let limits = Limits { send_queue_bytes: 200_000, ..Limits::default() };
    let mut world = World::with(2, quick(), limits, 1);
    world.connect(0, 1);
    bad(0, &mut world, &[Condition::Sent(Fault::Bandwidth(10))]);
    let mut queued = 0;
    let refused = loop {
        match world.send(0, 1, &[0; 1000], SendType::Unreliable, 0) {
            Ok(()) => queued += 1,
            Err(refused) => break refused,
        }
    };
    assert_eq!(queued, 200);
    assert!(matches!(refused, SendRefused::QueueFull { .. }), "{refused:?}");
    world.run_ms(10_000);
    let came = world.read(1, 0).len();
    assert!((95..=103).contains(&came), "100 KiB in ten seconds: {came}");
    world.run_ms(15_000);
    assert_eq!(came + world.read(1, 0).len(), 200);
}

#[test]
fn a_narrow_link_that_loses_everything_empties_the_queue_all_the_same() {
    let mut world = World::new(2);
    world.connect(0, 1);
    bad(0, &mut world, &[Condition::Sent(Fault::Bandwidth(10)), Condition::Sent(Fault::Loss(100.0))]);
    for _ in 0..50 {
        world.send(0, 1, &[0; 1000], SendType::Unreliable, 0).unwrap();
    }
    world.run_ms(5500);
    let stats = stats(0, 1, &mut world);
    assert_eq!((stats.packets_queued, stats.packets_lost_out), (0, 50));
    assert_eq!(world.read(1, 0), []);
}

#[test]
fn a_large_packet_over_a_narrow_link_fails_no_session() {
    let mut world = World::new(2);
    world.connect(0, 1);
    bad(0, &mut world, &[Condition::Sent(Fault::Bandwidth(20))]);
    world.send(0, 1, &vec![7; 1_000_000], SendType::Reliable, 0).unwrap();
    world.run_ms(48_000);
    assert_eq!(world.read(1, 0), []);
    world.run_ms(2_000);
    assert_eq!(world.read(1, 0).len(), 1);
    assert_eq!(world.pump(0), []);
    let stats = stats(0, 1, &mut world);
    assert_eq!((stats.packets_out, stats.packets_queued), (2, 0), "it was sent once");
}

#[test]
fn delayed_packets_count_against_the_send_queue() {
    let limits = Limits { send_queue_bytes: 10_000, ..Limits::default() };
    let mut world = World::with(2, quick(), limits, 1);
    world.connect(0, 1);
    bad(0, &mut world, &[Condition::Sent(Fault::Latency(5000))]);
    let mut queued = 0;
    for _ in 0..50 {
        queued += usize::from(world.send(0, 1, &[0; 1000], SendType::Unreliable, 0).is_ok());
        world.run_ms(1);
    }
    assert_eq!(queued, 10);
    world.run_ms(5000);
    assert_eq!(world.read(1, 0).len(), 10);
}

#[test]
fn a_cut_link_takes_nothing_either_way_and_goes_on_when_restored() {
    let mut world = World::new(2);
    world.connect(0, 1);
    world.members[0].sessions.cut_link(id(1));
    assert!(stats(0, 1, &mut world).link_cut);
    world.send_text(0, 1, "there");
    world.send_text(1, 0, "back");
    world.run_ms(15_000);
    assert_eq!((world.receive_texts(0), world.receive_texts(1)), (vec![], vec![]));
    assert_eq!(world.state(0, 1).unwrap().packets_queued_for_send, 1);
    world.members[0].sessions.restore_link(id(1));
    world.run_ms(1100);
    assert_eq!(world.receive_texts(0), [(1, "back".to_owned())]);
    assert_eq!(world.receive_texts(1), [(0, "there".to_owned())]);
    assert_eq!((world.pump(0), world.pump(1)), (vec![], vec![]));
}

#[test]
fn a_link_that_stays_cut_fails_the_session() {
    let mut world = World::new(2);
    world.connect(0, 1);
    world.members[0].sessions.cut_link(id(1));
    world.send_text(0, 1, "there");
    world.run_ms(20_001);
    assert_eq!(world.pump(0), [failed(1)]);
    assert_eq!(world.pump(1), []);
}

#[test]
fn a_blocked_direct_way_leads_over_a_relay_and_takes_longer() {
    let mut world = World::new(2);
    bad(0, &mut world, &[Condition::BlockDirect(true)]);
    world.accept(1, 0);
    world.send_text(0, 1, "hello");
    world.run_ms(59 + 60);
    assert!(world.state(0, 1).unwrap().using_relay);
    assert!(world.state(1, 0).unwrap().using_relay, "the other side sees it too");
    assert_eq!(world.receive_texts(1), [(0, "hello".to_owned())]);
    world.send_text(1, 0, "late");
    world.run_ms(200);
    assert_eq!(world.receive_texts(0), [(1, "late".to_owned())]);
    world.send_text(1, 0, "late");
    world.run_ms(29);
    assert_eq!(world.receive_texts(0), []);
    world.run_ms(2);
    assert_eq!(world.receive_texts(0).len(), 1);
}

#[test]
fn blocking_the_direct_way_of_an_open_session_takes_effect_at_once_on_both_sides() {
    let mut world = World::new(2);
    world.connect(0, 1);
    bad(0, &mut world, &[Condition::BlockDirect(true)]);
    assert!(world.state(0, 1).unwrap().using_relay);
    world.run_ms(31);
    assert!(world.state(1, 0).unwrap().using_relay);
    world.members[0].sessions.clear_conditions(None);
    assert!(!world.state(0, 1).unwrap().using_relay);
    world.run_ms(31);
    assert!(!world.state(1, 0).unwrap().using_relay);
}

#[test]
fn without_a_relay_a_blocked_direct_way_fails_the_session_whichever_side_refuses_it() {
    for refuses in [0, 1] {
        let mut world = World::new(2);
        world.members[refuses].sessions.set_relay_allowed(false);
        bad(0, &mut world, &[Condition::BlockDirect(true)]);
        world.accept(1, 0);
        world.send_text(0, 1, "hello");
        world.run_ms(19_000);
        assert_eq!(world.receive_texts(1), []);
        assert_eq!(world.pump(0), []);
        assert!(!world.state(0, 1).unwrap().connection_active);
        world.run_ms(1_100);
        assert_eq!(world.pump(0), [failed(1)], "{refuses} refuses");
        assert_eq!(world.receive_texts(1), []);
    }
}

#[test]
fn an_open_session_without_any_way_left_fails_once_something_is_sent() {
    for kind in [SendType::Reliable, SendType::Unreliable] {
        let mut world = World::new(2);
        world.members[0].sessions.set_relay_allowed(false);
        world.connect(0, 1);
        bad(0, &mut world, &[Condition::BlockDirect(true)]);
        world.run_ms(30_000);
        assert_eq!(world.pump(0), []);
        world.send(0, 1, b"anybody?", kind, 0).unwrap();
        world.run_ms(20_100);
        assert_eq!(world.pump(0), [failed(1)], "{kind:?}");
        assert_eq!(world.receive_texts(1), []);
    }
}

#[test]
fn a_session_goes_on_when_the_direct_way_is_free_again() {
    let mut world = World::new(2);
    world.members[0].sessions.set_relay_allowed(false);
    world.connect(0, 1);
    bad(0, &mut world, &[Condition::BlockDirect(true)]);
    world.send_text(0, 1, "there");
    // This is halfway between two requests.
    world.run_ms(10_500);
    world.members[0].sessions.clear_conditions(None);
    world.run_ms(50);
    assert_eq!(world.receive_texts(1), [(0, "there".to_owned())]);
    assert_eq!(world.pump(0), []);
}

#[test]
fn delayed_packets_of_a_closed_session_do_not_enter_the_next() {
    let mut world = World::new(2);
    world.connect(0, 1);
    bad(0, &mut world, &[Condition::Sent(Fault::Latency(300)), Condition::Sent(Fault::Jitter(300))]);
    send_unreliable(&mut world, 0..20);
    world.run_ms(50);
    world.close(0, 1);
    world.accept(1, 0);
    send_unreliable(&mut world, 100..105);
    world.run_ms(3000);
    let mut came = numbers(&mut world);
    came.sort_unstable();
    assert_eq!(came, [100, 101, 102, 103, 104]);
    assert_eq!(stats(0, 1, &mut world).packets_lost_out, 20);
}

#[test]
fn packets_in_flight_at_a_remote_close_do_not_enter_the_next_session() {
    let mut world = World::new(2);
    world.connect(0, 1);
    bad(0, &mut world, &[Condition::Sent(Fault::Latency(300)), Condition::Sent(Fault::Jitter(2000))]);
    send_unreliable(&mut world, 0..20);
    world.run_ms(50);
    world.close(1, 0);
    // The first packet is refused, and the sender is told.
    world.run_ms(700);
    send_unreliable(&mut world, 100..105);
    world.run_ms(400);
    world.accept(1, 0);
    world.run_ms(5000);
    let mut came = numbers(&mut world);
    came.sort_unstable();
    assert_eq!(came, [100, 101, 102, 103, 104]);
}

#[test]
fn statistics_exist_for_users_one_has_dealt_with() {
    let mut world = World::new(2);
    let stranger = SteamId::individual(99);
    assert_eq!(world.members[0].sessions.stats(stranger), None);
    world.connect(0, 1);
    let stats = stats(0, 1, &mut world);
    assert_eq!((stats.packets_out, stats.bytes_out, stats.packets_in, stats.bytes_in), (1, 5, 1, 5));
    assert_eq!((stats.packets_queued, stats.bytes_queued), (0, 0));
    world.run(Duration::from_secs(60));
    assert_eq!(world.pump(0), []);
}
