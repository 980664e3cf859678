//! The results when Steam fails, dies or reports impossible values.
#![cfg(target_os = "linux")]

mod common;

use std::collections::VecDeque;

use common::{events_until, on_the_double, other, pumped, steam, switch, until};
use steam_networking::contract::matchmaking::{LobbyComparison, LobbyFilter, LobbyType};
use steam_networking::contract::networking::{SendRefused, SendType};
use steam_networking::contract::{Event, InitFailure, InitFailureCode, Matchmaking, Platform, SteamId, User};
use steam_networking::platform::steamworks::{self, SteamworksPlatform};

fn start_fails(code: InitFailureCode, part: &str) {
    for _ in 0..2 {
        let failure = SteamworksPlatform::start(480).err().unwrap();
        assert_eq!(failure.code, code);
        assert!(failure.message.contains(part), "{failure}");
    }
    // Once the reason is gone, it starts.
    switch("INIT", "");
    switch("MISSING", "");
    steam();
}

#[test]
fn a_failed_init_tells_steams_code_and_words_and_may_be_tried_again() {
    on_the_double(&[("INIT", "generic")], || start_fails(InitFailureCode::FailedGeneric, "as it was told"));
}

#[test]
fn a_missing_client_is_reported() {
    on_the_double(&[("INIT", "no-client")], || start_fails(InitFailureCode::NoSteamClient, "no client"));
}

#[test]
fn a_client_of_another_version_is_reported() {
    on_the_double(&[("INIT", "version")], || start_fails(InitFailureCode::VersionMismatch, "too old"));
}

#[test]
fn an_init_that_fails_without_words_gets_some() {
    on_the_double(&[("INIT", "wordless")], || start_fails(InitFailureCode::FailedGeneric, "no reason"));
}

#[test]
fn interfaces_that_a_client_lacks_are_named() {
    on_the_double(&[("MISSING", "ISteamFriends,ISteamApps")], || {
        start_fails(InitFailureCode::VersionMismatch, "ISteamFriends, ISteamApps");
    });
}

#[test]
fn steam_runs_once_in_a_process_and_again_after_shutdown() {
    on_the_double(&[], || {
        for _ in 0..3 {
            let steam = steam();
            let again = SteamworksPlatform::start(480).err();
            assert!(matches!(again, Some(InitFailure { code: InitFailureCode::FailedGeneric, .. })));
            assert!(steam.user().logged_on());
            steam.shutdown();
            steam.shutdown();
        }
        let dropped = steam();
        drop(dropped);
        steam();
    });
}

#[test]
fn an_instance_that_is_shut_down_does_not_end_the_next_one() {
    on_the_double(&[], || {
        let first = steam();
        first.shutdown();
        let second = steam();
        drop(first);
        assert!(SteamworksPlatform::start(480).is_err());
        assert!(second.logged_on());
    });
}

#[test]
fn after_shutdown_every_call_answers_with_nothing() {
    // The double ends the process if one of them reaches it.
    on_the_double(&[], || {
        let steam = steam();
        let lobby = SteamId::lobby(7);
        steam.matchmaking().create_lobby(LobbyType::Public, 2);
        steam.shutdown();
        steam.matchmaking().create_lobby(LobbyType::Public, 2);
        steam.matchmaking().join_lobby(lobby);
        steam.matchmaking().leave_lobby(lobby);
        steam.matchmaking().request_lobby_list();
        assert_eq!(steam.steam_id(), SteamId::NIL);
        assert_eq!(steam.user().persona_name(), "");
        assert_eq!((steam.app_id(), steam.user().logged_on()), (0, false));
        assert_eq!(
            (steam.matchmaking().lobby_owner(lobby), steam.matchmaking().lobby_data(lobby, "key")),
            (None, String::new())
        );
        assert_eq!(steam.matchmaking().all_lobby_data(lobby), []);
        assert_eq!(steam.friends().friend_list(0xFFFF), []);
        assert_eq!(steam.utils().image(1), None);
        let me = SteamId::individual(1);
        assert_eq!(
            steam.networking().send_p2p_packet(me, b"x", SendType::Reliable, 0),
            Err(SendRefused::Refused)
        );
        assert_eq!(steam.networking().available_p2p_packet_size(0), 0);
        assert_eq!(steam.networking().read_p2p_packet(0, 10, &mut Vec::new()), None);
        assert_eq!(steam.networking().p2p_session_state(me), None);
        assert!(
            !steam.networking().accept_p2p_session_with_user(me)
                && !steam.networking().close_p2p_session_with_user(me)
        );
        assert_eq!(pumped(&steam), []);
    });
}

#[test]
fn a_broken_pipe_ends_every_waiting_call_and_the_pump_goes_on() {
    on_the_double(&[("ANSWERS", "never")], || {
        let steam = steam();
        steam.matchmaking().create_lobby(LobbyType::Public, 2);
        steam.matchmaking().join_lobby(SteamId::lobby(7));
        // The creator's entering is reported without a call, and may have been reported by now.
        let told = |event: &Event| {
            matches!(event, Event::LobbyEntered { response: 1, .. } | Event::LobbyDataUpdate { .. })
        };
        assert!(pumped(&steam).iter().all(told));
        switch("DEATH", "crashes");
        let events = pumped(&steam);
        let [broken, created, error, entered, shutdown] = &events[..] else { panic!("{events:?}") };
        assert_eq!(*broken, Event::IpcFailure { kind: 1 });
        assert!(matches!(created, Event::LobbyCreated { result: 37, .. }));
        assert!(matches!(error, Event::IoFailed { .. }));
        assert!(matches!(entered, Event::LobbyEntered { response: 5, .. }));
        assert_eq!(*shutdown, Event::SteamShutdown);
        assert!(!steam.utils().api_call_failure_reason().is_empty());
        for _ in 0..3 {
            assert_eq!(pumped(&steam), []);
        }
        assert!(!steam.user().logged_on());
        steam.shutdown();
        switch("DEATH", "");
        assert!(self::steam().logged_on(), "a new client is found");
    });
}

#[test]
fn a_client_that_quits_says_so_once() {
    on_the_double(&[], || {
        let steam = steam();
        switch("DEATH", "quits");
        assert_eq!(pumped(&steam), [Event::SteamShutdown]);
        assert_eq!(pumped(&steam), []);
        assert_eq!(steam.user().persona_name(), "");
    });
}

#[test]
fn a_client_that_hangs_stops_nothing() {
    on_the_double(&[], || {
        let (steam, other) = (steam(), other());
        switch("DEATH", "hangs");
        assert_eq!(pumped(&steam), []);
        let sent = steam.networking().send_p2p_packet(other.steam_id(), b"x", SendType::Reliable, 0);
        assert_eq!(sent, Err(SendRefused::Refused));
        assert_eq!(steam.networking().available_p2p_packet_size(0), 0);
        steam.matchmaking().request_lobby_list();
        assert!(pumped(&steam).contains(&Event::LobbyMatchList { lobbies: Vec::new() }));
    });
}

#[test]
fn without_a_pipe_a_pump_does_nothing() {
    on_the_double(&[("PIPE", "none")], || {
        let steam = steam();
        assert_eq!(pumped(&steam), []);
        switch("PIPE", "");
        steam.matchmaking().create_lobby(LobbyType::Private, 2);
        events_until(&steam, |events| events.iter().any(|event| matches!(event, Event::LobbyEntered { .. })));
    });
}

#[test]
fn callbacks_without_end_do_not_stop_the_game() {
    on_the_double(&[("CALLBACKS", "endless")], || {
        let steam = steam();
        let mut events = VecDeque::new();
        steam.pump(&mut events);
        assert_eq!(events.len(), 4096);
        switch("CALLBACKS", "");
        assert_eq!(pumped(&steam), []);
    });
}

#[test]
fn a_callback_without_bytes_is_passed_over() {
    on_the_double(&[("POST", "1;504=;506=;703=;117=;507=;1202=")], || {
        assert_eq!(pumped(&steam()), []);
    });
}

#[test]
fn repeated_events_are_reported_twice_but_answers_once() {
    on_the_double(&[("CALLBACKS", "twice")], || {
        let steam = steam();
        steam.matchmaking().create_lobby(LobbyType::Public, 2);
        let data = |event: &Event| matches!(event, Event::LobbyDataUpdate { .. });
        let events = events_until(&steam, |events| events.iter().filter(|event| data(event)).count() == 2);
        let created = |event: &Event| matches!(event, Event::LobbyCreated { .. });
        assert_eq!(events.iter().filter(|event| created(event)).count(), 1);
        let entered = |event: &Event| matches!(event, Event::LobbyEntered { .. });
        assert_eq!(events.iter().filter(|event| entered(event)).count(), 1);
    });
}

#[test]
fn enumerations_of_a_newer_steam_are_passed_on() {
    on_the_double(&[("ENUMS", "unknown")], || {
        let (steam, other) = (steam(), other());
        steam.matchmaking().create_lobby(LobbyType::Public, 4);
        let mut lobby = SteamId::NIL;
        let events = events_until(&steam, |events| {
            events.iter().any(|event| matches!(event, Event::LobbyEntered { response: 9999, .. }))
        });
        for event in events {
            if let Event::LobbyCreated { result, lobby: created } = event {
                assert_eq!(result, 9999);
                lobby = created;
            }
        }
        other.join_lobby(lobby);
        let update = |event: &Event| matches!(event, Event::LobbyChatUpdate { state: u32::MAX, .. });
        events_until(&steam, |events| events.iter().any(update));
        assert!(steam.matchmaking().send_lobby_chat_msg(lobby, b"hi"));
        let message = |event: &Event| matches!(event, Event::LobbyMessage { entry_type: 200, .. });
        events_until(&steam, |events| events.iter().any(message));
    });
}

#[test]
fn names_need_not_be_utf8_nor_be_there() {
    on_the_double(&[], || {
        let (steam, other) = (steam(), other());
        let name = other.persona_name();
        until(&steam, || (steam.friend_persona_name(other.steam_id()) == name).then_some(()));
        switch("NAMES", "not-utf8");
        assert_eq!(steam.friend_persona_name(other.steam_id()), format!("Z\u{FFFD}{name}"));
        assert!(steam.user().persona_name().starts_with("Z\u{FFFD}"));
        switch("NAMES", "unknown");
        assert_eq!(steam.friend_persona_name(other.steam_id()), "");
        switch("NAMES", "null");
        assert_eq!(steam.friend_persona_name(other.steam_id()), "");
        assert_eq!(steam.user().persona_name(), "");
    });
}

#[test]
fn a_text_with_a_nul_inside_never_gets_to_steam() {
    on_the_double(&[], || {
        let (steam, other) = (steam(), other());
        steam.matchmaking().create_lobby(LobbyType::Public, 4);
        let entered = |event: &Event| matches!(event, Event::LobbyEntered { .. });
        let events = events_until(&steam, |events| events.iter().any(entered));
        let lobby = events.iter().find_map(|event| match event {
            Event::LobbyEntered { lobby, .. } => Some(*lobby),
            _ => None,
        });
        let lobby = lobby.unwrap();
        let cut = "a\0b";
        assert!(
            !steam.matchmaking().set_lobby_data(lobby, cut, "value")
                && !steam.matchmaking().set_lobby_data(lobby, "key", cut)
        );
        assert!(!steam.matchmaking().delete_lobby_data(lobby, cut));
        steam.matchmaking().set_lobby_member_data(lobby, "key", cut);
        steam.matchmaking().set_lobby_member_data(lobby, cut, "value");
        assert_eq!(steam.matchmaking().lobby_member_data(lobby, steam.steam_id(), "key"), "");
        assert_eq!(
            (steam.matchmaking().lobby_data(lobby, cut), steam.matchmaking().lobby_data(lobby, "a")),
            (String::new(), String::new())
        );
        assert_eq!(steam.matchmaking().all_lobby_data(lobby), []);
        assert!(!steam.friends().invite_user_to_game(other.steam_id(), cut));
        assert_eq!(steam.friends().friend_rich_presence(other.steam_id(), cut), "");
        assert_eq!(steam.apps().launch_query_param(cut), "");
        // An invalid filter is left out, and the search finds the existing lobbies.
        let (key, value, comparison) = (cut.to_owned(), cut.to_owned(), LobbyComparison::Equal);
        steam.matchmaking().add_request_lobby_list_filter(LobbyFilter::Text { key, value, comparison });
        steam
            .matchmaking()
            .add_request_lobby_list_filter(LobbyFilter::Near { key: cut.to_owned(), value: 1 });
        steam.matchmaking().request_lobby_list();
        let found = Event::LobbyMatchList { lobbies: vec![lobby] };
        events_until(&steam, |events| events.contains(&found));
    });
}

/// Writes to the chat of an own lobby and receives the message.
fn said(text: &[u8]) -> Vec<u8> {
    let steam = steam();
    steam.matchmaking().create_lobby(LobbyType::Private, 2);
    let events =
        events_until(&steam, |events| events.iter().any(|event| matches!(event, Event::LobbyEntered { .. })));
    let lobby = events.iter().find_map(|event| match event {
        Event::LobbyCreated { lobby, .. } => Some(*lobby),
        _ => None,
    });
    assert!(steam.matchmaking().send_lobby_chat_msg(lobby.unwrap(), text));
    let heard = |event: &Event| match event {
        Event::LobbyMessage { user, message, entry_type: 1, .. } => {
            assert_eq!(*user, steam.steam_id());
            Some(message.clone())
        }
        _ => None,
    };
    let events = events_until(&steam, |events| events.iter().any(|event| heard(event).is_some()));
    events.iter().find_map(heard).unwrap()
}

#[test]
fn a_chat_text_has_its_nul_on_the_way_only() {
    // The double ends the process where a text comes without one.
    on_the_double(&[], || assert_eq!(said(b"hey"), b"hey"));
}

#[test]
fn the_longest_chat_text_goes_out_whole() {
    on_the_double(&[], || assert_eq!(said(&[b'a'; 4096]), [b'a'; 4096]));
}

#[test]
fn a_chat_text_that_steam_does_not_give_is_empty() {
    on_the_double(&[("CHAT", "refused")], || assert_eq!(said(b"hey"), b""));
}

#[test]
fn a_chat_text_that_claims_to_be_longer_than_the_buffer_is_cut() {
    on_the_double(&[("CHAT", "oversized")], || {
        let heard = said(b"hey");
        assert_eq!(heard.len(), 4095, "all that there was room for, but for the NUL at its end");
        assert!(heard.starts_with(b"hey\0"));
    });
}

#[test]
fn what_may_be_asked_without_init_is_asked_of_steam() {
    on_the_double(&[], || {
        assert!(steamworks::is_steam_running());
        assert!(!steamworks::restart_app_if_necessary(480));
        switch("RUNNING", "no");
        switch("RESTART", "yes");
        assert!(!steamworks::is_steam_running());
        assert!(steamworks::restart_app_if_necessary(480));
    });
}
