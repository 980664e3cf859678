//! What every platform has to do alike, written once against [`Platform`]: the rules of Steam that games rely on.
//!
//! [`suite!`] makes a test of each rule, in a [`World`] of the implementation's own. What only one implementation has is
//! tested elsewhere.

// Each test executable uses its own part of this.
#![allow(dead_code)]

pub mod lobbies;
pub mod packets;

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use steam_networking::platform::matchmaking::LobbyType;
use steam_networking::platform::networking::SendType;
use steam_networking::platform::{Event, Platform, SteamId};

/// `EChatMemberStateChange`.
pub const ENTERED: u32 = 1;
pub const LEFT: u32 = 2;
pub const DISCONNECTED: u32 = 4;

/// A place where players of one game meet.
pub struct World {
    start: Box<dyn Fn() -> Box<dyn Platform>>,
}

impl World {
    /// A world whose players `start` makes, each a user of his own.
    pub fn new(start: impl Fn() -> Box<dyn Platform> + 'static) -> World {
        World { start: Box::new(start) }
    }

    pub fn player(&self) -> Player {
        Player::new((self.start)())
    }

    pub fn two_players(&self) -> (Player, Player) {
        (self.player(), self.player())
    }

    /// Two players with an open session.
    pub fn two_in_session(&self) -> (Player, Player) {
        let (one, mut two) = self.two_players();
        one.send(two.id(), b"knock", SendType::Reliable, 0);
        two.accept(one.id());
        assert_eq!(two.receive(0), (one.id(), b"knock".to_vec()));
        (one, two)
    }
}

/// Makes one test of each rule, in a world that the function of the given name makes.
#[macro_export]
macro_rules! suite {
    ($world:path: $($group:ident { $($rule:ident),+ $(,)? })+) => {
        $(mod $group {
            $(#[test]
            fn $rule() {
                $crate::conformance::$group::$rule(&$world());
            })+
        })+
    };
}

/// Far beyond what anything takes here; only a failed test waits for so long.
const PATIENCE: Duration = Duration::from_secs(30);
/// Between two looks.
const PAUSE: Duration = Duration::from_millis(1);

/// A platform with what it has told.
pub struct Player {
    pub steam: Box<dyn Platform>,
    events: VecDeque<Event>,
}

impl Player {
    pub fn new(steam: Box<dyn Platform>) -> Player {
        Player { steam, events: VecDeque::new() }
    }

    pub fn id(&self) -> SteamId {
        self.steam.steam_id()
    }

    /// Waits until `look` finds something.
    pub fn wait<R>(&mut self, what: &str, mut look: impl FnMut(&mut Player) -> Option<R>) -> R {
        let limit = Instant::now() + PATIENCE;
        loop {
            self.steam.pump(&mut self.events);
            if let Some(found) = look(self) {
                return found;
            }
            assert!(Instant::now() < limit, "{} waits in vain for {what}, has {:?}", self.id(), self.events);
            std::thread::sleep(PAUSE);
        }
    }

    /// Waits for the first event that `wanted` takes, and takes it and what came before it out of the queue.
    pub fn event<R>(&mut self, what: &str, mut wanted: impl FnMut(&Event) -> Option<R>) -> R {
        self.wait(what, |player| {
            let (at, found) =
                player.events.iter().enumerate().find_map(|(at, event)| Some((at, wanted(event)?)))?;
            player.events.drain(..=at);
            Some(found)
        })
    }

    /// Waits for exactly this event.
    pub fn expect(&mut self, expected: &Event) {
        self.event(&format!("{expected:?}"), |event| (event == expected).then_some(()));
    }

    pub fn create_lobby(&mut self, lobby_type: LobbyType, max_members: u32) -> SteamId {
        self.steam.create_lobby(lobby_type, max_members);
        let lobby = self.event("its new lobby", |event| match event {
            Event::LobbyCreated { result, lobby } => Some((*result == 1).then_some(*lobby)),
            _ => None,
        });
        let lobby = lobby.expect("the lobby is made");
        assert_eq!(self.join_answer(lobby), 1);
        lobby
    }

    /// Joins and gives the answer.
    pub fn join(&mut self, lobby: SteamId) -> u32 {
        self.steam.join_lobby(lobby);
        self.join_answer(lobby)
    }

    fn join_answer(&mut self, wanted: SteamId) -> u32 {
        self.event("the answer to joining", |event| match event {
            Event::LobbyEntered { lobby, response, .. } if *lobby == wanted => Some(*response),
            _ => None,
        })
    }

    pub fn search(&mut self) -> Vec<SteamId> {
        self.steam.request_lobby_list();
        self.event("the lobbies", |event| match event {
            Event::LobbyMatchList { lobbies } => Some(lobbies.clone()),
            _ => None,
        })
    }

    /// Waits until it knows `user`.
    pub fn know(&mut self, user: SteamId) {
        self.wait("another user", |player| {
            (!player.steam.friend_persona_name(user).is_empty()).then_some(())
        });
    }

    pub fn send(&self, to: SteamId, data: &[u8], send_type: SendType, channel: i32) {
        self.steam.send_p2p_packet(to, data, send_type, channel).unwrap();
    }

    /// Waits for a packet, from whomever.
    pub fn receive(&mut self, channel: i32) -> (SteamId, Vec<u8>) {
        self.wait("a packet", |player| player.try_receive(channel))
    }

    pub fn try_receive(&mut self, channel: i32) -> Option<(SteamId, Vec<u8>)> {
        let mut data = Vec::new();
        let from = self.steam.read_p2p_packet(channel, u32::MAX, &mut data)?;
        Some((from, data))
    }

    /// Waits for the request of `from` and accepts it.
    pub fn accept(&mut self, from: SteamId) {
        self.expect(&Event::P2PSessionRequest { remote: from });
        assert!(self.steam.accept_p2p_session_with_user(from));
    }

    /// What has been told and not been asked for.
    pub fn told(&mut self) -> &VecDeque<Event> {
        self.steam.pump(&mut self.events);
        &self.events
    }
}

pub fn chat_update(lobby: SteamId, user: SteamId, state: u32) -> Event {
    Event::LobbyChatUpdate { lobby, changed: user, making_change: user, state }
}

/// A packet whose every byte tells where it belongs.
pub fn pattern(len: usize, salt: u8) -> Vec<u8> {
    (0..len).map(|at| (at as u8) ^ (at >> 8) as u8 ^ salt).collect()
}
