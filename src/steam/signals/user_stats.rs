//! Signals of `ISteamUserStats`.

use godot::builtin::GString;

use super::super::Steam;
use super::super::enums::ResultValue;
use super::id;
use crate::contract::user_stats::StatsEvent;
use crate::script::signals::signals;

signals! { impl Steam {
    /// Your stats and achievements are available, after `requestCurrentStats` or unasked. `result` is 1 for success.
    fn current_stats_received(game_id: i64, result: i64, user_id: i64);

    /// The answer to `requestUserStats`: the user's stats and achievements are available. `result` is 1 for success, 2 for a user who
    /// has none.
    fn user_stats_received(game_id: i64, result: i64, user_id: i64);

    /// Steam has unloaded the stats and achievements of another user; request them again if you need them.
    fn user_stats_unloaded(user_id: i64);

    /// The answer to `storeStats` and `resetAllStats`. `RESULT_INVALID_PARAM` means that some stats broke their limits and have their
    /// old values again.
    fn user_stats_stored(game_id: i64, result: ResultValue);

    /// An achievement has been stored, or `indicateAchievementProgress` has shown its progress; `current_progress` and `max_progress`
    /// are 0 for an unlocked achievement.
    fn user_achievement_stored(game_id: i64, group_achieve: bool, achievement_name: GString, current_progress: i64, max_progress: i64);

    /// A picture that `getAchievementIcon` did not have yet has been fetched; `icon_handle` is 0 for an achievement
    /// without a picture.
    fn user_achievement_icon_fetched(game_id: i64, achievement_name: GString, was_achieved: bool, icon_handle: i64);

    /// The answer to `requestGlobalAchievementPercentages`.
    fn global_achievement_percentages_ready(game_id: i64, result: ResultValue);

    /// The answer to `requestGlobalStats`.
    fn global_stats_received(game_id: i64, result: ResultValue);

    /// The answer to `getNumberOfCurrentPlayers`; `success` is 1, or 0 on failure.
    fn number_of_current_players(success: i64, players: i64);
}}

/// Emits the signal that stands for `event`.
pub(super) fn emit(event: StatsEvent) {
    match event {
        StatsEvent::CurrentReceived { game, result, user } => {
            current_stats_received(game as i64, i64::from(result), id(user));
        }
        StatsEvent::UserReceived { game, result, user } => {
            user_stats_received(game as i64, i64::from(result), id(user));
        }
        StatsEvent::UserUnloaded { user } => user_stats_unloaded(id(user)),
        StatsEvent::Stored { game, result } => {
            user_stats_stored(game as i64, ResultValue(i64::from(result)));
        }
        StatsEvent::AchievementStored { game, group, name, current, max } => {
            let (current, max) = (i64::from(current), i64::from(max));
            user_achievement_stored(game as i64, group, GString::from(&name), current, max);
        }
        StatsEvent::AchievementIconFetched { game, name, achieved, icon } => {
            user_achievement_icon_fetched(game as i64, GString::from(&name), achieved, i64::from(icon));
        }
        StatsEvent::GlobalPercentagesReady { game, result } => {
            global_achievement_percentages_ready(game as i64, ResultValue(i64::from(result)));
        }
        StatsEvent::GlobalReceived { game, result } => {
            global_stats_received(game as i64, ResultValue(i64::from(result)));
        }
        StatsEvent::NumberOfCurrentPlayers { success, players } => {
            number_of_current_players(i64::from(success), i64::from(players));
        }
    }
}
