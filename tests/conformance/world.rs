//! The world of the players, and what they can do.

use std::collections::VecDeque;
use std::rc::Rc;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use steam_networking::contract::matchmaking::LobbyType;
use steam_networking::contract::networking::SendType;
use steam_networking::contract::{Event, SteamId};

use super::Tested;

/// Deviations of a world from Steam, so that rules about time and limits can be checked quickly.
///
/// An implementation supports what it can; a suite leaves out rules that need unsupported ones.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Setup {
    /// The time without an answer after which queued packets for a user fail.
    pub session_timeout: Duration,
    /// After so long without a sign of life a connection fails.
    pub connection_timeout: Duration,
    /// A user who keeps sending without being accepted is announced again this often.
    pub request_repeat: Duration,
    /// The time for which `RELIABLE_WITH_BUFFERING` collects packets.
    pub collect: Duration,
    /// After so long without traffic a session is dropped silently; `None` keeps it.
    pub idle: Option<Duration>,
    /// The limit of bytes waiting to be sent to one user.
    pub send_queue_bytes: usize,
}

impl Default for Setup {
    fn default() -> Self {
        Setup {
            session_timeout: Duration::from_secs(20),
            connection_timeout: Duration::from_secs(10),
            request_repeat: Duration::from_secs(5),
            collect: Duration::from_millis(200),
            idle: None,
            send_queue_bytes: 16 * 1024 * 1024,
        }
    }
}

/// Makes a player's platform.
type Start = dyn Fn(&Setup) -> Box<dyn Tested>;

/// A place where the players of a game meet.
pub struct World {
    setup: Setup,
    start: Rc<Start>,
}

impl World {
    /// A world whose players `start` makes, each a user of their own.
    pub fn new(start: impl Fn(&Setup) -> Box<dyn Tested> + 'static) -> World {
        World { setup: Setup::default(), start: Rc::new(start) }
    }

    /// The same place for players who are set up otherwise.
    pub fn with(&self, change: impl FnOnce(&mut Setup)) -> World {
        let mut setup = self.setup.clone();
        change(&mut setup);
        World { setup, start: Rc::clone(&self.start) }
    }

    /// The same place, where sessions fail soon.
    pub fn impatient(&self) -> World {
        self.with(|setup| setup.session_timeout = Duration::from_secs(1))
    }

    pub fn player(&self) -> Player {
        Player::new((self.start)(&self.setup))
    }

    pub fn two_players(&self) -> (Player, Player) {
        (self.player(), self.player())
    }

    /// Two players with an open session.
    pub fn two_in_session(&self) -> (Player, Player) {
        let (mut one, mut two) = self.two_players();
        one.connect(&mut two);
        (one, two)
    }

    /// Two players in a lobby that the first one has made.
    pub fn two_in_lobby(&self, lobby_type: LobbyType) -> (Player, Player, SteamId) {
        let (mut host, mut guest) = self.two_players();
        let lobby = host.create_lobby(lobby_type, 8);
        assert_eq!(guest.join(lobby), super::SUCCESS);
        host.expect(&super::chat_update(lobby, guest.id(), super::ENTERED));
        (host, guest, lobby)
    }
}

/// Far longer than anything takes here; only a failed test waits this long.
const PATIENCE: Duration = Duration::from_secs(60);
/// Between two looks.
const PAUSE: Duration = Duration::from_millis(1);

/// A platform with its events.
pub struct Player<S: Tested + ?Sized = dyn Tested> {
    pub steam: Box<S>,
    events: VecDeque<Event>,
}

impl<S: Tested + ?Sized> Player<S> {
    pub fn new(steam: Box<S>) -> Player<S> {
        Player { steam, events: VecDeque::new() }
    }

    pub fn id(&self) -> SteamId {
        self.steam.steam_id()
    }

    /// Waits until `look` finds something.
    pub fn wait<R>(&mut self, what: &str, mut look: impl FnMut(&mut Player<S>) -> Option<R>) -> R {
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

    /// The events that have not been taken yet.
    pub fn pending_events(&mut self) -> &VecDeque<Event> {
        self.steam.pump(&mut self.events);
        &self.events
    }

    /// Takes all `wanted` events and returns their number.
    pub fn take(&mut self, wanted: &Event) -> usize {
        let before = self.pending_events().len();
        self.events.retain(|event| event != wanted);
        before - self.events.len()
    }

    /// Takes all events.
    pub fn take_all(&mut self) -> VecDeque<Event> {
        self.pending_events();
        std::mem::take(&mut self.events)
    }

    /// Forgets all events.
    pub fn forget_events(&mut self) {
        self.take_all();
    }

    /// Whether there is an event about sessions that has not been taken.
    pub fn has_session_events(&mut self) -> bool {
        let about_sessions = |event: &Event| {
            matches!(event, Event::P2PSessionRequest { .. } | Event::P2PSessionConnectFail { .. })
        };
        self.pending_events().iter().any(about_sessions)
    }

    /// Opens a session in both directions.
    pub fn connect(&mut self, other: &mut Player<S>) {
        self.send(other.id(), b"knock", SendType::Reliable, 0);
        other.accept(self.id());
        assert_eq!(other.receive(0), (self.id(), b"knock".to_vec()));
        other.send(self.id(), b"come in", SendType::Reliable, 0);
        assert_eq!(self.receive(0), (other.id(), b"come in".to_vec()));
    }

    /// Opens a session in both directions with one who has accepted already.
    pub fn connect_to_accepted(&mut self, other: &mut Player<S>) {
        self.send_text(other, "here I am");
        assert_eq!(other.receive_text(), "here I am");
        other.send_text(self, "welcome");
        assert_eq!(self.receive_text(), "welcome");
    }

    /// Waits until everything that it has sent to `reader` has arrived, with a packet on another channel.
    pub fn wait_until_there(&self, reader: &mut Player<S>, channel: i32) {
        self.send(reader.id(), b"mark", SendType::Reliable, channel);
        assert_eq!(reader.receive(channel), (self.id(), b"mark".to_vec()));
    }

    pub fn send(&self, to: SteamId, data: &[u8], send_type: SendType, channel: i32) {
        self.steam.networking().send_p2p_packet(to, data, send_type, channel).unwrap();
    }

    /// Sends reliably on channel 0.
    pub fn send_text(&self, to: &Player<S>, text: &str) {
        self.send(to.id(), text.as_bytes(), SendType::Reliable, 0);
    }

    /// Waits for a packet on channel 0 and returns its content.
    pub fn receive_text(&mut self) -> String {
        String::from_utf8(self.receive(0).1).unwrap()
    }

    /// Waits for a packet, from whomever.
    pub fn receive(&mut self, channel: i32) -> (SteamId, Vec<u8>) {
        self.wait("a packet", |player| player.try_receive(channel))
    }

    pub fn try_receive(&mut self, channel: i32) -> Option<(SteamId, Vec<u8>)> {
        let mut data = Vec::new();
        let from = self.steam.networking().read_p2p_packet(channel, u32::MAX, &mut data)?;
        Some((from, data))
    }

    /// Waits for the request of `from` and accepts it.
    pub fn accept(&mut self, from: SteamId) {
        self.expect(&Event::P2PSessionRequest { remote: from });
        assert!(self.steam.networking().accept_p2p_session_with_user(from));
    }

    /// Waits until the session with `remote` has failed for want of an answer.
    pub fn expect_failure(&mut self, remote: SteamId) {
        self.expect(&Event::P2PSessionConnectFail { remote, error: super::TIMEOUT });
    }

    /// Waits until everything sent to `remote` has arrived there.
    pub fn wait_for_acknowledgement(&mut self, remote: SteamId) {
        self.wait("everything being acknowledged", |player| {
            let state = player.steam.networking().p2p_session_state(remote)?;
            (state.connection_active && state.packets_queued_for_send == 0).then_some(())
        });
    }

    /// Creates a lobby and takes all events about it.
    pub fn create_lobby(&mut self, lobby_type: LobbyType, max_members: u32) -> SteamId {
        self.steam.matchmaking().create_lobby(lobby_type, max_members);
        let lobby = self.event("its new lobby", |event| match event {
            Event::LobbyCreated { result, lobby } => Some((*result == 1).then_some(*lobby)),
            _ => None,
        });
        let lobby = lobby.expect("the lobby is made");
        assert_eq!(self.join_answer(lobby), super::SUCCESS);
        self.expect(&Event::LobbyDataUpdate { success: true, lobby, member: lobby });
        lobby
    }

    /// Joins and gives the answer.
    pub fn join(&mut self, lobby: SteamId) -> u32 {
        self.steam.matchmaking().join_lobby(lobby);
        self.join_answer(lobby)
    }

    fn join_answer(&mut self, wanted: SteamId) -> u32 {
        self.event("the answer to joining", |event| match event {
            Event::LobbyEntered { lobby, response, .. } if *lobby == wanted => Some(*response),
            _ => None,
        })
    }

    pub fn search(&mut self) -> Vec<SteamId> {
        self.steam.matchmaking().request_lobby_list();
        self.event("the lobbies", |event| match event {
            Event::LobbyMatchList { lobbies } => Some(lobbies.clone()),
            _ => None,
        })
    }

    /// Sets data of a lobby that it owns, and waits until the lobby has it for everybody.
    pub fn set_data(&mut self, lobby: SteamId, key: &str, value: &str) {
        assert!(self.steam.matchmaking().set_lobby_data(lobby, key, value));
        self.expect(&Event::LobbyDataUpdate { success: true, lobby, member: lobby });
    }

    /// Waits until all its previous requests have been carried out.
    pub fn settle(&mut self) {
        self.search();
    }

    /// Asks for the data of a lobby and tells whether it exists.
    pub fn request_data(&mut self, lobby: SteamId) -> bool {
        assert!(self.steam.matchmaking().request_lobby_data(lobby));
        self.event("the lobby's data", |event| match event {
            Event::LobbyDataUpdate { success, lobby: updated, member }
                if *updated == lobby && *member == lobby =>
            {
                Some(*success)
            }
            _ => None,
        })
    }

    pub fn members(&self, lobby: SteamId) -> Vec<SteamId> {
        let count = self.steam.matchmaking().num_lobby_members(lobby);
        (0..count).filter_map(|index| self.steam.matchmaking().lobby_member_by_index(lobby, index)).collect()
    }

    /// Waits until it knows `user`.
    pub fn know(&mut self, user: SteamId) {
        self.wait("another user", |player| {
            (!player.steam.friend_persona_name(user).is_empty()).then_some(())
        });
    }
}
