//! `ISteamGameServerStats`.

use super::methods;
use super::user_stats::{fill, name};
use crate::arguments::{Out, Text};
use crate::calls::Kind;
use crate::contract::game_server_stats::GameServerStatsEvent;
use crate::contract::{Event, GameServerStats, SteamId};
use crate::switches::violation;

methods! { GameServerStats:
    fn SteamAPI_ISteamGameServerStats_RequestUserStats(steam, user: u64) -> u64, or 0; {
        let user = SteamId(user);
        let like = Event::GameServerStats(GameServerStatsEvent::Received { result: 0, user });
        steam.call(Kind::AnsweredLike(like), |platform| platform.request_player_stats(user))
    }

    fn SteamAPI_ISteamGameServerStats_GetUserStatInt32(
        steam, user: u64, stat: Text, value: Out<i32>
    ) -> bool, or false; {
        fill(steam.platform.player_stat_int(SteamId(user), &name(&stat)), &value)
    }

    fn SteamAPI_ISteamGameServerStats_GetUserStatFloat(
        steam, user: u64, stat: Text, value: Out<f32>
    ) -> bool, or false; {
        fill(steam.platform.player_stat_float(SteamId(user), &name(&stat)), &value)
    }

    fn SteamAPI_ISteamGameServerStats_GetUserAchievement(
        steam, user: u64, achievement: Text, achieved: Out<bool>
    ) -> bool, or false; {
        fill(steam.platform.player_achievement(SteamId(user), &name(&achievement)), &achieved)
    }

    fn SteamAPI_ISteamGameServerStats_SetUserStatInt32(
        steam, user: u64, stat: Text, value: i32
    ) -> bool, or false; {
        steam.platform.set_player_stat_int(SteamId(user), &name(&stat), value)
    }

    fn SteamAPI_ISteamGameServerStats_SetUserStatFloat(
        steam, user: u64, stat: Text, value: f32
    ) -> bool, or false; {
        if !value.is_finite() {
            violation("a stat that is not finite");
        }
        steam.platform.set_player_stat_float(SteamId(user), &name(&stat), value)
    }

    fn SteamAPI_ISteamGameServerStats_UpdateUserAvgRateStat(
        steam, user: u64, stat: Text, this_session: f32, session_length: f64
    ) -> bool, or false; {
        if session_length <= 0.0 {
            violation("a session without a length");
        }
        steam.platform.update_player_avg_rate_stat(SteamId(user), &name(&stat), this_session, session_length)
    }

    fn SteamAPI_ISteamGameServerStats_SetUserAchievement(
        steam, user: u64, achievement: Text
    ) -> bool, or false; {
        steam.platform.set_player_achievement(SteamId(user), &name(&achievement), true)
    }

    fn SteamAPI_ISteamGameServerStats_ClearUserAchievement(
        steam, user: u64, achievement: Text
    ) -> bool, or false; {
        steam.platform.set_player_achievement(SteamId(user), &name(&achievement), false)
    }

    fn SteamAPI_ISteamGameServerStats_StoreUserStats(steam, user: u64) -> u64, or 0; {
        let user = SteamId(user);
        let like = Event::GameServerStats(GameServerStatsEvent::Stored { result: 0, user });
        steam.call(Kind::AnsweredLike(like), |platform| platform.store_player_stats(user))
    }
}
