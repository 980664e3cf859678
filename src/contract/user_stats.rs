//! `ISteamUserStats`: achievements and stats.

use serde::{Deserialize, Serialize};

use super::SteamId;

/// The maximum size of the name of a stat, an achievement or a leaderboard, in bytes with its NUL
/// (`k_cchStatNameMax`, `k_cchLeaderboardNameMax`).
pub const MAX_NAME_BYTES: usize = 128;
/// The maximum number of days of history in a request (`RequestGlobalStats`).
pub const MAX_HISTORY_DAYS: u32 = 60;

/// Whether an achievement is unlocked, and since when.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Achievement {
    /// Whether it is unlocked.
    pub achieved: bool,
    /// Seconds since 1970; 0 if it is locked, or if Steam does not know the time.
    pub unlock_time: u32,
}

/// One of the achievements, sorted by the number of users who have them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MostAchieved {
    /// The iterator for the next one.
    pub iterator: i32,
    /// Its name.
    pub name: String,
    /// The percentage of users who have it.
    pub percent: f32,
    /// Whether this user has it.
    pub achieved: bool,
}

/// Achievements and stats (`ISteamUserStats`). The answer for unknown names, or while nothing is loaded, is `None` or
/// `false`.
pub trait UserStats {
    /// Behind Steamworks: `GetStatInt32`.
    fn stat_int(&self, name: &str) -> Option<i32>;

    /// Behind Steamworks: `GetStatFloat`.
    fn stat_float(&self, name: &str) -> Option<f32>;

    /// Behind Steamworks: `SetStatInt32`.
    fn set_stat_int(&self, name: &str, value: i32) -> bool;

    /// Behind Steamworks: `SetStatFloat`.
    fn set_stat_float(&self, name: &str, value: f32) -> bool;

    /// Adds a session to an average stat: a value and a number of seconds.
    ///
    /// Behind Steamworks: `UpdateAvgRateStat`.
    fn update_avg_rate_stat(&self, name: &str, this_session: f32, session_length: f64) -> bool;

    /// Whether an achievement is unlocked.
    ///
    /// Behind Steamworks: `GetAchievement`.
    fn achievement(&self, name: &str) -> Option<bool>;

    /// Whether an achievement is unlocked, and since when.
    ///
    /// Behind Steamworks: `GetAchievementAndUnlockTime`.
    fn achievement_and_unlock_time(&self, name: &str) -> Option<Achievement>;

    /// Unlocks an achievement, only in this process until it is stored.
    ///
    /// Behind Steamworks: `SetAchievement`.
    fn set_achievement(&self, name: &str) -> bool;

    /// Locks an achievement again.
    ///
    /// Behind Steamworks: `ClearAchievement`.
    fn clear_achievement(&self, name: &str) -> bool;

    /// Stores the changes. Answered by [`StatsEvent::Stored`], and by [`StatsEvent::AchievementStored`] for each
    /// achievement.
    ///
    /// Behind Steamworks: `StoreStats`.
    fn store_stats(&self) -> bool;

    /// Resets all stats to their initial values, and stores them.
    ///
    /// Behind Steamworks: `ResetAllStats`.
    fn reset_all_stats(&self, achievements_too: bool) -> bool;

    /// Shows the user their progress. Changes nothing.
    ///
    /// Behind Steamworks: `IndicateAchievementProgress`.
    fn indicate_achievement_progress(&self, name: &str, current: u32, max: u32) -> bool;

    /// Behind Steamworks: `GetNumAchievements`.
    fn num_achievements(&self) -> u32;

    /// The name of the achievement at `index`, empty if there is none.
    ///
    /// Behind Steamworks: `GetAchievementName`.
    fn achievement_name(&self, index: u32) -> String;

    /// The handle of an achievement's picture, 0 if there is none or it has to be fetched first.
    ///
    /// Behind Steamworks: `GetAchievementIcon`.
    fn achievement_icon(&self, name: &str) -> i32;

    /// `name`, `desc` or `hidden` of an achievement, empty for others.
    ///
    /// Behind Steamworks: `GetAchievementDisplayAttribute`.
    fn achievement_display_attribute(&self, name: &str, key: &str) -> String;

    /// The percentage of users who have an achievement.
    ///
    /// Behind Steamworks: `GetAchievementAchievedPercent`.
    fn achievement_achieved_percent(&self, name: &str) -> Option<f32>;

    /// The first and last value of an achievement's progress.
    ///
    /// Behind Steamworks: `GetAchievementProgressLimitsInt32`.
    fn achievement_progress_limits_int(&self, name: &str) -> Option<(i32, i32)>;

    /// The same for a float stat.
    ///
    /// Behind Steamworks: `GetAchievementProgressLimitsFloat`.
    fn achievement_progress_limits_float(&self, name: &str) -> Option<(f32, f32)>;

    /// Asks for a user's stats and achievements. Answered by [`StatsEvent::UserReceived`].
    ///
    /// Behind Steamworks: `RequestUserStats`.
    fn request_user_stats(&self, user: SteamId);

    /// Behind Steamworks: `GetUserStatInt32`.
    fn user_stat_int(&self, user: SteamId, name: &str) -> Option<i32>;

    /// Behind Steamworks: `GetUserStatFloat`.
    fn user_stat_float(&self, user: SteamId, name: &str) -> Option<f32>;

    /// Behind Steamworks: `GetUserAchievement`.
    fn user_achievement(&self, user: SteamId, name: &str) -> Option<bool>;

    /// Behind Steamworks: `GetUserAchievementAndUnlockTime`.
    fn user_achievement_and_unlock_time(&self, user: SteamId, name: &str) -> Option<Achievement>;

    /// Asks how many users have each achievement. Answered by [`StatsEvent::GlobalPercentagesReady`].
    ///
    /// Behind Steamworks: `RequestGlobalAchievementPercentages`.
    fn request_global_achievement_percentages(&self);

    /// The achievement that most users have.
    ///
    /// Behind Steamworks: `GetMostAchievedAchievementInfo`.
    fn most_achieved(&self) -> Option<MostAchieved>;

    /// The next most common achievement.
    ///
    /// Behind Steamworks: `GetNextMostAchievedAchievementInfo`.
    fn next_most_achieved(&self, iterator: i32) -> Option<MostAchieved>;

    /// Asks for the sums over all users, and for those of the last days. Answered by [`StatsEvent::GlobalReceived`].
    ///
    /// Behind Steamworks: `RequestGlobalStats`.
    fn request_global_stats(&self, history_days: u32);

    /// Behind Steamworks: `GetGlobalStatInt64`.
    fn global_stat_int(&self, name: &str) -> Option<i64>;

    /// Behind Steamworks: `GetGlobalStatDouble`.
    fn global_stat_float(&self, name: &str) -> Option<f64>;

    /// The sums of each day, today first.
    ///
    /// Behind Steamworks: `GetGlobalStatHistoryInt64`.
    fn global_stat_int_history(&self, name: &str) -> Vec<i64>;

    /// The sums of each day, today first.
    ///
    /// Behind Steamworks: `GetGlobalStatHistoryDouble`.
    fn global_stat_float_history(&self, name: &str) -> Vec<f64>;

    /// Asks how many play the game. Answered by [`StatsEvent::NumberOfCurrentPlayers`].
    ///
    /// Behind Steamworks: `GetNumberOfCurrentPlayers`.
    fn request_number_of_current_players(&self);
}

/// Events of `ISteamUserStats`. Games are 64-bit `CGameID`s, results are `EResult`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StatsEvent {
    /// This user's own stats are available (`UserStatsReceived_t`, posted unasked).
    CurrentReceived {
        /// The game.
        game: u64,
        /// 1 for success.
        result: i32,
        /// The user.
        user: SteamId,
    },
    /// A user's stats are available (`UserStatsReceived_t`).
    UserReceived {
        /// The game.
        game: u64,
        /// 1 for success, 2 for a user who has none.
        result: i32,
        /// The user.
        user: SteamId,
    },
    /// A user's stats have been unloaded and can be requested again (`UserStatsUnloaded_t`).
    UserUnloaded {
        /// The user.
        user: SteamId,
    },
    /// The stats have been stored (`UserStatsStored_t`).
    Stored {
        /// The game.
        game: u64,
        /// 1 for success, 8 if some broke their limits and have their old values again.
        result: i32,
    },
    /// An achievement has been stored, or its progress shown (`UserAchievementStored_t`).
    AchievementStored {
        /// The game.
        game: u64,
        /// Unused by Steam.
        group: bool,
        /// Its name.
        name: String,
        /// The current progress; 0 if it was unlocked.
        current: u32,
        /// The maximum progress; 0 if it was unlocked.
        max: u32,
    },
    /// An achievement's picture has been fetched (`UserAchievementIconFetched_t`).
    AchievementIconFetched {
        /// The game.
        game: u64,
        /// The achievement's name.
        name: String,
        /// Whether it is the picture of the unlocked achievement.
        achieved: bool,
        /// The picture's handle, 0 if there is none.
        icon: i32,
    },
    /// The percentages of users who have each achievement (`GlobalAchievementPercentagesReady_t`).
    GlobalPercentagesReady {
        /// The game.
        game: u64,
        /// 1 for success.
        result: i32,
    },
    /// The sums over all users are available (`GlobalStatsReceived_t`).
    GlobalReceived {
        /// The game.
        game: u64,
        /// 1 for success.
        result: i32,
    },
    /// The number of users who are playing the game (`NumberOfCurrentPlayers_t`).
    NumberOfCurrentPlayers {
        /// Whether the number is known.
        success: bool,
        /// The number.
        players: i32,
    },
}
