//! `ISteamGameServerStats` for scripts: achievements and stats of players.

use godot::builtin::{GString, VarDictionary, vdict};

use super::{current, pump};
use crate::contract::game_server_stats::GameServerStatsEvent;
use crate::contract::user_stats::MAX_NAME_BYTES;
use crate::contract::{Event, GameServerStats, SteamId};
use crate::script::{arguments, report};

/// The range of Steam's `int32`.
const INT32: std::ops::RangeInclusive<i64> = i32::MIN as i64..=i32::MAX as i64;
/// `k_EResultInvalidParam`.
const RESULT_INVALID_PARAM: i32 = 8;
/// `k_EResultFail`.
const RESULT_FAIL: i32 = 2;

/// Looks up an achievement or stat of a player by name. `None` after an error line if it is unknown or may not be changed.
fn of_player<R>(
    method: &'static str,
    steam_id: i64,
    name: &GString,
    ask: impl FnOnce(&dyn GameServerStats, SteamId, &str) -> Option<R>,
) -> Option<R> {
    current::with(method, |platform| {
        let user = arguments::user(method, "steam_id", steam_id)?;
        let name = arguments::name(method, "name", name, MAX_NAME_BYTES - 1)?;
        let found = platform.game_server_stats().and_then(|stats| ask(stats, user, &name));
        if found.is_none() {
            let reason = format!(
                "{name:?} has another type, has not been requested with \
            requestUserStats, or must not be changed by servers"
            );
            report::warning(method, reason);
        }
        Some(found)
    })
    .flatten()
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

/// Requests or stores the stats of a player. A refused call is answered as well.
fn ask(
    method: &'static str,
    answer: &'static str,
    steam_id: i64,
    refused: impl Fn(i32) -> GameServerStatsEvent,
    ask: impl FnOnce(&dyn GameServerStats, SteamId),
) {
    current::with_answer(method, answer, |platform| {
        let refuse = |result| pump::refuse(answer, Event::GameServerStats(refused(result)));
        let Some(user) = arguments::user(method, "steam_id", steam_id) else {
            refuse(RESULT_INVALID_PARAM);
            return Some(());
        };
        match platform.game_server_stats() {
            Some(stats) => {
                ask(stats, user);
                pump::expect_answer(answer);
            }
            None => {
                report::error(method, "the Steam client is too old for stats of players");
                refuse(RESULT_FAIL);
            }
        }
        Some(())
    });
}

methods! {
impl Class {
    /// Asks for a player's achievements and stats. Answered by `stats_received`; the other methods work from then on, until
    /// `stats_unloaded`. Steamworks: `RequestUserStats`.
    ///
    /// Local: From the user's file. A running user has stats, even if they have stored none.
    #[func(rename = requestUserStats)]
    pub fn request_user_stats(steam_id: i64) {
        let refused = |result| GameServerStatsEvent::Received { result, user: SteamId(steam_id as u64) };
        ask(method!("requestUserStats"), "stats_received", steam_id, refused, |stats, user| {
            stats.request_player_stats(user);
        });
    }

    /// The value of a player's stat of type INT; 0 if there is none. Steamworks: `GetUserStatInt32`.
    #[func(rename = getUserStatInt)]
    pub fn get_user_stat_int(steam_id: i64, name: GString) -> i64 {
        let value = of_player(method!("getUserStatInt"), steam_id, &name, |stats, user, name| {
            stats.player_stat_int(user, name)
        });
        value.map_or(0, i64::from)
    }

    /// The value of a player's stat of type FLOAT or AVGRATE; 0 if there is none. Steamworks: `GetUserStatFloat`.
    #[func(rename = getUserStatFloat)]
    pub fn get_user_stat_float(steam_id: i64, name: GString) -> f64 {
        let value = of_player(method!("getUserStatFloat"), steam_id, &name, |stats, user, name| {
            stats.player_stat_float(user, name)
        });
        value.map_or(0.0, f64::from)
    }

    /// Whether a player has an achievement.
    ///
    /// Keys: `steam_id` (int), `retrieved` (bool, whether there is such an achievement), `name` (String), `achieved` (bool); empty
    /// before initialisation. Steamworks: `GetUserAchievement`.
    #[func(rename = getUserAchievement)]
    pub fn get_user_achievement(steam_id: i64, name: GString) -> VarDictionary {
        const METHOD: &str = method!("getUserAchievement");
        if !current::peek(|platform| platform.is_some()) {
            return current::with(METHOD, |_| VarDictionary::new());
        }
        let achieved =
            of_player(METHOD, steam_id, &name, |stats, user, name| stats.player_achievement(user, name));
        vdict! {
            "steam_id" => steam_id,
            "retrieved" => achieved.is_some(),
            "name" => &name,
            "achieved" => achieved.unwrap_or(false),
        }
    }

    /// Sets a player's stat of type INT; call `storeUserStats` to keep the value. Returns whether there is such a stat and servers may
    /// change it. On Steam, you configure this on Steamworks' website, together with the addresses of your official servers.
    /// Steamworks: `SetUserStatInt32`.
    ///
    /// Local: Only stats with `set_by="game_server"` in `steam_achievements.cfg`; without that file, all.
    #[func(rename = setUserStatInt)]
    pub fn set_user_stat_int(steam_id: i64, name: GString, stat: i64) -> bool {
        const METHOD: &str = method!("setUserStatInt");
        let Some(value) = arguments::number(METHOD, "stat", stat, INT32) else { return false };
        of_player(METHOD, steam_id, &name, |stats, user, name| {
            stats.set_player_stat_int(user, name, value).then_some(())
        })
        .is_some()
    }

    /// Sets a player's stat of type FLOAT, as `setUserStatInt`. Steamworks: `SetUserStatFloat`.
    ///
    /// Local: As `setUserStatInt`.
    #[func(rename = setUserStatFloat)]
    pub fn set_user_stat_float(steam_id: i64, name: GString, stat: f64) -> bool {
        const METHOD: &str = method!("setUserStatFloat");
        let Some(value) = float(METHOD, "stat", stat) else { return false };
        of_player(METHOD, steam_id, &name, |stats, user, name| {
            stats.set_player_stat_float(user, name, value).then_some(())
        })
        .is_some()
    }

    /// Adds a session to a player's stat of type AVGRATE: `this_session` is the value gained in it, `session_length` its length in
    /// seconds. Steamworks: `UpdateUserAvgRateStat`.
    ///
    /// Local: As `setUserStatInt`.
    #[func(rename = updateUserAvgRateStat)]
    pub fn update_user_avg_rate_stat(
        steam_id: i64,
        name: GString,
        this_session: f64,
        session_length: f64,
    ) -> bool {
        const METHOD: &str = method!("updateUserAvgRateStat");
        let Some(count) = float(METHOD, "this_session", this_session) else { return false };
        if !(session_length > 0.0 && session_length.is_finite()) {
            report::bad_argument(METHOD, "session_length", session_length, "it must be above 0 (seconds)");
            return false;
        }
        of_player(METHOD, steam_id, &name, |stats, user, name| {
            stats.update_player_avg_rate_stat(user, name, count, session_length).then_some(())
        })
        .is_some()
    }

    /// Unlocks an achievement of a player; call `storeUserStats` to keep it. Returns as `setUserStatInt`. Steamworks:
    /// `SetUserAchievement`.
    ///
    /// Local: As `setUserStatInt`.
    #[func(rename = setUserAchievement)]
    pub fn set_user_achievement(steam_id: i64, name: GString) -> bool {
        of_player(method!("setUserAchievement"), steam_id, &name, |stats, user, name| {
            stats.set_player_achievement(user, name, true).then_some(())
        })
        .is_some()
    }

    /// Locks an achievement of a player again, as `setUserAchievement`. Steamworks: `ClearUserAchievement`.
    ///
    /// Local: As `setUserStatInt`.
    #[func(rename = clearUserAchievement)]
    pub fn clear_user_achievement(steam_id: i64, name: GString) -> bool {
        of_player(method!("clearUserAchievement"), steam_id, &name, |stats, user, name| {
            stats.set_player_achievement(user, name, false).then_some(())
        })
        .is_some()
    }

    /// Stores a player's changed achievements and stats. Answered by `stats_stored`, with `RESULT_INVALID_PARAM` if a value broke
    /// its limits and has its old value again. Steamworks: `StoreUserStats`.
    ///
    /// Local: Stored in the user's file. The user sees the changes once they store their own stats, or call
    /// `Steam.requestUserStats` with their own ID.
    #[func(rename = storeUserStats)]
    pub fn store_user_stats(steam_id: i64) {
        let refused = |result| GameServerStatsEvent::Stored { result, user: SteamId(steam_id as u64) };
        ask(method!("storeUserStats"), "stats_stored", steam_id, refused, |stats, user| {
            stats.store_player_stats(user);
        });
    }
}
}
