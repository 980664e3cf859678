//! `ISteamGameServerStats`: achievements and stats of players, for a game server.

use serde::{Deserialize, Serialize};

use super::SteamId;

/// Achievements and stats of players (`ISteamGameServerStats`). They are there once [`request_player_stats`] was answered; before, and
/// for what is unknown, the answer is `None` or `false`. That they are gone again is told by
/// [`StatsEvent::UserUnloaded`](super::user_stats::StatsEvent::UserUnloaded).
///
/// [`request_player_stats`]: GameServerStats::request_player_stats
pub trait GameServerStats {
    /// Asks for a player's. Answer: [`GameServerStatsEvent::Received`].
    ///
    /// Behind Steamworks: `RequestUserStats`.
    fn request_player_stats(&self, user: SteamId);

    /// Behind Steamworks: `GetUserStatInt32`.
    fn player_stat_int(&self, user: SteamId, name: &str) -> Option<i32>;

    /// Behind Steamworks: `GetUserStatFloat`.
    fn player_stat_float(&self, user: SteamId, name: &str) -> Option<f32>;

    /// Whether the player has an achievement.
    ///
    /// Behind Steamworks: `GetUserAchievement`.
    fn player_achievement(&self, user: SteamId, name: &str) -> Option<bool>;

    /// Behind Steamworks: `SetUserStatInt32`.
    fn set_player_stat_int(&self, user: SteamId, name: &str, value: i32) -> bool;

    /// Behind Steamworks: `SetUserStatFloat`.
    fn set_player_stat_float(&self, user: SteamId, name: &str, value: f32) -> bool;

    /// Adds a session to a stat that is an average: so much in so many seconds.
    ///
    /// Behind Steamworks: `UpdateUserAvgRateStat`.
    fn update_player_avg_rate_stat(
        &self,
        user: SteamId,
        name: &str,
        this_session: f32,
        session_length: f64,
    ) -> bool;

    /// Unlocks an achievement, or locks it again.
    ///
    /// Behind Steamworks: `SetUserAchievement`, `ClearUserAchievement`.
    fn set_player_achievement(&self, user: SteamId, name: &str, achieved: bool) -> bool;

    /// Stores what the server has changed. Answer: [`GameServerStatsEvent::Stored`].
    ///
    /// Behind Steamworks: `StoreUserStats`.
    fn store_player_stats(&self, user: SteamId);
}

/// Events of players' achievements and stats.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum GameServerStatsEvent {
    /// They are there, or are not (`GSStatsReceived_t`).
    Received {
        /// `EResult`.
        result: i32,
        /// Whose.
        user: SteamId,
    },
    /// They were stored, or were not (`GSStatsStored_t`).
    Stored {
        /// `EResult`.
        result: i32,
        /// Whose.
        user: SteamId,
    },
}
