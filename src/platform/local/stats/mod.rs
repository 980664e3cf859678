//! Achievements and stats of the local users, as a state machine without I/O. It takes the game's queries and changes
//! and the content of a user's file, and returns the changes to write to the file.
//!
//! Only this process sees changes that it has not stored. [`Stats::begin_storing`] returns them, and
//! [`Stats::end_storing`] takes the content of the file after they were written.

pub mod definitions;
pub mod global;
pub mod icons;
pub mod players;
pub mod record;

use std::collections::VecDeque;

use self::definitions::{Definitions, StatKind};
use self::global::Global;
use self::record::{Changes, Rate, Record, Value};
use crate::contract::SteamId;
use crate::contract::user_stats::Achievement;

/// The maximum number of records of other users that are kept. The one whose last request is the oldest makes room.
const MOST_USERS: usize = 100;

/// The state of an achievement in a user's record.
fn achievement_in(record: &Record, definitions: &Definitions, name: &str) -> Option<Achievement> {
    definitions.achievement(name)?;
    let unlocked = record.achievements.get(name);
    Some(Achievement { achieved: unlocked.is_some(), unlock_time: unlocked.copied().unwrap_or(0) })
}

/// The achievements and stats of users in one process.
#[derive(Debug)]
pub struct Stats {
    definitions: Definitions,
    /// This user's record with all changes, as the game sees it.
    view: Record,
    /// Changes since the last call of [`Stats::begin_storing`].
    changes: Changes,
    /// Changes that are being written.
    storing: Option<Changes>,
    /// The records of other users, the latest request last.
    others: VecDeque<(SteamId, Record)>,
    /// Statistics over all users, at the time of the last request.
    pub global: Global,
    /// Names that were defined by their use, not yet reported.
    implicit: Vec<String>,
    /// Whether a game server uses these stats; it may set what users may not.
    by_server: bool,
    /// Refused changes of values that others set, not yet reported.
    refused: Vec<String>,
}

impl Stats {
    /// The stats of a user whose file contains `record`.
    pub fn new(mut definitions: Definitions, record: Record) -> Stats {
        for (name, value) in &record.stats {
            let kind = match value {
                _ if record.rates.contains_key(name) => StatKind::AverageRate { window: f64::MAX },
                Value::Int(_) => StatKind::Int,
                Value::Float(_) => StatKind::Float,
            };
            definitions.use_stat(name, kind);
        }
        for name in record.achievements.keys() {
            definitions.use_achievement(name);
        }
        Stats {
            definitions,
            view: record,
            changes: Changes::default(),
            storing: None,
            others: VecDeque::new(),
            global: Global::default(),
            implicit: Vec::new(),
            by_server: false,
            refused: Vec::new(),
        }
    }

    /// The stats of a player whose file contains `record`, for a game server.
    pub fn for_player(definitions: Definitions, record: Record) -> Stats {
        Stats { by_server: true, ..Stats::new(definitions, record) }
    }

    /// The changes that were refused since the last call because others set the values: warnings for the developer of
    /// the game.
    pub fn take_refused(&mut self) -> Vec<String> {
        std::mem::take(&mut self.refused)
    }

    /// Whether the caller, a game server or a user, may set a value.
    // rule: server.stats
    fn may_set(&mut self, kind: &str, name: &str, set_by_server: bool) -> bool {
        let may = self.definitions.open || set_by_server == self.by_server;
        if !may {
            let who = if set_by_server { "game servers" } else { "users" };
            self.refused
                .push(format!("only {who} may set the {kind} {name}, according to steam_achievements.cfg"));
        }
        may
    }

    fn may_set_stat(&mut self, name: &str) -> bool {
        let set_by_server = self.definitions.stat(name).is_some_and(|stat| stat.set_by_server);
        self.may_set("stat", name, set_by_server)
    }

    /// The definitions.
    pub fn definitions(&self) -> &Definitions {
        &self.definitions
    }

    /// The names that were defined by their use since the last call: texts for the developer of the game.
    pub fn take_implicit(&mut self) -> Vec<String> {
        std::mem::take(&mut self.implicit)
    }

    fn use_stat(&mut self, name: &str, kind: StatKind) {
        if self.definitions.use_stat(name, kind) {
            let kind = if kind.is_float() { "float" } else { "int" };
            self.implicit.push(format!("the stat {name} of type {kind}"));
        }
    }

    fn use_achievement(&mut self, name: &str) {
        if self.definitions.use_achievement(name) {
            self.implicit.push(format!("the achievement {name}"));
        }
    }

    /// The value of an int stat.
    pub fn int(&mut self, name: &str) -> Option<i32> {
        self.use_stat(name, StatKind::Int);
        match self.view.stat(&self.definitions, name)? {
            Value::Int(value) => Some(value),
            Value::Float(_) => None,
        }
    }

    /// The value of a float stat.
    pub fn float(&mut self, name: &str) -> Option<f32> {
        self.use_stat(name, StatKind::Float);
        match self.view.stat(&self.definitions, name)? {
            Value::Float(value) => Some(value),
            Value::Int(_) => None,
        }
    }

    /// Sets a stat. Returns `false` if there is no stat of this type.
    pub fn set(&mut self, name: &str, value: Value) -> bool {
        let is_float = matches!(value, Value::Float(_));
        self.use_stat(name, if is_float { StatKind::Float } else { StatKind::Int });
        let kind = self.definitions.stat(name).map(|stat| stat.kind);
        let fits = match kind {
            Some(StatKind::Int) => !is_float,
            Some(StatKind::Float) => is_float && value.number().is_finite(),
            // Only sessions change averages.
            Some(StatKind::AverageRate { .. }) | None => false,
        };
        let fits = fits && self.may_set_stat(name);
        if fits {
            self.change(Changes { stats: [(name.to_owned(), value)].into(), ..Changes::default() });
        }
        fits
    }

    /// Adds a session to an average.
    pub fn add_session(&mut self, name: &str, count: f32, seconds: f64) -> bool {
        self.use_stat(name, StatKind::AverageRate { window: f64::MAX });
        let kind = self.definitions.stat(name).map(|stat| stat.kind);
        let is_one = matches!(kind, Some(StatKind::AverageRate { .. }));
        let fits = is_one && count.is_finite() && seconds.is_finite() && seconds > 0.0;
        let fits = fits && self.may_set_stat(name);
        if fits {
            let session = Rate { count: f64::from(count), seconds };
            self.change(Changes { rates: [(name.to_owned(), session)].into(), ..Changes::default() });
        }
        fits
    }

    /// The state of an achievement of this user.
    pub fn achievement(&mut self, name: &str) -> Option<Achievement> {
        self.use_achievement(name);
        achievement_in(&self.view, &self.definitions, name)
    }

    /// Unlocks an achievement at a time in seconds since 1970, or locks it again.
    pub fn set_achievement(&mut self, name: &str, unlocked: Option<u32>) -> bool {
        let Some(now) = self.achievement(name) else { return false };
        let set_by_server = self.definitions.achievement(name).is_some_and(|defined| defined.set_by_server);
        if !self.may_set("achievement", name, set_by_server) {
            return false;
        }
        if now.achieved != unlocked.is_some() {
            let achievements = [(name.to_owned(), unlocked)].into();
            self.change(Changes { achievements, ..Changes::default() });
        }
        true
    }

    /// Resets all stats.
    pub fn reset(&mut self, achievements_too: bool) {
        self.change(Changes { reset: Some(achievements_too), ..Changes::default() });
    }

    fn change(&mut self, changes: Changes) {
        self.view.preview(&changes, &self.definitions);
        self.changes = std::mem::take(&mut self.changes).and(changes);
    }

    /// Whether an achievement can show its progress: it is not unlocked, and the progress is not complete.
    pub fn can_show_progress(&mut self, name: &str, current: u32, max: u32) -> bool {
        current < max && self.achievement(name).is_some_and(|achievement| !achievement.achieved)
    }

    /// Returns the changes to write to the user's file. Call it again only after [`Stats::end_storing`].
    pub fn begin_storing(&mut self) -> Changes {
        let changes = std::mem::take(&mut self.changes);
        let all = self.storing.take().unwrap_or_default().and(changes);
        self.storing = Some(all.clone());
        all
    }

    /// Ends the writing of changes. `file` is the new content of the file; without it, the changes remain to be stored.
    pub fn end_storing(&mut self, file: Option<Record>) {
        let storing = self.storing.take().unwrap_or_default();
        match file {
            Some(record) => {
                self.view = record;
                self.view.preview(&self.changes, &self.definitions);
            }
            None => self.changes = storing.and(std::mem::take(&mut self.changes)),
        }
    }

    /// Replaces the content of the file, which another process of the user has changed.
    pub fn loaded(&mut self, record: Record) {
        self.view = record;
        if let Some(storing) = &self.storing {
            self.view.preview(storing, &self.definitions);
        }
        self.view.preview(&self.changes, &self.definitions);
    }

    /// Stores the record of another user. Returns the user whose record made room for it.
    pub fn loaded_of(&mut self, user: SteamId, record: Record) -> Option<SteamId> {
        self.others.retain(|(known, _)| *known != user);
        self.others.push_back((user, record));
        if self.others.len() > MOST_USERS { self.others.pop_front().map(|(user, _)| user) } else { None }
    }

    /// The record of a user: one that was requested, or this user's.
    fn record_of(&self, me: SteamId, user: SteamId) -> Option<&Record> {
        if user == me {
            return Some(&self.view);
        }
        self.others.iter().find(|(known, _)| *known == user).map(|(_, record)| record)
    }

    /// A stat of a user.
    pub fn stat_of(&self, me: SteamId, user: SteamId, name: &str) -> Option<Value> {
        self.record_of(me, user)?.stat(&self.definitions, name)
    }

    /// An achievement of a user.
    pub fn achievement_of(&self, me: SteamId, user: SteamId, name: &str) -> Option<Achievement> {
        achievement_in(self.record_of(me, user)?, &self.definitions, name)
    }
}

#[cfg(test)]
mod tests;
