//! The traffic of the last seconds, by name.

use std::collections::{BTreeMap, VecDeque};
use std::time::{Duration, Instant};

use godot::builtin::{VarArray, vdict};
use godot::meta::ToGodot;

use crate::script::tap::Counts;

/// The length of the window.
const SPAN: Duration = Duration::from_secs(5);
/// The length of a slice of the window.
const PIECE: Duration = Duration::from_millis(250);
/// The maximum number of names in a slice.
const MOST_NAMES: usize = 4096;

/// The recent traffic.
#[derive(Debug, Default)]
pub struct Recent(VecDeque<(Instant, BTreeMap<String, Counts>)>);

impl Recent {
    /// Counts a packet, or a part of one.
    pub fn add(&mut self, now: Instant, name: &str, incoming: bool, bytes: usize) {
        self.forget(now);
        let begins = self.0.back().is_none_or(|(since, _)| now.saturating_duration_since(*since) >= PIECE);
        if begins {
            self.0.push_back((now, BTreeMap::new()));
        }
        let Some((_, counts)) = self.0.back_mut() else { return };
        let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
        if let Some(counts) = counts.get_mut(name) {
            counts.add(incoming, bytes);
        } else if counts.len() < MOST_NAMES {
            counts.entry(name.to_owned()).or_default().add(incoming, bytes);
        }
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    fn forget(&mut self, now: Instant) {
        while self.0.front().is_some_and(|(since, _)| now.saturating_duration_since(*since) > SPAN) {
            self.0.pop_front();
        }
    }

    /// The sums by name.
    pub fn sums(&mut self, now: Instant) -> BTreeMap<&str, Counts> {
        self.forget(now);
        let mut sums = BTreeMap::<&str, Counts>::new();
        for (name, counts) in self.0.iter().flat_map(|(_, counts)| counts) {
            sums.entry(name).or_default().add_all(*counts);
        }
        sums
    }

    /// The same for the panel.
    pub fn told(&mut self, now: Instant) -> VarArray {
        let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        let told = |(name, counts): (&str, Counts)| {
            vdict! {
                "name" => name,
                "packets_in" => number(counts.packets_in),
                "packets_out" => number(counts.packets_out),
                "bytes_in" => number(counts.bytes_in),
                "bytes_out" => number(counts.bytes_out),
            }
            .to_variant()
        };
        self.sums(now).into_iter().map(told).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_older_than_some_seconds_is_forgotten() {
        let start = Instant::now();
        let mut recent = Recent::default();
        for tenth in 0..80_u64 {
            recent.add(start + Duration::from_millis(100 * tenth), "Player.jump", tenth % 2 == 0, 10);
        }
        let sums = recent.sums(start + Duration::from_millis(7900));
        let counts = sums["Player.jump"];
        // Slices have three tenths of a second here, and expire as a whole.
        assert!((48..=51).contains(&(counts.packets_in + counts.packets_out)), "{counts:?}");
        assert_eq!(counts.bytes_in, 10 * counts.packets_in);
        assert!(recent.sums(start + Duration::from_secs(60)).is_empty());
    }
}
