//! Statistics over all local users.

use std::collections::BTreeMap;

use super::definitions::Definitions;
use super::record::Record;
use crate::contract::user_stats::MostAchieved;

/// Statistics over all local users, at the time of the last request.
#[derive(Clone, Debug, Default)]
pub struct Global {
    /// The percentage of users who have each achievement, the most common achievement first.
    percentages: Vec<(String, f32)>,
    /// The sum of each stat.
    sums: BTreeMap<String, f64>,
    /// The sums of each stat per day, today first.
    days: BTreeMap<String, Vec<f64>>,
}

impl Global {
    /// Counts the users who have each achievement.
    pub fn count_achievements(&mut self, users: &[Record], definitions: &Definitions) {
        let count = users.len().max(1) as f32;
        let having = |name: &str| users.iter().filter(|user| user.achievements.contains_key(name)).count();
        let percentage = |name: &String| (name.clone(), having(name) as f32 * 100.0 / count);
        self.percentages =
            definitions.achievements.iter().map(|achievement| percentage(&achievement.name)).collect();
        self.percentages.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    }

    /// Computes the sums of the aggregated stats, and their changes on each of the last `days` days. `today` is counted
    /// from 1970.
    pub fn sum_up(&mut self, users: &[Record], definitions: &Definitions, days: u32, today: u32) {
        self.sums.clear();
        self.days.clear();
        for stat in definitions.stats.iter().filter(|stat| stat.aggregated) {
            let values = users.iter().filter_map(|user| user.stat(definitions, &stat.name));
            self.sums.insert(stat.name.clone(), values.map(|value| value.number()).sum());
            let of_day = |day: u32| {
                let changes = users.iter().filter_map(|user| user.days.get(&day)?.get(&stat.name));
                changes.sum::<f64>()
            };
            let history = (0..days).map(|back| today.checked_sub(back).map(of_day).unwrap_or(0.0));
            self.days.insert(stat.name.clone(), history.collect());
        }
    }

    /// The percentage of users who have an achievement.
    pub fn percent(&self, name: &str) -> Option<f32> {
        self.percentages.iter().find(|(known, _)| known == name).map(|(_, percent)| *percent)
    }

    /// The achievement at a place in the order of the most common ones.
    pub fn most_achieved(&self, place: usize, has: impl FnOnce(&str) -> bool) -> Option<MostAchieved> {
        let (name, percent) = self.percentages.get(place)?;
        let iterator = i32::try_from(place).ok()?;
        Some(MostAchieved { iterator, name: name.clone(), percent: *percent, achieved: has(name) })
    }

    /// The sum of a stat.
    pub fn sum(&self, name: &str) -> Option<f64> {
        self.sums.get(name).copied()
    }

    /// The sums of a stat per day, today first.
    pub fn history(&self, name: &str) -> &[f64] {
        self.days.get(name).map(Vec::as_slice).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::super::record::{Changes, Value};
    use super::*;

    #[test]
    fn achievements_are_counted_and_stats_summed_up_over_all_users() {
        let file = "[stat kills]\n[stat secret]\naggregated=false\n[achievement A]\n[achievement B]";
        let definitions = Definitions::parse(file).unwrap();
        let user = |kills: i32, achievements: &[&str]| {
            let mut record = Record::default();
            let changes = Changes {
                stats: [("kills".to_owned(), Value::Int(kills))].into(),
                achievements: achievements.iter().map(|name| ((*name).to_owned(), Some(1))).collect(),
                ..Changes::default()
            };
            record.apply(&changes, &definitions, 50);
            record
        };
        let users = [user(3, &["B"]), user(4, &["A", "B"])];
        let mut global = Global::default();
        assert!(global.percent("A").is_none() && global.sum("kills").is_none());
        global.count_achievements(&users, &definitions);
        global.sum_up(&users, &definitions, 3, 51);
        assert_eq!(
            (global.percent("A"), global.percent("B"), global.percent("C")),
            (Some(50.0), Some(100.0), None)
        );
        let first = global.most_achieved(0, |_| true).unwrap();
        assert_eq!((first.name.as_str(), first.iterator), ("B", 0));
        assert!(global.most_achieved(2, |_| true).is_none());
        assert_eq!((global.sum("kills"), global.sum("secret")), (Some(7.0), None));
        assert_eq!(global.history("kills"), [0.0, 7.0, 0.0]);
    }
}
