//! `ISteamMatchmaking`: searching for lobbies.

use super::methods;
use crate::arguments::Text;
use crate::calls::Kind;
use crate::contract::matchmaking::{LobbyComparison, LobbyDistance, LobbyFilter};
use crate::contract::{Event, Matchmaking};
use crate::steam::Steam;
use crate::switches::violation;

fn comparison(value: i32) -> LobbyComparison {
    LobbyComparison::from_i64(i64::from(value))
        .unwrap_or_else(|| violation(format!("{value} is no ELobbyComparison")))
}

fn add(steam: &Steam, filter: LobbyFilter) {
    steam.platform.add_request_lobby_list_filter(filter);
}

methods! { Matchmaking:
    fn SteamAPI_ISteamMatchmaking_AddRequestLobbyListStringFilter(
        steam, key: Text, value: Text, how: i32
    ), or (); {
        add(steam, LobbyFilter::Text { key: key.read(), value: value.read(), comparison: comparison(how) });
    }

    fn SteamAPI_ISteamMatchmaking_AddRequestLobbyListNumericalFilter(
        steam, key: Text, value: i32, how: i32
    ), or (); {
        add(steam, LobbyFilter::Number { key: key.read(), value, comparison: comparison(how) });
    }

    fn SteamAPI_ISteamMatchmaking_AddRequestLobbyListNearValueFilter(steam, key: Text, value: i32), or (); {
        add(steam, LobbyFilter::Near { key: key.read(), value });
    }

    fn SteamAPI_ISteamMatchmaking_AddRequestLobbyListFilterSlotsAvailable(steam, slots: i32), or (); {
        add(steam, LobbyFilter::SlotsAvailable(u32::try_from(slots).unwrap_or(0)));
    }

    fn SteamAPI_ISteamMatchmaking_AddRequestLobbyListDistanceFilter(steam, distance: i32), or (); {
        let Some(distance) = LobbyDistance::from_i64(i64::from(distance)) else {
            violation(format!("{distance} is no ELobbyDistanceFilter"))
        };
        add(steam, LobbyFilter::Distance(distance));
    }

    fn SteamAPI_ISteamMatchmaking_AddRequestLobbyListResultCountFilter(steam, results: i32), or (); {
        add(steam, LobbyFilter::ResultCount(u32::try_from(results).unwrap_or(0)));
    }

    fn SteamAPI_ISteamMatchmaking_RequestLobbyList(steam) -> u64, or 0; {
        let answered = Kind::AnsweredLike(Event::LobbyMatchList { lobbies: Vec::new() });
        steam.call(answered, |platform| platform.request_lobby_list())
    }

    fn SteamAPI_ISteamMatchmaking_GetLobbyByIndex(steam, index: i32) -> u64, or 0; {
        let state = steam.state.lock();
        usize::try_from(index).ok().and_then(|index| state.found.get(index)).map_or(0, |lobby| lobby.0)
    }
}
