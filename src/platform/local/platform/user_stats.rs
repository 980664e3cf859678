//! `ISteamUserStats`: achievements and stats, in a file for each user.

use std::sync::Arc;

use super::files::{STATS, warning};
use super::{LocalPlatform, clock};
use crate::contract::user_stats::{Achievement, MostAchieved, StatsEvent};
use crate::contract::{Event, SteamId, UserStats};
use crate::platform::local::driver::disk::{self, Disk, Document};
use crate::platform::local::stats::record::{Record, Value};
use crate::platform::local::stats::{Stats, icons};

/// `EResult`.
pub(super) const RESULT_OK: i32 = 1;
pub(super) const RESULT_FAIL: i32 = 2;
pub(super) const RESULT_INVALID_PARAM: i32 = 8;

const SECONDS_A_DAY: u32 = 24 * 60 * 60;

/// The current day, counted from 1970.
pub(super) fn today() -> u32 {
    clock::unix_time() / SECONDS_A_DAY
}

/// The records of all users who have one.
fn all_records(disk: &Disk) -> std::io::Result<Vec<Record>> {
    let mut records = Vec::new();
    for user in disk.users()? {
        let path = disk.user(user).join(STATS);
        if path.exists() {
            records.push(disk::load::<Record>(&path)?.value);
        }
    }
    Ok(records)
}

impl LocalPlatform {
    /// Calls `act` with this user's stats, and warns about names that it has defined and values that it has refused.
    fn with_stats<R>(&self, method: &str, act: impl FnOnce(&mut Stats) -> R) -> R {
        let (result, implicit, refused) = {
            let mut stats = self.files.stats.lock();
            let result = act(&mut stats);
            (result, stats.take_implicit(), stats.take_refused())
        };
        self.report_stats(method, implicit, refused);
        result
    }

    /// Warns about names that were defined by their use, and about refused values.
    pub(super) fn report_stats(&self, method: &str, implicit: Vec<String>, refused: Vec<String>) {
        for what in implicit {
            let reason = format!(
                "{what} is not defined anywhere and was created by its first use; define it in \
                 res://steam_achievements.cfg (see docs/achievements.md), so that misspelt names are found"
            );
            self.announce(warning(method, reason));
        }
        for reason in refused {
            self.announce(warning(method, reason));
        }
    }

    /// Writes the changes to the user's file.
    fn store(&self) -> bool {
        let game = u64::from(self.app_id);
        let stats = Arc::clone(&self.files.stats);
        let path = self.files.disk.user(self.me).join(STATS);
        let failed = Event::UserStats(StatsEvent::Stored { game, result: RESULT_FAIL });
        let job = {
            let failed = failed.clone();
            move || {
                let (changes, definitions) = {
                    let mut stats = stats.lock();
                    (stats.begin_storing(), stats.definitions().clone())
                };
                let change = |record: &mut Record| record.apply(&changes, &definitions, today());
                match disk::update(&path, change) {
                    Ok((stored, document)) => {
                        stats.lock().end_storing(Some(document.value));
                        stored_events(game, stored, document.trouble)
                    }
                    Err(error) => {
                        stats.lock().end_storing(None);
                        let reason = format!("{} cannot be written ({error})", path.display());
                        vec![failed, warning("Steam.storeStats", reason)]
                    }
                }
            }
        };
        self.in_background("Steam.storeStats", failed, job);
        true
    }

    /// Reads the records of all users on the thread for files.
    fn sum_over_all_users(
        &self,
        method: &'static str,
        answer: fn(u64, i32) -> StatsEvent,
        take_in: impl FnOnce(&mut Stats, &[Record]) + Send + 'static,
    ) {
        let game = u64::from(self.app_id);
        let (disk, stats) = (self.files.disk.clone(), Arc::clone(&self.files.stats));
        let failed = Event::UserStats(answer(game, RESULT_FAIL));
        let job = move || match all_records(&disk) {
            Ok(records) => {
                take_in(&mut stats.lock(), &records);
                vec![Event::UserStats(answer(game, RESULT_OK))]
            }
            Err(error) => {
                let reason = format!("the users' files cannot be read ({error})");
                vec![Event::UserStats(answer(game, RESULT_FAIL)), warning(method, reason)]
            }
        };
        self.in_background(method, failed, job);
    }

    fn most_achieved_at(&self, place: usize) -> Option<MostAchieved> {
        let stats = self.files.stats.lock();
        let has = |name: &str| {
            stats.achievement_of(self.me, self.me, name).is_some_and(|achievement| achievement.achieved)
        };
        stats.global.most_achieved(place, has)
    }
}

/// The events after a file was written.
fn stored_events(
    game: u64,
    stored: crate::platform::local::stats::record::Stored,
    trouble: Option<String>,
) -> Vec<Event> {
    let result = if stored.rejected.is_empty() { RESULT_OK } else { RESULT_INVALID_PARAM };
    let mut events = vec![Event::UserStats(StatsEvent::Stored { game, result })];
    events.extend(stored.unlocked.into_iter().map(|name| {
        Event::UserStats(StatsEvent::AchievementStored { game, group: false, name, current: 0, max: 0 })
    }));
    events.extend(trouble.map(|trouble| warning("Steam.storeStats", trouble)));
    if !stored.rejected.is_empty() {
        let names = stored.rejected.join(", ");
        let reason =
            format!("outside the limits in steam_achievements.cfg, and therefore unchanged: {names}");
        events.push(warning("Steam.storeStats", reason));
    }
    events
}

impl UserStats for LocalPlatform {
    fn stat_int(&self, name: &str) -> Option<i32> {
        self.with_stats("Steam.getStatInt", |stats| stats.int(name))
    }

    fn stat_float(&self, name: &str) -> Option<f32> {
        self.with_stats("Steam.getStatFloat", |stats| stats.float(name))
    }

    fn set_stat_int(&self, name: &str, value: i32) -> bool {
        self.with_stats("Steam.setStatInt", |stats| stats.set(name, Value::Int(value)))
    }

    fn set_stat_float(&self, name: &str, value: f32) -> bool {
        self.with_stats("Steam.setStatFloat", |stats| stats.set(name, Value::Float(value)))
    }

    fn update_avg_rate_stat(&self, name: &str, this_session: f32, session_length: f64) -> bool {
        self.with_stats("Steam.updateAvgRateStat", |stats| {
            stats.add_session(name, this_session, session_length)
        })
    }

    fn achievement(&self, name: &str) -> Option<bool> {
        self.with_stats("Steam.getAchievement", |stats| stats.achievement(name))
            .map(|achievement| achievement.achieved)
    }

    fn achievement_and_unlock_time(&self, name: &str) -> Option<Achievement> {
        self.with_stats("Steam.getAchievementAndUnlockTime", |stats| stats.achievement(name))
    }

    fn set_achievement(&self, name: &str) -> bool {
        self.with_stats("Steam.setAchievement", |stats| stats.set_achievement(name, Some(clock::unix_time())))
    }

    fn clear_achievement(&self, name: &str) -> bool {
        self.with_stats("Steam.clearAchievement", |stats| stats.set_achievement(name, None))
    }

    fn store_stats(&self) -> bool {
        self.store()
    }

    fn reset_all_stats(&self, achievements_too: bool) -> bool {
        self.with_stats("Steam.resetAllStats", |stats| stats.reset(achievements_too));
        self.store()
    }

    fn indicate_achievement_progress(&self, name: &str, current: u32, max: u32) -> bool {
        let shown = self.with_stats("Steam.indicateAchievementProgress", |stats| {
            stats.can_show_progress(name, current, max)
        });
        if shown {
            let (game, name) = (u64::from(self.app_id), name.to_owned());
            let event = StatsEvent::AchievementStored { game, group: false, name, current, max };
            self.announce(Event::UserStats(event));
        }
        shown
    }

    fn num_achievements(&self) -> u32 {
        u32::try_from(self.files.stats.lock().definitions().achievements.len()).unwrap_or(u32::MAX)
    }

    fn achievement_name(&self, index: u32) -> String {
        let stats = self.files.stats.lock();
        let index = usize::try_from(index).ok();
        let achievement = index.and_then(|index| stats.definitions().achievements.get(index));
        achievement.map(|achievement| achievement.name.clone()).unwrap_or_default()
    }

    fn achievement_icon(&self, name: &str) -> i32 {
        self.with_stats("Steam.getAchievementIcon", |stats| {
            let achieved = stats.achievement(name)?.achieved;
            let achievements = &stats.definitions().achievements;
            let index = achievements.iter().position(|achievement| achievement.name == name)?;
            icons::handle(index, achieved)
        })
        .unwrap_or(0)
    }

    fn achievement_display_attribute(&self, name: &str, key: &str) -> String {
        let stats = self.files.stats.lock();
        let Some(achievement) = stats.definitions().achievement(name) else { return String::new() };
        match key {
            "name" => achievement.title.clone(),
            "desc" => achievement.description.clone(),
            "hidden" => u8::from(achievement.hidden).to_string(),
            _ => String::new(),
        }
    }

    fn achievement_achieved_percent(&self, name: &str) -> Option<f32> {
        self.files.stats.lock().global.percent(name)
    }

    fn achievement_progress_limits_int(&self, name: &str) -> Option<(i32, i32)> {
        let (min, max) = self.progress_limits(name, false)?;
        Some((min as i32, max as i32))
    }

    fn achievement_progress_limits_float(&self, name: &str) -> Option<(f32, f32)> {
        let (min, max) = self.progress_limits(name, true)?;
        Some((min as f32, max as f32))
    }

    fn request_user_stats(&self, user: SteamId) {
        const METHOD: &str = "Steam.requestUserStats";
        let game = u64::from(self.app_id);
        let answer = move |result| Event::UserStats(StatsEvent::UserReceived { game, result, user });
        let path = self.files.disk.user(user).join(STATS);
        let (stats, is_me) = (Arc::clone(&self.files.stats), user == self.me);
        let job = move || match path.exists().then(|| disk::load::<Record>(&path)) {
            // A user who has stored nothing has no stats. The stats of the process's own user always exist.
            None => vec![answer(if is_me { RESULT_OK } else { RESULT_FAIL })],
            Some(Ok(Document { value, trouble })) => {
                let mut stats = stats.lock();
                let unloaded = if is_me {
                    stats.loaded(value);
                    None
                } else {
                    stats.loaded_of(user, value)
                };
                let unloaded = unloaded.map(|user| Event::UserStats(StatsEvent::UserUnloaded { user }));
                let trouble = trouble.map(|trouble| warning(METHOD, trouble));
                [answer(RESULT_OK)].into_iter().chain(unloaded).chain(trouble).collect()
            }
            Some(Err(error)) => {
                let reason = format!("{} cannot be read ({error})", path.display());
                vec![answer(RESULT_FAIL), warning(METHOD, reason)]
            }
        };
        self.in_background(METHOD, answer(RESULT_FAIL), job);
    }

    fn user_stat_int(&self, user: SteamId, name: &str) -> Option<i32> {
        match self.files.stats.lock().stat_of(self.me, user, name)? {
            Value::Int(value) => Some(value),
            Value::Float(_) => None,
        }
    }

    fn user_stat_float(&self, user: SteamId, name: &str) -> Option<f32> {
        match self.files.stats.lock().stat_of(self.me, user, name)? {
            Value::Float(value) => Some(value),
            Value::Int(_) => None,
        }
    }

    fn user_achievement(&self, user: SteamId, name: &str) -> Option<bool> {
        self.user_achievement_and_unlock_time(user, name).map(|achievement| achievement.achieved)
    }

    fn user_achievement_and_unlock_time(&self, user: SteamId, name: &str) -> Option<Achievement> {
        self.files.stats.lock().achievement_of(self.me, user, name)
    }

    fn request_global_achievement_percentages(&self) {
        self.sum_over_all_users(
            "Steam.requestGlobalAchievementPercentages",
            |game, result| StatsEvent::GlobalPercentagesReady { game, result },
            |stats, records| {
                let definitions = stats.definitions().clone();
                stats.global.count_achievements(records, &definitions);
            },
        );
    }

    fn most_achieved(&self) -> Option<MostAchieved> {
        self.most_achieved_at(0)
    }

    fn next_most_achieved(&self, iterator: i32) -> Option<MostAchieved> {
        self.most_achieved_at(usize::try_from(iterator).ok()?.checked_add(1)?)
    }

    fn request_global_stats(&self, history_days: u32) {
        self.sum_over_all_users(
            "Steam.requestGlobalStats",
            |game, result| StatsEvent::GlobalReceived { game, result },
            move |stats, records| {
                let definitions = stats.definitions().clone();
                stats.global.sum_up(records, &definitions, history_days, today());
            },
        );
    }

    fn global_stat_int(&self, name: &str) -> Option<i64> {
        self.global_stat(name, false).map(|sum| sum as i64)
    }

    fn global_stat_float(&self, name: &str) -> Option<f64> {
        self.global_stat(name, true)
    }

    fn global_stat_int_history(&self, name: &str) -> Vec<i64> {
        if self.global_stat(name, false).is_none() {
            return Vec::new();
        }
        self.files.stats.lock().global.history(name).iter().map(|sum| *sum as i64).collect()
    }

    fn global_stat_float_history(&self, name: &str) -> Vec<f64> {
        if self.global_stat(name, true).is_none() {
            return Vec::new();
        }
        self.files.stats.lock().global.history(name).to_vec()
    }

    fn request_number_of_current_players(&self) {
        let others = self.shared.client.lock().others().len();
        let players = i32::try_from(others).unwrap_or(i32::MAX).saturating_add(1);
        self.announce(Event::UserStats(StatsEvent::NumberOfCurrentPlayers { success: true, players }));
    }
}

impl LocalPlatform {
    /// The progress range of an achievement whose stat is of this kind.
    fn progress_limits(&self, name: &str, float: bool) -> Option<(f64, f64)> {
        let stats = self.files.stats.lock();
        let progress = stats.definitions().achievement(name)?.progress.as_ref()?;
        let stat = stats.definitions().stat(&progress.stat)?;
        (stat.kind.is_float() == float).then_some((progress.min, progress.max))
    }

    /// The sum over all users of a stat of this kind.
    fn global_stat(&self, name: &str, float: bool) -> Option<f64> {
        let stats = self.files.stats.lock();
        let kind = stats.definitions().stat(name)?.kind;
        stats.global.sum(name).filter(|_| kind.is_float() == float)
    }
}
