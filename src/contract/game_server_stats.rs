//! `ISteamGameServerStats`: achievements and stats of players, for a game server.

use serde::{Deserialize, Serialize};

use super::SteamId;

/// Achievements and stats of players (`ISteamGameServerStats`). They are available once [`request_player_stats`] has been answered;
/// until then, and for unknown names, the answer is `None` or `false`.
/// [`StatsEvent::UserUnloaded`](super::user_stats::StatsEvent::UserUnloaded) reports that they are no longer available.
///
/// [`request_player_stats`]: GameServerStats::request_player_stats
pub trait GameServerStats {
    /// Asks for a player's achievements and stats. Answer: [`GameServerStatsEvent::Received`].
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

    /// Adds a session to an average stat: a value and a number of seconds.
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
    /// The answer to requesting them (`GSStatsReceived_t`).
    Received {
        /// `EResult`.
        result: i32,
        /// The user.
        user: SteamId,
    },
    /// The answer to storing them (`GSStatsStored_t`).
    Stored {
        /// `EResult`.
        result: i32,
        /// The user.
        user: SteamId,
    },
}
