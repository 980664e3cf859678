//! Game server stats.

use crate::script::not_carried::not_carried;

not_carried! {
    /// Achievements and stats of players.
    static GAME_SERVER_STATS = "GameServerStats" {
        fn clearUserAchievement(steam_id: int, name: String) -> bool;
        fn getUserAchievement(steam_id: int, name: String) -> Dictionary;
        fn getUserStatInt(steam_id: int, name: String) -> int;
        fn getUserStatFloat(steam_id: int, name: String) -> float;
        fn requestUserStats(steam_id: int);
        fn setUserAchievement(steam_id: int, name: String) -> bool;
        fn setUserStatInt(steam_id: int, name: String, stat: int) -> bool;
        fn setUserStatFloat(steam_id: int, name: String, stat: float) -> bool;
        fn storeUserStats(steam_id: int);
        fn updateUserAvgRateStat(
            steam_id: int,
            name: String,
            this_session: float,
            session_length: float
        ) -> bool;
        signal stats_received(result: int, steam_id: int);
        signal stats_stored(result: int, steam_id: int);
        signal stats_unloaded(steam_id: int);
    }
}
