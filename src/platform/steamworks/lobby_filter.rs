//! The conditions of a search for lobbies.

use ::steamworks::sys;

use super::strings;
use crate::contract::matchmaking::{LobbyComparison, LobbyDistance, LobbyFilter};

/// Adds a condition to the next search. A condition with a NUL in a text is left out; the methods for scripts refuse
/// such texts earlier.
///
/// # Safety
/// `matchmaking` comes from [`Interface::get`](super::interfaces::Interface::get).
pub(super) unsafe fn add(matchmaking: *mut sys::ISteamMatchmaking, filter: &LobbyFilter) {
    match filter {
        LobbyFilter::Text { key, value, comparison } => {
            let (Some(key), Some(value)) = (strings::for_steam(key), strings::for_steam(value)) else {
                return;
            };
            // SAFETY: the caller's live interface, and NUL-terminated texts; Steam copies them.
            unsafe {
                sys::SteamAPI_ISteamMatchmaking_AddRequestLobbyListStringFilter(
                    matchmaking,
                    key.as_ptr(),
                    value.as_ptr(),
                    steam_comparison(*comparison),
                );
            }
        }
        LobbyFilter::Number { key, value, comparison } => {
            let Some(key) = strings::for_steam(key) else { return };
            // SAFETY: the caller's live interface, and a NUL-terminated text; Steam copies it.
            unsafe {
                sys::SteamAPI_ISteamMatchmaking_AddRequestLobbyListNumericalFilter(
                    matchmaking,
                    key.as_ptr(),
                    *value,
                    steam_comparison(*comparison),
                );
            }
        }
        LobbyFilter::Near { key, value } => {
            let Some(key) = strings::for_steam(key) else { return };
            // SAFETY: the caller's live interface, and a NUL-terminated text; Steam copies it.
            unsafe {
                sys::SteamAPI_ISteamMatchmaking_AddRequestLobbyListNearValueFilter(
                    matchmaking,
                    key.as_ptr(),
                    *value,
                );
            }
        }
        LobbyFilter::SlotsAvailable(slots) => {
            // SAFETY: the caller's live interface and a number.
            unsafe {
                sys::SteamAPI_ISteamMatchmaking_AddRequestLobbyListFilterSlotsAvailable(
                    matchmaking,
                    count(*slots),
                );
            }
        }
        LobbyFilter::Distance(distance) => {
            // SAFETY: the caller's live interface and a number.
            unsafe {
                sys::SteamAPI_ISteamMatchmaking_AddRequestLobbyListDistanceFilter(
                    matchmaking,
                    steam_distance(*distance),
                );
            }
        }
        LobbyFilter::ResultCount(results) => {
            // SAFETY: the caller's live interface and a number.
            unsafe {
                sys::SteamAPI_ISteamMatchmaking_AddRequestLobbyListResultCountFilter(
                    matchmaking,
                    count(*results),
                );
            }
        }
    }
}

/// A count for Steam, which takes a signed number.
pub(super) fn count(value: u32) -> i32 {
    i32::try_from(value).unwrap_or(i32::MAX)
}

fn steam_comparison(comparison: LobbyComparison) -> sys::ELobbyComparison {
    match comparison {
        LobbyComparison::EqualToOrLessThan => sys::ELobbyComparison::k_ELobbyComparisonEqualToOrLessThan,
        LobbyComparison::LessThan => sys::ELobbyComparison::k_ELobbyComparisonLessThan,
        LobbyComparison::Equal => sys::ELobbyComparison::k_ELobbyComparisonEqual,
        LobbyComparison::GreaterThan => sys::ELobbyComparison::k_ELobbyComparisonGreaterThan,
        LobbyComparison::EqualToOrGreaterThan => {
            sys::ELobbyComparison::k_ELobbyComparisonEqualToOrGreaterThan
        }
        LobbyComparison::NotEqual => sys::ELobbyComparison::k_ELobbyComparisonNotEqual,
    }
}

fn steam_distance(distance: LobbyDistance) -> sys::ELobbyDistanceFilter {
    match distance {
        LobbyDistance::Close => sys::ELobbyDistanceFilter::k_ELobbyDistanceFilterClose,
        LobbyDistance::Default => sys::ELobbyDistanceFilter::k_ELobbyDistanceFilterDefault,
        LobbyDistance::Far => sys::ELobbyDistanceFilter::k_ELobbyDistanceFilterFar,
        LobbyDistance::Worldwide => sys::ELobbyDistanceFilter::k_ELobbyDistanceFilterWorldwide,
    }
}
