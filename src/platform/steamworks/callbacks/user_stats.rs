//! Callbacks and answers of `ISteamUserStats`.

use std::mem::offset_of;

use ::steamworks::sys;

use super::structure::{Structure, member, number};
use crate::contract::Event;
use crate::contract::user_stats::{MAX_NAME_BYTES, StatsEvent};

/// `UserStatsReceived_t`.
pub(in super::super) const USER_STATS_RECEIVED: i32 = number!(UserStatsReceived_t_k_iCallback);
/// `GlobalAchievementPercentagesReady_t`.
pub(in super::super) const GLOBAL_PERCENTAGES_READY: i32 =
    number!(GlobalAchievementPercentagesReady_t_k_iCallback);
/// `GlobalStatsReceived_t`.
pub(in super::super) const GLOBAL_STATS_RECEIVED: i32 = number!(GlobalStatsReceived_t_k_iCallback);
/// `NumberOfCurrentPlayers_t`.
pub(in super::super) const NUMBER_OF_CURRENT_PLAYERS: i32 = number!(NumberOfCurrentPlayers_t_k_iCallback);

const USER_STATS_STORED: i32 = number!(UserStatsStored_t_k_iCallback);
const ACHIEVEMENT_STORED: i32 = number!(UserAchievementStored_t_k_iCallback);
const USER_STATS_UNLOADED: i32 = number!(UserStatsUnloaded_t_k_iCallback);
const ICON_FETCHED: i32 = number!(UserAchievementIconFetched_t_k_iCallback);

/// The event of one of the unsolicited callbacks. `None` for all others, and if it is too short.
pub(super) fn event(callback: i32, bytes: &[u8]) -> Option<Event> {
    let event = match callback {
        // The answers to `RequestUserStats` are results of their calls.
        USER_STATS_RECEIVED => {
            let (game, result, user) = received(bytes)?;
            StatsEvent::CurrentReceived { game, result, user }
        }
        USER_STATS_STORED => {
            let it = Structure::of::<sys::UserStatsStored_t>(bytes)?;
            StatsEvent::Stored {
                game: member!(it, UserStatsStored_t, u64 m_nGameID),
                result: member!(it, UserStatsStored_t, i32 m_eResult),
            }
        }
        ACHIEVEMENT_STORED => {
            let it = Structure::of::<sys::UserAchievementStored_t>(bytes)?;
            let name = offset_of!(sys::UserAchievementStored_t, m_rgchAchievementName);
            StatsEvent::AchievementStored {
                game: member!(it, UserAchievementStored_t, u64 m_nGameID),
                group: member!(it, UserAchievementStored_t, bool m_bGroupAchievement),
                name: it.text::<MAX_NAME_BYTES>(name),
                current: member!(it, UserAchievementStored_t, u32 m_nCurProgress),
                max: member!(it, UserAchievementStored_t, u32 m_nMaxProgress),
            }
        }
        USER_STATS_UNLOADED => {
            let it = Structure::of::<sys::UserStatsUnloaded_t>(bytes)?;
            StatsEvent::UserUnloaded { user: member!(it, UserStatsUnloaded_t, id m_steamIDUser) }
        }
        ICON_FETCHED => {
            let it = Structure::of::<sys::UserAchievementIconFetched_t>(bytes)?;
            let name = offset_of!(sys::UserAchievementIconFetched_t, m_rgchAchievementName);
            StatsEvent::AchievementIconFetched {
                game: member!(it, UserAchievementIconFetched_t, u64 m_nGameID),
                name: it.text::<MAX_NAME_BYTES>(name),
                achieved: member!(it, UserAchievementIconFetched_t, bool m_bAchieved),
                icon: member!(it, UserAchievementIconFetched_t, i32 m_nIconHandle),
            }
        }
        _ => return None,
    };
    Some(Event::UserStats(event))
}

/// `UserStatsReceived_t`: game, result, user.
fn received(bytes: &[u8]) -> Option<(u64, i32, crate::contract::SteamId)> {
    let it = Structure::of::<sys::UserStatsReceived_t>(bytes)?;
    Some((
        member!(it, UserStatsReceived_t, u64 m_nGameID),
        member!(it, UserStatsReceived_t, i32 m_eResult),
        member!(it, UserStatsReceived_t, id m_steamIDUser),
    ))
}

/// `UserStatsReceived_t` as the answer to `RequestUserStats`.
pub(in super::super) fn user_received(bytes: &[u8]) -> Option<Event> {
    let (game, result, user) = received(bytes)?;
    Some(Event::UserStats(StatsEvent::UserReceived { game, result, user }))
}

/// `GlobalAchievementPercentagesReady_t`.
pub(in super::super) fn global_percentages_ready(bytes: &[u8]) -> Option<Event> {
    let it = Structure::of::<sys::GlobalAchievementPercentagesReady_t>(bytes)?;
    Some(Event::UserStats(StatsEvent::GlobalPercentagesReady {
        game: member!(it, GlobalAchievementPercentagesReady_t, u64 m_nGameID),
        result: member!(it, GlobalAchievementPercentagesReady_t, i32 m_eResult),
    }))
}

/// `GlobalStatsReceived_t`.
pub(in super::super) fn global_received(bytes: &[u8]) -> Option<Event> {
    let it = Structure::of::<sys::GlobalStatsReceived_t>(bytes)?;
    Some(Event::UserStats(StatsEvent::GlobalReceived {
        game: member!(it, GlobalStatsReceived_t, u64 m_nGameID),
        result: member!(it, GlobalStatsReceived_t, i32 m_eResult),
    }))
}

/// `NumberOfCurrentPlayers_t`.
pub(in super::super) fn number_of_current_players(bytes: &[u8]) -> Option<Event> {
    let it = Structure::of::<sys::NumberOfCurrentPlayers_t>(bytes)?;
    Some(Event::UserStats(StatsEvent::NumberOfCurrentPlayers {
        success: member!(it, NumberOfCurrentPlayers_t, bool m_bSuccess),
        players: member!(it, NumberOfCurrentPlayers_t, i32 m_cPlayers),
    }))
}
