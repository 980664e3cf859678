//! Leaderboards: the names alone.

use crate::script::not_carried::not_carried;

not_carried! {
    /// Scores of all users, ordered.
    static LEADERBOARDS = "UserStats: leaderboards" {
        fn attachLeaderboardUGC(ugc_handle: int, this_leaderboard: int = 0);
        fn downloadLeaderboardEntries(start: int, end: int, type: int = 0, this_leaderboard: int = 0);
        fn downloadLeaderboardEntriesForUsers(users_id: Array, this_leaderboard: int = 0);
        fn findLeaderboard(leaderboard_name: String);
        fn findOrCreateLeaderboard(leaderboard_name: String, sort_method: int, display_type: int);
        fn getLeaderboardDisplayType(this_leaderboard: int = 0) -> LeaderboardDisplayType;
        fn getLeaderboardEntryCount(this_leaderboard: int = 0) -> int;
        fn getLeaderboardName(this_leaderboard: int = 0) -> String;
        fn getLeaderboardSortMethod(this_leaderboard: int = 0) -> LeaderboardSortMethod;
        fn setLeaderboardDetailsMax(max: int) -> int;
        fn uploadLeaderboardScore(score: int, keep_best: bool = true, details: PackedInt32Array = [],
            this_leaderboard: int = 0);
        fn getLeaderboardEntries() -> Array;
        signal leaderboard_find_result(leaderboard_handle: int, found: int);
        signal leaderboard_scores_downloaded(message: String, leaderboard_handle: int, leaderboard_entries:
            Array);
        signal leaderboard_score_uploaded(success: int, this_handle: int, this_score: Dictionary);
        signal leaderboard_ugc_set(leaderboard_handle: int, result: Result);
    }

}
