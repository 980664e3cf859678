//! Limits of a member's queues, and their warnings.

use super::*;
use crate::platform::local::limits::{
    MAX_DATA_BYTES, MAX_FILTERS, MAX_ISSUED, MAX_WAITING_ANSWERS, MAX_WAITING_BEFORE_MERGE,
    MAX_WAITING_INVITATIONS, MAX_WAITING_MEMBERSHIP, MAX_WAITING_MESSAGES,
};
use crate::platform::local::lobby::{STATE_ENTERED, STATE_LEFT};
use crate::platform::local::social::tickets::Secret;

fn warning(about: &str, limit: Limit) -> Event {
    Event::Warning { about: about.to_owned(), reason: limit.reason() }
}

/// Takes all events, with the warnings split off.
fn events_and_warnings(client: &mut Client) -> (Vec<Event>, Vec<Event>) {
    events(client).into_iter().partition(|event| !matches!(event, Event::Warning { .. }))
}

fn data_update(lobby: SteamId, member: SteamId) -> Event {
    Event::LobbyDataUpdate { success: true, lobby, member }
}

#[test]
fn a_full_outbox_refuses_with_an_answer_and_one_warning_a_pump() {
    let (mut client, lobby) = in_lobby();
    let accepted = (0..10_000).filter(|_| client.send_message(lobby, b"hello")).count();
    assert_eq!(accepted, MAX_OUTBOX);
    client.create_lobby(LobbyType::Public, 2);
    client.join_lobby(lobby);
    client.search();
    assert!(client.request_lobby_data(lobby));
    assert!(!client.change(lobby, data("key", "value")));
    assert!(!client.set_rich_presence("key", "value"));
    let entered = Event::LobbyEntered { lobby, permissions: 0, locked: false, response: 5 };
    let answers = vec![
        Event::LobbyCreated { result: 25, lobby: SteamId::NIL },
        entered,
        Event::LobbyMatchList { lobbies: Vec::new() },
        Event::LobbyDataUpdate { success: false, lobby, member: lobby },
    ];
    let warnings = [
        "Steam.createLobby",
        "Steam.joinLobby",
        "Steam.requestLobbyData",
        "Steam.requestLobbyList",
        "Steam.sendLobbyChatMsg",
        "Steam.setLobbyData",
        "Steam.setRichPresence",
    ];
    let warnings = warnings.map(|method| warning(method, Limit::Outbox)).to_vec();
    assert_eq!(events_and_warnings(&mut client), (answers, warnings));
    assert_eq!(events(&mut client), []);
}

// rule: limits.answers-kept
#[test]
fn no_answer_is_dropped_however_many_wait() {
    let (mut client, lobby) = in_lobby();
    for _ in 0..2 * MAX_WAITING_ANSWERS {
        client.search();
        let request = client.next_request;
        if !client.outbox.is_empty() {
            confirm(&mut client, [FromHub::SearchDone { request, lobbies: vec![lobby] }]);
        }
    }
    client.join_lobby(SteamId::lobby(9));
    let (answers, warnings) = events_and_warnings(&mut client);
    assert_eq!(answers.len(), 2 * MAX_WAITING_ANSWERS + 1);
    let found = Event::LobbyMatchList { lobbies: vec![lobby] };
    assert_eq!(answers.iter().filter(|answer| **answer == found).count(), MAX_WAITING_ANSWERS);
    assert!(
        matches!(answers.last(), Some(Event::LobbyEntered { response: 5, .. })),
        "the refusal is answered"
    );
    let about = ["Steam.joinLobby", "Steam.requestLobbyList"];
    assert_eq!(warnings, about.map(|method| warning(method, Limit::WaitingAnswers)));
    client.search();
    let request = client.next_request;
    confirm(&mut client, [FromHub::SearchDone { request, lobbies: vec![lobby] }]);
    assert_eq!(events(&mut client), [found], "requests are accepted again");
}

#[test]
fn chat_drops_its_oldest_and_nothing_else() {
    let (mut client, lobby) = in_lobby();
    let left =
        FromHub::Changed { lobby, by: user(2), change: Change::Left { user: user(2), state: STATE_LEFT } };
    client.handle(left);
    let message =
        |number: usize| FromHub::Message { lobby, user: user(2), text: number.to_string().into_bytes() };
    for number in 0..MAX_WAITING_MESSAGES + 10 {
        client.handle(message(number));
    }
    let (happened, warnings) = events_and_warnings(&mut client);
    assert_eq!(happened.len(), 1 + MAX_WAITING_MESSAGES);
    assert!(matches!(happened[0], Event::LobbyChatUpdate { state: STATE_LEFT, .. }), "its order is kept");
    assert!(matches!(&happened[1], Event::LobbyMessage { message, .. } if message == b"10"));
    assert_eq!(warnings, [warning("Steam.lobby_message", Limit::WaitingMessages)]);
}

// rule: limits.data-merged
#[test]
fn only_the_latest_change_of_the_same_data_is_announced() {
    let (mut client, lobby) = in_lobby();
    let set = |key: &str, value: usize| FromHub::Changed {
        lobby,
        by: user(1),
        change: data(key, &value.to_string()),
    };
    let member = Change::MemberData { user: user(2), key: "ready".into(), value: "1".into() };
    client.handle(set("map", 1));
    client.handle(FromHub::Changed { lobby, by: user(2), change: member });
    for value in 2..100_000 {
        client.handle(set("map", value));
    }
    assert_eq!(events(&mut client), [data_update(lobby, user(2)), data_update(lobby, lobby)]);
    client.handle(set("map", 1));
    assert_eq!(events(&mut client), [data_update(lobby, lobby)], "events that were pumped no longer count");
}

// rule: limits.data-merged
#[test]
fn answers_about_data_are_never_merged() {
    let (mut client, lobby) = in_lobby();
    for _ in 0..3 {
        assert!(client.request_lobby_data(lobby));
        confirm(&mut client, [FromHub::DataDone { lobby, exists: true }]);
    }
    client.handle(FromHub::Changed { lobby, by: user(1), change: data("map", "lava") });
    assert_eq!(events(&mut client), vec![data_update(lobby, lobby); 4]);
}

// rule: limits.membership-kept
#[test]
fn membership_is_kept_and_beyond_all_measure_what_cancels_itself_out_goes() {
    let (mut client, lobby) = in_lobby();
    let come = || FromHub::Changed { lobby, by: user(3), change: Change::Entered { user: user(3) } };
    let leave = |number| FromHub::Changed {
        lobby,
        by: user(number),
        change: Change::Left { user: user(number), state: STATE_LEFT },
    };
    for _ in 0..20_000 {
        client.handle(come());
        client.handle(leave(3));
    }
    assert_eq!(events(&mut client).len(), 40_000, "far more than any game sees");
    client.handle(leave(2));
    for _ in 0..MAX_WAITING_MEMBERSHIP {
        client.handle(come());
        client.handle(leave(3));
    }
    client.handle(come());
    let (happened, warnings) = events_and_warnings(&mut client);
    assert!(happened.len() <= MAX_WAITING_MEMBERSHIP + 1, "{}", happened.len());
    let state = |wanted: SteamId| {
        let of_user = happened.iter().filter_map(|event| match event {
            Event::LobbyChatUpdate { changed, state, .. } if *changed == wanted => Some(*state),
            _ => None,
        });
        of_user.collect::<Vec<u32>>()
    };
    assert_eq!(state(user(2)), [STATE_LEFT]);
    let of_third = state(user(3));
    assert!(of_third.iter().enumerate().all(|(at, state)| *state == [STATE_ENTERED, STATE_LEFT][at % 2]));
    assert_eq!(of_third.last(), Some(&STATE_ENTERED), "the final state");
    assert_eq!(warnings, [warning("Steam.lobby_chat_update", Limit::WaitingMembership)]);
}

#[test]
fn presence_changes_are_merged_in_a_long_queue() {
    let mut client = registered();
    for _ in 0..10 * MAX_WAITING_BEFORE_MERGE {
        client.handle(FromHub::UserCame(info(3)));
        client.handle(FromHub::UserLeft { user: user(3) });
    }
    let happened = events(&mut client);
    assert!(happened.len() <= MAX_WAITING_BEFORE_MERGE + 1, "{}", happened.len());
    let Some(Event::PersonaStateChange { flags, .. }) = happened.last() else { panic!("{happened:?}") };
    assert_eq!(*flags, 0x1 | 0x4 | 0x8, "a merged event has every flag");
}

#[test]
fn the_number_of_waiting_invitations_is_limited() {
    let mut client = registered();
    for number in 0..2 * MAX_WAITING_INVITATIONS as u32 {
        client.handle(FromHub::Invited { lobby: SteamId::lobby(1 + number), inviter: user(2) });
    }
    let (happened, warnings) = events_and_warnings(&mut client);
    assert_eq!(happened.len(), MAX_WAITING_INVITATIONS);
    let about = [
        warning("Steam.lobby_invite", Limit::WaitingInvitations),
        warning("SteamLocal.accept_invite", Limit::Invites),
    ];
    assert_eq!(warnings, about);
}

#[test]
fn a_refusal_names_the_limit() {
    let (mut client, lobby) = in_lobby();
    let value = "v".repeat(8192);
    let mut taken = 0;
    while client.change(lobby, data(&format!("key {taken}"), &value)) {
        taken += 1;
    }
    assert!((MAX_DATA_BYTES / 8300..MAX_DATA_BYTES / 8192).contains(&taken), "{taken}");
    assert!(!client.change(lobby, data(&"k".repeat(256), "v")), "the class reports this limit itself");
    let mut set = 0;
    while client.set_member_data(lobby, &format!("key {set}"), &value) {
        set += 1;
    }
    for _ in 0..=MAX_FILTERS {
        client.add_filter(LobbyFilter::ResultCount(1));
    }
    for _ in 0..=MAX_ISSUED {
        client.issue_ticket(SteamId::NIL, Secret([1; 32]));
    }
    for number in 0..31 {
        client.set_rich_presence(&number.to_string(), "v");
    }
    let warnings = [
        ("Steam.addRequestLobbyListStringFilter and similar methods", Limit::Filters),
        ("Steam.getAuthSessionTicket", Limit::Tickets),
        ("Steam.setLobbyData", Limit::LobbyData),
        ("Steam.setLobbyMemberData", Limit::MemberData),
        ("Steam.setRichPresence", Limit::RichPresence),
    ];
    assert_eq!(events_and_warnings(&mut client).1, warnings.map(|(about, limit)| warning(about, limit)));
}

#[test]
fn leaving_again_what_was_never_joined_does_not_fill_the_outbox() {
    let mut client = registered();
    let lobby = SteamId::lobby(9);
    client.join_lobby(lobby);
    for _ in 0..10_000 {
        client.leave_lobby(lobby);
    }
    assert_eq!(sent(&mut client), [ToHub::JoinLobby { request: 1, lobby }, ToHub::LeaveLobby { lobby }]);
}
