//! `ISteamUserStats`: achievements and stats.

use std::ffi::c_char;

use super::methods;
use crate::arguments::{Out, Output, Text};
use crate::calls::Kind;
use crate::contract::user_stats::{MAX_HISTORY_DAYS, MAX_NAME_BYTES, MostAchieved, StatsEvent};
use crate::contract::{Event, SteamId, User, UserStats};
use crate::steam::Steam;
use crate::switches::{self, violation};

/// A name, if it is not too long.
pub(super) fn name(text: &Text) -> String {
    let name = text.read();
    if name.is_empty() || name.len() >= MAX_NAME_BYTES {
        violation(format!("a name of {} bytes", name.len()));
    }
    name
}

/// Whether the user's stats are not loaded yet, so that every call about them fails.
fn late() -> bool {
    switches::is("STATS", "late")
}

fn game(steam: &Steam) -> u64 {
    u64::from(steam.platform.app_id())
}

/// Writes the value if there is one.
pub(super) fn fill<T: Copy>(found: Option<T>, room: &Out<T>) -> bool {
    if let Some(value) = found {
        room.set(value);
    }
    found.is_some()
}

fn fill_most_achieved(
    found: Option<MostAchieved>,
    room: Output,
    room_size: u32,
    percent: Out<f32>,
    achieved: Out<bool>,
) -> i32 {
    let Some(found) = found else { return -1 };
    room.text(room_size, &found.name);
    percent.set_if_wanted(found.percent);
    achieved.set_if_wanted(found.achieved);
    found.iterator
}

/// The number of 8-byte numbers that fit into a buffer.
fn history<T: Copy>(days: &[T], room: Output, bytes: u32, to_bytes: fn(T) -> [u8; 8]) -> i32 {
    let bytes_of_days: Vec<u8> = days.iter().flat_map(|day| to_bytes(*day)).collect();
    (room.fill(bytes / 8 * 8, &bytes_of_days) / 8) as i32
}

methods! { UserStats:
    fn SteamAPI_ISteamUserStats_GetStatInt32(steam, stat: Text, value: Out<i32>) -> bool, or false; {
        !late() && fill(steam.platform.stat_int(&name(&stat)), &value)
    }

    fn SteamAPI_ISteamUserStats_GetStatFloat(steam, stat: Text, value: Out<f32>) -> bool, or false; {
        !late() && fill(steam.platform.stat_float(&name(&stat)), &value)
    }

    fn SteamAPI_ISteamUserStats_SetStatInt32(steam, stat: Text, value: i32) -> bool, or false; {
        !late() && steam.platform.set_stat_int(&name(&stat), value)
    }

    fn SteamAPI_ISteamUserStats_SetStatFloat(steam, stat: Text, value: f32) -> bool, or false; {
        if !value.is_finite() {
            violation("a stat that is not finite");
        }
        !late() && steam.platform.set_stat_float(&name(&stat), value)
    }

    fn SteamAPI_ISteamUserStats_UpdateAvgRateStat(
        steam, stat: Text, this_session: f32, session_length: f64
    ) -> bool, or false; {
        if session_length <= 0.0 {
            violation("a session without a length");
        }
        !late() && steam.platform.update_avg_rate_stat(&name(&stat), this_session, session_length)
    }

    fn SteamAPI_ISteamUserStats_GetAchievement(
        steam, achievement: Text, achieved: Out<bool>
    ) -> bool, or false; {
        !late() && fill(steam.platform.achievement(&name(&achievement)), &achieved)
    }

    fn SteamAPI_ISteamUserStats_GetAchievementAndUnlockTime(
        steam, achievement: Text, achieved: Out<bool>, unlock_time: Out<u32>
    ) -> bool, or false; {
        let found = steam.platform.achievement_and_unlock_time(&name(&achievement)).filter(|_| !late());
        fill(found.map(|found| found.unlock_time), &unlock_time);
        fill(found.map(|found| found.achieved), &achieved)
    }

    fn SteamAPI_ISteamUserStats_SetAchievement(steam, achievement: Text) -> bool, or false; {
        !late() && steam.platform.set_achievement(&name(&achievement))
    }

    fn SteamAPI_ISteamUserStats_ClearAchievement(steam, achievement: Text) -> bool, or false; {
        !late() && steam.platform.clear_achievement(&name(&achievement))
    }

    fn SteamAPI_ISteamUserStats_StoreStats(steam) -> bool, or false; {
        !late() && steam.platform.store_stats()
    }

    fn SteamAPI_ISteamUserStats_ResetAllStats(steam, achievements_too: bool) -> bool, or false; {
        !late() && steam.platform.reset_all_stats(achievements_too)
    }

    fn SteamAPI_ISteamUserStats_IndicateAchievementProgress(
        steam, achievement: Text, current: u32, max: u32
    ) -> bool, or false; {
        !late() && steam.platform.indicate_achievement_progress(&name(&achievement), current, max)
    }

    fn SteamAPI_ISteamUserStats_GetNumAchievements(steam) -> u32, or 0; {
        if late() { 0 } else { steam.platform.num_achievements() }
    }

    fn SteamAPI_ISteamUserStats_GetAchievementName(steam, index: u32) -> *const c_char, or c"".as_ptr(); {
        steam.text(steam.platform.achievement_name(index))
    }

    fn SteamAPI_ISteamUserStats_GetAchievementIcon(steam, achievement: Text) -> i32, or 0; {
        if late() { 0 } else { steam.platform.achievement_icon(&name(&achievement)) }
    }

    fn SteamAPI_ISteamUserStats_GetAchievementDisplayAttribute(
        steam, achievement: Text, key: Text
    ) -> *const c_char, or c"".as_ptr(); {
        let key = key.read();
        if !["name", "desc", "hidden"].contains(&key.as_str()) {
            violation(format!("an achievement has no {key:?}"));
        }
        steam.text(steam.platform.achievement_display_attribute(&name(&achievement), &key))
    }

    fn SteamAPI_ISteamUserStats_GetAchievementAchievedPercent(
        steam, achievement: Text, percent: Out<f32>
    ) -> bool, or false; {
        fill(steam.platform.achievement_achieved_percent(&name(&achievement)), &percent)
    }

    fn SteamAPI_ISteamUserStats_GetAchievementProgressLimitsInt32(
        steam, achievement: Text, min: Out<i32>, max: Out<i32>
    ) -> bool, or false; {
        let found = steam.platform.achievement_progress_limits_int(&name(&achievement));
        fill(found.map(|(least, _)| least), &min) && fill(found.map(|(_, most)| most), &max)
    }

    fn SteamAPI_ISteamUserStats_GetAchievementProgressLimitsFloat(
        steam, achievement: Text, min: Out<f32>, max: Out<f32>
    ) -> bool, or false; {
        let found = steam.platform.achievement_progress_limits_float(&name(&achievement));
        fill(found.map(|(least, _)| least), &min) && fill(found.map(|(_, most)| most), &max)
    }

    fn SteamAPI_ISteamUserStats_RequestUserStats(steam, user: u64) -> u64, or 0; {
        let user = SteamId(user);
        let like = StatsEvent::UserReceived { game: game(steam), result: 0, user };
        steam.call(Kind::AnsweredLike(Event::UserStats(like)), |platform| platform.request_user_stats(user))
    }

    fn SteamAPI_ISteamUserStats_GetUserStatInt32(
        steam, user: u64, stat: Text, value: Out<i32>
    ) -> bool, or false; {
        fill(steam.platform.user_stat_int(SteamId(user), &name(&stat)), &value)
    }

    fn SteamAPI_ISteamUserStats_GetUserStatFloat(
        steam, user: u64, stat: Text, value: Out<f32>
    ) -> bool, or false; {
        fill(steam.platform.user_stat_float(SteamId(user), &name(&stat)), &value)
    }

    fn SteamAPI_ISteamUserStats_GetUserAchievement(
        steam, user: u64, achievement: Text, achieved: Out<bool>
    ) -> bool, or false; {
        fill(steam.platform.user_achievement(SteamId(user), &name(&achievement)), &achieved)
    }

    fn SteamAPI_ISteamUserStats_GetUserAchievementAndUnlockTime(
        steam, user: u64, achievement: Text, achieved: Out<bool>, unlock_time: Out<u32>
    ) -> bool, or false; {
        let found = steam.platform.user_achievement_and_unlock_time(SteamId(user), &name(&achievement));
        fill(found.map(|found| found.unlock_time), &unlock_time);
        fill(found.map(|found| found.achieved), &achieved)
    }

    fn SteamAPI_ISteamUserStats_RequestGlobalAchievementPercentages(steam) -> u64, or 0; {
        let like = StatsEvent::GlobalPercentagesReady { game: game(steam), result: 0 };
        steam.call(Kind::AnsweredLike(Event::UserStats(like)), |platform| {
            platform.request_global_achievement_percentages();
        })
    }

    fn SteamAPI_ISteamUserStats_GetMostAchievedAchievementInfo(
        steam, room: Output, room_size: u32, percent: Out<f32>, achieved: Out<bool>
    ) -> i32, or -1; {
        fill_most_achieved(steam.platform.most_achieved(), room, room_size, percent, achieved)
    }

    fn SteamAPI_ISteamUserStats_GetNextMostAchievedAchievementInfo(
        steam, iterator: i32, room: Output, room_size: u32, percent: Out<f32>, achieved: Out<bool>
    ) -> i32, or -1; {
        let next = steam.platform.next_most_achieved(iterator);
        fill_most_achieved(next, room, room_size, percent, achieved)
    }

    fn SteamAPI_ISteamUserStats_RequestGlobalStats(steam, days: i32) -> u64, or 0; {
        let days = u32::try_from(days).ok().filter(|days| *days <= MAX_HISTORY_DAYS);
        let Some(days) = days else { violation("a history of more than 60 days, or of less than none") };
        let like = StatsEvent::GlobalReceived { game: game(steam), result: 0 };
        steam.call(Kind::AnsweredLike(Event::UserStats(like)), |platform| platform.request_global_stats(days))
    }

    fn SteamAPI_ISteamUserStats_GetGlobalStatInt64(
        steam, stat: Text, value: Out<i64>
    ) -> bool, or false; {
        fill(steam.platform.global_stat_int(&name(&stat)), &value)
    }

    fn SteamAPI_ISteamUserStats_GetGlobalStatDouble(
        steam, stat: Text, value: Out<f64>
    ) -> bool, or false; {
        fill(steam.platform.global_stat_float(&name(&stat)), &value)
    }

    fn SteamAPI_ISteamUserStats_GetGlobalStatHistoryInt64(
        steam, stat: Text, room: Output, bytes: u32
    ) -> i32, or 0; {
        history(&steam.platform.global_stat_int_history(&name(&stat)), room, bytes, i64::to_ne_bytes)
    }

    fn SteamAPI_ISteamUserStats_GetGlobalStatHistoryDouble(
        steam, stat: Text, room: Output, bytes: u32
    ) -> i32, or 0; {
        history(&steam.platform.global_stat_float_history(&name(&stat)), room, bytes, f64::to_ne_bytes)
    }

    fn SteamAPI_ISteamUserStats_GetNumberOfCurrentPlayers(steam) -> u64, or 0; {
        let like = StatsEvent::NumberOfCurrentPlayers { success: false, players: 0 };
        steam.call(Kind::AnsweredLike(Event::UserStats(like)), |platform| {
            platform.request_number_of_current_players();
        })
    }
}
