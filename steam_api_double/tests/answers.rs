//! Steam's later answers: each is reported once, by whatever way it arrives.
#![cfg(target_os = "linux")]
// The name of the closure tells which test it is in.
#![allow(clippy::redundant_closure)]

mod common;

use common::{events_until, on_the_double, other, pumped, steam, switch};
use steam_networking::contract::matchmaking::LobbyType;
use steam_networking::contract::{Event, Platform, SteamId, User};

/// `k_EResultIOFailure`.
const IO_FAILURE: i32 = 37;
/// `k_EChatRoomEnterResponseError`.
const ENTER_ERROR: u32 = 5;

fn created(event: &Event) -> Option<(i32, SteamId)> {
    match event {
        Event::LobbyCreated { result, lobby } => Some((*result, *lobby)),
        _ => None,
    }
}

fn entered(event: &Event) -> Option<(SteamId, u32)> {
    match event {
        Event::LobbyEntered { lobby, response, .. } => Some((*lobby, *response)),
        _ => None,
    }
}

fn found(event: &Event) -> Option<Vec<SteamId>> {
    match event {
        Event::LobbyMatchList { lobbies } => Some(lobbies.clone()),
        _ => None,
    }
}

/// Creates a lobby of another user.
fn lobby_of(host: &impl Platform) -> SteamId {
    host.matchmaking().create_lobby(LobbyType::Public, 4);
    let events = events_until(host, |events| events.iter().any(|event| entered(event).is_some()));
    events.iter().find_map(created).unwrap().1
}

/// Creates, joins and leaves, joins again, and searches: one answer to each.
fn every_answer_is_reported_once() {
    let (steam, host) = (steam(), other());
    let mut events = Vec::new();
    let mut go_on_until = |enough: &dyn Fn(&[Event]) -> bool| {
        let more = events_until(&steam, enough);
        events.extend(more);
        events.clone()
    };
    steam.matchmaking().create_lobby(LobbyType::Public, 2);
    let enough = |events: &[Event]| events.iter().any(|event| created(event).is_some());
    let (result, own) = go_on_until(&enough).iter().find_map(created).unwrap();
    assert_eq!(result, 1);
    let lobby = lobby_of(&host);
    for _ in 0..3 {
        steam.matchmaking().join_lobby(lobby);
        go_on_until(&|events| events.iter().any(|event| entered(event) == Some((lobby, 1))));
        steam.matchmaking().leave_lobby(lobby);
    }
    steam.matchmaking().request_lobby_list();
    go_on_until(&|events| events.iter().any(|event| found(event).is_some()));
    // Five are expected; if one came twice, another would be missing.
    steam.matchmaking().join_lobby(SteamId::lobby(1));
    let told = go_on_until(&|_| true).iter().filter_map(entered).count();
    let all = go_on_until(&|events| told + events.iter().filter_map(entered).count() >= 5);

    assert_eq!(all.iter().filter_map(created).count(), 1);
    let mut entries: Vec<_> = all.iter().filter_map(entered).collect();
    entries.sort_unstable();
    let mut expected = [(own, 1), (lobby, 1), (lobby, 1), (lobby, 1), (SteamId::lobby(1), 2)];
    expected.sort_unstable();
    assert_eq!(entries, expected);
    let lobbies: Vec<_> = all.iter().filter_map(found).collect();
    assert_eq!(lobbies.len(), 1);
    assert!(lobbies[0].contains(&lobby));
}

#[test]
fn when_the_callback_comes_before_the_result() {
    on_the_double(&[], || every_answer_is_reported_once());
}

#[test]
fn when_the_result_comes_before_the_callback() {
    on_the_double(&[("ANSWERS", "result-first")], || every_answer_is_reported_once());
}

#[test]
fn when_the_result_comes_without_a_callback() {
    on_the_double(&[("ANSWERS", "result-only")], || every_answer_is_reported_once());
}

#[test]
fn when_answers_are_late() {
    on_the_double(&[("ANSWER_MS", "50")], || every_answer_is_reported_once());
}

#[test]
fn when_all_other_callbacks_are_late() {
    on_the_double(&[("CALLBACK_MS", "50")], || every_answer_is_reported_once());
}

#[test]
fn when_unknown_callbacks_come_between() {
    on_the_double(&[("CALLBACKS", "unknown")], || every_answer_is_reported_once());
}

#[test]
fn when_callbacks_that_are_too_short_come_between() {
    on_the_double(&[("CALLBACKS", "short")], || every_answer_is_reported_once());
}

#[test]
fn answers_to_several_calls_find_the_call_that_they_belong_to() {
    on_the_double(&[("ANSWER_MS", "20")], || {
        let (steam, host) = (steam(), other());
        let lobby = lobby_of(&host);
        let unknown = SteamId::lobby(1);
        steam.matchmaking().join_lobby(unknown);
        steam.matchmaking().create_lobby(LobbyType::Private, 2);
        steam.matchmaking().join_lobby(lobby);
        let events = events_until(&steam, |events| events.iter().filter_map(entered).count() == 3);
        let own = events.iter().find_map(created).unwrap().1;
        let mut entered: Vec<_> = events.iter().filter_map(entered).collect();
        entered.sort_unstable();
        let mut expected = [(unknown, 2), (own, 1), (lobby, 1)];
        expected.sort_unstable();
        assert_eq!(entered, expected);
    });
}

/// Makes all three kinds of calls and sees each fail, once.
fn every_call_fails_once() {
    let steam = steam();
    let lobby = SteamId::lobby(7);
    steam.matchmaking().create_lobby(LobbyType::Public, 2);
    steam.matchmaking().join_lobby(lobby);
    steam.matchmaking().request_lobby_list();
    let events = events_until(&steam, |events| {
        events.iter().filter(|event| matches!(event, Event::IoFailed { .. })).count() == 2
    });
    assert_eq!(events.iter().filter_map(created).collect::<Vec<_>>(), [(IO_FAILURE, SteamId::NIL)]);
    assert_eq!(events.iter().filter_map(entered).collect::<Vec<_>>(), [(lobby, ENTER_ERROR)]);
    assert_eq!(events.iter().filter_map(found).collect::<Vec<_>>(), [Vec::new()]);
    let failures = events.iter().filter_map(|event| match event {
        Event::IoFailed { signal, .. } => Some(signal.as_str()),
        _ => None,
    });
    assert_eq!(failures.collect::<Vec<_>>(), ["lobby_created", "lobby_match_list"]);
    assert!(!steam.utils().api_call_failure_reason().is_empty());
    assert_eq!(pumped(&steam), []);
}

#[test]
fn calls_that_fail_on_the_way_are_reported_as_failed() {
    on_the_double(&[("CALLS", "io-failure")], || every_call_fails_once());
}

#[test]
fn calls_that_steam_does_not_take_are_reported_as_failed() {
    on_the_double(&[("CALLS", "refused")], || every_call_fails_once());
}

/// Checks that a call with a wrong answer fails.
fn a_wrong_answer_is_a_failure() {
    let steam = steam();
    assert_eq!(steam.utils().api_call_failure_reason(), "");
    steam.matchmaking().create_lobby(LobbyType::Public, 2);
    let events = events_until(&steam, |events| events.iter().any(|event| created(event).is_some()));
    assert_eq!(events.iter().filter_map(created).collect::<Vec<_>>(), [(IO_FAILURE, SteamId::NIL)]);
    assert!(steam.utils().api_call_failure_reason().contains("another kind"));
}

#[test]
fn an_answer_of_another_kind_is_a_failure() {
    on_the_double(&[("CALLS", "wrong-kind")], || a_wrong_answer_is_a_failure());
}

#[test]
fn an_answer_to_another_question_is_a_failure() {
    on_the_double(&[("CALLS", "wrong-answer")], || a_wrong_answer_is_a_failure());
}

#[test]
fn an_answer_of_another_size_is_a_failure() {
    on_the_double(&[("CALLS", "wrong-size")], || a_wrong_answer_is_a_failure());
}

#[test]
fn the_result_of_a_call_that_nobody_made_is_passed_over() {
    on_the_double(&[], || {
        let steam = steam();
        let user = steam.steam_id();
        let id = user.0.to_le_bytes().map(|byte| format!("{byte:02x}")).concat();
        // `SteamAPICallCompleted_t`: call 999, `LobbyCreated_t`, 12 bytes. After it comes a `PersonaStateChange_t`, to see
        // that both were fetched.
        switch("POST", &format!("1;703=e703000000000000010200000c000000;304={id}01000000"));
        let told = Event::PersonaStateChange { user, flags: 1 };
        let events = events_until(&steam, |events| events.contains(&told));
        assert_eq!(events.iter().filter_map(created).count(), 0);
    });
}

#[test]
fn when_the_callbacks_are_lost() {
    on_the_double(&[("CALLBACKS", "lost")], || every_answer_is_reported_once());
}
