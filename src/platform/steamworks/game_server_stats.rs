//! `ISteamGameServerStats`: achievements and stats of players.

use std::ffi::c_char;

use ::steamworks::sys;

use super::calls::{Answer, RESULT_IO_FAILURE};
use super::{SteamworksPlatform, callbacks, strings};
use crate::contract::game_server_stats::GameServerStatsEvent;
use crate::contract::{Event, GameServerStats, SteamId};

type Stats = *mut sys::ISteamGameServerStats;

impl SteamworksPlatform {
    /// Makes a call with a name. `false` if there is no such interface, or if the name is invalid.
    fn player_stats(&self, name: &str, act: impl FnOnce(Stats, *const c_char) -> bool) -> bool {
        let (Some(stats), Some(name)) = (self.interfaces.game_server_stats.get(), strings::for_steam(name))
        else {
            return false;
        };
        act(stats, name.as_ptr())
    }

    /// Gets one value by its name.
    fn player_stat<T: Default>(
        &self,
        name: &str,
        get: impl FnOnce(Stats, *const c_char, *mut T) -> bool,
    ) -> Option<T> {
        let mut value = T::default();
        self.player_stats(name, |stats, name| get(stats, name, &mut value)).then_some(value)
    }
}

impl GameServerStats for SteamworksPlatform {
    fn request_player_stats(&self, user: SteamId) {
        let answer = Answer {
            signal: "stats_received",
            callback: callbacks::game_server::STATS_RECEIVED,
            size: size_of::<sys::GSStatsReceived_t>(),
            read: |_, bytes| callbacks::game_server::stats_received(bytes),
            failure: Event::GameServerStats(GameServerStatsEvent::Received {
                result: RESULT_IO_FAILURE,
                user,
            }),
        };
        // SAFETY: a live interface and a number.
        self.ask(&self.interfaces.game_server_stats, answer, |stats| unsafe {
            sys::SteamAPI_ISteamGameServerStats_RequestUserStats(stats, user.0)
        });
    }

    fn player_stat_int(&self, user: SteamId, name: &str) -> Option<i32> {
        // SAFETY: a live interface, a NUL-terminated text, and a value of ours.
        self.player_stat(name, |stats, name, value| unsafe {
            sys::SteamAPI_ISteamGameServerStats_GetUserStatInt32(stats, user.0, name, value)
        })
    }

    fn player_stat_float(&self, user: SteamId, name: &str) -> Option<f32> {
        // SAFETY: a live interface, a NUL-terminated text, and a value of ours.
        self.player_stat(name, |stats, name, value| unsafe {
            sys::SteamAPI_ISteamGameServerStats_GetUserStatFloat(stats, user.0, name, value)
        })
    }

    fn player_achievement(&self, user: SteamId, name: &str) -> Option<bool> {
        // SAFETY: a live interface, a NUL-terminated text, and a value of ours.
        self.player_stat(name, |stats, name, achieved| unsafe {
            sys::SteamAPI_ISteamGameServerStats_GetUserAchievement(stats, user.0, name, achieved)
        })
    }

    fn set_player_stat_int(&self, user: SteamId, name: &str, value: i32) -> bool {
        // SAFETY: a live interface and a NUL-terminated text.
        self.player_stats(name, |stats, name| unsafe {
            sys::SteamAPI_ISteamGameServerStats_SetUserStatInt32(stats, user.0, name, value)
        })
    }

    fn set_player_stat_float(&self, user: SteamId, name: &str, value: f32) -> bool {
        // SAFETY: a live interface and a NUL-terminated text.
        self.player_stats(name, |stats, name| unsafe {
            sys::SteamAPI_ISteamGameServerStats_SetUserStatFloat(stats, user.0, name, value)
        })
    }

    fn update_player_avg_rate_stat(
        &self,
        user: SteamId,
        name: &str,
        this_session: f32,
        session_length: f64,
    ) -> bool {
        // SAFETY: a live interface and a NUL-terminated text.
        self.player_stats(name, |stats, name| unsafe {
            sys::SteamAPI_ISteamGameServerStats_UpdateUserAvgRateStat(
                stats,
                user.0,
                name,
                this_session,
                session_length,
            )
        })
    }

    fn set_player_achievement(&self, user: SteamId, name: &str, achieved: bool) -> bool {
        // SAFETY: a live interface and a NUL-terminated text.
        self.player_stats(name, |stats, name| unsafe {
            if achieved {
                sys::SteamAPI_ISteamGameServerStats_SetUserAchievement(stats, user.0, name)
            } else {
                sys::SteamAPI_ISteamGameServerStats_ClearUserAchievement(stats, user.0, name)
            }
        })
    }

    fn store_player_stats(&self, user: SteamId) {
        let answer = Answer {
            signal: "stats_stored",
            callback: callbacks::game_server::STATS_STORED,
            size: size_of::<sys::GSStatsStored_t>(),
            read: |_, bytes| callbacks::game_server::stats_stored(bytes),
            failure: Event::GameServerStats(GameServerStatsEvent::Stored { result: RESULT_IO_FAILURE, user }),
        };
        // SAFETY: a live interface and a number.
        self.ask(&self.interfaces.game_server_stats, answer, |stats| unsafe {
            sys::SteamAPI_ISteamGameServerStats_StoreUserStats(stats, user.0)
        });
    }
}
