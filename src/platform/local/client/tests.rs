mod limits;
mod social;

use std::collections::VecDeque;

use super::*;
use crate::contract::matchmaking::LobbyType;
use crate::platform::local::identity;
use crate::platform::local::limits::{MAX_FOUND, MAX_INVITES};
use crate::platform::local::lobby::{Change, STATE_DISCONNECTED};
use crate::platform::local::wire::handshake::Key;
use crate::platform::local::wire::hub::FromHub;

fn user(number: u32) -> SteamId {
    identity::id_of(number)
}

fn info(number: u32) -> UserInfo {
    UserInfo { id: user(number), name: identity::name_of(number), port: 1, key: Key([number as u8; 32]) }
}

/// User 1, registered at a hub of user 2.
fn registered() -> Client {
    let mut client = Client::new(info(1), 480);
    client.registration();
    client.handle(FromHub::Registered { host: user(2) });
    client.handle(FromHub::UserCame(info(2)));
    events(&mut client);
    client
}

/// User 1 in a lobby that they own, with user 2.
fn in_lobby() -> (Client, SteamId) {
    let mut client = registered();
    let mut lobby = Lobby::new(SteamId::lobby(7), user(1), LobbyType::Public, 4);
    lobby.apply(&Change::Entered { user: user(2) });
    let id = lobby.id;
    client.join_lobby(id);
    confirm(&mut client, [FromHub::LobbyEntered { request: 1, lobby: id, outcome: Ok(lobby) }]);
    events(&mut client);
    (client, id)
}

fn events(client: &mut Client) -> Vec<Event> {
    let mut events = VecDeque::new();
    client.take_events(&mut events);
    events.into()
}

fn sent(client: &mut Client) -> Vec<ToHub> {
    std::iter::from_fn(|| client.poll_message().cloned()).collect()
}

/// Delivers all waiting messages to the hub, then its `answers` and its confirmation.
fn confirm<const N: usize>(client: &mut Client, answers: [FromHub; N]) {
    let messages = sent(client).len() as u32;
    answers.into_iter().for_each(|answer| client.handle(answer));
    client.handle(FromHub::Handled { messages });
}

fn data(key: &str, value: &str) -> Change {
    Change::Data { key: key.into(), value: value.into() }
}

fn value(client: &Client, lobby: SteamId, key: &str) -> String {
    client.lobby_data(lobby).map(|data| data.get(key).to_owned()).unwrap_or_default()
}

#[test]
fn the_owner_reads_their_own_changes_at_once() {
    let (mut client, lobby) = in_lobby();
    assert!(client.change(lobby, data("Map", "lava")));
    assert_eq!(value(&client, lobby, "map"), "lava");
    assert_eq!(sent(&mut client), [ToHub::Change { lobby, change: data("Map", "lava") }]);
    assert_eq!(events(&mut client), []);
}

#[test]
fn an_older_change_of_ones_own_does_not_undo_a_newer_one() {
    let (mut client, lobby) = in_lobby();
    assert!(client.change(lobby, data("map", "lava")));
    sent(&mut client);
    assert!(client.change(lobby, data("map", "ice")));
    client.handle(FromHub::Changed { lobby, by: user(1), change: data("map", "lava") });
    client.handle(FromHub::Handled { messages: 1 });
    assert_eq!(value(&client, lobby, "map"), "ice");
    confirm(&mut client, [FromHub::Changed { lobby, by: user(1), change: data("map", "ice") }]);
    assert_eq!(value(&client, lobby, "map"), "ice");
}

#[test]
fn a_change_that_the_hub_refused_does_not_stay() {
    let (mut client, lobby) = in_lobby();
    assert!(client.change(lobby, data("map", "lava")));
    confirm(&mut client, []);
    assert_eq!(value(&client, lobby, "map"), "");
}

#[test]
fn quick_successive_data_changes_are_announced_once() {
    let (mut client, lobby) = in_lobby();
    for map in ["lava", "ice"] {
        client.handle(FromHub::Changed { lobby, by: user(1), change: data("map", map) });
    }
    assert_eq!(events(&mut client), [Event::LobbyDataUpdate { success: true, lobby, member: lobby }]);
}

#[test]
fn only_the_owner_changes_lobby_data() {
    let (mut client, lobby) = in_lobby();
    assert!(client.change(lobby, Change::Owner(user(2))));
    assert!(!client.change(lobby, data("map", "lava")));
    assert!(!client.change(SteamId::lobby(8), data("map", "lava")));
    assert_eq!(client.lobby(lobby).unwrap().owner, user(2));
}

#[test]
fn a_created_lobby_is_created_entered_and_has_its_data() {
    let mut client = registered();
    client.create_lobby(LobbyType::Private, 4);
    let made = Lobby::new(SteamId::lobby(3), user(1), LobbyType::Private, 4);
    let lobby = made.id;
    confirm(&mut client, [FromHub::LobbyCreated { request: 1, outcome: Ok(made) }]);
    let expected = [
        Event::LobbyCreated { result: 1, lobby },
        Event::LobbyEntered { lobby, permissions: 0, locked: true, response: 1 },
        Event::LobbyDataUpdate { success: true, lobby, member: lobby },
    ];
    assert_eq!(events(&mut client), expected);
    assert_eq!(client.num_members(lobby), 1);
}

#[test]
fn a_lobby_that_was_left_before_it_was_entered_is_not_entered() {
    let mut client = registered();
    let lobby = Lobby::new(SteamId::lobby(3), user(2), LobbyType::Public, 4);
    let id = lobby.id;
    client.join_lobby(id);
    client.leave_lobby(id);
    client.handle(FromHub::LobbyEntered { request: 1, lobby: id, outcome: Ok(lobby) });
    assert_eq!(
        events(&mut client),
        [Event::LobbyEntered { lobby: id, permissions: 0, locked: false, response: 5 }]
    );
    assert!(client.lobby(id).is_none());
    assert_eq!(sent(&mut client).last(), Some(&ToHub::LeaveLobby { lobby: id }));
}

#[test]
fn a_lobby_that_was_left_and_joined_again_counts_by_its_last_answer() {
    let mut client = registered();
    let lobby = Lobby::new(SteamId::lobby(3), user(2), LobbyType::Public, 4);
    let id = lobby.id;
    client.join_lobby(id);
    client.leave_lobby(id);
    client.join_lobby(id);
    client.handle(FromHub::LobbyEntered { request: 1, lobby: id, outcome: Ok(lobby) });
    assert!(client.lobby(id).is_none());
    client.handle(FromHub::LobbyEntered { request: 2, lobby: id, outcome: Err(4) });
    let answer = |response| Event::LobbyEntered { lobby: id, permissions: 0, locked: false, response };
    assert_eq!(events(&mut client), [answer(5), answer(4)]);
}

#[test]
fn a_lobby_is_left_at_once_and_sends_no_more_events() {
    let (mut client, lobby) = in_lobby();
    client.leave_lobby(lobby);
    assert_eq!(client.num_members(lobby), 0);
    client.handle(FromHub::Changed { lobby, by: user(2), change: data("map", "ice") });
    client.handle(FromHub::Message { lobby, user: user(2), text: b"bye".to_vec() });
    assert_eq!(events(&mut client), []);
}

#[test]
fn users_come_and_go_and_keep_their_names() {
    let mut client = registered();
    client.handle(FromHub::UserCame(info(3)));
    assert_eq!(events(&mut client), [Event::PersonaStateChange { user: user(3), flags: 5 }]);
    client.handle(FromHub::UserLeft { user: user(3) });
    assert_eq!(events(&mut client), [Event::PersonaStateChange { user: user(3), flags: 8 }]);
    assert!(client.user(user(3)).is_none());
    assert_eq!(client.name_of(user(3)), Some(identity::name_of(3).as_str()));
    assert_eq!(client.name_of(user(9)), None);
}

#[test]
fn a_user_known_from_a_file_keeps_that_name_until_they_announce_one() {
    let mut client = registered();
    let friends = client.acquaintances();
    client.add_name_from_file(user(9), "Zoe".to_owned());
    assert_eq!((client.name_of(user(9)), client.acquaintances()), (Some("Zoe"), friends));
    client.handle(FromHub::UserCame(info(9)));
    assert_eq!(client.name_of(user(9)), Some(identity::name_of(9).as_str()));
}

#[test]
fn unconfirmed_messages_are_resent_to_the_next_hub() {
    let (mut client, lobby) = in_lobby();
    assert!(client.change(lobby, data("map", "lava")));
    confirm(&mut client, [FromHub::Changed { lobby, by: user(1), change: data("map", "lava") }]);
    assert!(client.change(lobby, data("map", "ice")));
    client.create_lobby(LobbyType::Public, 2);
    let lost = sent(&mut client);
    client.hub_lost();
    assert!(client.poll_message().is_some(), "the lost messages are queued again");
    let registration = client.registration();
    let (register, replica) = (&registration[0], &registration[1]);
    assert!(matches!(
        register,
        ToHub::Register { replicas: 1, lost_host, known, .. } if *lost_host == user(2) && *known == [user(2)]
    ));
    assert!(
        matches!(replica, ToHub::Replica(lobby) if lobby.data.get("map") == "lava"),
        "the confirmed state"
    );
    assert_eq!(sent(&mut client), lost);
    assert_eq!(value(&client, lobby, "map"), "ice");
}

#[test]
fn a_takeover_is_announced_only_if_a_user_was_lost() {
    let (mut client, lobby) = in_lobby();
    client.handle(FromHub::UserCame(info(3)));
    events(&mut client);
    client.hub_lost();
    client.registration();
    client.handle(FromHub::Registered { host: user(3) });
    client.handle(FromHub::UserCame(info(3)));
    assert!(client.user(user(2)).is_some(), "they may still register");
    let change = Change::Left { user: user(2), state: STATE_DISCONNECTED };
    client.handle(FromHub::Changed { lobby, by: user(2), change });
    client.handle(FromHub::Settled);
    let expected = [
        Event::LobbyChatUpdate { lobby, changed: user(2), making_change: user(2), state: STATE_DISCONNECTED },
        Event::PersonaStateChange { user: user(2), flags: 8 },
    ];
    assert_eq!(events(&mut client), expected);
}

#[test]
fn a_full_lobby_state_is_announced_by_its_differences() {
    let (mut client, lobby) = in_lobby();
    let mut whole = client.lobby(lobby).unwrap().clone();
    whole.apply(&Change::Left { user: user(2), state: STATE_DISCONNECTED });
    whole.apply(&Change::Entered { user: user(3) });
    whole.apply(&data("map", "ice"));
    client.handle(FromHub::Lobby(whole.clone()));
    let update = |changed, state| Event::LobbyChatUpdate { lobby, changed, making_change: changed, state };
    let expected = [
        update(user(2), STATE_DISCONNECTED),
        update(user(3), 1),
        Event::LobbyDataUpdate { success: true, lobby, member: lobby },
    ];
    assert_eq!(events(&mut client), expected);
    client.handle(FromHub::Lobby(whole));
    assert_eq!(events(&mut client), []);
}

#[test]
fn a_removed_member_gets_one_event() {
    let (mut client, lobby) = in_lobby();
    client.handle(FromHub::Removed { lobby });
    client.handle(FromHub::Removed { lobby });
    assert_eq!(
        events(&mut client),
        [Event::LobbyKicked { lobby, admin: SteamId::NIL, due_to_disconnect: true }]
    );
}

#[test]
fn found_lobbies_show_their_data_until_newer_ones_push_them_out() {
    let mut client = registered();
    let found = |number: u32| {
        let mut lobby = Lobby::new(SteamId::lobby(number), user(2), LobbyType::Public, 4);
        lobby.data.set("name", &number.to_string());
        FromHub::Found(lobby.summary())
    };
    client.handle(found(1));
    assert_eq!(value(&client, SteamId::lobby(1), "Name"), "1");
    assert_eq!((client.num_members(SteamId::lobby(1)), client.member_limit(SteamId::lobby(1))), (1, 4));
    for number in 2..=MAX_FOUND as u32 + 1 {
        client.handle(found(number));
    }
    assert_eq!(value(&client, SteamId::lobby(1), "name"), "");
    assert_eq!(value(&client, SteamId::lobby(2), "name"), "2");
    assert_eq!(client.found.len(), MAX_FOUND);
}

#[test]
fn only_users_who_are_here_can_be_invited_and_only_to_ones_own_lobby() {
    let (mut client, lobby) = in_lobby();
    assert!(client.invite(lobby, user(2)));
    assert!(!client.invite(lobby, user(3)));
    assert!(!client.invite(SteamId::lobby(9), user(2)));
    client.handle(FromHub::Invited { lobby: SteamId::lobby(9), inviter: user(2) });
    let invite = Event::LobbyInvite { inviter: user(2), lobby: SteamId::lobby(9), game: 480 };
    assert_eq!(events(&mut client), [invite]);
}

#[test]
fn an_invitation_can_be_accepted_once_and_the_latest_inviter_counts() {
    let (mut client, _) = in_lobby();
    let lobby = SteamId::lobby(9);
    assert!(!client.accept_invite(lobby), "there is no invitation yet");
    client.handle(FromHub::Invited { lobby, inviter: user(2) });
    client.handle(FromHub::Invited { lobby, inviter: user(3) });
    events(&mut client);
    assert!(client.accept_invite(lobby));
    assert_eq!(events(&mut client), [Event::JoinRequested { lobby, friend: user(3) }]);
    assert!(!client.accept_invite(lobby));
}

#[test]
fn the_oldest_invitations_are_forgotten_beyond_the_limit() {
    let (mut client, _) = in_lobby();
    for number in 0..=MAX_INVITES as u32 {
        client.handle(FromHub::Invited { lobby: SteamId::lobby(1000 + number), inviter: user(2) });
    }
    assert!(!client.accept_invite(SteamId::lobby(1000)));
    assert!(client.accept_invite(SteamId::lobby(1001)));
}
