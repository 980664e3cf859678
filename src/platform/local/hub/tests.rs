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
    told: BTreeMap<ConnectionId, Vec<FromHub>>,
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
        World { hub, now: Instant::now(), told: BTreeMap::new(), closed: Vec::new() }
    }

    fn with_members(count: u32) -> World {
        let mut world = World::new();
        for number in 1..=count {
            world.say(number, registration(number, 0, SteamId::NIL, &[]));
        }
        world.told.clear();
        world
    }

    /// Sends a message of member `number` on connection `number`.
    fn say(&mut self, number: u32, message: ToHub) {
        self.try_say(number, message).unwrap();
    }

    fn try_say(&mut self, number: u32, message: ToHub) -> Result<(), FrameError> {
        let result = self.hub.handle(self.now, ConnectionId(number.into()), message);
        self.collect();
        result
    }

    fn collect(&mut self) {
        while let Some(output) = self.hub.poll_output() {
            match output {
                Output::Send { to, message } => {
                    for connection in to {
                        self.told.entry(connection).or_default().push(message.clone());
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
    fn told(&mut self, number: u32) -> Vec<FromHub> {
        let mut told = self.told.remove(&ConnectionId(number.into())).unwrap_or_default();
        told.retain(|message| !matches!(message, FromHub::Handled { .. } | FromHub::Presence { .. }));
        told
    }

    fn create(&mut self, number: u32, lobby_type: LobbyType, max_members: u32) -> Lobby {
        self.say(number, ToHub::CreateLobby { request: 1, lobby_type, max_members });
        match self.told(number).remove(0) {
            FromHub::LobbyCreated { request: 1, outcome: Ok(lobby) } => lobby,
            other => panic!("{other:?}"),
        }
    }

    fn join(&mut self, number: u32, lobby: SteamId) -> Result<Lobby, u32> {
        self.say(number, ToHub::JoinLobby { request: 4, lobby });
        match self.told(number).remove(0) {
            FromHub::LobbyEntered { request: 4, lobby: entered, outcome } if entered == lobby => outcome,
            other => panic!("{other:?}"),
        }
    }

    fn change(&mut self, number: u32, lobby: SteamId, change: Change) {
        self.say(number, ToHub::Change { lobby, change });
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
fn members_hear_of_each_other() {
    let mut world = World::new();
    world.say(1, registration(1, 0, SteamId::NIL, &[]));
    world.say(2, registration(2, 0, SteamId::NIL, &[]));
    assert_eq!(world.told(1), [FromHub::Registered { host: user(1) }, FromHub::UserCame(info(2))]);
    assert_eq!(world.told(2), [FromHub::Registered { host: user(1) }, FromHub::UserCame(info(1))]);
    world.disconnect(2);
    assert_eq!(world.told(1), [FromHub::UserLeft { user: user(2) }]);
}

#[test]
fn nothing_is_answered_before_registration_and_nobody_registers_twice() {
    let mut world = World::with_members(1);
    assert_eq!(world.try_say(2, ToHub::Goodbye), Err(FrameError::Unexpected));
    let search = ToHub::Search { request: 1, filters: Vec::new() };
    assert_eq!(world.try_say(2, search), Err(FrameError::Unexpected));
    assert_eq!(world.try_say(1, registration(3, 0, SteamId::NIL, &[])), Err(FrameError::Unexpected));
}

#[test]
fn a_user_who_comes_back_replaces_their_old_connection() {
    let mut world = World::with_members(2);
    let lobby = world.create(2, LobbyType::Public, 4).id;
    world.join(1, lobby).unwrap();
    world.say(9, registration(2, 0, SteamId::NIL, &[]));
    assert_eq!(world.closed, [ConnectionId(2)]);
    let left = Change::Left { user: user(2), state: STATE_DISCONNECTED };
    assert!(world.told(1).contains(&FromHub::Changed { lobby, by: user(2), change: left }));
}

#[test]
fn entering_and_leaving_is_told_to_the_others() {
    let mut world = World::with_members(3);
    let lobby = world.create(1, LobbyType::Public, 4).id;
    let entered = world.join(2, lobby).unwrap();
    assert_eq!(entered.members.len(), 2);
    let change = Change::Entered { user: user(2) };
    assert_eq!(world.told(1), [FromHub::Changed { lobby, by: user(2), change }]);
    world.say(1, ToHub::LeaveLobby { lobby });
    assert_eq!(world.told(1), []);
    let change = Change::Left { user: user(1), state: STATE_LEFT };
    assert_eq!(world.told(2), [FromHub::Changed { lobby, by: user(1), change }]);
    assert_eq!(world.join(3, lobby).unwrap().owner, user(2));
}

#[test]
fn a_lobby_ends_with_its_last_member() {
    let mut world = World::with_members(2);
    let lobby = world.create(1, LobbyType::Public, 4).id;
    world.say(1, ToHub::LeaveLobby { lobby });
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
fn lobbies_of_every_type_can_be_joined_by_who_knows_their_id() {
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
    world.told(1);
    assert!(world.join(2, lobby).is_ok());
    assert_eq!(world.told(1), []);
}

#[test]
fn changes_reach_all_members_once_and_nobody_else() {
    let mut world = World::with_members(3);
    let lobby = world.create(1, LobbyType::Public, 4).id;
    world.join(2, lobby).unwrap();
    world.told(1);
    world.change(1, lobby, data("map", "lava"));
    world.change(1, lobby, data("map", "lava"));
    world.change(2, lobby, data("map", "ice"));
    let told = [FromHub::Changed { lobby, by: user(1), change: data("map", "lava") }];
    assert_eq!(world.told(1), told);
    assert_eq!(world.told(2), told);
    assert_eq!(world.told(3), []);
}

#[test]
fn messages_come_back_to_their_writer_and_strangers_cannot_write() {
    let mut world = World::with_members(3);
    let lobby = world.create(1, LobbyType::Public, 4).id;
    world.join(2, lobby).unwrap();
    world.told(1);
    world.say(2, ToHub::Message { lobby, text: b"hello".to_vec() });
    world.say(3, ToHub::Message { lobby, text: b"ha".to_vec() });
    assert!(world.try_say(1, ToHub::Message { lobby, text: vec![0; 4097] }).is_err());
    let told = [FromHub::Message { lobby, user: user(2), text: b"hello".to_vec() }];
    assert_eq!(world.told(1), told);
    assert_eq!(world.told(2), told);
}

#[test]
fn a_search_brings_what_is_listed_with_its_data() {
    let mut world = World::with_members(2);
    let lobby = world.create(1, LobbyType::Public, 4).id;
    world.create(1, LobbyType::Private, 4);
    world.change(1, lobby, data("map", "lava"));
    world.say(2, ToHub::Search { request: 5, filters: Vec::new() });
    let told = world.told(2);
    assert!(
        matches!(&told[0], FromHub::Found(found) if found.id == lobby && found.data.get("map") == "lava")
    );
    assert_eq!(told[1..], [FromHub::SearchDone { request: 5, lobbies: vec![lobby] }]);
    world.say(2, ToHub::Search { request: 6, filters: vec![LobbyFilter::SlotsAvailable(4)] });
    assert_eq!(world.told(2), [FromHub::SearchDone { request: 6, lobbies: Vec::new() }]);
}

#[test]
fn the_data_of_any_lobby_can_be_asked_for() {
    let mut world = World::with_members(2);
    let lobby = world.create(1, LobbyType::Private, 4).id;
    world.say(2, ToHub::RequestData { lobby });
    assert_eq!(world.told(2)[1], FromHub::DataDone { lobby, exists: true });
    let other = SteamId::lobby(1);
    world.say(2, ToHub::RequestData { lobby: other });
    assert_eq!(world.told(2), [FromHub::DataDone { lobby: other, exists: false }]);
}

#[test]
fn only_members_invite() {
    let mut world = World::with_members(3);
    let lobby = world.create(1, LobbyType::Private, 4).id;
    world.say(2, ToHub::Invite { lobby, invitee: user(3) });
    assert_eq!(world.told(3), []);
    world.say(1, ToHub::Invite { lobby, invitee: user(3) });
    assert_eq!(world.told(3), [FromHub::Invited { lobby, inviter: user(1) }]);
}

#[test]
fn a_goodbye_is_leaving_and_a_lost_connection_is_not() {
    for (goodbye, state) in [(true, STATE_LEFT), (false, STATE_DISCONNECTED)] {
        let mut world = World::with_members(2);
        let lobby = world.create(1, LobbyType::Public, 4).id;
        world.join(2, lobby).unwrap();
        if goodbye {
            world.say(1, ToHub::Goodbye);
        }
        world.disconnect(1);
        let change = Change::Left { user: user(1), state };
        let told = [FromHub::Changed { lobby, by: user(1), change }, FromHub::UserLeft { user: user(1) }];
        assert_eq!(world.told(2), told);
    }
}

#[test]
fn messages_are_counted_after_what_they_brought() {
    let mut world = World::with_members(1);
    world.say(1, ToHub::CreateLobby { request: 1, lobby_type: LobbyType::Public, max_members: 0 });
    let told = world.told.remove(&ConnectionId(1)).unwrap();
    let answer = FromHub::LobbyCreated { request: 1, outcome: Err(8) };
    assert_eq!(told, [answer, FromHub::Handled { messages: 1 }]);
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
    world.say(2, registration(2, 1, user(1), &[1, 3]));
    world.say(2, ToHub::Replica(lobby.clone()));
    world.say(2, ToHub::Search { request: 1, filters: Vec::new() });
    world.say(3, registration(3, 1, user(1), &[1, 2]));
    assert!(!world.told(2).contains(&FromHub::Settled));
    world.say(3, ToHub::Replica(lobby.clone()));
    let told = world.told(2);
    let left = Change::Left { user: user(1), state: STATE_DISCONNECTED };
    assert!(told.contains(&FromHub::Changed { lobby: lobby.id, by: user(1), change: left }), "{told:?}");
    assert!(told.contains(&FromHub::Settled));
    assert_eq!(told.last(), Some(&FromHub::SearchDone { request: 1, lobbies: vec![lobby.id] }));
    assert!(world.hub.poll_timeout().is_none());
}

#[test]
fn who_does_not_come_to_the_new_hub_is_gone_after_the_grace_time() {
    let mut world = World::new();
    let lobby = orphan(5);
    world.say(2, registration(2, 1, user(1), &[1, 3]));
    world.say(2, ToHub::Replica(lobby.clone()));
    world.told(2);
    world.pass(GRACE / 2);
    assert_eq!(world.told(2), []);
    world.pass(GRACE / 2);
    let gone: Vec<SteamId> = world
        .told(2)
        .iter()
        .filter_map(|message| match message {
            FromHub::Changed { change: Change::Left { user, state: STATE_DISCONNECTED }, .. } => Some(*user),
            _ => None,
        })
        .collect();
    assert_eq!(gone, [user(1), user(3)]);
}

#[test]
fn who_leaves_during_a_takeover_does_not_make_later_replicas_look_old() {
    let mut world = World::new();
    let earlier = {
        let mut lobby = Lobby::new(orphan(0).id, user(1), LobbyType::Public, 4);
        lobby.apply(&Change::Entered { user: user(3) });
        lobby
    };
    let mut later = earlier.clone();
    later.apply(&Change::Entered { user: user(2) });
    world.say(4, registration(4, 0, user(1), &[2, 3]));
    world.say(3, registration(3, 1, user(1), &[2]));
    world.say(3, ToHub::Replica(earlier));
    world.say(3, ToHub::Goodbye);
    world.say(2, registration(2, 1, user(1), &[3]));
    world.say(2, ToHub::Replica(later));
    world.pass(GRACE);
    let left = Change::Left { user: user(3), state: STATE_LEFT };
    assert!(world.told(2).contains(&FromHub::Changed { lobby: orphan(0).id, by: user(3), change: left }));
    world.told.clear();
    assert_eq!(world.join(4, orphan(0).id).unwrap().owner, user(2));
}

#[test]
fn of_several_replicas_the_latest_counts() {
    for (first, second) in [(5, 6), (6, 5)] {
        let mut world = World::new();
        world.say(2, registration(2, 1, user(1), &[1, 3]));
        world.say(2, ToHub::Replica(orphan(first)));
        world.say(3, registration(3, 1, user(1), &[1, 2]));
        world.say(3, ToHub::Replica(orphan(second)));
        let behind = if first < second { 2 } else { 3 };
        assert!(world.told(behind).contains(&FromHub::Lobby(orphan(6))));
        assert!(!world.told(5 - behind).iter().any(|message| matches!(message, FromHub::Lobby(_))));
    }
}

#[test]
fn a_member_whom_the_lobby_has_given_up_is_told_so() {
    let mut world = World::new();
    world.say(2, registration(2, 1, user(1), &[1, 3]));
    world.say(2, ToHub::Replica(orphan(5)));
    world.pass(GRACE);
    world.say(3, registration(3, 1, user(1), &[]));
    world.say(3, ToHub::Replica(orphan(5)));
    assert!(world.told(3).contains(&FromHub::Removed { lobby: orphan(5).id }));
}

#[test]
fn replicas_that_break_the_rules_are_refused() {
    let mut world = World::new();
    world.say(2, registration(2, 1, user(1), &[]));
    let mut strange = orphan(5);
    strange.owner = user(9);
    assert_eq!(world.try_say(2, ToHub::Replica(strange)), Err(FrameError::Unexpected));
    world.say(4, registration(4, 1, user(1), &[]));
    assert_eq!(world.try_say(4, ToHub::Replica(orphan(5))), Err(FrameError::Unexpected), "not a member");
    world.say(5, registration(5, 0, user(1), &[]));
    assert_eq!(world.try_say(5, ToHub::Replica(orphan(5))), Err(FrameError::Unexpected), "not announced");
}
