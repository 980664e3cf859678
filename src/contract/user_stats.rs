//! `ISteamUserStats`: achievements and stats.

use serde::{Deserialize, Serialize};

use super::SteamId;

/// The most bytes that the name of a stat, an achievement or a leaderboard may have, its NUL included
/// (`k_cchStatNameMax`, `k_cchLeaderboardNameMax`).
pub const MAX_NAME_BYTES: usize = 128;
/// The most days of history that may be asked for (`RequestGlobalStats`).
pub const MAX_HISTORY_DAYS: u32 = 60;

/// Whether an achievement is unlocked, and since when.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Achievement {
    /// Whether it is unlocked.
    pub achieved: bool,
    /// Seconds since 1970; 0 if it is not, or where Steam does not know.
    pub unlock_time: u32,
}

/// One of the achievements in the order in which most users have them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MostAchieved {
    /// What to ask for the next one with.
    pub iterator: i32,
    /// Its name.
    pub name: String,
    /// How many of a hundred users have it.
    pub percent: f32,
    /// Whether this user has it.
    pub achieved: bool,
}

/// Achievements and stats (`ISteamUserStats`). What is unknown, or not there yet, is `None` or `false`.
pub trait UserStats {
    /// Behind Steamworks: `GetStatInt32`.
    fn stat_int(&self, name: &str) -> Option<i32>;

    /// Behind Steamworks: `GetStatFloat`.
    fn stat_float(&self, name: &str) -> Option<f32>;

    /// Behind Steamworks: `SetStatInt32`.
    fn set_stat_int(&self, name: &str, value: i32) -> bool;

    /// Behind Steamworks: `SetStatFloat`.
    fn set_stat_float(&self, name: &str, value: f32) -> bool;

    /// Adds a session to a stat that is an average: so much in so many seconds.
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

    /// Unlocks an achievement, until it is stored for this process alone.
    ///
    /// Behind Steamworks: `SetAchievement`.
    fn set_achievement(&self, name: &str) -> bool;

    /// Locks an achievement again.
    ///
    /// Behind Steamworks: `ClearAchievement`.
    fn clear_achievement(&self, name: &str) -> bool;

    /// Sends what has changed. Answered by [`StatsEvent::Stored`], and by [`StatsEvent::AchievementStored`] for each
    /// achievement.
    ///
    /// Behind Steamworks: `StoreStats`.
    fn store_stats(&self) -> bool;

    /// Takes all stats back to their beginning, and stores that.
    ///
    /// Behind Steamworks: `ResetAllStats`.
    fn reset_all_stats(&self, achievements_too: bool) -> bool;

    /// Shows the user how far they are. Changes nothing.
    ///
    /// Behind Steamworks: `IndicateAchievementProgress`.
    fn indicate_achievement_progress(&self, name: &str, current: u32, max: u32) -> bool;

    /// Behind Steamworks: `GetNumAchievements`.
    fn num_achievements(&self) -> u32;

    /// The name of the achievement at `index`, empty if there is none.
    ///
    /// Behind Steamworks: `GetAchievementName`.
    fn achievement_name(&self, index: u32) -> String;

    /// The handle of an achievement's picture, 0 if there is none or it is not there yet.
    ///
    /// Behind Steamworks: `GetAchievementIcon`.
    fn achievement_icon(&self, name: &str) -> i32;

    /// `name`, `desc` or `hidden` of an achievement, empty for others.
    ///
    /// Behind Steamworks: `GetAchievementDisplayAttribute`.
    fn achievement_display_attribute(&self, name: &str, key: &str) -> String;

    /// How many of a hundred users have an achievement.
    ///
    /// Behind Steamworks: `GetAchievementAchievedPercent`.
    fn achievement_achieved_percent(&self, name: &str) -> Option<f32>;

    /// Where the progress of an achievement begins and ends.
    ///
    /// Behind Steamworks: `GetAchievementProgressLimitsInt32`.
    fn achievement_progress_limits_int(&self, name: &str) -> Option<(i32, i32)>;

    /// The same for a stat of fractions.
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

    /// The one after it.
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

/// What comes back from `ISteamUserStats`. Games are 64-bit `CGameID`s, results are `EResult`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StatsEvent {
    /// This user's own stats are there (`UserStatsReceived_t`, posted unasked).
    CurrentReceived {
        /// For which game.
        game: u64,
        /// 1 for success.
        result: i32,
        /// Whose.
        user: SteamId,
    },
    /// A user's stats are there (`UserStatsReceived_t`).
    UserReceived {
        /// For which game.
        game: u64,
        /// 1 for success, 2 for a user who has none.
        result: i32,
        /// Whose.
        user: SteamId,
    },
    /// A user's stats were dropped to make room and can be asked for again (`UserStatsUnloaded_t`).
    UserUnloaded {
        /// Whose.
        user: SteamId,
    },
    /// The stats were stored (`UserStatsStored_t`).
    Stored {
        /// For which game.
        game: u64,
        /// 1 for success, 8 where some broke their limits and have their old value again.
        result: i32,
    },
    /// An achievement was stored, or its progress shown (`UserAchievementStored_t`).
    AchievementStored {
        /// For which game.
        game: u64,
        /// Unused by Steam.
        group: bool,
        /// Its name.
        name: String,
        /// How far the user is; 0 if it was unlocked.
        current: u32,
        /// Out of how much; 0 if it was unlocked.
        max: u32,
    },
    /// An achievement's picture is there (`UserAchievementIconFetched_t`).
    AchievementIconFetched {
        /// For which game.
        game: u64,
        /// The achievement's name.
        name: String,
        /// Whether it is the picture of the unlocked achievement.
        achieved: bool,
        /// The picture's handle, 0 if there is none.
        icon: i32,
    },
    /// How many users have each achievement (`GlobalAchievementPercentagesReady_t`).
    GlobalPercentagesReady {
        /// For which game.
        game: u64,
        /// 1 for success.
        result: i32,
    },
    /// The sums over all users are there (`GlobalStatsReceived_t`).
    GlobalReceived {
        /// For which game.
        game: u64,
        /// 1 for success.
        result: i32,
    },
    /// How many play the game (`NumberOfCurrentPlayers_t`).
    NumberOfCurrentPlayers {
        /// Whether the number could be had.
        success: bool,
        /// How many.
        players: i32,
    },
}
