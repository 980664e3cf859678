//! `ISteamUserStats`: achievements and stats.

use std::ffi::{c_char, c_int};

use ::steamworks::sys;

use super::callbacks::user_stats as callbacks;
use super::calls::{Answer, RESULT_IO_FAILURE};
use super::{SteamworksPlatform, strings};
use crate::contract::user_stats::{Achievement, MAX_HISTORY_DAYS, MAX_NAME_BYTES, MostAchieved, StatsEvent};
use crate::contract::{Event, SteamId, User, UserStats};

type Stats = *mut sys::ISteamUserStats;

impl SteamworksPlatform {
    /// Makes a call with a name. Returns the default if there is no Steam, or if the name is invalid.
    fn stats<R: Default>(&self, name: &str, ask: impl FnOnce(Stats, *const c_char) -> R) -> R {
        let (Some(stats), Some(name)) = (self.interfaces.user_stats.get(), strings::for_steam(name)) else {
            return R::default();
        };
        ask(stats, name.as_ptr())
    }

    /// Gets one value by its name. `get` fills it and returns whether there is one.
    fn stat<T: Default>(
        &self,
        name: &str,
        get: impl FnOnce(Stats, *const c_char, *mut T) -> bool,
    ) -> Option<T> {
        let mut value = T::default();
        self.stats(name, |stats, name| get(stats, name, &mut value)).then_some(value)
    }

    /// Gets two values by a name.
    fn pair<T: Default>(
        &self,
        name: &str,
        get: impl FnOnce(Stats, *const c_char, *mut T, *mut T) -> bool,
    ) -> Option<(T, T)> {
        let (mut first, mut second) = (T::default(), T::default());
        self.stats(name, |stats, name| get(stats, name, &mut first, &mut second)).then_some((first, second))
    }

    /// The values of each day.
    fn history<T: Default + Clone>(
        &self,
        name: &str,
        get: impl FnOnce(Stats, *const c_char, *mut T, u32) -> i32,
    ) -> Vec<T> {
        let mut days = vec![T::default(); MAX_HISTORY_DAYS as usize];
        let bytes = u32::try_from(size_of_val(days.as_slice())).unwrap_or(0);
        let count = self.stats(name, |stats, name| get(stats, name, days.as_mut_ptr(), bytes));
        days.truncate(usize::try_from(count).unwrap_or(0));
        days
    }

    fn most_achieved_by(
        &self,
        get: impl FnOnce(Stats, *mut c_char, u32, *mut f32, *mut bool) -> c_int,
    ) -> Option<MostAchieved> {
        let stats = self.interfaces.user_stats.get()?;
        let mut name = [0_u8; MAX_NAME_BYTES];
        let (mut percent, mut achieved) = (0.0, false);
        let room = name.len() as u32;
        let iterator = get(stats, name.as_mut_ptr().cast(), room, &mut percent, &mut achieved);
        (iterator >= 0).then(|| MostAchieved { iterator, name: strings::up_to_nul(&name), percent, achieved })
    }

    /// The game, as in Steam's structures.
    fn game(&self) -> u64 {
        u64::from(self.app_id())
    }
}

impl UserStats for SteamworksPlatform {
    fn stat_int(&self, name: &str) -> Option<i32> {
        // SAFETY: a live interface, a NUL-terminated text, and a value of ours.
        self.stat(name, |stats, name, value| unsafe {
            sys::SteamAPI_ISteamUserStats_GetStatInt32(stats, name, value)
        })
    }

    fn stat_float(&self, name: &str) -> Option<f32> {
        // SAFETY: a live interface, a NUL-terminated text, and a value of ours.
        self.stat(name, |stats, name, value| unsafe {
            sys::SteamAPI_ISteamUserStats_GetStatFloat(stats, name, value)
        })
    }

    fn set_stat_int(&self, name: &str, value: i32) -> bool {
        // SAFETY: a live interface and a NUL-terminated text.
        self.stats(name, |stats, name| unsafe {
            sys::SteamAPI_ISteamUserStats_SetStatInt32(stats, name, value)
        })
    }

    fn set_stat_float(&self, name: &str, value: f32) -> bool {
        // SAFETY: a live interface and a NUL-terminated text.
        self.stats(name, |stats, name| unsafe {
            sys::SteamAPI_ISteamUserStats_SetStatFloat(stats, name, value)
        })
    }

    fn update_avg_rate_stat(&self, name: &str, this_session: f32, session_length: f64) -> bool {
        // SAFETY: a live interface and a NUL-terminated text.
        self.stats(name, |stats, name| unsafe {
            sys::SteamAPI_ISteamUserStats_UpdateAvgRateStat(stats, name, this_session, session_length)
        })
    }

    fn achievement(&self, name: &str) -> Option<bool> {
        // SAFETY: a live interface, a NUL-terminated text, and a value of ours.
        self.stat(name, |stats, name, achieved| unsafe {
            sys::SteamAPI_ISteamUserStats_GetAchievement(stats, name, achieved)
        })
    }

    fn achievement_and_unlock_time(&self, name: &str) -> Option<Achievement> {
        let mut unlock_time = 0;
        // SAFETY: a live interface, a NUL-terminated text, and values of ours.
        let achieved = self.stat(name, |stats, name, achieved| unsafe {
            sys::SteamAPI_ISteamUserStats_GetAchievementAndUnlockTime(stats, name, achieved, &mut unlock_time)
        })?;
        Some(Achievement { achieved, unlock_time })
    }

    fn set_achievement(&self, name: &str) -> bool {
        // SAFETY: a live interface and a NUL-terminated text.
        self.stats(name, |stats, name| unsafe { sys::SteamAPI_ISteamUserStats_SetAchievement(stats, name) })
    }

    fn clear_achievement(&self, name: &str) -> bool {
        // SAFETY: a live interface and a NUL-terminated text.
        self.stats(name, |stats, name| unsafe { sys::SteamAPI_ISteamUserStats_ClearAchievement(stats, name) })
    }

    fn store_stats(&self) -> bool {
        let Some(stats) = self.interfaces.user_stats.get() else { return false };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamUserStats_StoreStats(stats) }
    }

    fn reset_all_stats(&self, achievements_too: bool) -> bool {
        let Some(stats) = self.interfaces.user_stats.get() else { return false };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamUserStats_ResetAllStats(stats, achievements_too) }
    }

    fn indicate_achievement_progress(&self, name: &str, current: u32, max: u32) -> bool {
        // SAFETY: a live interface and a NUL-terminated text.
        self.stats(name, |stats, name| unsafe {
            sys::SteamAPI_ISteamUserStats_IndicateAchievementProgress(stats, name, current, max)
        })
    }

    fn num_achievements(&self) -> u32 {
        let Some(stats) = self.interfaces.user_stats.get() else { return 0 };
        // SAFETY: a live interface.
        unsafe { sys::SteamAPI_ISteamUserStats_GetNumAchievements(stats) }
    }

    fn achievement_name(&self, index: u32) -> String {
        let Some(stats) = self.interfaces.user_stats.get() else { return String::new() };
        // SAFETY: a live interface; the result is copied before the next call.
        unsafe { strings::copied(sys::SteamAPI_ISteamUserStats_GetAchievementName(stats, index)) }
    }

    fn achievement_icon(&self, name: &str) -> i32 {
        // SAFETY: a live interface and a NUL-terminated text.
        self.stats(name, |stats, name| unsafe {
            sys::SteamAPI_ISteamUserStats_GetAchievementIcon(stats, name)
        })
    }

    fn achievement_display_attribute(&self, name: &str, key: &str) -> String {
        let Some(key) = strings::for_steam(key) else { return String::new() };
        // SAFETY: a live interface and NUL-terminated texts; the result is copied before the next call.
        self.stats(name, |stats, name| unsafe {
            strings::copied(sys::SteamAPI_ISteamUserStats_GetAchievementDisplayAttribute(
                stats,
                name,
                key.as_ptr(),
            ))
        })
    }

    fn achievement_achieved_percent(&self, name: &str) -> Option<f32> {
        // SAFETY: a live interface, a NUL-terminated text, and a value of ours.
        self.stat(name, |stats, name, percent| unsafe {
            sys::SteamAPI_ISteamUserStats_GetAchievementAchievedPercent(stats, name, percent)
        })
    }

    fn achievement_progress_limits_int(&self, name: &str) -> Option<(i32, i32)> {
        // SAFETY: a live interface, a NUL-terminated text, and values of ours.
        self.pair(name, |stats, name, min, max| unsafe {
            sys::SteamAPI_ISteamUserStats_GetAchievementProgressLimitsInt32(stats, name, min, max)
        })
    }

    fn achievement_progress_limits_float(&self, name: &str) -> Option<(f32, f32)> {
        // SAFETY: a live interface, a NUL-terminated text, and values of ours.
        self.pair(name, |stats, name, min, max| unsafe {
            sys::SteamAPI_ISteamUserStats_GetAchievementProgressLimitsFloat(stats, name, min, max)
        })
    }

    fn request_user_stats(&self, user: SteamId) {
        let answer = Answer {
            signal: "user_stats_received",
            callback: callbacks::USER_STATS_RECEIVED,
            size: size_of::<sys::UserStatsReceived_t>(),
            read: |_, bytes| callbacks::user_received(bytes),
            failure: Event::UserStats(StatsEvent::UserReceived {
                game: self.game(),
                result: RESULT_IO_FAILURE,
                user,
            }),
        };
        self.ask(&self.interfaces.user_stats, answer, |stats| {
            // SAFETY: a live interface and a number.
            unsafe { sys::SteamAPI_ISteamUserStats_RequestUserStats(stats, user.0) }
        });
    }

    fn user_stat_int(&self, user: SteamId, name: &str) -> Option<i32> {
        // SAFETY: a live interface, a number, a NUL-terminated text, and a value of ours.
        self.stat(name, |stats, name, value| unsafe {
            sys::SteamAPI_ISteamUserStats_GetUserStatInt32(stats, user.0, name, value)
        })
    }

    fn user_stat_float(&self, user: SteamId, name: &str) -> Option<f32> {
        // SAFETY: a live interface, a number, a NUL-terminated text, and a value of ours.
        self.stat(name, |stats, name, value| unsafe {
            sys::SteamAPI_ISteamUserStats_GetUserStatFloat(stats, user.0, name, value)
        })
    }

    fn user_achievement(&self, user: SteamId, name: &str) -> Option<bool> {
        // SAFETY: a live interface, a number, a NUL-terminated text, and a value of ours.
        self.stat(name, |stats, name, achieved| unsafe {
            sys::SteamAPI_ISteamUserStats_GetUserAchievement(stats, user.0, name, achieved)
        })
    }

    fn user_achievement_and_unlock_time(&self, user: SteamId, name: &str) -> Option<Achievement> {
        let mut unlock_time = 0;
        // SAFETY: a live interface, a number, a NUL-terminated text, and values of ours.
        let achieved = self.stat(name, |stats, name, achieved| unsafe {
            sys::SteamAPI_ISteamUserStats_GetUserAchievementAndUnlockTime(
                stats,
                user.0,
                name,
                achieved,
                &mut unlock_time,
            )
        })?;
        Some(Achievement { achieved, unlock_time })
    }

    fn request_global_achievement_percentages(&self) {
        let failure = StatsEvent::GlobalPercentagesReady { game: self.game(), result: RESULT_IO_FAILURE };
        let answer = Answer {
            signal: "global_achievement_percentages_ready",
            callback: callbacks::GLOBAL_PERCENTAGES_READY,
            size: size_of::<sys::GlobalAchievementPercentagesReady_t>(),
            read: |_, bytes| callbacks::global_percentages_ready(bytes),
            failure: Event::UserStats(failure),
        };
        self.ask(&self.interfaces.user_stats, answer, |stats| {
            // SAFETY: a live interface.
            unsafe { sys::SteamAPI_ISteamUserStats_RequestGlobalAchievementPercentages(stats) }
        });
    }

    fn most_achieved(&self) -> Option<MostAchieved> {
        // SAFETY: a live interface, a buffer of the given size, and values of ours.
        self.most_achieved_by(|stats, name, room, percent, achieved| unsafe {
            sys::SteamAPI_ISteamUserStats_GetMostAchievedAchievementInfo(stats, name, room, percent, achieved)
        })
    }

    fn next_most_achieved(&self, iterator: i32) -> Option<MostAchieved> {
        // SAFETY: a live interface, a number, a buffer of the given size, and values of ours.
        self.most_achieved_by(|stats, name, room, percent, achieved| unsafe {
            sys::SteamAPI_ISteamUserStats_GetNextMostAchievedAchievementInfo(
                stats, iterator, name, room, percent, achieved,
            )
        })
    }

    fn request_global_stats(&self, history_days: u32) {
        let days = c_int::try_from(history_days.min(MAX_HISTORY_DAYS)).unwrap_or(0);
        let failure = StatsEvent::GlobalReceived { game: self.game(), result: RESULT_IO_FAILURE };
        let answer = Answer {
            signal: "global_stats_received",
            callback: callbacks::GLOBAL_STATS_RECEIVED,
            size: size_of::<sys::GlobalStatsReceived_t>(),
            read: |_, bytes| callbacks::global_received(bytes),
            failure: Event::UserStats(failure),
        };
        self.ask(&self.interfaces.user_stats, answer, |stats| {
            // SAFETY: a live interface and a number.
            unsafe { sys::SteamAPI_ISteamUserStats_RequestGlobalStats(stats, days) }
        });
    }

    fn global_stat_int(&self, name: &str) -> Option<i64> {
        // SAFETY: a live interface, a NUL-terminated text, and a value of ours.
        self.stat(name, |stats, name, value| unsafe {
            sys::SteamAPI_ISteamUserStats_GetGlobalStatInt64(stats, name, value)
        })
    }

    fn global_stat_float(&self, name: &str) -> Option<f64> {
        // SAFETY: a live interface, a NUL-terminated text, and a value of ours.
        self.stat(name, |stats, name, value| unsafe {
            sys::SteamAPI_ISteamUserStats_GetGlobalStatDouble(stats, name, value)
        })
    }

    fn global_stat_int_history(&self, name: &str) -> Vec<i64> {
        // SAFETY: a live interface, a NUL-terminated text, and a buffer of the given size.
        self.history(name, |stats, name, days, bytes| unsafe {
            sys::SteamAPI_ISteamUserStats_GetGlobalStatHistoryInt64(stats, name, days, bytes)
        })
    }

    fn global_stat_float_history(&self, name: &str) -> Vec<f64> {
        // SAFETY: a live interface, a NUL-terminated text, and a buffer of the given size.
        self.history(name, |stats, name, days, bytes| unsafe {
            sys::SteamAPI_ISteamUserStats_GetGlobalStatHistoryDouble(stats, name, days, bytes)
        })
    }

    fn request_number_of_current_players(&self) {
        let answer = Answer {
            signal: "number_of_current_players",
            callback: callbacks::NUMBER_OF_CURRENT_PLAYERS,
            size: size_of::<sys::NumberOfCurrentPlayers_t>(),
            read: |_, bytes| callbacks::number_of_current_players(bytes),
            failure: Event::UserStats(StatsEvent::NumberOfCurrentPlayers { success: false, players: 0 }),
        };
        self.ask(&self.interfaces.user_stats, answer, |stats| {
            // SAFETY: a live interface.
            unsafe { sys::SteamAPI_ISteamUserStats_GetNumberOfCurrentPlayers(stats) }
        });
    }
}
