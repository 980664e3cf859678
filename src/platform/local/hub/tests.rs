mod late;
mod limits;
mod presence;

use std::time::{Duration, Instant};

use super::*;
use crate::contract::matchmaking::{LobbyFilter, LobbyType};
use crate::platform::local::identity;
use crate::platform::local::lobby::{Change, Lobby};
use crate::platform::local::wire::handshake::Key;

const GRACE: Duration = Duration::from_secs(1);

/// A hub, with the messages that it has sent to each member.
struct World {
    hub: Hub,
    now: Instant,
    received: BTreeMap<ConnectionId, Vec<FromHub>>,
    closed: Vec<ConnectionId>,
}

fn user(number: u32) -> SteamId {
    identity::id_of(number)
}

fn info(number: u32) -> UserInfo {
    UserInfo { id: user(number), name: identity::name_of(number), port: 1, key: Key([number as u8; 32]) }
}

impl World {
    fn new() -> World {
        let hub = Hub::new(user(1), GRACE, 7);
        World { hub, now: Instant::now(), received: BTreeMap::new(), closed: Vec::new() }
    }

    fn with_members(count: u32) -> World {
        let mut world = World::new();
        for number in 1..=count {
            world.send(number, registration(number, 0, SteamId::NIL, &[]));
        }
        world.received.clear();
        world
    }

    /// Sends a message of member `number` on connection `number`.
    fn send(&mut self, number: u32, message: ToHub) {
        self.try_send(number, message).unwrap();
    }

    fn try_send(&mut self, number: u32, message: ToHub) -> Result<(), FrameError> {
        let result = self.hub.handle(self.now, ConnectionId(number.into()), message);
        self.collect();
        result
    }

    fn collect(&mut self) {
        while let Some(output) = self.hub.poll_output() {
            match output {
                Output::Send { to, message } => {
                    for connection in to {
                        self.received.entry(connection).or_default().push(message.clone());
                    }
                }
                Output::Close(connection) => self.closed.push(connection),
            }
        }
    }

    fn disconnect(&mut self, number: u32) {
        self.hub.disconnect(ConnectionId(number.into()));
        self.collect();
    }

    fn pass(&mut self, time: Duration) {
        self.now += time;
        self.hub.handle_timeout(self.now);
        self.collect();
    }

    /// The messages to `number` since the last call, without confirmations and presences (the tests in `presence` cover
    /// those).
    fn received(&mut self, number: u32) -> Vec<FromHub> {
        let mut received = self.received.remove(&ConnectionId(number.into())).unwrap_or_default();
        received.retain(|message| !matches!(message, FromHub::Handled { .. } | FromHub::Presence { .. }));
        received
    }

    fn create(&mut self, number: u32, lobby_type: LobbyType, max_members: u32) -> Lobby {
        self.send(number, ToHub::CreateLobby { request: 1, lobby_type, max_members });
        match self.received(number).remove(0) {
            FromHub::LobbyCreated { request: 1, outcome: Ok(lobby) } => lobby,
            other => panic!("{other:?}"),
        }
    }

    fn join(&mut self, number: u32, lobby: SteamId) -> Result<Lobby, u32> {
        self.send(number, ToHub::JoinLobby { request: 4, lobby });
        match self.received(number).remove(0) {
            FromHub::LobbyEntered { request: 4, lobby: entered, outcome } if entered == lobby => outcome,
            other => panic!("{other:?}"),
        }
    }

    fn change(&mut self, number: u32, lobby: SteamId, change: Change) {
        self.send(number, ToHub::Change { lobby, change });
    }
}

fn registration(number: u32, replicas: u32, lost_host: SteamId, known: &[u32]) -> ToHub {
    let known = known.iter().map(|number| user(*number)).collect();
    let rich_presence = RichPresence::default();
    ToHub::Register { user: info(number), replicas, lost_host, known, rich_presence, listing: None }
}

fn data(key: &str, value: &str) -> Change {
    Change::Data { key: key.into(), value: value.into() }
}

#[test]
fn members_learn_of_each_other() {
    let mut world = World::new();
    world.send(1, registration(1, 0, SteamId::NIL, &[]));
    world.send(2, registration(2, 0, SteamId::NIL, &[]));
    assert_eq!(world.received(1), [FromHub::Registered { host: user(1) }, FromHub::UserCame(info(2))]);
    assert_eq!(world.received(2), [FromHub::Registered { host: user(1) }, FromHub::UserCame(info(1))]);
    world.disconnect(2);
    assert_eq!(world.received(1), [FromHub::UserLeft { user: user(2) }]);
}

#[test]
fn registration_comes_first_and_only_once() {
    let mut world = World::with_members(1);
    assert_eq!(world.try_send(2, ToHub::Goodbye), Err(FrameError::Unexpected));
    let search = ToHub::Search { request: 1, filters: Vec::new() };
    assert_eq!(world.try_send(2, search), Err(FrameError::Unexpected));
    assert_eq!(world.try_send(1, registration(3, 0, SteamId::NIL, &[])), Err(FrameError::Unexpected));
}

#[test]
fn a_user_who_comes_back_replaces_their_old_connection() {
    let mut world = World::with_members(2);
    let lobby = world.create(2, LobbyType::Public, 4).id;
    world.join(1, lobby).unwrap();
    world.send(9, registration(2, 0, SteamId::NIL, &[]));
    assert_eq!(world.closed, [ConnectionId(2)]);
    let left = Change::Left { user: user(2), state: STATE_DISCONNECTED };
    assert!(world.received(1).contains(&FromHub::Changed { lobby, by: user(2), change: left }));
}

#[test]
fn entering_and_leaving_are_announced_to_the_others() {
    let mut world = World::with_members(3);
    let lobby = world.create(1, LobbyType::Public, 4).id;
    let entered = world.join(2, lobby).unwrap();
    assert_eq!(entered.members.len(), 2);
    let change = Change::Entered { user: user(2) };
    assert_eq!(world.received(1), [FromHub::Changed { lobby, by: user(2), change }]);
    world.send(1, ToHub::LeaveLobby { lobby });
    assert_eq!(world.received(1), []);
    let change = Change::Left { user: user(1), state: STATE_LEFT };
    assert_eq!(world.received(2), [FromHub::Changed { lobby, by: user(1), change }]);
    assert_eq!(world.join(3, lobby).unwrap().owner, user(2));
}

#[test]
fn a_lobby_ends_with_its_last_member() {
    let mut world = World::with_members(2);
    let lobby = world.create(1, LobbyType::Public, 4).id;
    world.send(1, ToHub::LeaveLobby { lobby });
    assert_eq!(world.join(2, lobby), Err(2));
}

#[test]
fn joining_answers_with_steams_reasons() {
    let mut world = World::with_members(3);
    let lobby = world.create(1, LobbyType::Public, 2).id;
    assert_eq!(world.join(2, SteamId::lobby(5)), Err(2));
    world.change(1, lobby, Change::Joinable(false));
    assert_eq!(world.join(2, lobby), Err(3));
    world.change(1, lobby, Change::Joinable(true));
    world.join(2, lobby).unwrap();
    assert_eq!(world.join(3, lobby), Err(4));
}

#[test]
fn lobbies_of_every_type_can_be_joined_by_id() {
    for number in 0..=4 {
        let mut world = World::with_members(2);
        let lobby = world.create(1, LobbyType::from_i64(number).unwrap(), 2).id;
        assert!(world.join(2, lobby).is_ok());
    }
}

#[test]
fn joining_again_succeeds_without_telling_the_others() {
    let mut world = World::with_members(2);
    let lobby = world.create(1, LobbyType::Public, 2).id;
    world.join(2, lobby).unwrap();
    world.received(1);
    assert!(world.join(2, lobby).is_ok());
    assert_eq!(world.received(1), []);
}

#[test]
fn changes_reach_all_members_once_and_nobody_else() {
    let mut world = World::with_members(3);
    let lobby = world.create(1, LobbyType::Public, 4).id;
    world.join(2, lobby).unwrap();
    world.received(1);
    world.change(1, lobby, data("map", "lava"));
    world.change(1, lobby, data("map", "lava"));
    world.change(2, lobby, data("map", "ice"));
    let received = [FromHub::Changed { lobby, by: user(1), change: data("map", "lava") }];
    assert_eq!(world.received(1), received);
    assert_eq!(world.received(2), received);
    assert_eq!(world.received(3), []);
}

#[test]
fn messages_come_back_to_their_writer_and_strangers_cannot_write() {
    let mut world = World::with_members(3);
    let lobby = world.create(1, LobbyType::Public, 4).id;
    world.join(2, lobby).unwrap();
    world.received(1);
    world.send(2, ToHub::Message { lobby, text: b"hello".to_vec() });
    world.send(3, ToHub::Message { lobby, text: b"ha".to_vec() });
    assert!(world.try_send(1, ToHub::Message { lobby, text: vec![0; 4097] }).is_err());
    let received = [FromHub::Message { lobby, user: user(2), text: b"hello".to_vec() }];
    assert_eq!(world.received(1), received);
    assert_eq!(world.received(2), received);
}

#[test]
fn a_search_brings_what_is_listed_with_its_data() {
    let mut world = World::with_members(2);
    let lobby = world.create(1, LobbyType::Public, 4).id;
    world.create(1, LobbyType::Private, 4);
    world.change(1, lobby, data("map", "lava"));
    world.send(2, ToHub::Search { request: 5, filters: Vec::new() });
    let received = world.received(2);
    assert!(
        matches!(&received[0], FromHub::Found(found) if found.id == lobby && found.data.get("map") == "lava")
    );
    assert_eq!(received[1..], [FromHub::SearchDone { request: 5, lobbies: vec![lobby] }]);
    world.send(2, ToHub::Search { request: 6, filters: vec![LobbyFilter::SlotsAvailable(4)] });
    assert_eq!(world.received(2), [FromHub::SearchDone { request: 6, lobbies: Vec::new() }]);
}

#[test]
fn the_data_of_any_lobby_can_be_asked_for() {
    let mut world = World::with_members(2);
    let lobby = world.create(1, LobbyType::Private, 4).id;
    world.send(2, ToHub::RequestData { lobby });
    assert_eq!(world.received(2)[1], FromHub::DataDone { lobby, exists: true });
    let other = SteamId::lobby(1);
    world.send(2, ToHub::RequestData { lobby: other });
    assert_eq!(world.received(2), [FromHub::DataDone { lobby: other, exists: false }]);
}

#[test]
fn only_members_invite() {
    let mut world = World::with_members(3);
    let lobby = world.create(1, LobbyType::Private, 4).id;
    world.send(2, ToHub::Invite { lobby, invitee: user(3) });
    assert_eq!(world.received(3), []);
    world.send(1, ToHub::Invite { lobby, invitee: user(3) });
    assert_eq!(world.received(3), [FromHub::Invited { lobby, inviter: user(1) }]);
}

#[test]
fn a_goodbye_is_leaving_and_a_lost_connection_is_not() {
    for (goodbye, state) in [(true, STATE_LEFT), (false, STATE_DISCONNECTED)] {
        let mut world = World::with_members(2);
        let lobby = world.create(1, LobbyType::Public, 4).id;
        world.join(2, lobby).unwrap();
        if goodbye {
            world.send(1, ToHub::Goodbye);
        }
        world.disconnect(1);
        let change = Change::Left { user: user(1), state };
        let received = [FromHub::Changed { lobby, by: user(1), change }, FromHub::UserLeft { user: user(1) }];
        assert_eq!(world.received(2), received);
    }
}

#[test]
fn messages_are_counted_after_what_they_brought() {
    let mut world = World::with_members(1);
    world.send(1, ToHub::CreateLobby { request: 1, lobby_type: LobbyType::Public, max_members: 0 });
    let received = world.received.remove(&ConnectionId(1)).unwrap();
    let answer = FromHub::LobbyCreated { request: 1, outcome: Err(8) };
    assert_eq!(received, [answer, FromHub::Handled { messages: 1 }]);
}

/// A lobby of users 1 to 3 at a hub whose host was user 1 and which was lost.
fn orphan(revision: u64) -> Lobby {
    let mut lobby = Lobby::new(SteamId::lobby(77), user(1), LobbyType::Public, 4);
    lobby.apply(&Change::Entered { user: user(2) });
    lobby.apply(&Change::Entered { user: user(3) });
    lobby.data.set("map", &format!("of {revision}"));
    lobby.revision = revision;
    lobby
}

#[test]
fn a_new_hub_gets_its_lobbies_from_their_members() {
    let mut world = World::new();
    let lobby = orphan(5);
    world.send(2, registration(2, 1, user(1), &[1, 3]));
    world.send(2, ToHub::Replica(lobby.clone()));
    world.send(2, ToHub::Search { request: 1, filters: Vec::new() });
    world.send(3, registration(3, 1, user(1), &[1, 2]));
    assert!(!world.received(2).contains(&FromHub::Settled));
    world.send(3, ToHub::Replica(lobby.clone()));
    let received = world.received(2);
    let left = Change::Left { user: user(1), state: STATE_DISCONNECTED };
    assert!(
        received.contains(&FromHub::Changed { lobby: lobby.id, by: user(1), change: left }),
        "{received:?}"
    );
    assert!(received.contains(&FromHub::Settled));
    assert_eq!(received.last(), Some(&FromHub::SearchDone { request: 1, lobbies: vec![lobby.id] }));
    assert!(world.hub.poll_timeout().is_none());
}

#[test]
fn users_missing_at_the_new_hub_are_gone_after_the_grace_time() {
    let mut world = World::new();
    let lobby = orphan(5);
    world.send(2, registration(2, 1, user(1), &[1, 3]));
    world.send(2, ToHub::Replica(lobby.clone()));
    world.received(2);
    world.pass(GRACE / 2);
    assert_eq!(world.received(2), []);
    world.pass(GRACE / 2);
    let gone: Vec<SteamId> = world
        .received(2)
        .iter()
        .filter_map(|message| match message {
            FromHub::Changed { change: Change::Left { user, state: STATE_DISCONNECTED }, .. } => Some(*user),
            _ => None,
        })
        .collect();
    assert_eq!(gone, [user(1), user(3)]);
}

#[test]
fn a_leave_during_a_takeover_does_not_outdate_later_replicas() {
    let mut world = World::new();
    let earlier = {
        let mut lobby = Lobby::new(orphan(0).id, user(1), LobbyType::Public, 4);
        lobby.apply(&Change::Entered { user: user(3) });
        lobby
    };
    let mut later = earlier.clone();
    later.apply(&Change::Entered { user: user(2) });
    world.send(4, registration(4, 0, user(1), &[2, 3]));
    world.send(3, registration(3, 1, user(1), &[2]));
    world.send(3, ToHub::Replica(earlier));
    world.send(3, ToHub::Goodbye);
    world.send(2, registration(2, 1, user(1), &[3]));
    world.send(2, ToHub::Replica(later));
    world.pass(GRACE);
    let left = Change::Left { user: user(3), state: STATE_LEFT };
    assert!(world.received(2).contains(&FromHub::Changed { lobby: orphan(0).id, by: user(3), change: left }));
    world.received.clear();
    assert_eq!(world.join(4, orphan(0).id).unwrap().owner, user(2));
}

#[test]
fn the_latest_of_several_replicas_counts() {
    for (first, second) in [(5, 6), (6, 5)] {
        let mut world = World::new();
        world.send(2, registration(2, 1, user(1), &[1, 3]));
        world.send(2, ToHub::Replica(orphan(first)));
        world.send(3, registration(3, 1, user(1), &[1, 2]));
        world.send(3, ToHub::Replica(orphan(second)));
        let behind = if first < second { 2 } else { 3 };
        assert!(world.received(behind).contains(&FromHub::Lobby(orphan(6))));
        assert!(!world.received(5 - behind).iter().any(|message| matches!(message, FromHub::Lobby(_))));
    }
}

#[test]
fn a_dropped_lobby_member_is_informed() {
    let mut world = World::new();
    world.send(2, registration(2, 1, user(1), &[1, 3]));
    world.send(2, ToHub::Replica(orphan(5)));
    world.pass(GRACE);
    world.send(3, registration(3, 1, user(1), &[]));
    world.send(3, ToHub::Replica(orphan(5)));
    assert!(world.received(3).contains(&FromHub::Removed { lobby: orphan(5).id }));
}

#[test]
fn replicas_that_break_the_rules_are_refused() {
    let mut world = World::new();
    world.send(2, registration(2, 1, user(1), &[]));
    let mut strange = orphan(5);
    strange.owner = user(9);
    assert_eq!(world.try_send(2, ToHub::Replica(strange)), Err(FrameError::Unexpected));
    world.send(4, registration(4, 1, user(1), &[]));
    assert_eq!(world.try_send(4, ToHub::Replica(orphan(5))), Err(FrameError::Unexpected), "not a member");
    world.send(5, registration(5, 0, user(1), &[]));
    assert_eq!(world.try_send(5, ToHub::Replica(orphan(5))), Err(FrameError::Unexpected), "not announced");
}
