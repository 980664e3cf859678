//! Signals of `ISteamUserStats` about leaderboards.

use godot::builtin::{GString, PackedInt32Array, VarArray, VarDictionary, vdict};
use godot::meta::ToGodot;

use super::super::enums::ResultValue;
use super::super::{Steam, properties};
use super::id;
use crate::contract::leaderboards::{Entry, LeaderboardEvent, Upload};
use crate::script::signals::signals;

signals! { impl Steam {
    /// The answer to `findLeaderboard` and `findOrCreateLeaderboard`. `found` is 1, or 0 if there is no such leaderboard or the
    /// request failed; the handle is then 0.
    fn leaderboard_find_result(leaderboard_handle: i64, found: i64);

    /// The answer to `downloadLeaderboardEntries` and `downloadLeaderboardEntriesForUsers`. `message` is the reason if there are no
    /// entries, otherwise empty. Keys of each entry: `score` (int), `steam_id` (int), `global_rank` (int, from 1), `ugc_handle` (int,
    /// -1 if nothing is attached), `details` (PackedInt32Array).
    fn leaderboard_scores_downloaded(message: GString, leaderboard_handle: i64, leaderboard_entries: VarArray);

    /// The answer to `uploadLeaderboardScore`; `success` is 1, or 0 on failure. Keys of `this_score`: `score` (int, the one
    /// uploaded), `score_changed` (int, 0 if a better score stays), `global_rank_new` (int), `global_rank_prev` (int, 0 if there was
    /// no entry).
    fn leaderboard_score_uploaded(success: i64, this_handle: i64, this_score: VarDictionary);

    /// The answer to `attachLeaderboardUGC`.
    fn leaderboard_ugc_set(leaderboard_handle: i64, result: ResultValue);
}}

fn dictionary(entry: Entry, details_max: usize) -> VarDictionary {
    let details: PackedInt32Array = entry.details.into_iter().take(details_max).collect();
    vdict! {
        "score" => entry.score,
        "steam_id" => id(entry.user),
        "global_rank" => entry.global_rank,
        "ugc_handle" => entry.ugc as i64,
        "details" => &details,
    }
}

/// Emits the signal that stands for `event`.
pub(super) fn emit(event: LeaderboardEvent) {
    match event {
        LeaderboardEvent::Found { leaderboard, found } => {
            let handle = leaderboard.0 as i64;
            if found {
                properties::found_leaderboard(handle);
            }
            leaderboard_find_result(handle, i64::from(found));
        }
        LeaderboardEvent::Downloaded { leaderboard, entries } => {
            let (message, entries) = match entries {
                Ok(entries) if entries.is_empty() => ("there are no such entries".to_owned(), entries),
                Ok(entries) => (String::new(), entries),
                Err(reason) => (reason, Vec::new()),
            };
            let details_max = properties::details_max();
            let entries: VarArray =
                entries.into_iter().map(|entry| dictionary(entry, details_max).to_variant()).collect();
            properties::downloaded_entries(&entries);
            leaderboard_scores_downloaded(GString::from(&message), leaderboard.0 as i64, entries);
        }
        LeaderboardEvent::Uploaded(Upload {
            success,
            leaderboard,
            score,
            changed,
            new_rank,
            previous_rank,
        }) => {
            let this_score = vdict! {
                "score" => score,
                "score_changed" => i64::from(changed),
                "global_rank_new" => new_rank,
                "global_rank_prev" => previous_rank,
            };
            leaderboard_score_uploaded(i64::from(success), leaderboard.0 as i64, this_score);
        }
        LeaderboardEvent::UgcSet { result, leaderboard } => {
            leaderboard_ugc_set(leaderboard.0 as i64, ResultValue(i64::from(result)));
        }
    }
}
