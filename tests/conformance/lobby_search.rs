//! The lobbies that a search finds, their order, and their data before joining.

use steam_networking::contract::SteamId;
use steam_networking::contract::matchmaking::LobbyComparison::{self, *};
use steam_networking::contract::matchmaking::{LobbyDistance, LobbyFilter, LobbyType};

use super::{Player, SUCCESS, World};

/// Public lobbies of one host, each with this data.
fn lobbies<const N: usize>(host: &mut Player, data: [&[(&str, &str)]; N]) -> [SteamId; N] {
    data.map(|pairs| {
        let lobby = host.create_lobby(LobbyType::Public, 4);
        for (key, value) in pairs {
            host.set_data(lobby, key, value);
        }
        lobby
    })
}

fn search(player: &mut Player, filters: impl IntoIterator<Item = LobbyFilter>) -> Vec<SteamId> {
    for filter in filters {
        player.steam.matchmaking().add_request_lobby_list_filter(filter);
    }
    player.search()
}

fn number(key: &str, value: i32, comparison: LobbyComparison) -> LobbyFilter {
    LobbyFilter::Number { key: key.into(), value, comparison }
}

fn text(key: &str, value: &str, comparison: LobbyComparison) -> LobbyFilter {
    LobbyFilter::Text { key: key.into(), value: value.into(), comparison }
}

// rule: lobby.types
pub fn types_decide_who_is_listed_and_all_can_be_joined_by_id(world: &World) {
    let (mut host, mut guest) = world.two_players();
    let types = [LobbyType::Private, LobbyType::FriendsOnly, LobbyType::Public, LobbyType::Invisible];
    let [private, friends_only, public, invisible] = types.map(|kind| host.create_lobby(kind, 4));
    assert_eq!(guest.search(), [public, invisible]);
    for lobby in [private, friends_only, public, invisible] {
        assert_eq!(guest.join(lobby), SUCCESS);
    }
    assert!(host.steam.matchmaking().set_lobby_type(private, LobbyType::Public));
    host.settle();
    assert!(guest.search().contains(&private), "once it is public");
}

// rule: lobby.full-not-listed
pub fn full_and_closed_lobbies_are_not_listed(world: &World) {
    let (mut host, mut guest) = world.two_players();
    let _full = host.create_lobby(LobbyType::Public, 1);
    let [closed, open] = lobbies(&mut host, [&[], &[]]);
    assert!(host.steam.matchmaking().set_lobby_joinable(closed, false));
    host.settle();
    assert_eq!(guest.search(), [open]);
}

// rule: lobby.number-filter
pub fn numbers_are_compared_as_numbers(world: &World) {
    let (mut host, mut guest) = world.two_players();
    let [nine, ten, word] = lobbies(&mut host, [&[("level", "9")], &[("level", "10")], &[("level", "high")]]);
    let cases = [
        (LessThan, vec![nine]),
        (EqualToOrLessThan, vec![nine, ten]),
        (Equal, vec![ten]),
        (EqualToOrGreaterThan, vec![ten]),
        (GreaterThan, vec![]),
        (NotEqual, vec![nine, word]),
    ];
    for (comparison, expected) in cases {
        assert_eq!(search(&mut guest, [number("level", 10, comparison)]), expected, "{comparison:?}");
    }
}

// rule: lobby.text-filter
pub fn texts_are_compared_as_texts(world: &World) {
    let (mut host, mut guest) = world.two_players();
    let [ice, lava, none] = lobbies(&mut host, [&[("map", "ice")], &[("map", "lava")], &[]]);
    let cases = [
        (text("map", "ice", Equal), vec![ice]),
        (text("MAP", "ice", NotEqual), vec![lava, none]),
        (text("map", "j", GreaterThan), vec![lava]),
        (text("map", "", Equal), vec![none]),
    ];
    for (filter, expected) in cases {
        assert_eq!(search(&mut guest, [filter.clone()]), expected, "{filter:?}");
    }
}

// rule: lobby.filters-once
pub fn filters_add_up_and_hold_for_one_search(world: &World) {
    let (mut host, mut guest) = world.two_players();
    let [one, both, other] =
        lobbies(&mut host, [&[("map", "ice")], &[("map", "ice"), ("level", "7")], &[("level", "7")]]);
    let filters = [text("map", "ice", Equal), number("level", 5, GreaterThan)];
    assert_eq!(search(&mut guest, filters), [both]);
    assert_eq!(guest.search(), [one, both, other]);
}

// rule: lobby.near-filter
pub fn near_filters_sort_and_earlier_ones_weigh_more(world: &World) {
    let (mut host, mut guest) = world.two_players();
    let [one, two, three, four] = lobbies(
        &mut host,
        [
            &[("rank", "10"), ("ping", "90")],
            &[("rank", "14"), ("ping", "20")],
            &[("rank", "10"), ("ping", "30")],
            &[("ping", "20")],
        ],
    );
    let near = |key: &str, value| LobbyFilter::Near { key: key.into(), value };
    let rank_first = [near("rank", 11), near("ping", 20)];
    assert_eq!(search(&mut guest, rank_first), [three, one, two, four]);
    let ping_first = [near("ping", 20), near("rank", 11)];
    assert_eq!(search(&mut guest, ping_first), [two, four, three, one]);
}

// rule: lobby.other-filters
pub fn free_places_distance_and_count_limit_what_is_found(world: &World) {
    let (mut host, mut guest) = world.two_players();
    let small = host.create_lobby(LobbyType::Public, 2);
    let [first, second] = lobbies(&mut host, [&[], &[]]);
    assert_eq!(search(&mut guest, [LobbyFilter::SlotsAvailable(2)]), [first, second]);
    assert_eq!(search(&mut guest, [LobbyFilter::ResultCount(2)]), [small, first]);
    for distance in [LobbyDistance::Close, LobbyDistance::Worldwide] {
        let found = search(&mut guest, [LobbyFilter::Distance(distance)]);
        assert_eq!(found, [small, first, second], "all of one machine are near");
    }
}

// rule: lobby.found-data
pub fn data_of_found_lobbies_can_be_read_without_joining(world: &World) {
    let (mut host, mut guest) = world.two_players();
    let [lobby] = lobbies(&mut host, [&[("Name", "Lava")]]);
    assert_eq!(guest.steam.matchmaking().lobby_data(lobby, "name"), "", "nothing is known before");
    assert_eq!(guest.search(), [lobby]);
    assert_eq!(guest.steam.matchmaking().lobby_data(lobby, "NAME"), "Lava");
    assert_eq!(
        (
            guest.steam.matchmaking().num_lobby_members(lobby),
            guest.steam.matchmaking().lobby_member_limit(lobby)
        ),
        (1, 4)
    );
    assert_eq!(guest.steam.matchmaking().lobby_owner(lobby), None, "for members only");
    assert_eq!(guest.steam.matchmaking().lobby_member_by_index(lobby, 0), None);
}

// rule: lobby.request-data
pub fn data_can_be_requested_before_joining(world: &World) {
    let (mut host, mut guest) = world.two_players();
    let lobby = host.create_lobby(LobbyType::Private, 4);
    host.set_data(lobby, "map", "lava");
    assert!(guest.request_data(lobby));
    assert_eq!(guest.steam.matchmaking().lobby_data(lobby, "map"), "lava");
    assert_eq!(guest.steam.matchmaking().all_lobby_data(lobby), [("map".to_owned(), "lava".to_owned())]);
    host.set_data(lobby, "map", "ice");
    assert!(guest.request_data(lobby));
    assert_eq!(guest.steam.matchmaking().lobby_data(lobby, "map"), "ice");
    assert!(!guest.request_data(SteamId::lobby(1)), "it does not exist");
    host.steam.matchmaking().leave_lobby(lobby);
    host.settle();
    assert!(!guest.request_data(lobby), "it is gone");
    assert_eq!(guest.steam.matchmaking().lobby_data(lobby, "map"), "");
}
