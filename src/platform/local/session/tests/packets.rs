//! Sizes, order, channels, limits.

use std::time::Duration;

use super::world::{World, asked, failed, id, quick};
use crate::contract::SteamId;
use crate::contract::networking::{MAX_RELIABLE_BYTES, SendRefused, SendType};
use crate::platform::local::{Limits, Timings};

const ALL: [SendType; 4] =
    [SendType::Unreliable, SendType::UnreliableNoDelay, SendType::Reliable, SendType::ReliableWithBuffering];

fn connected() -> World {
    let mut world = World::new(2);
    world.connect(0, 1);
    world
}

#[test]
fn sizes_up_to_the_limit_arrive_byte_for_byte_and_one_more_is_refused() {
    for kind in ALL {
        let mut world = connected();
        let limit = kind.max_bytes();
        for size in [0, 1, 63, 64, 1199, 1200, 65_536, MAX_RELIABLE_BYTES] {
            let packet: Vec<u8> = (0..size).map(|at| (at * 7 + at / 251) as u8).collect();
            if size > limit {
                let refused = world.send(0, 1, &packet, kind, 3);
                assert_eq!(refused, Err(SendRefused::TooLarge { size, limit }));
                continue;
            }
            world.send(0, 1, &packet, kind, 3).unwrap();
            world.run_ms(300);
            assert!(world.read(1, 3) == [(0, packet)], "{size} bytes as {kind:?}");
        }
        let packet = vec![0; limit + 1];
        assert_eq!(world.send(0, 1, &packet, kind, 3), Err(SendRefused::TooLarge { size: limit + 1, limit }));
        assert_eq!(world.state(0, 1).unwrap().packets_queued_for_send, 0);
    }
}

#[test]
fn only_persons_can_be_sent_to() {
    let mut world = World::new(1);
    for remote in [SteamId::NIL, SteamId::lobby(1), SteamId(u64::MAX), SteamId::individual(0)] {
        assert_eq!(
            world.members[0].sessions.send(remote, b"x", SendType::Reliable, 0),
            Err(SendRefused::InvalidUser)
        );
        assert_eq!(world.members[0].sessions.state(remote), None);
        assert!(!world.members[0].sessions.close(remote));
    }
}

#[test]
fn a_full_queue_refuses_until_there_is_room() {
    let limits = Limits { send_queue_bytes: 1000, ..Limits::default() };
    let mut world = World::with(2, quick(), limits, 1);
    world.send(0, 1, &[0; 900], SendType::Reliable, 0).unwrap();
    let refused = world.send(0, 1, &[0; 101], SendType::Reliable, 0);
    assert_eq!(refused, Err(SendRefused::QueueFull { queued: 900, limit: 1000 }));
    world.send(0, 1, &[0; 100], SendType::Reliable, 0).unwrap();
    world.accept(1, 0);
    world.run_ms(100);
    world.send(0, 1, &[0; 1000], SendType::Reliable, 0).unwrap();
    world.run_ms(100);
    assert_eq!(world.read(1, 0).len(), 3);
}

#[test]
fn a_refused_packet_starts_no_session_and_accepts_none() {
    let limits = Limits { send_queue_bytes: 1000, ..Limits::default() };
    let mut world = World::with(2, quick(), limits, 1);
    world.send_text(1, 0, "hi");
    world.run_ms(10);
    assert!(world.send(0, 1, &[0; 1001], SendType::Reliable, 0).is_err());
    world.run_ms(10);
    assert_eq!(world.state(0, 1), None);
    assert!(world.receive_texts(0).is_empty());
    assert_eq!(world.pump(0), [asked(1)]);
}

#[test]
fn empty_packets_are_delivered_and_hide_nothing() {
    let mut world = connected();
    for packet in [&b""[..], b"", b"abc", b"", b"de", b""] {
        world.send(0, 1, packet, SendType::Reliable, 0).unwrap();
    }
    world.run_ms(10);
    let mut sizes = Vec::new();
    let mut buffer = Vec::new();
    loop {
        let available = world.members[1].sessions.available(0);
        if world.members[1].sessions.read(0, u32::MAX, &mut buffer).is_none() {
            assert_eq!(available, 0);
            break;
        }
        sizes.push((available, buffer.len()));
    }
    assert_eq!(sizes, [(3, 0), (3, 0), (3, 3), (2, 0), (2, 2), (0, 0)]);
}

#[test]
fn reading_cuts_to_the_size_asked_for_and_loses_the_rest() {
    let mut world = connected();
    world.send_text(0, 1, "abcdef");
    world.send_text(0, 1, "next");
    world.run_ms(10);
    let mut buffer = b"untouched".to_vec();
    assert_eq!(world.members[1].sessions.read(7, 100, &mut buffer), None);
    assert_eq!(buffer, b"untouched");
    assert_eq!(world.members[1].sessions.available(0), 6);
    assert_eq!(world.members[1].sessions.read(0, 3, &mut buffer), Some(id(0)));
    assert_eq!(buffer, b"abc");
    assert_eq!(world.members[1].sessions.read(0, 100, &mut buffer), Some(id(0)));
    assert_eq!(buffer, b"next");
}

#[test]
fn every_int_is_a_channel_and_keeps_to_itself() {
    let mut world = connected();
    let channels = [0, 1, -1, i32::MAX, i32::MIN, 1000];
    for channel in channels {
        world.send(0, 1, &channel.to_le_bytes(), SendType::Reliable, channel).unwrap();
    }
    world.run_ms(10);
    for channel in channels {
        assert_eq!(world.members[1].sessions.available(channel), 4);
        assert_eq!(world.read(1, channel), [(0, channel.to_le_bytes().to_vec())]);
    }
}

#[test]
fn packets_come_in_the_order_of_arrival_over_all_users() {
    let mut world = World::new(3);
    world.connect(0, 1);
    world.connect(0, 2);
    for (from, text) in [(1, "a"), (2, "b"), (2, "c"), (1, "d")] {
        world.send_text(from, 0, text);
        world.run_ms(5);
    }
    let order: Vec<_> = world.receive_texts(0);
    let texts: Vec<_> = order.iter().map(|(from, text)| (*from, text.as_str())).collect();
    assert_eq!(texts, [(1, "a"), (2, "b"), (2, "c"), (1, "d")]);
}

#[test]
fn reliable_packets_of_both_kinds_keep_their_order() {
    let mut world = connected();
    for number in 0..100u8 {
        let kind = if number % 3 == 0 { SendType::Reliable } else { SendType::ReliableWithBuffering };
        world.send(0, 1, &[number], kind, 0).unwrap();
        world.run_ms(u64::from(number) % 4);
    }
    world.run_ms(300);
    let numbers: Vec<u8> = world.read(1, 0).into_iter().map(|(_, packet)| packet[0]).collect();
    assert!(numbers.iter().copied().eq(0..100));
}

#[test]
fn buffered_packets_wait_to_be_coalesced_or_time_out() {
    let mut world = connected();
    let buffered = SendType::ReliableWithBuffering;
    world.send(0, 1, b"a", buffered, 0).unwrap();
    world.run_ms(190);
    assert!(world.receive_texts(1).is_empty());
    world.run_ms(20);
    assert_eq!(world.receive_texts(1).len(), 1, "the collecting time is over");
    world.send(0, 1, &[0; 600], buffered, 0).unwrap();
    world.run_ms(10);
    assert!(world.receive_texts(1).is_empty());
    world.send(0, 1, &[0; 600], buffered, 0).unwrap();
    world.run_ms(10);
    assert_eq!(world.receive_texts(1).len(), 2, "1200 bytes were collected");
    world.send(0, 1, b"b", buffered, 0).unwrap();
    world.send_text(0, 1, "c");
    world.run_ms(10);
    assert_eq!(
        world.receive_texts(1),
        [(0, "b".to_owned()), (0, "c".to_owned())],
        "a reliable packet flushes"
    );
}

#[test]
fn unread_packets_stop_their_sender_at_the_limit_and_none_is_lost() {
    let limits = Limits { receive_queue_bytes: 10_000, send_queue_bytes: 1 << 20 };
    let mut world = World::with(2, quick(), limits, 1);
    world.connect(0, 1);
    for number in 0..1000u32 {
        world.send(0, 1, &number.to_le_bytes(), SendType::Reliable, 0).unwrap();
    }
    world.run_ms(60_000);
    assert!(world.pump(0).is_empty(), "a user who does not read for a minute does not time out");
    let left = world.state(0, 1).unwrap().packets_queued_for_send;
    assert!(left > 500, "{left} packets left");
    let mut numbers = Vec::new();
    while numbers.len() < 1000 {
        let read = world.read(1, 0);
        assert!(!read.is_empty(), "{} packets, then none", numbers.len());
        numbers.extend(read.into_iter().map(|(_, packet)| u32::from_le_bytes(packet.try_into().unwrap())));
        world.run_ms(20);
    }
    assert!(numbers.into_iter().eq(0..1000));
}

#[test]
fn a_packet_larger_than_the_limit_still_comes() {
    let limits = Limits { receive_queue_bytes: 1000, ..Limits::default() };
    let mut world = World::with(2, quick(), limits, 1);
    world.connect(0, 1);
    world.send_text(0, 1, "small");
    world.send(0, 1, &vec![1; MAX_RELIABLE_BYTES], SendType::Reliable, 0).unwrap();
    world.send_text(0, 1, "behind it");
    world.run_ms(100);
    assert_eq!(world.read(1, 0).len(), 2);
    world.run_ms(100);
    assert_eq!(world.receive_texts(1), [(0, "behind it".to_owned())]);
}

#[test]
fn unread_unreliable_packets_are_dropped_at_the_limit_and_hold_up_nothing() {
    let limits = Limits { receive_queue_bytes: 10_000, ..Limits::default() };
    let mut world = World::with(2, quick(), limits, 1);
    world.connect(0, 1);
    for _ in 0..100 {
        world.send(0, 1, &[0; 1000], SendType::Unreliable, 5).unwrap();
    }
    world.send_text(0, 1, "still");
    world.run_ms(100);
    assert_eq!(world.receive_texts(1), [(0, "still".to_owned())]);
    assert_eq!(world.read(1, 5).len(), 10);
    assert_eq!(world.members[1].sessions.counters(id(0)).unwrap().packets_dropped, 90);
}

#[test]
fn an_open_session_without_sends_never_fails() {
    let mut world = connected();
    world.run(Duration::from_secs(3600));
    assert!(world.pump(0).is_empty() && world.pump(1).is_empty());
    assert!(world.state(0, 1).unwrap().connection_active);
}

#[test]
fn a_stalled_game_loses_nothing() {
    let mut world = connected();
    for number in 0..1800 {
        world.send_text(0, 1, &number.to_string());
        world.run_ms(17);
    }
    let received = world.receive_texts(1);
    assert_eq!(received.len(), 1800);
    assert!(received.iter().enumerate().all(|(at, (_, text))| *text == at.to_string()));
}

#[test]
fn a_process_that_died_is_noticed_by_the_next_send_only() {
    for kind in [SendType::Reliable, SendType::Unreliable, SendType::ReliableWithBuffering] {
        let mut world = connected();
        world.kill(1);
        world.run_ms(60_000);
        assert!(world.pump(0).is_empty());
        world.send(0, 1, b"there?", kind, 0).unwrap();
        world.run_ms(19_000);
        assert!(world.pump(0).is_empty());
        world.run_ms(1_500);
        assert_eq!(world.pump(0), [failed(1)]);
        assert_eq!(world.state(0, 1).unwrap().session_error, 4);
    }
}

#[test]
fn a_restarted_process_is_asked_anew() {
    let mut world = connected();
    world.restart(1);
    world.send_text(0, 1, "who are you?");
    world.run_ms(10);
    assert_eq!(world.pump(1), [asked(0)]);
    world.accept(1, 0);
    world.run_ms(10);
    assert_eq!(world.receive_texts(1), [(0, "who are you?".to_owned())]);
    world.send_text(1, 0, "another");
    world.run_ms(10);
    assert_eq!(world.receive_texts(0), [(1, "another".to_owned())]);
}

#[test]
fn a_short_cut_loses_nothing() {
    let mut world = connected();
    for round in 0..10 {
        world.send_text(0, 1, &format!("{round} before"));
        world.run_ms(1);
        world.cut_off(1);
        world.send_text(0, 1, &format!("{round} meanwhile"));
        world.run_ms(5_000);
        world.reconnect(1);
        world.run_ms(2_000);
        let received: Vec<_> = world.receive_texts(1).into_iter().map(|(_, text)| text).collect();
        assert_eq!(received, [format!("{round} before"), format!("{round} meanwhile")]);
    }
    assert!(world.pump(0).is_empty());
}

#[test]
fn an_idle_session_is_dropped_silently_if_the_setting_is_on() {
    let timings = Timings { idle: Some(Duration::from_secs(60)), ..quick() };
    let mut world = World::with(2, timings, Limits::default(), 1);
    world.connect(0, 1);
    world.run_ms(50_000);
    world.send_text(0, 1, "still here");
    world.run_ms(59_000);
    assert!(world.state(0, 1).is_some());
    assert_eq!(world.receive_texts(1).len(), 1);
    world.run_ms(62_000);
    assert_eq!((world.state(0, 1), world.state(1, 0)), (None, None));
    assert!(world.pump(0).is_empty() && world.pump(1).is_empty());
    world.send_text(0, 1, "again");
    world.run_ms(10);
    assert_eq!(world.pump(1), [asked(0)]);
}

#[test]
fn the_driver_is_woken_once_per_occasion() {
    let mut world = connected();
    let sessions = &mut world.members[0].sessions;
    assert!(!sessions.take_wake());
    sessions.send(id(1), b"x", SendType::Reliable, 0).unwrap();
    assert!(sessions.take_wake());
    sessions.send(id(1), b"y", SendType::Reliable, 0).unwrap();
    assert!(!sessions.take_wake(), "the driver was woken already");
    world.run_ms(10);
    let sessions = &mut world.members[0].sessions;
    sessions.send(id(1), b"z", SendType::Reliable, 0).unwrap();
    assert!(sessions.take_wake());
    world.run_ms(10);
    assert_eq!(world.receive_texts(1).len(), 3);
}

#[test]
fn a_send_that_starts_a_clock_wakes_the_driver_even_while_a_link_is_awaited() {
    let mut world = connected();
    world.kill(1);
    for _ in 0..2 {
        world.send_text(0, 1, "gone?");
        assert!(world.members[0].sessions.take_wake());
        world.run_ms(1_000);
        world.send_text(0, 1, "gone?");
        assert!(!world.members[0].sessions.take_wake(), "the timer is running");
        world.run_ms(30_000);
        assert_eq!(world.pump(0), [failed(1)]);
        world.members[0].sessions.handle_link_down(world.now, id(1));
    }
    let mut world = connected();
    world.send_text(1, 0, "to be acknowledged");
    world.run(Duration::from_micros(200));
    world.kill(1);
    world.run_ms(1_000);
    let mut remotes = Vec::new();
    world.members[0].sessions.poll_remotes(&mut remotes);
    assert_eq!(remotes, [id(1)], "the acknowledgement waits for a link");
    world.send_text(0, 1, "gone?");
    assert!(world.members[0].sessions.take_wake());
}

#[test]
fn one_call_hands_out_a_bounded_amount() {
    let mut world = connected();
    for _ in 0..100 {
        world.send(0, 1, &[0; 10_000], SendType::Reliable, 0).unwrap();
    }
    let mut bytes = Vec::new();
    let now = world.now;
    assert!(world.members[0].sessions.poll_transmit(now, id(1), &mut bytes, 50_000));
    assert!((50_000..61_000).contains(&bytes.len()), "{} bytes", bytes.len());
    let filled = bytes.len();
    assert!(world.members[0].sessions.poll_transmit(now, id(1), &mut bytes, 50_000));
    assert_eq!(bytes.len(), filled);
}
