//! Answers of `ISteamUserStats` about leaderboards.

use super::{Callback, Structure, value};
use crate::contract::leaderboards::{LeaderboardEvent, Upload};

/// The structure; `entries` is the handle for fetching the downloaded entries.
pub(crate) fn of(event: &LeaderboardEvent, entries: u64) -> Callback {
    let new = Structure::new;
    match event {
        LeaderboardEvent::Found { leaderboard, found } => {
            new().number_of_8(leaderboard.0).bool(*found).number(1104)
        }
        LeaderboardEvent::Downloaded { leaderboard, entries: downloaded } => {
            let count = downloaded.as_ref().map_or(0, Vec::len);
            new().number_of_8(leaderboard.0).number_of_8(entries).i32(count as i32).number(1105)
        }
        LeaderboardEvent::Uploaded(Upload {
            success,
            leaderboard,
            score,
            changed,
            new_rank,
            previous_rank,
        }) => new()
            .bool(*success)
            .number_of_8(leaderboard.0)
            .i32(*score)
            .bool(*changed)
            .i32(*new_rank)
            .i32(*previous_rank)
            .number(1106),
        LeaderboardEvent::UgcSet { result, leaderboard } => {
            new().i32(value(*result)).number_of_8(leaderboard.0).number(1111)
        }
    }
}
