//! Limits of a member's messages.

use super::*;
use crate::platform::local::limits::{MAX_FILTERS, MAX_LOBBIES_PER_MEMBER, MAX_USERS};

#[track_caller]
fn refused(message: ToHub) {
    assert!(World::with_members(1).try_send(1, message).is_err());
}

#[test]
fn impossible_lobby_data_ends_the_connection() {
    let lobby = SteamId::lobby(7);
    refused(ToHub::Message { lobby, text: vec![0; 4097] });
    refused(ToHub::Change { lobby, change: data(&"k".repeat(256), "v") });
    refused(ToHub::Change { lobby, change: data("k", &"v".repeat(8193)) });
    refused(ToHub::Change { lobby, change: Change::MemberLimit(251) });
    refused(ToHub::Change { lobby, change: Change::Owner(SteamId::NIL) });
}

#[test]
fn searches_have_only_so_many_and_so_long_conditions() {
    let long = LobbyFilter::Near { key: "k".repeat(1000), value: 0 };
    refused(ToHub::Search { request: 1, filters: vec![long] });
    let many = vec![LobbyFilter::ResultCount(1); MAX_FILTERS + 1];
    refused(ToHub::Search { request: 1, filters: many });
}

#[test]
fn a_registration_names_a_limited_number_of_users_and_lobbies() {
    let users: Vec<u32> = (1..=MAX_USERS as u32 + 1).collect();
    let mut world = World::new();
    assert!(world.try_send(1, registration(1, 0, SteamId::NIL, &users)).is_err());
    let lobbies = MAX_LOBBIES_PER_MEMBER as u32 + 1;
    assert!(world.try_send(1, registration(1, lobbies, SteamId::NIL, &[])).is_err());
}

#[test]
fn only_so_much_of_each_member_waits_for_a_takeover() {
    let mut world = World::new();
    world.send(1, registration(1, 0, user(9), &[2]));
    let mut send = || world.try_send(1, ToHub::RequestData { lobby: SteamId::lobby(7) });
    for _ in 0..MAX_DEFERRED {
        send().unwrap();
    }
    assert!(send().is_err());
}
