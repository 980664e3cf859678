//! Signals of `ISteamUserStats`.

use godot::builtin::GString;

use super::super::Steam;
use super::super::enums::ResultValue;
use super::id;
use crate::contract::user_stats::StatsEvent;
use crate::script::signals::signals;

signals! { impl Steam {
    /// The own stats and achievements are there, as an answer to `requestCurrentStats` or unasked. `result` is 1 for success.
    fn current_stats_received(game_id: i64, result: i64, user_id: i64);

    /// The stats and achievements of a user that `requestUserStats` asked for are there. `result` is 1 for success, 2 for a user who has none.
    fn user_stats_received(game_id: i64, result: i64, user_id: i64);

    /// The stats and achievements of another user made room for others and can be asked for again.
    fn user_stats_unloaded(user_id: i64);

    /// `storeStats` or `resetAllStats` is done. `RESULT_INVALID_PARAM`: some stats broke their limits and have their old value again.
    fn user_stats_stored(game_id: i64, result: ResultValue);

    /// An achievement was stored, or its progress shown by `indicateAchievementProgress`; `current_progress` and `max_progress` are 0 for one that was unlocked.
    fn user_achievement_stored(game_id: i64, group_achieve: bool, achievement_name: GString, current_progress: i64, max_progress: i64);

    /// The picture that `getAchievementIcon` did not have yet is there; `icon_handle` is 0 for an achievement without one.
    fn user_achievement_icon_fetched(game_id: i64, achievement_name: GString, was_achieved: bool, icon_handle: i64);

    /// The answer to `requestGlobalAchievementPercentages`.
    fn global_achievement_percentages_ready(game_id: i64, result: ResultValue);

    /// The answer to `requestGlobalStats`.
    fn global_stats_received(game_id: i64, result: ResultValue);

    /// The answer to `getNumberOfCurrentPlayers`; `success` is 1, or 0 where the number could not be had.
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
