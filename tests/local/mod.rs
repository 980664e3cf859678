//! Players on the local platform, for tests that wait for what happens.

use std::collections::VecDeque;
use std::path::Path;
use std::time::{Duration, Instant};

pub use steam_networking::platform::local::LocalConfig;
use steam_networking::platform::local::{Limits, LocalPlatform, Timings, UserChoice};
use steam_networking::platform::matchmaking::LobbyType;
use steam_networking::platform::networking::SendType;
use steam_networking::platform::{Event, Matchmaking, Networking, Platform, SteamId, User};

/// Far beyond what anything takes here; only a failed test waits for so long.
const PATIENCE: Duration = Duration::from_secs(30);
/// Between two looks.
const PAUSE: Duration = Duration::from_millis(1);

/// A platform with what it has told.
pub struct Player {
    pub steam: LocalPlatform,
    events: VecDeque<Event>,
}

pub fn config(folder: &Path) -> LocalConfig {
    LocalConfig {
        folder: folder.to_owned(),
        app_id: 480,
        user: UserChoice::LowestFree,
        timings: Timings::default(),
        limits: Limits::default(),
        seed: 1,
    }
}

impl Player {
    pub fn start(folder: &Path) -> Player {
        Player::start_with(config(folder))
    }

    pub fn start_with(config: LocalConfig) -> Player {
        Player { steam: LocalPlatform::start(config).unwrap(), events: VecDeque::new() }
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
