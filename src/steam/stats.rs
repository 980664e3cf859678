//! `ISteamUserStats` for scripts: stats, those of other users, and those of all users together.

use godot::builtin::{GString, PackedFloat64Array, PackedInt64Array, VarDictionary, vdict};

use super::achievements::by_name;
use super::pump;
use crate::contract::user_stats::{MAX_HISTORY_DAYS, MAX_NAME_BYTES, StatsEvent};
use crate::contract::{Event, Platform, SteamId};
use crate::script::{arguments, current, report};

/// The range of Steam's `int32`.
const INT32: std::ops::RangeInclusive<i64> = i32::MIN as i64..=i32::MAX as i64;
/// `k_EResultOK`.
const RESULT_OK: i32 = 1;

fn stat<R>(
    method: &'static str,
    name: &GString,
    kind: &str,
    ask: impl FnOnce(&dyn Platform, &str) -> Option<R>,
) -> Option<R> {
    by_name(method, "stat_name", name, kind, ask).flatten()
}

/// A number that fits Steam's `float`.
fn float(method: &'static str, argument: &'static str, value: f64) -> Option<f32> {
    let float = value as f32;
    if !float.is_finite() {
        report::bad_argument(method, argument, value, "it must be a number that fits 32 bits");
        return None;
    }
    Some(float)
}

/// Looks something up for a user by name, like [`by_name`].
fn of_user<R>(
    method: &'static str,
    steam_id: i64,
    argument: &'static str,
    name: &GString,
    ask: impl FnOnce(&dyn Platform, SteamId, &str) -> Option<R>,
) -> Option<Option<R>> {
    current::with(method, |platform| {
        let user = arguments::user(method, "steam_id", steam_id);
        let name = arguments::name(method, argument, name, MAX_NAME_BYTES - 1);
        Some(user.zip(name).and_then(|(user, name)| ask(platform, user, &name)))
    })
}

methods! {
impl Class {
    /// Asks for your own stats and achievements. Steam now loads them before the game starts, so you need not call this; it returns
    /// `true` and emits `current_stats_received` as it used to. Steamworks: `RequestCurrentStats`, dropped by SDK 1.61.
    ///
    /// Local: The same.
    #[func(rename = requestCurrentStats)]
    pub fn request_current_stats() -> bool {
        let me = current::with("Steam.requestCurrentStats", |platform| {
            Some((u64::from(platform.user().app_id()), platform.user().steam_id()))
        });
        let Some((game, user)) = me else { return false };
        pump::push(Event::UserStats(StatsEvent::CurrentReceived { game, result: RESULT_OK, user }));
        pump::expect_answer("current_stats_received");
        true
    }

    /// The value of a stat of type INT; 0 if there is none. Steamworks: `GetStatInt32`.
    ///
    /// Local: `steam_achievements.cfg` defines the stats; without that file, the first use of a name defines it.
    #[func(rename = getStatInt)]
    pub fn get_stat_int(stat_name: GString) -> i64 {
        let value = stat("Steam.getStatInt", &stat_name, "stat of type INT", |platform, name| {
            platform.user_stats().stat_int(name)
        });
        value.map_or(0, i64::from)
    }

    /// The value of a stat of type FLOAT or AVGRATE; 0 if there is none. Steamworks: `GetStatFloat`.
    ///
    /// Local: As `getStatInt`.
    #[func(rename = getStatFloat)]
    pub fn get_stat_float(stat_name: GString) -> f64 {
        let value = stat("Steam.getStatFloat", &stat_name, "stat of type FLOAT", |platform, name| {
            platform.user_stats().stat_float(name)
        });
        value.map_or(0.0, f64::from)
    }

    /// Sets a stat of type INT; call `storeStats` to keep the value. Returns whether there is such a stat. Steamworks: `SetStatInt32`.
    ///
    /// Local: As `getStatInt`.
    #[func(rename = setStatInt)]
    pub fn set_stat_int(stat_name: GString, value: i64) -> bool {
        const METHOD: &str = "Steam.setStatInt";
        let set = stat(METHOD, &stat_name, "stat of type INT", |platform, name| {
            let Some(value) = arguments::number(METHOD, "value", value, INT32) else { return Some(false) };
            platform.user_stats().set_stat_int(name, value).then_some(true)
        });
        set.unwrap_or(false)
    }

    /// Sets a stat of type FLOAT; call `storeStats` to keep the value. Returns whether there is such a stat.
    /// Steamworks: `SetStatFloat`.
    ///
    /// Local: As `getStatInt`.
    #[func(rename = setStatFloat)]
    pub fn set_stat_float(stat_name: GString, value: f64) -> bool {
        const METHOD: &str = "Steam.setStatFloat";
        let set = stat(METHOD, &stat_name, "stat of type FLOAT", |platform, name| {
            let Some(value) = float(METHOD, "value", value) else { return Some(false) };
            platform.user_stats().set_stat_float(name, value).then_some(true)
        });
        set.unwrap_or(false)
    }

    /// Adds a session to a stat of type AVGRATE: `this_session` is the value gained in it, `session_length` its length in
    /// seconds. Steamworks: `UpdateAvgRateStat`.
    ///
    /// Local: The average over the `window` of `steam_achievements.cfg`.
    #[func(rename = updateAvgRateStat)]
    pub fn update_avg_rate_stat(stat_name: GString, this_session: f64, session_length: f64) -> bool {
        const METHOD: &str = "Steam.updateAvgRateStat";
        let set = stat(METHOD, &stat_name, "stat of type AVGRATE", |platform, name| {
            let Some(count) = float(METHOD, "this_session", this_session) else { return Some(false) };
            if !(session_length > 0.0 && session_length.is_finite()) {
                let allowed = "it must be above 0 (seconds)";
                report::bad_argument(METHOD, "session_length", session_length, allowed);
                return Some(false);
            }
            platform.user_stats().update_avg_rate_stat(name, count, session_length).then_some(true)
        });
        set.unwrap_or(false)
    }

    /// Stores your current achievements and stats. `user_stats_stored` reports the result, and `user_achievement_stored` is emitted
    /// for each new achievement, which Steam then shows. Steamworks: `StoreStats`.
    ///
    /// Local: Stored in a file of the user. Values that another process of the same user has stored are kept, unless this
    /// process has changed them.
    #[func(rename = storeStats)]
    pub fn store_stats() -> bool {
        current::with("Steam.storeStats", |platform| {
            let stored = platform.user_stats().store_stats();
            if stored {
                pump::expect_answer("user_stats_stored");
            }
            stored
        })
    }

    /// Resets all your stats to their initial values, with `achievements_too` also the achievements, and stores them.
    /// Steamworks: `ResetAllStats`.
    ///
    /// Local: As Steam.
    #[func(rename = resetAllStats)]
    pub fn reset_all_stats(achievements_too: bool) -> bool {
        current::with("Steam.resetAllStats", |platform| {
            platform.user_stats().reset_all_stats(achievements_too)
        })
    }

    /// Asks for the stats and achievements of another user. Answered by `user_stats_received`. Steamworks: `RequestUserStats`.
    ///
    /// Local: The stored values are read from the user's file; the user need not be running.
    #[func(rename = requestUserStats)]
    pub fn request_user_stats(steam_id: i64) {
        const METHOD: &str = "Steam.requestUserStats";
        current::with(METHOD, |platform| {
            if let Some(user) = arguments::user(METHOD, "steam_id", steam_id) {
                platform.user_stats().request_user_stats(user);
                pump::expect_answer("user_stats_received");
            }
        });
    }

    /// A stat of type INT of another user, after `requestUserStats`; 0 if there is none. Steamworks: `GetUserStatInt32`.
    ///
    /// Local: The value at the time of the request.
    #[func(rename = getUserStatInt)]
    pub fn get_user_stat_int(steam_id: i64, stat_name: GString) -> i64 {
        let value =
            of_user("Steam.getUserStatInt", steam_id, "stat_name", &stat_name, |platform, user, name| {
                platform.user_stats().user_stat_int(user, name)
            });
        value.flatten().map_or(0, i64::from)
    }

    /// A stat of type FLOAT or AVGRATE of another user, after `requestUserStats`; 0 if there is none. Steamworks:
    /// `GetUserStatFloat`.
    ///
    /// Local: The value at the time of the request.
    #[func(rename = getUserStatFloat)]
    pub fn get_user_stat_float(steam_id: i64, stat_name: GString) -> f64 {
        let value =
            of_user("Steam.getUserStatFloat", steam_id, "stat_name", &stat_name, |platform, user, name| {
                platform.user_stats().user_stat_float(user, name)
            });
        value.flatten().map_or(0.0, f64::from)
    }

    /// Whether another user has unlocked an achievement, after `requestUserStats`.
    ///
    /// Keys: `steam_id` (int), `retrieved` (bool, whether it is known), `name` (String), `achieved` (bool).
    /// Steamworks: `GetUserAchievement`.
    ///
    /// Local: The value at the time of the request.
    #[func(rename = getUserAchievement)]
    pub fn get_user_achievement(steam_id: i64, achievement_name: GString) -> VarDictionary {
        const METHOD: &str = "Steam.getUserAchievement";
        let found =
            of_user(METHOD, steam_id, "achievement_name", &achievement_name, |platform, user, name| {
                platform.user_stats().user_achievement(user, name)
            });
        let Some(achieved) = found else { return VarDictionary::new() };
        vdict! {
            "steam_id" => steam_id,
            "retrieved" => achieved.is_some(),
            "name" => &achievement_name,
            "achieved" => achieved.unwrap_or(false),
        }
    }

    /// Whether and when another user has unlocked an achievement, after `requestUserStats`.
    ///
    /// Keys: `retrieved` (bool, whether it is known), `name` (String), `achieved` (bool), `unlocked` (int, seconds since 1970).
    /// Steamworks: `GetUserAchievementAndUnlockTime`.
    ///
    /// Local: The value at the time of the request.
    #[func(rename = getUserAchievementAndUnlockTime)]
    pub fn get_user_achievement_and_unlock_time(steam_id: i64, achievement_name: GString) -> VarDictionary {
        const METHOD: &str = "Steam.getUserAchievementAndUnlockTime";
        let found =
            of_user(METHOD, steam_id, "achievement_name", &achievement_name, |platform, user, name| {
                platform.user_stats().user_achievement_and_unlock_time(user, name)
            });
        let Some(found) = found else { return VarDictionary::new() };
        let it = found.unwrap_or_default();
        vdict! {
            "retrieved" => found.is_some(),
            "name" => &achievement_name,
            "achieved" => it.achieved,
            "unlocked" => i64::from(it.unlock_time),
        }
    }

    /// Asks for the sums of the stats over all users, and with `history_days` from 1 to 60 also for those of each of the last days.
    /// Answered by `global_stats_received`. Steamworks: `RequestGlobalStats`.
    ///
    /// Local: Over the local users who have ever stored anything.
    #[func(rename = requestGlobalStats)]
    pub fn request_global_stats(history_days: i64) {
        const METHOD: &str = "Steam.requestGlobalStats";
        current::with(METHOD, |platform| {
            let range = 0..=i64::from(MAX_HISTORY_DAYS);
            if let Some(days) = arguments::number(METHOD, "history_days", history_days, range) {
                platform.user_stats().request_global_stats(days);
                pump::expect_answer("global_stats_received");
            }
        });
    }

    /// The sum of a stat of type INT over all users, after `requestGlobalStats`. Steamworks: `GetGlobalStatInt64`.
    ///
    /// Local: Over the local users; stats with `aggregated=false` are left out.
    #[func(rename = getGlobalStatInt)]
    pub fn get_global_stat_int(stat_name: GString) -> i64 {
        let kind = "sum over all users of a stat of type INT";
        stat("Steam.getGlobalStatInt", &stat_name, kind, |platform, name| {
            platform.user_stats().global_stat_int(name)
        })
        .unwrap_or(0)
    }

    /// The sum of a stat of type FLOAT over all users, after `requestGlobalStats`. Steamworks: `GetGlobalStatDouble`.
    ///
    /// Local: As `getGlobalStatInt`.
    #[func(rename = getGlobalStatFloat)]
    pub fn get_global_stat_float(stat_name: GString) -> f64 {
        let kind = "sum over all users of a stat of type FLOAT";
        stat("Steam.getGlobalStatFloat", &stat_name, kind, |platform, name| {
            platform.user_stats().global_stat_float(name)
        })
        .unwrap_or(0.0)
    }

    /// The daily change of the global sum of an INT stat, for the days that `requestGlobalStats` asked for, today first.
    /// Steamworks: `GetGlobalStatHistoryInt64`.
    ///
    /// Local: As `getGlobalStatInt`; days are in UTC.
    #[func(rename = getGlobalStatIntHistory)]
    pub fn get_global_stat_int_history(stat_name: GString) -> PackedInt64Array {
        let days = stat("Steam.getGlobalStatIntHistory", &stat_name, "history", |platform, name| {
            Some(platform.user_stats().global_stat_int_history(name))
        });
        days.map(PackedInt64Array::from).unwrap_or_default()
    }

    /// The daily change of the global sum of a FLOAT stat, for the days that `requestGlobalStats` asked for, today first.
    /// Steamworks: `GetGlobalStatHistoryDouble`.
    ///
    /// Local: As `getGlobalStatIntHistory`.
    #[func(rename = getGlobalStatFloatHistory)]
    pub fn get_global_stat_float_history(stat_name: GString) -> PackedFloat64Array {
        let days = stat("Steam.getGlobalStatFloatHistory", &stat_name, "history", |platform, name| {
            Some(platform.user_stats().global_stat_float_history(name))
        });
        days.map(PackedFloat64Array::from).unwrap_or_default()
    }

    /// Asks for the number of users who are playing the game right now. Answered by `number_of_current_players`. Steamworks:
    /// `GetNumberOfCurrentPlayers`.
    ///
    /// Local: The number of running instances.
    #[func(rename = getNumberOfCurrentPlayers)]
    pub fn get_number_of_current_players() {
        current::with("Steam.getNumberOfCurrentPlayers", |platform| {
            platform.user_stats().request_number_of_current_players();
            pump::expect_answer("number_of_current_players");
        });
    }
}
}
