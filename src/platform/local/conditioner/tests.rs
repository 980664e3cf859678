//! Fates and lines, under virtual time.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::fate::{self, Fate, Path};
use super::{Line, Packet, Table};
use crate::contract::SteamId;
use crate::contract::local_network::{Condition, Conditions};

const PATH: Path = Path { from: SteamId(1), to: SteamId(2) };

fn ms(ms: u64) -> Duration {
    Duration::from_millis(ms)
}

fn fates(conditions: &Conditions, count: u64) -> Vec<Fate> {
    (0..count).map(|position| fate::of_unreliable(conditions, PATH, 0, position, 100)).collect()
}

fn any_conditions() -> impl Strategy<Value = Conditions> {
    let percent = || 0.0..=100.0f64;
    (0..500u32, 0..300u32, percent(), percent(), percent(), any::<u64>()).prop_map(
        |(latency_ms, jitter_ms, loss_percent, duplicate_percent, reorder_percent, seed)| Conditions {
            latency_ms,
            jitter_ms,
            loss_percent,
            duplicate_percent,
            reorder_percent,
            seed,
            ..Conditions::default()
        },
    )
}

proptest! {
    #[test]
    fn the_same_seed_gives_the_same_fate(conditions in any_conditions(), session: u64, position: u64) {
        let unreliable = || fate::of_unreliable(&conditions, PATH, session, position, 100);
        prop_assert_eq!(unreliable(), unreliable());
        let reliable = || fate::of_reliable(&conditions, ms(5), PATH, session, position);
        prop_assert_eq!(reliable(), reliable());
    }

    #[test]
    fn shares_of_lost_and_doubled_packets_are_as_asked_for(conditions in any_conditions()) {
        const COUNT: u64 = 4000;
        let fates = fates(&conditions, COUNT);
        let share = |count: usize| count as f64 * 100.0 / COUNT as f64;
        let lost = fates.iter().filter(|fate| fate.first.is_none()).count();
        prop_assert!((share(lost) - conditions.loss_percent).abs() < 4.0, "lost {}", share(lost));
        let doubled = fates.iter().filter(|fate| fate.copy.is_some()).count();
        let expected = conditions.duplicate_percent * (100.0 - conditions.loss_percent) / 100.0;
        prop_assert!((share(doubled) - expected).abs() < 4.0, "doubled {}", share(doubled));
    }

    #[test]
    fn jitter_stays_within_its_bounds_and_uses_them(jitter_ms in 1..300u32, seed: u64) {
        let conditions = Conditions { jitter_ms, seed, ..Conditions::default() };
        let longer: Vec<Duration> = fates(&conditions, 1000).iter().filter_map(|fate| fate.first).collect();
        let most = fate::milliseconds(jitter_ms);
        prop_assert!(longer.iter().all(|longer| *longer <= most));
        prop_assert!(longer.iter().any(|longer| *longer > most.mul_f64(0.9)));
        prop_assert!(longer.iter().any(|longer| *longer < most.mul_f64(0.1)));
    }

    #[test]
    fn one_changed_condition_changes_no_other_fate(conditions in any_conditions(), loss in 0.0..=100.0f64) {
        let other = Conditions { loss_percent: loss, ..conditions };
        for (one, other) in fates(&conditions, 100).into_iter().zip(fates(&other, 100)) {
            if let (Some(one), Some(other)) = (one.first, other.first) {
                prop_assert_eq!(one, other);
            }
        }
    }

    #[test]
    fn reliable_frames_and_frames_without_packets_keep_their_order(
        conditions in any_conditions(),
        steps in proptest::collection::vec((0..3u8, 0..40u64), 1..200),
    ) {
        let conditions = Conditions { loss_percent: conditions.loss_percent.min(99.9), ..conditions };
        let mut now = Instant::now();
        let mut line = Line::new(PATH, conditions, false, 1 << 20);
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
}

#[test]
fn other_users_and_other_sessions_have_other_fates() {
    let conditions = Conditions { loss_percent: 50.0, seed: 3, ..Conditions::default() };
    let fates = |path: Path, session: u64| -> Vec<Fate> {
        (0..100).map(|position| fate::of_unreliable(&conditions, path, session, position, 100)).collect()
    };
    let back = Path { from: PATH.to, to: PATH.from };
    assert_ne!(fates(PATH, 0), fates(back, 0));
    assert_ne!(fates(PATH, 0), fates(PATH, 1));
}

#[test]
fn fates_do_not_change_from_version_to_version() {
    let conditions =
        Conditions { loss_percent: 30.0, duplicate_percent: 20.0, seed: 42, ..Conditions::default() };
    let story: String = fates(&conditions, 40)
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
    let conditions = Conditions { latency_ms: 20, loss_percent: 100.0, ..Conditions::default() };
    assert_eq!(fate::of_reliable(&conditions, ms(20), PATH, 0, 0), ms(50) * 16);
}

#[test]
fn where_every_packet_is_lost_nothing_arrives_of_whatever_kind() {
    let mut line = Line::new(PATH, Conditions { loss_percent: 100.0, ..Conditions::default() }, false, 1000);
    let now = Instant::now();
    line.offer_control(now, vec![0]);
    let packet = |seq| Packet { session: 0, position: 0, seq, len: 10 };
    assert!(!line.offer_packet(now, packet(Some(0)), vec![1; 10]), "a reliable one comes again");
    assert!(line.offer_packet(now, packet(None), vec![2; 10]));
    assert_eq!(line.pop(now + Duration::from_secs(3600)), None);
    line.set(Conditions::default(), false);
    line.offer_control(now, vec![3]);
    assert_eq!(line.pop(now), Some(vec![3]));
}

#[test]
fn a_full_line_takes_packets_again_when_one_has_arrived() {
    let conditions = Conditions { latency_ms: 100, ..Conditions::default() };
    let mut line = Line::new(PATH, conditions, false, 10);
    let now = Instant::now();
    let packet = Packet { session: 0, position: 0, seq: None, len: 10 };
    assert!(line.takes_packets(now));
    line.offer_packet(now, packet, vec![0; 10]);
    assert!(!line.takes_packets(now));
    assert_eq!(line.packets_at(), Some(now + ms(100)));
    assert!(line.pop(now + ms(99)).is_none());
    assert!(line.pop(now + ms(100)).is_some());
    assert!(line.takes_packets(now));
}

#[test]
fn a_user_without_conditions_of_their_own_has_those_of_all() {
    let (one, other) = (Some(SteamId(1)), Some(SteamId(2)));
    let mut table = Table::new(Conditions { latency_ms: 10, ..Conditions::default() }, 77);
    table.set(one, &[Condition::Loss(5.0)]);
    assert_eq!((table.get(one).latency_ms, table.get(one).loss_percent), (10, 5.0));
    assert_eq!((table.get(other).loss_percent, table.get(None).loss_percent), (0.0, 0.0));
    table.set(None, &[Condition::Latency(20)]);
    assert_eq!((table.get(one).latency_ms, table.get(other).latency_ms), (20, 20));
    table.clear(one);
    assert_eq!(table.get(one), table.get(None));
    assert_eq!(table.get(one).seed, 77, "a new one in every run");
    table.set(one, &[Condition::Seed(5)]);
    table.clear(None);
    assert!(table.get(one).are_perfect());
}

// rule: local.loss-of-pieces
#[test]
fn a_large_unreliable_packet_is_lost_with_any_of_its_pieces() {
    let conditions = Conditions { loss_percent: 2.0, seed: 9, ..Conditions::default() };
    let lost = |len: usize| {
        let fate = |position| fate::of_unreliable(&conditions, PATH, 0, position, len);
        (0..2000).filter(|position| fate(*position).first.is_none()).count()
    };
    let (small, large, largest) = (lost(1200), lost(12_000), lost(524_288));
    assert!((15..80).contains(&small), "{small} of 2000 at 2 %");
    assert!((280..480).contains(&large), "{large} of 2000 that are ten pieces each: 18 %");
    assert!(largest > 1950, "{largest} of 2000 that are more than four hundred pieces each");
    let kept = (0..2000).filter(|position| {
        let of = |len| fate::of_unreliable(&conditions, PATH, 0, *position, len).first;
        of(12_000).is_some() && of(12_000) == of(100)
    });
    assert_eq!(kept.count(), 2000 - large, "what arrives does so as a small one would");
}
