//! A flood through rings, and how much of it one call receives.

use std::net::{Ipv4Addr, SocketAddrV4};
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use mio::Token;

use super::*;
use crate::contract::networking::SendType;
use crate::platform::local::driver::ring;
use crate::platform::local::limits::MAX_TAKEN_PACKETS;
use crate::platform::local::session::Sessions;
use crate::platform::local::{Limits, Timings};

/// The last piece from a ring may exceed the allowance.
const SLACK: usize = ring::PIECE_BYTES / 16;

fn id(number: u32) -> SteamId {
    SteamId::individual(number)
}

/// Users with rings to and from the first of them. They have accepted each other.
fn users(count: u32) -> Vec<Lane<Sessions>> {
    let new = |number| Lane::new(Sessions::new(id(number), Timings::default(), Limits::default(), 1));
    let mut users: Vec<Lane<Sessions>> = (0..count).map(|number| new(number + 1)).collect();
    let (me, others) = users.split_first_mut().unwrap();
    let address = SocketAddrV4::new(Ipv4Addr::LOCALHOST, 1);
    let connect = |from: &mut Lane<Sessions>, to: &mut Lane<Sessions>, ids: (SteamId, SteamId)| {
        let offered = ring::create().unwrap();
        let reader = ring::open(&offered.offer()).unwrap();
        from.add_writer(ids.1, offered.into_writer());
        from.handle_link_up(Instant::now(), ids.1, address);
        to.add_reader(Token(ids.0.0 as usize), ids.0, reader);
        from.accept(ids.1);
    };
    for (number, other) in (2..).zip(others) {
        connect(me, other, (id(1), id(number)));
        connect(other, me, (id(number), id(1)));
        send(other, &[0]);
        for _ in 0..4 {
            me.receive(Taker::Pump, Instant::now);
            other.receive(Taker::Pump, Instant::now);
        }
        assert_eq!(read(me), Some((id(number), vec![0])));
    }
    users
}

fn send(from: &mut Lane<Sessions>, packet: &[u8]) {
    from.send(id(1), packet, SendType::Reliable, 0).unwrap();
    from.transmit_new();
}

fn read(user: &mut Lane<Sessions>) -> Option<(SteamId, Vec<u8>)> {
    let mut packet = Vec::new();
    let from = user.read(0, u32::MAX, &mut packet)?;
    Some((from, packet))
}

fn waiting(user: &Lane<Sessions>) -> usize {
    user.waiting().load(Ordering::Acquire)
}

// rule: limits.flood
#[test]
fn a_flood_is_received_frame_by_frame_completely_and_in_order() {
    const PACKETS: u32 = 30_000;
    let mut users = users(2);
    let (me, other) = users.split_first_mut().unwrap();
    (0..PACKETS).for_each(|number| send(&mut other[0], &number.to_le_bytes()));
    let (mut next, mut pumps, mut now) = (0, 0, Instant::now());
    while next < PACKETS {
        me.receive(Taker::Pump, || now);
        pumps += 1;
        // A loop that reads while there are packets.
        let mut read_now = 0;
        loop {
            // However slow the loop is, while the other side keeps sending and the background thread runs.
            now += Duration::from_millis(10);
            if waiting(me) == 0 {
                me.receive(Taker::Query, || now);
            }
            other[0].receive(Taker::Query, || now);
            me.receive_by_driver(now, &mut Vec::new());
            let Some((from, packet)) = read(me) else { break };
            assert_eq!((from, packet), (id(2), next.to_le_bytes().to_vec()));
            next += 1;
            read_now += 1;
        }
        assert!(read_now <= MAX_TAKEN_PACKETS + SLACK, "{read_now} packets in one frame");
    }
    assert!(pumps >= PACKETS as usize / (MAX_TAKEN_PACKETS + SLACK));
}

// rule: limits.flood
#[test]
fn the_driver_receives_what_a_stopped_game_leaves() {
    let mut users = users(2);
    let (me, other) = users.split_first_mut().unwrap();
    (0..20_000_u32).for_each(|number| send(&mut other[0], &number.to_le_bytes()));
    me.receive(Taker::Pump, Instant::now);
    let taken = waiting(me);
    assert!((MAX_TAKEN_PACKETS..MAX_TAKEN_PACKETS + SLACK).contains(&taken), "{taken}");
    let now = Instant::now();
    me.receive_by_driver(now, &mut Vec::new());
    assert_eq!(waiting(me), taken, "the game still polls");
    assert!(matches!(me.fall_asleep(now), Sleep::Until(_)), "nobody would wake the driver for what is left");
    me.receive_by_driver(now + Duration::from_secs(1), &mut Vec::new());
    assert!(waiting(me) > taken + SLACK, "the game is at a breakpoint");
}

// rule: limits.flood
#[test]
fn a_flood_from_one_user_does_not_delay_the_others() {
    let mut users = users(3);
    let (me, others) = users.split_first_mut().unwrap();
    (0..25_000_u32).for_each(|number| send(&mut others[0], &number.to_le_bytes()));
    send(&mut others[1], b"here I am");
    let mut from_other = false;
    for _ in 0..2 {
        me.receive(Taker::Pump, Instant::now);
        while let Some((from, _)) = read(me) {
            from_other |= from == id(3);
        }
    }
    assert!(from_other);
}
