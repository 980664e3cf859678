//! Fates and lines, in virtual time.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::fate::{self, Draw, Fate, Path};
use super::{Line, Packet, Room, Table};
use crate::contract::SteamId;
use crate::contract::network_conditions::{Condition, Conditions, Fault, OneWay};

const PATH: Path = Path { from: SteamId(1), to: SteamId(2) };

fn ms(ms: u64) -> Duration {
    Duration::from_millis(ms)
}

fn draw(seed: u64, position: u64) -> Draw {
    Draw { seed, path: PATH, session: 0, position }
}

fn fates(way: &OneWay, seed: u64, count: u64) -> Vec<Fate> {
    (0..count).map(|position| fate::unreliable(way, draw(seed, position), 100)).collect()
}

fn line(way: OneWay, capacity: usize) -> Line {
    Line::new(PATH, way, 7, false, capacity)
}

fn any_way() -> impl Strategy<Value = OneWay> {
    let percent = || 0.0..=100.0f64;
    (0..500u32, 0..300u32, percent(), percent(), percent()).prop_map(
        |(latency_ms, jitter_ms, loss_percent, duplicate_percent, reorder_percent)| OneWay {
            latency_ms,
            jitter_ms,
            loss_percent,
            duplicate_percent,
            reorder_percent,
            ..OneWay::PERFECT
        },
    )
}

/// Conditions with bursts, and with a queue before limited bandwidth.
fn any_way_with_bursts_and_a_queue() -> impl Strategy<Value = OneWay> {
    (any_way(), 0.0..=99.0f64, 1.0..=50.0f64, 0..64u32, 0..400u32).prop_map(
        |(way, burst_loss_percent, burst_length, bandwidth_kib, queue_ms)| OneWay {
            loss_percent: way.loss_percent.min(99.9),
            burst_loss_percent,
            burst_length,
            bandwidth_kib,
            queue_ms,
            ..way
        },
    )
}

proptest! {
    #[test]
    fn the_same_seed_gives_the_same_fate(
        way in any_way_with_bursts_and_a_queue(),
        seed: u64,
        session: u64,
        position: u64,
    ) {
        let draw = Draw { session, ..draw(seed, position) };
        let unreliable = || fate::unreliable(&way, draw, 100);
        prop_assert_eq!(unreliable(), unreliable());
        let reliable = || fate::reliable(&way, draw, ms(5));
        prop_assert_eq!(reliable(), reliable());
    }

    #[test]
    fn shares_of_lost_and_doubled_packets_are_as_asked_for(way in any_way(), seed: u64) {
        const COUNT: u64 = 4000;
        let fates = fates(&way, seed, COUNT);
        let share = |count: usize| count as f64 * 100.0 / COUNT as f64;
        let lost = fates.iter().filter(|fate| fate.first.is_none()).count();
        prop_assert!((share(lost) - way.loss_percent).abs() < 4.0, "lost {}", share(lost));
        let doubled = fates.iter().filter(|fate| fate.copy.is_some()).count();
        let expected = way.duplicate_percent * (100.0 - way.loss_percent) / 100.0;
        prop_assert!((share(doubled) - expected).abs() < 4.0, "doubled {}", share(doubled));
    }

    // rule: local.bursts
    #[test]
    fn bursts_have_the_share_and_the_length_that_are_asked_for(
        share in 2.0..=60.0f64,
        length in 2.0..=20.0f64,
        seed: u64,
    ) {
        const COUNT: u64 = 20_000;
        let way = OneWay { burst_loss_percent: share, burst_length: length, ..OneWay::PERFECT };
        let lost: Vec<bool> = fates(&way, seed, COUNT).iter().map(|fate| fate.first.is_none()).collect();
        let count = lost.iter().filter(|lost| **lost).count() as f64;
        let bursts = lost.windows(2).filter(|pair| !pair[0] && pair[1]).count() as f64 + f64::from(u8::from(lost[0]));
        let measured = count * 100.0 / COUNT as f64;
        // There are few bursts, and their lengths vary: allow ten times the usual deviation of such a mean.
        let allowed = 0.05 + (length / (COUNT as f64 * share / 100.0)).sqrt() * 5.0;
        prop_assert!((measured / share - 1.0).abs() < allowed, "{measured} % for {share} %");
        // The expected length of bursts that make up such a share with gaps of at least one packet.
        let expected = length.max(share / (100.0 - share));
        let mean = count / bursts;
        prop_assert!((mean / expected - 1.0).abs() < allowed, "{mean} packets for {expected}");
    }

    #[test]
    fn a_packet_has_its_place_in_a_burst_whichever_were_asked_for_before(
        way in any_way_with_bursts_and_a_queue(),
        seed: u64,
        position in 0..20_000u64,
    ) {
        let all = fates(&way, seed, position + 1);
        prop_assert_eq!(all[position as usize], fate::unreliable(&way, draw(seed, position), 100));
    }

    #[test]
    fn jitter_stays_within_its_bounds_and_uses_them(jitter_ms in 1..300u32, seed: u64) {
        let way = OneWay { jitter_ms, ..OneWay::PERFECT };
        let longer: Vec<Duration> = fates(&way, seed, 1000).iter().filter_map(|fate| fate.first).collect();
        let most = fate::milliseconds(jitter_ms);
        prop_assert!(longer.iter().all(|longer| *longer <= most));
        prop_assert!(longer.iter().any(|longer| *longer > most.mul_f64(0.9)));
        prop_assert!(longer.iter().any(|longer| *longer < most.mul_f64(0.1)));
    }

    #[test]
    fn one_changed_condition_changes_no_other_fate(way in any_way(), loss in 0.0..=100.0f64, seed: u64) {
        let other = OneWay { loss_percent: loss, burst_loss_percent: loss / 2.0, ..way };
        for (one, other) in fates(&way, seed, 100).into_iter().zip(fates(&other, seed, 100)) {
            if let (Some(one), Some(other)) = (one.first, other.first) {
                prop_assert_eq!(one, other);
            }
        }
    }

    #[test]
    fn no_reliable_packet_exceeds_the_stated_delay(way in any_way_with_bursts_and_a_queue(), seed: u64) {
        for position in 0..200 {
            let latency = fate::milliseconds(way.latency_ms);
            let longer = fate::reliable(&way, draw(seed, position), latency);
            prop_assert!(longer <= fate::at_most_longer(&way, latency, true));
        }
    }

    #[test]
    fn reliable_frames_and_frames_without_packets_keep_their_order(
        way in any_way_with_bursts_and_a_queue(),
        steps in proptest::collection::vec((0..3u8, 0..40u64), 1..200),
    ) {
        let way = OneWay { bandwidth_kib: 0, ..way };
        let mut now = Instant::now();
        let mut line = line(way, 1 << 20);
        let (mut came, mut sent) = ([Vec::new(), Vec::new()], [0u32, 0]);
        let mut take = |line: &mut Line, now| {
            while let Some(frame) = line.pop(now) {
                if let Some(came) = came.get_mut(usize::from(frame[0])) {
                    came.push(u32::from_le_bytes(frame[1..5].try_into().unwrap()));
                }
            }
        };
        for (position, (kind, pause)) in steps.into_iter().enumerate() {
            let number = sent.get(usize::from(kind)).copied().unwrap_or_default();
            let mut frame = vec![kind];
            frame.extend(number.to_le_bytes());
            match kind {
                0 => line.offer_control(now, frame),
                kind => {
                    let seq = (kind == 1).then_some(u64::from(number));
                    let packet = Packet { session: 0, position: position as u64, seq, len: 1 };
                    let lost = line.offer_packet(now, packet, frame);
                    prop_assert!(!lost || seq.is_none());
                }
            }
            if let Some(sent) = sent.get_mut(usize::from(kind)) {
                *sent += 1;
            }
            now += ms(pause);
            take(&mut line, now);
        }
        take(&mut line, now + Duration::from_secs(3600));
        prop_assert_eq!(came, sent.map(|sent| (0..sent).collect::<Vec<u32>>()));
        prop_assert_eq!((line.unreliable_charge(), line.next_arrival()), (0, None));
    }

    // rule: local.directions
    #[test]
    fn reliable_packets_arrive_completely_and_in_order(
        way in any_way_with_bursts_and_a_queue(),
        changed in any_way_with_bursts_and_a_queue(),
        steps in proptest::collection::vec((0..4u8, 0..40u64), 1..200),
    ) {
        let mut now = Instant::now();
        let mut line = line(way, 1 << 20);
        let (mut sent, mut came) = (Vec::new(), Vec::new());
        let middle = steps.len() / 2;
        for (position, (kind, pause)) in steps.into_iter().enumerate() {
            if position == middle {
                line.set(changed, 9, false);
                line.refresh(now);
            }
            // The kinds are: an unreliable packet; a request, which keeps its place among reliable packets; a reliable
            // packet.
            let packet = Packet { session: 0, position: position as u64, seq: None, len: 100 };
            let frame = vec![position as u8; 100];
            match kind {
                0 => line.arrive(now, Some(packet), false, vec![0xFF; 100]),
                1 => line.arrive(now, None, true, frame),
                _ => line.arrive(now, Some(Packet { seq: Some(0), ..packet }), false, frame),
            }
            if kind > 0 {
                sent.push(position as u8);
            }
            now += ms(pause);
            came.extend(std::iter::from_fn(|| line.pop(now)).map(|frame| frame[0]));
        }
        now += Duration::from_secs(100_000);
        came.extend(std::iter::from_fn(|| line.pop(now)).map(|frame| frame[0]));
        came.retain(|number| *number != 0xFF);
        prop_assert_eq!(came, sent);
    }

    // rule: local.queue
    #[test]
    fn no_packet_waits_longer_in_a_queue_than_it_is_long_and_what_exceeds_it_is_lost(
        bandwidth_kib in 8..200u32,
        queue_ms in 50..1000u32,
        flood in 1.2..4.0f64,
    ) {
        let way = OneWay { latency_ms: 20, bandwidth_kib, queue_ms, ..OneWay::PERFECT };
        let begun = Instant::now();
        let mut line = line(way, 1 << 24);
        let pause = Duration::from_secs_f64(500.0 / (f64::from(bandwidth_kib) * 1024.0 * flood));
        let (mut now, mut lost, mut longest, mut came) = (begun, 0u32, Duration::ZERO, 0u32);
        const COUNT: u32 = 4000;
        let mut sent = Vec::new();
        let mut take = |line: &mut Line, now: Instant, sent: &[Instant]| {
            while let Some(frame) = line.pop(now) {
                let number = u32::from_le_bytes(frame[..4].try_into().unwrap());
                // The time is exact to a step: packets are taken out when the next one leaves.
                longest = longest.max(now - sent[number as usize]);
                came += 1;
            }
        };
        for number in 0..COUNT {
            sent.push(now);
            if line.room(now) == Room::Full {
                lost += 1;
            } else {
                let mut frame = number.to_le_bytes().to_vec();
                frame.resize(500, 0);
                let packet = Packet { session: 0, position: u64::from(number), seq: None, len: 500 };
                prop_assert!(!line.offer_packet(now, packet, frame));
            }
            now += pause;
            take(&mut line, now, &sent);
        }
        for _ in 0..2000 {
            now += ms(1);
            take(&mut line, now, &sent);
        }
        prop_assert_eq!(came + lost, COUNT);
        let one = Duration::from_secs_f64(500.0 / (f64::from(bandwidth_kib) * 1024.0));
        let most = ms(20) + fate::milliseconds(queue_ms) + one + pause + ms(2);
        prop_assert!(longest <= most, "{longest:?} at most {most:?}");
        prop_assert!(longest >= ms(20) + fate::milliseconds(queue_ms).mul_f64(0.9), "the queue fills: {longest:?}");
        let share = f64::from(lost) / f64::from(COUNT);
        // The queue itself holds some more than the link carries.
        let queued = f64::from(queue_ms) * f64::from(bandwidth_kib) * 1.024 / 500.0 / f64::from(COUNT);
        prop_assert!((share - (1.0 - 1.0 / flood - queued)).abs() < 0.05, "{share} lost of a flood of {flood}");
    }
}

// rule: local.queue
#[test]
fn reliable_packets_leave_room_in_a_queue_for_unreliable_ones() {
    let mut line = line(OneWay { bandwidth_kib: 100, queue_ms: 500, ..OneWay::PERFECT }, 1 << 24);
    let now = Instant::now();
    let packet = Packet { session: 0, position: 0, seq: Some(0), len: 1024 };
    let mut reliable = 0;
    while line.room(now) == Room::All {
        line.offer_packet(now, packet, vec![0; 1024]);
        reliable += 1;
    }
    assert_eq!((reliable, line.room(now)), (45, Room::Unreliable));
    assert_eq!(
        line.packets_at(),
        now.checked_add(ms(0)),
        "the next packet may leave as soon as time advances"
    );
    let mut unreliable = 0;
    while line.room(now) == Room::Unreliable {
        line.offer_packet(now, Packet { seq: None, ..packet }, vec![0; 1024]);
        unreliable += 1;
    }
    assert_eq!((unreliable, line.room(now)), (5, Room::Full));
    assert_eq!(line.packets_at(), Some(now + ms(50)));
    line.offer_control(now, vec![1]);
    let arrives =
        std::iter::successors(line.next_arrival(), |_| line.pop(now + ms(1000)).and(line.next_arrival()));
    assert!(arrives.last().is_some_and(|last| last >= now + ms(490)), "later packets wait too");
}

#[test]
fn a_changed_bandwidth_changes_how_long_what_waits_waits() {
    let slow = OneWay { bandwidth_kib: 10, ..OneWay::PERFECT };
    let mut line = line(slow, 1 << 20);
    let now = Instant::now();
    let packet = Packet { session: 0, position: 0, seq: Some(0), len: 1024 };
    for _ in 0..10 {
        line.offer_packet(now, packet, vec![0; 1024]);
    }
    assert_eq!(line.packets_at(), Some(now + ms(990)));
    line.set(OneWay { bandwidth_kib: 20, ..slow }, 7, false);
    assert!(line.refresh(now));
    assert_eq!(line.packets_at(), Some(now + ms(490)));
    line.set(OneWay::PERFECT, 7, false);
    line.refresh(now);
    assert_eq!((line.room(now), line.packets_at()), (Room::All, None));
    assert_eq!(std::iter::from_fn(|| line.pop(now)).count(), 10);
}

#[test]
fn surplus_arrivals_are_kept_up_to_the_limit() {
    let mut line = line(OneWay { latency_ms: 1000, ..OneWay::PERFECT }, 1000);
    let now = Instant::now();
    let packet = Packet { session: 0, position: 0, seq: None, len: 10 };
    for seq in [None, Some(0)] {
        for _ in 0..10_000 {
            line.arrive(now, Some(Packet { seq, ..packet }), false, vec![0; 10]);
            line.arrive(now, None, true, vec![1; 10]);
        }
    }
    assert!(std::iter::from_fn(|| line.pop(now + ms(1000))).count() <= 400);
}

#[test]
fn other_users_and_other_sessions_have_other_fates() {
    let way = OneWay { loss_percent: 50.0, ..OneWay::PERFECT };
    let fates = |path: Path, session: u64| -> Vec<Fate> {
        let of = |position| fate::unreliable(&way, Draw { path, session, ..draw(3, position) }, 100);
        (0..100).map(of).collect()
    };
    let back = Path { from: PATH.to, to: PATH.from };
    assert_ne!(fates(PATH, 0), fates(back, 0));
    assert_ne!(fates(PATH, 0), fates(PATH, 1));
}

#[test]
fn fates_do_not_change_from_version_to_version() {
    let way = OneWay { loss_percent: 30.0, duplicate_percent: 20.0, ..OneWay::PERFECT };
    let story: String = fates(&way, 42, 40)
        .iter()
        .map(|fate| match (fate.first, fate.copy) {
            (None, _) => '-',
            (Some(_), None) => '1',
            (Some(_), Some(_)) => '2',
        })
        .collect();
    assert_eq!(story, "112-1111-1-11-111-2-112111111-21121111-1");
}

#[test]
fn a_reliable_packet_that_always_gets_lost_arrives_in_the_end() {
    let way = OneWay { latency_ms: 20, loss_percent: 100.0, ..OneWay::PERFECT };
    assert_eq!(fate::reliable(&way, draw(0, 0), ms(20)), ms(50) * 16);
}

#[test]
fn no_packet_of_any_kind_arrives_at_full_loss() {
    let mut line = line(OneWay { loss_percent: 100.0, ..OneWay::PERFECT }, 1000);
    let now = Instant::now();
    line.offer_control(now, vec![0]);
    let packet = |seq| Packet { session: 0, position: 0, seq, len: 10 };
    assert!(!line.offer_packet(now, packet(Some(0)), vec![1; 10]), "a reliable packet will be retransmitted");
    assert!(line.offer_packet(now, packet(None), vec![2; 10]));
    assert_eq!(line.pop(now + Duration::from_secs(3600)), None);
    line.set(OneWay::PERFECT, 7, false);
    line.offer_control(now, vec![3]);
    assert_eq!(line.pop(now), Some(vec![3]));
}

#[test]
fn a_full_line_takes_packets_again_when_one_has_arrived() {
    let mut line = line(OneWay { latency_ms: 100, ..OneWay::PERFECT }, 10);
    let now = Instant::now();
    let packet = Packet { session: 0, position: 0, seq: None, len: 10 };
    assert_eq!(line.room(now), Room::All);
    line.offer_packet(now, packet, vec![0; 10]);
    assert_eq!(line.room(now), Room::None);
    assert_eq!(line.packets_at(), Some(now + ms(100)));
    assert!(line.pop(now + ms(99)).is_none());
    assert!(line.pop(now + ms(100)).is_some());
    assert_eq!(line.room(now), Room::All);
}

#[test]
fn a_user_without_conditions_of_their_own_has_those_of_all() {
    let (one, other) = (Some(SteamId(1)), Some(SteamId(2)));
    let sent = OneWay { latency_ms: 10, ..OneWay::PERFECT };
    let mut table = Table::new(Conditions { sent, ..Conditions::default() }, 77);
    table.set(one, &[Condition::Sent(Fault::Loss(5.0))]);
    assert_eq!((table.get(one).sent.latency_ms, table.get(one).sent.loss_percent), (10, 5.0));
    assert_eq!((table.get(other).sent.loss_percent, table.get(None).sent.loss_percent), (0.0, 0.0));
    table.set(None, &[Condition::Sent(Fault::Latency(20))]);
    assert_eq!((table.get(one).sent.latency_ms, table.get(other).sent.latency_ms), (20, 20));
    table.clear(one);
    assert_eq!(table.get(one), table.get(None));
    assert_eq!(table.get(one).seed, 77, "a new seed in every run");
    table.set(one, &[Condition::Seed(5)]);
    table.clear(None);
    assert!(table.get(one).are_perfect());
}

// rule: local.loss-of-pieces
#[test]
fn a_large_unreliable_packet_is_lost_with_any_of_its_pieces() {
    let way = OneWay { loss_percent: 2.0, ..OneWay::PERFECT };
    let lost = |len: usize| {
        let fate = |position| fate::unreliable(&way, draw(9, position), len);
        (0..2000).filter(|position| fate(*position).first.is_none()).count()
    };
    let (small, large, largest) = (lost(1200), lost(12_000), lost(524_288));
    assert!((15..80).contains(&small), "{small} of 2000 at 2 %");
    assert!((280..480).contains(&large), "{large} of 2000 packets of ten pieces each: 18 %");
    assert!(largest > 1950, "{largest} of 2000 packets of more than four hundred pieces each");
    let kept = (0..2000).filter(|position| {
        let of = |len| fate::unreliable(&way, draw(9, *position), len).first;
        of(12_000).is_some() && of(12_000) == of(100)
    });
    assert_eq!(kept.count(), 2000 - large, "large packets that arrive share the fate of small ones");
}
