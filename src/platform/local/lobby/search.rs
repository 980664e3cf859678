//! Search for lobbies: filters and order.

use std::cmp::Ordering;

use super::Lobby;
use crate::contract::matchmaking::{LobbyComparison, LobbyFilter};
use crate::platform::local::limits::MAX_RESULT_COUNT;

/// The maximum number of lobbies in an answer if the search sets no limit.
pub const DEFAULT_RESULT_COUNT: u32 = 50;

/// The listed lobbies that pass all `filters`, best first.
///
/// Near filters sort the lobbies, and earlier filters take precedence. A lobby without the value comes last; equals
/// keep the order of `lobbies`. If several filters limit the count, the last one counts. All lobbies are near, so
/// distance filters let everything pass.
// rule: lobby.near-filter, lobby.filters-once
pub fn search<'a>(lobbies: impl Iterator<Item = &'a Lobby>, filters: &[LobbyFilter]) -> Vec<&'a Lobby> {
    let mut found: Vec<&Lobby> = lobbies
        .filter(|lobby| lobby.is_listed() && filters.iter().all(|filter| passes(lobby, filter)))
        .collect();
    found.sort_by_cached_key(|lobby| {
        filters.iter().filter_map(|filter| distance(lobby, filter)).collect::<Vec<u64>>()
    });
    let count = filters.iter().rev().find_map(|filter| match filter {
        LobbyFilter::ResultCount(count) => Some(*count),
        _ => None,
    });
    found.truncate(count.unwrap_or(DEFAULT_RESULT_COUNT).min(MAX_RESULT_COUNT) as usize);
    found
}

// rule: lobby.number-filter, lobby.text-filter, lobby.other-filters
fn passes(lobby: &Lobby, filter: &LobbyFilter) -> bool {
    match filter {
        LobbyFilter::Text { key, value, comparison } => {
            compares(lobby.data.get(key).cmp(value.as_str()), *comparison)
        }
        LobbyFilter::Number { key, value, comparison } => match number(lobby, key) {
            Some(actual) => compares(actual.cmp(&i64::from(*value)), *comparison),
            None => *comparison == LobbyComparison::NotEqual,
        },
        LobbyFilter::SlotsAvailable(slots) => lobby.free_slots() >= *slots,
        LobbyFilter::Near { .. } | LobbyFilter::Distance(_) | LobbyFilter::ResultCount(_) => true,
    }
}

fn compares(ordering: Ordering, comparison: LobbyComparison) -> bool {
    match comparison {
        LobbyComparison::EqualToOrLessThan => ordering.is_le(),
        LobbyComparison::LessThan => ordering.is_lt(),
        LobbyComparison::Equal => ordering.is_eq(),
        LobbyComparison::GreaterThan => ordering.is_gt(),
        LobbyComparison::EqualToOrGreaterThan => ordering.is_ge(),
        LobbyComparison::NotEqual => ordering.is_ne(),
    }
}

/// The distance of the lobby's value from the one of a near filter; `None` for other filters.
fn distance(lobby: &Lobby, filter: &LobbyFilter) -> Option<u64> {
    match filter {
        LobbyFilter::Near { key, value } => {
            Some(number(lobby, key).map_or(u64::MAX, |actual| actual.abs_diff(i64::from(*value))))
        }
        _ => None,
    }
}

fn number(lobby: &Lobby, key: &str) -> Option<i64> {
    lobby.data.get(key).trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::SteamId;
    use crate::contract::matchmaking::LobbyType;

    fn lobby(number: u32, data: &[(&str, &str)]) -> Lobby {
        let mut lobby = Lobby::new(SteamId::lobby(number), SteamId::individual(number), LobbyType::Public, 4);
        for (key, value) in data {
            lobby.data.set(key, value);
        }
        lobby
    }

    fn found(lobbies: &[Lobby], filters: &[LobbyFilter]) -> Vec<u32> {
        search(lobbies.iter(), filters).iter().map(|lobby| lobby.id.account_id()).collect()
    }

    fn number(key: &str, value: i32, comparison: LobbyComparison) -> LobbyFilter {
        LobbyFilter::Number { key: key.into(), value, comparison }
    }

    #[test]
    fn only_public_and_invisible_lobbies_with_room_that_may_be_joined_are_listed() {
        let mut lobbies: Vec<Lobby> = (1..=7).map(|n| lobby(n, &[])).collect();
        lobbies[1].lobby_type = LobbyType::Private;
        lobbies[2].lobby_type = LobbyType::FriendsOnly;
        lobbies[3].lobby_type = LobbyType::Invisible;
        lobbies[4].lobby_type = LobbyType::PrivateUnique;
        lobbies[5].joinable = false;
        lobbies[6].member_limit = 1;
        assert_eq!(found(&lobbies, &[]), [1, 4]);
    }

    #[test]
    fn numbers_compare_as_numbers_and_text_as_text() {
        let lobbies =
            [lobby(1, &[("level", "9")]), lobby(2, &[("level", "10")]), lobby(3, &[("level", "x")])];
        use LobbyComparison::*;
        let cases = [
            (LessThan, vec![1]),
            (EqualToOrLessThan, vec![1, 2]),
            (Equal, vec![2]),
            (EqualToOrGreaterThan, vec![2]),
            (GreaterThan, vec![]),
            (NotEqual, vec![1, 3]),
        ];
        for (comparison, expected) in cases {
            assert_eq!(found(&lobbies, &[number("Level", 10, comparison)]), expected, "{comparison:?}");
        }
        let text = |value: &str, comparison| LobbyFilter::Text {
            key: "LEVEL".into(),
            value: value.into(),
            comparison,
        };
        assert_eq!(found(&lobbies, &[text("10", Equal)]), [2]);
        assert_eq!(found(&lobbies, &[text("10", GreaterThan)]), [1, 3]);
        assert_eq!(found(&lobbies, &[text("10", NotEqual)]), [1, 3]);
    }

    #[test]
    fn a_lobby_without_the_number_passes_only_not_equal() {
        let lobbies = [lobby(1, &[])];
        assert_eq!(found(&lobbies, &[number("level", 0, LobbyComparison::NotEqual)]), [1]);
        for comparison in [-2, -1, 0, 1, 2].map(|value| LobbyComparison::from_i64(value).unwrap()) {
            assert!(found(&lobbies, &[number("level", 0, comparison)]).is_empty());
        }
    }

    #[test]
    fn near_filters_sort_and_earlier_ones_weigh_more() {
        let lobbies = [
            lobby(1, &[("rank", "10"), ("ping", "90")]),
            lobby(2, &[("rank", "14"), ("ping", "20")]),
            lobby(3, &[("rank", "10"), ("ping", "30")]),
            lobby(4, &[("ping", "20")]),
        ];
        let near = |key: &str, value| LobbyFilter::Near { key: key.into(), value };
        assert_eq!(found(&lobbies, &[near("rank", 11), near("ping", 20)]), [3, 1, 2, 4]);
        assert_eq!(found(&lobbies, &[near("ping", 20), near("rank", 11)]), [2, 4, 3, 1]);
    }

    #[test]
    fn free_places_count_and_limit_count() {
        let mut lobbies: Vec<Lobby> = (1..=60).map(|n| lobby(n, &[])).collect();
        lobbies[0].member_limit = 2;
        assert_eq!(found(&lobbies, &[]).len(), 50);
        assert_eq!(found(&lobbies, &[LobbyFilter::ResultCount(60)]).len(), 60);
        let filters = [LobbyFilter::SlotsAvailable(2), LobbyFilter::ResultCount(2)];
        assert_eq!(found(&lobbies, &filters), [2, 3]);
    }
}
