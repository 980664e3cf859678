//! The persistent record of a user's achievements and stats, and how changes are applied to it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::definitions::{Definitions, StatKind};
use crate::contract::user_stats::MAX_HISTORY_DAYS;

/// The value of a stat.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// The value of an int stat.
    Int(i32),
    /// The value of a float stat.
    Float(f32),
}

impl Value {
    /// The value as a number that has room for both types.
    pub fn number(self) -> f64 {
        match self {
            Value::Int(value) => f64::from(value),
            Value::Float(value) => f64::from(value),
        }
    }
}

/// The parts of an average.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Rate {
    /// The amount.
    pub count: f64,
    /// The time in seconds.
    pub seconds: f64,
}

impl Rate {
    /// The rate after another session, over the last `window` seconds: older sessions count less.
    fn with(self, session: Rate, window: f64) -> Rate {
        let sum = Rate { count: self.count + session.count, seconds: self.seconds + session.seconds };
        let kept = (window / sum.seconds).min(1.0);
        if kept.is_finite() { Rate { count: sum.count * kept, seconds: sum.seconds * kept } } else { sum }
    }

    /// The amount per second.
    fn average(self) -> f32 {
        if self.seconds > 0.0 { (self.count / self.seconds) as f32 } else { 0.0 }
    }
}

/// A user's achievements and stats, as stored in their file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Record {
    /// The time when each achievement was unlocked, in seconds since 1970.
    pub achievements: BTreeMap<String, u32>,
    /// The stats that were set.
    pub stats: BTreeMap<String, Value>,
    /// The parts of the averages among them.
    pub rates: BTreeMap<String, Rate>,
    /// The change of each stat per day, counted from 1970.
    pub days: BTreeMap<u32, BTreeMap<String, f64>>,
}

/// Changes by a process that are not stored yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// The time when each achievement was unlocked, `None` if it was locked again.
    pub achievements: BTreeMap<String, Option<u32>>,
    /// Stats that were set.
    pub stats: BTreeMap<String, Value>,
    /// The sessions to add to averages.
    pub rates: BTreeMap<String, Rate>,
    /// Whether all stats are reset first; if so, whether achievements are as well.
    pub reset: Option<bool>,
}

impl Changes {
    /// These changes with `later` ones on top.
    pub fn and(mut self, later: Changes) -> Changes {
        if let Some(achievements_too) = later.reset {
            let achievements_too = achievements_too || self.reset == Some(true);
            let achievements = if achievements_too { BTreeMap::new() } else { self.achievements };
            self = Changes { achievements, reset: Some(achievements_too), ..Changes::default() };
        }
        self.achievements.extend(later.achievements);
        self.stats.extend(later.stats);
        for (name, session) in later.rates {
            let sum = self.rates.entry(name).or_default();
            sum.count += session.count;
            sum.seconds += session.seconds;
        }
        self
    }
}

/// The result of applying changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stored {
    /// Achievements that were newly unlocked.
    pub unlocked: Vec<String>,
    /// Stats that exceeded their limits and have their old value again.
    pub rejected: Vec<String>,
}

impl Record {
    /// The value of a stat.
    pub fn stat(&self, definitions: &Definitions, name: &str) -> Option<Value> {
        let definition = definitions.stat(name)?;
        let stored = self.stats.get(name).map(|value| value.number()).filter(|value| value.is_finite());
        let value = stored.unwrap_or(definition.default);
        Some(if definition.kind.is_float() { Value::Float(value as f32) } else { Value::Int(value as i32) })
    }

    /// Applies changes within the limits of the stats. Values that another process of the user has stored meanwhile,
    /// and that these changes do not concern, stay. `today` is counted in days since 1970.
    pub fn apply(&mut self, changes: &Changes, definitions: &Definitions, today: u32) -> Stored {
        let mut stored = Stored::default();
        if let Some(achievements_too) = changes.reset {
            self.take_back(achievements_too);
        }
        for (name, unlocked) in &changes.achievements {
            match unlocked {
                Some(time) if !self.achievements.contains_key(name) => {
                    self.achievements.insert(name.clone(), *time);
                    stored.unlocked.push(name.clone());
                }
                Some(_) => {}
                None => {
                    self.achievements.remove(name);
                }
            }
        }
        for (name, value) in &changes.stats {
            self.change(name, *value, changes.reset.is_some(), definitions, today, &mut stored);
        }
        self.add_sessions(&changes.rates, definitions);
        self.forget_days_before(today.saturating_sub(MAX_HISTORY_DAYS));
        stored
    }

    fn change(
        &mut self,
        name: &str,
        value: Value,
        reset: bool,
        definitions: &Definitions,
        today: u32,
        stored: &mut Stored,
    ) {
        let (Some(definition), Some(old)) = (definitions.stat(name), self.stat(definitions, name)) else {
            return;
        };
        let (old, new) = (old.number(), value.number());
        if !reset && !definition.allows(old, new) {
            stored.rejected.push(name.to_owned());
            return;
        }
        self.stats.insert(name.to_owned(), value);
        if definition.aggregated && new != old {
            *self.days.entry(today).or_default().entry(name.to_owned()).or_default() += new - old;
        }
    }

    fn forget_days_before(&mut self, day: u32) {
        self.days = self.days.split_off(&day);
    }

    /// Applies changes for the game's view before they are stored, without checking limits.
    pub fn preview(&mut self, changes: &Changes, definitions: &Definitions) {
        if let Some(achievements_too) = changes.reset {
            self.take_back(achievements_too);
        }
        for (name, unlocked) in &changes.achievements {
            match unlocked {
                Some(time) => {
                    self.achievements.entry(name.clone()).or_insert(*time);
                }
                None => {
                    self.achievements.remove(name);
                }
            }
        }
        self.stats.extend(changes.stats.iter().map(|(name, value)| (name.clone(), *value)));
        self.add_sessions(&changes.rates, definitions);
    }

    fn take_back(&mut self, achievements_too: bool) {
        self.stats.clear();
        self.rates.clear();
        if achievements_too {
            self.achievements.clear();
        }
    }

    fn add_sessions(&mut self, sessions: &BTreeMap<String, Rate>, definitions: &Definitions) {
        for (name, session) in sessions {
            let Some(StatKind::AverageRate { window }) = definitions.stat(name).map(|stat| stat.kind) else {
                continue;
            };
            let rate = self.rates.get(name).copied().unwrap_or_default().with(*session, window);
            self.rates.insert(name.clone(), rate);
            self.stats.insert(name.clone(), Value::Float(rate.average()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn definitions() -> Definitions {
        let file = "[stat kills]\nmax=100\nmax_change=50\n[stat best]\ntype=float\nincrement_only=true\n[stat rate]\n\
                    type=avgrate\nwindow=10\n[achievement WIN]\n[achievement RUN]";
        Definitions::parse(file).unwrap()
    }

    fn set(name: &str, value: Value) -> Changes {
        Changes { stats: [(name.to_owned(), value)].into(), ..Changes::default() }
    }

    #[test]
    fn a_value_beyond_its_limits_is_rejected_and_the_old_one_stays() {
        let (mut record, definitions) = (Record::default(), definitions());
        assert_eq!(record.apply(&set("kills", Value::Int(40)), &definitions, 1), Stored::default());
        let stored = record.apply(&set("kills", Value::Int(95)), &definitions, 1);
        assert_eq!(stored.rejected, ["kills"]);
        assert_eq!(record.stat(&definitions, "kills"), Some(Value::Int(40)));
        record.apply(&set("best", Value::Float(2.5)), &definitions, 1);
        assert_eq!(record.apply(&set("best", Value::Float(2.0)), &definitions, 1).rejected, ["best"]);
    }

    #[test]
    fn values_stored_by_another_process_are_kept() {
        let (mut record, definitions) = (Record::default(), definitions());
        let ours = Changes { achievements: [("WIN".to_owned(), Some(7))].into(), ..Changes::default() };
        let theirs =
            Changes { achievements: [("RUN".to_owned(), Some(8))].into(), ..set("kills", Value::Int(3)) };
        record.apply(&theirs, &definitions, 1);
        assert_eq!(record.apply(&ours, &definitions, 1).unlocked, ["WIN"]);
        assert_eq!(record.achievements.len(), 2);
        assert_eq!(record.stat(&definitions, "kills"), Some(Value::Int(3)));
        // It was unlocked already: there is nothing to report, and the first time is kept.
        let again = Changes { achievements: [("WIN".to_owned(), Some(99))].into(), ..Changes::default() };
        assert_eq!(record.apply(&again, &definitions, 1), Stored::default());
        assert_eq!(record.achievements["WIN"], 7);
    }

    #[test]
    fn a_reset_takes_stats_back_and_achievements_only_where_wanted() {
        let (mut record, definitions) = (Record::default(), definitions());
        let both =
            Changes { achievements: [("WIN".to_owned(), Some(7))].into(), ..set("kills", Value::Int(9)) };
        record.apply(&both, &definitions, 1);
        record.apply(&Changes { reset: Some(false), ..Changes::default() }, &definitions, 1);
        assert_eq!(record.stat(&definitions, "kills"), Some(Value::Int(0)));
        assert_eq!(record.achievements.len(), 1);
        let after = both.and(Changes { reset: Some(true), ..Changes::default() });
        assert_eq!(after, Changes { reset: Some(true), ..Changes::default() });
        record.apply(&after.and(set("kills", Value::Int(1))), &definitions, 1);
        assert_eq!((record.achievements.len(), record.stat(&definitions, "kills")), (0, Some(Value::Int(1))));
    }

    #[test]
    fn an_average_forgets_what_is_older_than_its_window() {
        let (mut record, definitions) = (Record::default(), definitions());
        let session = |count, seconds| Changes {
            rates: [("rate".to_owned(), Rate { count, seconds })].into(),
            ..Changes::default()
        };
        record.apply(&session(20.0, 10.0), &definitions, 1);
        assert_eq!(record.stat(&definitions, "rate"), Some(Value::Float(2.0)));
        record.apply(&session(0.0, 10.0), &definitions, 1);
        assert_eq!(record.stat(&definitions, "rate"), Some(Value::Float(1.0)));
        assert_eq!(record.rates["rate"].seconds, 10.0);
        let mut seen = Record::default();
        seen.preview(&session(6.0, 3.0), &definitions);
        assert_eq!(seen.stats["rate"], Value::Float(2.0));
    }

    #[test]
    fn days_keep_what_changed_and_are_forgotten_in_time() {
        let (mut record, definitions) = (Record::default(), definitions());
        record.apply(&set("kills", Value::Int(5)), &definitions, 100);
        record.apply(&set("kills", Value::Int(8)), &definitions, 101);
        assert_eq!(record.days[&100]["kills"], 5.0);
        assert_eq!(record.days[&101]["kills"], 3.0);
        record.apply(&set("kills", Value::Int(9)), &definitions, 161);
        assert_eq!(record.days.keys().copied().collect::<Vec<_>>(), [101, 161]);
    }

    #[test]
    fn a_record_comes_back_from_its_file_as_it_was() {
        let (mut record, definitions) = (Record::default(), definitions());
        record.apply(&set("best", Value::Float(5.0)).and(set("kills", Value::Int(5))), &definitions, 3);
        let text = serde_json::to_string(&record).unwrap();
        assert_eq!(serde_json::from_str::<Record>(&text).unwrap(), record);
    }
}
