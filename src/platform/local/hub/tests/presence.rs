//! Presences of friends, and notes between them.

use super::*;
use crate::platform::local::social::tickets::TicketVerdict;
use crate::platform::local::wire::social::Note;

impl World {
    /// The latest presence of each user that was sent to `number` since the last call.
    fn received_presences(&mut self, number: u32) -> Vec<(SteamId, Presence)> {
        let received = self.received.remove(&ConnectionId(number.into())).unwrap_or_default();
        let presences = received.into_iter().filter_map(|message| match message {
            FromHub::Presence { user, presence } => Some((user, presence)),
            _ => None,
        });
        presences.collect()
    }
}

fn rich(status: &str) -> RichPresence {
    let mut presence = RichPresence::default();
    assert!(presence.set("status", status));
    presence
}

fn presence_with_status(status: &str) -> Presence {
    Presence { rich: rich(status), lobby: SteamId::NIL, listing: None }
}

fn in_lobby(lobby: SteamId) -> Presence {
    Presence { rich: RichPresence::default(), lobby, listing: None }
}

fn verdict() -> Note {
    Note::TicketVerdict(TicketVerdict { request: 1, response: 0 })
}

#[test]
fn member_data_reaches_all_members_and_newcomers() {
    let mut world = World::with_members(2);
    world.send(1, ToHub::RichPresence(rich("hello")));
    world.send(1, ToHub::RichPresence(rich("hello")));
    assert_eq!(world.received_presences(2), [(user(1), presence_with_status("hello"))]);
    world.send(3, registration(3, 0, SteamId::NIL, &[]));
    assert_eq!(world.received_presences(3), [(user(1), presence_with_status("hello"))]);
    world.send(1, ToHub::RichPresence(RichPresence::default()));
    assert_eq!(world.received_presences(3), [(user(1), Presence::default())]);
}

#[test]
fn friends_see_in_which_lobby_a_member_is_unless_its_type_hides_it() {
    let mut world = World::with_members(2);
    for lobby_type in [LobbyType::Private, LobbyType::Invisible, LobbyType::PrivateUnique] {
        let hidden = world.create(1, lobby_type, 4).id;
        assert_eq!(world.received_presences(2), []);
        world.send(1, ToHub::LeaveLobby { lobby: hidden });
    }
    world.send(1, ToHub::CreateLobby { request: 1, lobby_type: LobbyType::FriendsOnly, max_members: 4 });
    let lobby = world.hub.lobbies().next().unwrap().id;
    assert_eq!(world.received_presences(2), [(user(1), in_lobby(lobby))]);
    world.change(1, lobby, Change::Type(LobbyType::Private));
    assert_eq!(world.received_presences(2), [(user(1), in_lobby(SteamId::NIL))]);
    world.change(1, lobby, Change::Type(LobbyType::Public));
    assert_eq!(world.received_presences(2), [(user(1), in_lobby(lobby))]);
    world.send(1, ToHub::LeaveLobby { lobby });
    assert_eq!(world.received_presences(2), [(user(1), in_lobby(SteamId::NIL))]);
}

#[test]
fn a_new_hub_sends_presences_once_the_takeover_is_settled() {
    let mut world = World::new();
    let register = |number: u32, known: &[u32], rich_presence| match registration(number, 0, user(9), known) {
        ToHub::Register { user, replicas, lost_host, known, .. } => {
            ToHub::Register { user, replicas, lost_host, known, rich_presence, listing: None }
        }
        other => panic!("{other:?}"),
    };
    world.send(1, register(1, &[2], rich("still here")));
    assert_eq!(world.received_presences(1), []);
    world.send(2, register(2, &[1], RichPresence::default()));
    // The hub does not know what the lost hub sent about user 2, so it sends that presence in any case.
    let both = [(user(1), presence_with_status("still here")), (user(2), Presence::default())];
    assert_eq!(world.received_presences(1), both);
    assert_eq!(world.received_presences(2), both);
}

#[test]
fn a_late_member_of_a_lost_hub_also_receives_ended_presences() {
    let mut world = World::with_members(1);
    world.send(2, registration(2, 0, user(9), &[1]));
    assert!(world.received_presences(2).contains(&(user(1), Presence::default())));
}

#[test]
fn a_note_reaches_its_receiver_alone_with_its_true_sender() {
    let mut world = World::with_members(3);
    world.send(1, ToHub::SendNote { to: user(2), note: verdict() });
    assert_eq!(world.received(2), [FromHub::NoteReceived { from: user(1), note: verdict() }]);
    assert_eq!((world.received(1), world.received(3)), (vec![], vec![]));
    world.send(1, ToHub::SendNote { to: user(1), note: verdict() });
    assert_eq!(world.received(1), [FromHub::NoteReceived { from: user(1), note: verdict() }]);
}

#[test]
fn writing_to_an_absent_user_is_answered() {
    let mut world = World::with_members(2);
    world.send(1, ToHub::SendNote { to: user(7), note: verdict() });
    assert_eq!(world.received(1), [FromHub::UserLeft { user: user(7) }]);
}

#[test]
fn exceeding_a_limit_ends_the_connection() {
    let mut world = World::with_members(2);
    let connect = "x".repeat(256);
    let note = Note::JoinGame { connect };
    assert_eq!(world.try_send(1, ToHub::SendNote { to: user(2), note }), Err(FrameError::Unexpected));
    assert_eq!(world.received(2), []);
    let too_much: RichPresence = {
        // A map with one entry, whose key is longer than Steam allows.
        let bytes = [&[1, 100][..], &[b'k'; 100], &[1, b'v']].concat();
        crate::platform::local::wire::frame::decode(&bytes).unwrap()
    };
    assert_eq!(world.try_send(1, ToHub::RichPresence(too_much)), Err(FrameError::Unexpected));
}

#[test]
fn a_new_name_reaches_everybody_and_newcomers() {
    let mut world = World::with_members(2);
    world.received.clear();
    world.send(1, ToHub::Rename { name: "Zoe".to_owned() });
    let names = |world: &mut World, number: u32| -> Vec<(SteamId, String)> {
        let received = world.received.remove(&ConnectionId(number.into())).unwrap_or_default();
        let came = received.into_iter().filter_map(|message| match message {
            FromHub::UserCame(user) => Some((user.id, user.name)),
            _ => None,
        });
        came.collect()
    };
    assert_eq!(names(&mut world, 2), [(user(1), "Zoe".to_owned())]);
    world.send(3, registration(3, 0, SteamId::NIL, &[]));
    assert!(names(&mut world, 3).contains(&(user(1), "Zoe".to_owned())));
}
