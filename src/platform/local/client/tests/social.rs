//! Friends, their presences, and the tickets between them.

use super::*;
use crate::contract::social::SocialEvent;
use crate::platform::local::social::tickets::{Secret, TicketCheck, TicketVerdict};
use crate::platform::local::wire::social::Note;

const SECRET: Secret = Secret([7; 32]);

fn status(text: &str) -> Presence {
    let mut presence = Presence::default();
    assert!(presence.rich.set("status", text));
    presence
}

fn validated(number: u32, response: i32) -> Event {
    Event::ValidateAuthTicketResponse { user: user(number), response, owner: user(number) }
}

/// User 1, who has begun to check a ticket of user 2, and the check that was sent.
fn checking() -> (Client, TicketCheck) {
    let mut client = registered();
    let ticket = Client::new(info(2), 480).issue_ticket(SteamId::NIL, SECRET).unwrap();
    assert_eq!(client.begin_auth_session(&ticket.bytes, user(2), 5), 0);
    let [ToHub::SendNote { to, note: Note::TicketCheck(check) }] = &sent(&mut client)[..] else {
        panic!("no check was sent")
    };
    assert_eq!(*to, user(2));
    let check = check.clone();
    (client, check)
}

fn verdict(number: u32, response: u8) -> FromHub {
    let note = Note::TicketVerdict(TicketVerdict { request: 5, response });
    FromHub::NoteReceived { from: user(number), note }
}

#[test]
fn a_user_who_has_left_stays_known() {
    let mut client = registered();
    client.handle(FromHub::UserCame(info(3)));
    client.handle(FromHub::UserLeft { user: user(2) });
    assert_eq!(client.acquaintances(), [user(2), user(3)]);
    assert_eq!(client.others(), [user(3)]);
}

#[test]
fn presence_changes_are_announced_and_end_when_the_friend_leaves() {
    let mut client = registered();
    let lobby = SteamId::lobby(7);
    let plays = Presence { lobby, ..status("hi") };
    let presence = |presence: &Presence| FromHub::Presence { user: user(2), presence: presence.clone() };
    client.handle(presence(&status("hi")));
    client.handle(presence(&status("hi")));
    assert_eq!(events(&mut client), [Event::FriendRichPresenceUpdate { user: user(2), app_id: 480 }]);
    client.handle(presence(&plays));
    assert_eq!(events(&mut client), [Event::PersonaStateChange { user: user(2), flags: 0x10 }]);
    assert_eq!((client.rich_presence(user(2), "status"), client.visible_lobby(user(2))), ("hi", lobby));
    client.handle(FromHub::UserLeft { user: user(2) });
    assert_eq!((client.rich_presence(user(2), "status"), client.visible_lobby(user(2))), ("", SteamId::NIL));
}

#[test]
fn a_restarted_process_does_not_inherit_rich_presence() {
    let mut client = registered();
    client.handle(FromHub::Presence { user: user(2), presence: status("hi") });
    client.hub_lost();
    client.handle(FromHub::UserCame(info(2)));
    assert_eq!(client.rich_presence(user(2), "status"), "hi", "the same process at another hub");
    client.handle(FromHub::UserCame(UserInfo { key: Key([99; 32]), ..info(2) }));
    assert_eq!(client.rich_presence(user(2), "status"), "");
}

#[test]
fn ones_own_rich_presence_is_read_at_once_and_its_latest_state_is_sent() {
    let mut client = registered();
    assert!(client.set_rich_presence("status", "one"));
    assert!(client.set_rich_presence("status", "two"));
    assert!(client.set_rich_presence("status", "two"));
    assert!(!client.set_rich_presence("", "two"));
    assert_eq!(client.rich_presence(user(1), "status"), "two");
    assert_eq!(sent(&mut client), [ToHub::RichPresence(status("two").rich)]);
    client.clear_rich_presence();
    assert_eq!(sent(&mut client), [ToHub::RichPresence(RichPresence::default())]);
}

#[test]
fn the_next_hub_receives_only_the_latest_rich_presence() {
    let mut client = registered();
    client.set_rich_presence("status", "one");
    sent(&mut client);
    client.set_rich_presence("status", "two");
    client.hub_lost();
    let registration = client.registration();
    assert!(
        matches!(&registration[0], ToHub::Register { rich_presence, .. } if *rich_presence == status("two").rich)
    );
    assert_eq!(sent(&mut client), []);
}

#[test]
fn only_users_who_are_here_can_be_invited_to_the_game() {
    let mut client = registered();
    assert!(client.invite_to_game(user(2), "+connect 7"));
    assert!(!client.invite_to_game(user(2), &"x".repeat(256)));
    assert!(!client.invite_to_game(user(3), "+connect 7"));
    let note = Note::JoinGame { connect: "+connect 7".into() };
    assert_eq!(sent(&mut client), [ToHub::SendNote { to: user(2), note: note.clone() }]);
    client.handle(FromHub::NoteReceived { from: user(2), note });
    let requested = Event::JoinGameRequested { user: user(2), connect: "+connect 7".into() };
    assert_eq!(events(&mut client), [requested]);
}

#[test]
fn a_new_ticket_is_announced_and_answered_without_the_game() {
    let mut client = registered();
    let ticket = client.issue_ticket(SteamId::NIL, SECRET).unwrap();
    assert_eq!(
        events(&mut client),
        [Event::GetAuthSessionTicketResponse { ticket: ticket.handle, result: 1 }]
    );
    let check = TicketCheck { request: 5, handle: ticket.handle, secret: SECRET };
    client.handle(FromHub::NoteReceived { from: user(2), note: Note::TicketCheck(check) });
    let answer = |response| ToHub::SendNote {
        to: user(2),
        note: Note::TicketVerdict(TicketVerdict { request: 5, response }),
    };
    assert_eq!(sent(&mut client), [answer(0)]);
    client.cancel_ticket(ticket.handle);
    client.cancel_ticket(ticket.handle);
    assert_eq!(sent(&mut client), [answer(6)]);
}

#[test]
fn a_checked_ticket_is_valid_until_its_issuer_leaves_or_the_check_is_ended() {
    let (mut client, _) = checking();
    assert!(!client.has_valid_ticket(user(2)));
    client.handle(verdict(3, 0));
    client.handle(verdict(2, 0));
    assert_eq!(events(&mut client), [validated(2, 0)]);
    assert!(client.has_valid_ticket(user(2)));
    client.handle(FromHub::UserLeft { user: user(2) });
    let left = Event::PersonaStateChange { user: user(2), flags: 8 };
    assert_eq!(events(&mut client), [left, validated(2, 6)]);
    let (mut client, _) = checking();
    client.handle(verdict(2, 0));
    client.end_auth_session(user(2));
    assert!(!client.has_valid_ticket(user(2)));
}

#[test]
fn the_ticket_of_somebody_whom_the_hub_does_not_know_is_not_valid() {
    let mut client = registered();
    let ticket = Client::new(info(8), 480).issue_ticket(SteamId::NIL, SECRET).unwrap();
    assert_eq!(client.begin_auth_session(&ticket.bytes, user(8), 5), 0);
    client.handle(FromHub::UserLeft { user: user(8) });
    assert_eq!(events(&mut client), [validated(8, 1)]);
}

#[test]
fn after_a_lost_hub_tickets_are_checked_again() {
    let (mut client, check) = checking();
    client.handle(FromHub::Handled { messages: 1 });
    client.handle(verdict(2, 0));
    events(&mut client);
    client.hub_lost();
    client.registration();
    client.handle(FromHub::Registered { host: user(2) });
    client.handle(FromHub::UserCame(info(2)));
    client.handle(FromHub::Settled);
    assert_eq!(sent(&mut client), [ToHub::SendNote { to: user(2), note: Note::TicketCheck(check) }]);
    client.handle(verdict(2, 6));
    assert_eq!(events(&mut client), [validated(2, 6)], "it was cancelled while there was no hub");
}

#[test]
fn a_ticket_check_does_not_begin_with_a_full_outbox() {
    let mut client = registered();
    while client.set_rich_presence("status", "on") && client.invite_to_game(user(2), "x") {}
    let ticket = Client::new(info(2), 480).issue_ticket(SteamId::NIL, SECRET).unwrap();
    assert_eq!(client.begin_auth_session(&ticket.bytes, user(2), 5), 1);
    sent(&mut client);
    client.handle(FromHub::Handled { messages: MAX_OUTBOX as u32 });
    assert_eq!(client.begin_auth_session(&ticket.bytes, user(2), 6), 0);
}

fn friend_message(text: &str) -> FromHub {
    FromHub::NoteReceived { from: user(2), note: Note::FriendMessage { text: text.to_owned() } }
}

#[test]
fn friend_messages_are_announced_to_listeners_and_can_be_read() {
    let mut client = registered();
    client.handle(friend_message("unheard"));
    assert!(matches!(&events(&mut client)[..], [Event::Warning { .. }]));
    client.listen_for_friends(true);
    client.handle(friend_message("hello"));
    let (index, text) = match &events(&mut client)[..] {
        [Event::Social(SocialEvent::ChatMessage { user: from, index, text, entry_type: 1 })] => {
            assert_eq!(*from, user(2));
            (*index, text.clone())
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(text, "hello");
    assert_eq!(client.friend_message(user(2), index).unwrap().text, "hello");
    assert_eq!(client.friend_message(user(3), index), None);
}

#[test]
fn only_present_users_can_be_written_to() {
    let mut client = registered();
    assert!(client.write_to_friend(user(2), "hi"));
    let note = Note::FriendMessage { text: "hi".to_owned() };
    assert_eq!(sent(&mut client), [ToHub::SendNote { to: user(2), note }]);
    assert!(!client.write_to_friend(user(9), "hi"));
    assert!(!client.write_to_friend(user(2), ""));
    assert!(!client.write_to_friend(user(2), &"x".repeat(2049)));
    assert_eq!(sent(&mut client), []);
}

#[test]
fn a_renamed_friend_is_announced_once() {
    let mut client = registered();
    let renamed = UserInfo { name: "Zoe".to_owned(), ..info(2) };
    client.handle(FromHub::UserCame(renamed.clone()));
    client.handle(FromHub::UserCame(renamed));
    assert_eq!(events(&mut client), [Event::PersonaStateChange { user: user(2), flags: 0x1 }]);
    assert_eq!(client.name_of(user(2)), Some("Zoe"));
}

#[test]
fn a_new_name_of_ones_own_is_registered_again_after_a_lost_hub() {
    let mut client = registered();
    client.rename("  Zoe ");
    client.rename(" ");
    let answers: Vec<_> = events(&mut client)
        .into_iter()
        .filter_map(|event| match event {
            Event::Social(SocialEvent::NameChanged { success, result, .. }) => Some((success, result)),
            _ => None,
        })
        .collect();
    assert_eq!(answers, [(true, 1), (false, 2)]);
    assert_eq!(sent(&mut client), [ToHub::Rename { name: "Zoe".to_owned() }]);
    client.hub_lost();
    let registration = client.registration();
    assert!(matches!(&registration[0], ToHub::Register { user, .. } if user.name == "Zoe"));
}
