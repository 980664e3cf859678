//! What one member knows of the hub's world: who is here, the lobbies it is in, the lobbies it has found.
//!
//! [`Client`] is a state machine without I/O. The game asks it and changes things at once; what it has to tell the hub
//! waits in an outbox, in order, until the hub confirms that it has had its effect. Where a hub is lost, the next one is
//! told again what the lost one has not confirmed.

mod incoming;
mod lookup;
mod requests;
mod social;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use super::lobby::{Lobby, Summary};
use super::social::rich_presence::RichPresence;
use super::social::tickets::Tickets;
use super::wire::hub::{ToHub, UserInfo};
use super::wire::social::Presence;
use crate::contract::matchmaking::LobbyFilter;
use crate::contract::{Event, SteamId};

/// The most messages that may wait for the hub.
const MAX_OUTBOX: usize = 4096;
/// The most events that may wait for the pump; the oldest make room.
const MAX_EVENTS: usize = 16_384;
/// The most lobbies found, without being in them, that are remembered; the oldest make room.
const MAX_FOUND: usize = 1024;
/// The most invitations that are remembered; the oldest make room.
const MAX_INVITES: usize = 256;
/// The most users whose names are remembered.
const MAX_NAMES: usize = 65_536;

/// What one member knows of the hub's world.
///
/// The driver, connected to a hub, sends [`registration`](Self::registration) and then whatever
/// [`poll_message`](Self::poll_message) yields, and hands in what the hub says with [`handle`](Self::handle). When the
/// connection is lost it calls [`hub_lost`](Self::hub_lost). Everything else is for the game.
#[derive(Debug)]
pub struct Client {
    me: UserInfo,
    /// As a 64-bit `CGameID`.
    game: u64,
    /// Who hosts the hub, once registered anywhere.
    host: SteamId,
    registered: bool,
    users: BTreeMap<SteamId, UserInfo>,
    /// Users of a lost hub who have not shown up at the new one yet.
    unconfirmed_users: BTreeSet<SteamId>,
    /// Also of users who are gone.
    names: HashMap<SteamId, String>,
    joined: BTreeMap<SteamId, JoinedLobby>,
    found: HashMap<SteamId, Summary>,
    /// The keys of `found`, oldest first.
    found_order: VecDeque<SteamId>,
    filters: Vec<LobbyFilter>,
    /// Lobbies this user was invited to, and by whom, oldest first.
    invites: VecDeque<(SteamId, SteamId)>,
    rich_presence: RichPresence,
    /// What those do who are here.
    presences: HashMap<SteamId, Presence>,
    tickets: Tickets,
    /// What the hub has not confirmed; the first `sent` of it are on their way.
    outbox: VecDeque<ToHub>,
    sent: usize,
    next_request: u32,
    posted: u32,
    events: VecDeque<Event>,
}

/// A lobby that this member is in.
#[derive(Debug)]
struct JoinedLobby {
    /// As the hub has told.
    confirmed: Lobby,
    /// With what this member has changed and the hub has not confirmed.
    view: Lobby,
}

impl Client {
    /// The member `me`, who plays the game `app_id` and is not connected yet.
    pub fn new(me: UserInfo, app_id: u32) -> Client {
        Client {
            tickets: Tickets::new(me.id, app_id),
            me,
            game: u64::from(app_id),
            host: SteamId::NIL,
            registered: false,
            users: BTreeMap::new(),
            unconfirmed_users: BTreeSet::new(),
            names: HashMap::new(),
            joined: BTreeMap::new(),
            found: HashMap::new(),
            found_order: VecDeque::new(),
            filters: Vec::new(),
            invites: VecDeque::new(),
            rich_presence: RichPresence::default(),
            presences: HashMap::new(),
            outbox: VecDeque::new(),
            sent: 0,
            next_request: 0,
            posted: 0,
            events: VecDeque::new(),
        }
    }

    /// What has to be sent first on a new connection to a hub.
    pub fn registration(&mut self) -> Vec<ToHub> {
        self.sent = 0;
        // A hub refuses who tells of a lobby that cannot be; only a broken one could have told of such.
        let joined = self.joined.values().filter(|joined| joined.confirmed.is_sound());
        let lobbies: Vec<ToHub> = joined.map(|joined| ToHub::Replica(joined.confirmed.clone())).collect();
        let replicas = u32::try_from(lobbies.len()).unwrap_or(u32::MAX);
        let known = self.users.keys().copied().collect();
        // The registration tells the latest: earlier ones would be told anew after it.
        self.outbox.retain(|message| !matches!(message, ToHub::RichPresence(_)));
        let register = ToHub::Register {
            user: self.me.clone(),
            replicas,
            lost_host: self.host,
            known,
            rich_presence: self.rich_presence.clone(),
        };
        std::iter::once(register).chain(lobbies).collect()
    }

    /// The next message for the hub.
    pub fn poll_message(&mut self) -> Option<&ToHub> {
        let message = self.outbox.get(self.sent)?;
        self.sent += 1;
        Some(message)
    }

    /// The connection to the hub is lost.
    pub fn hub_lost(&mut self) {
        self.registered = false;
        self.sent = 0;
        self.unconfirmed_users = self.users.keys().copied().collect();
    }

    /// Whether a hub knows this member.
    pub fn is_registered(&self) -> bool {
        self.registered
    }

    /// Tells the game something that concerns the connection to the hub.
    pub fn announce(&mut self, event: Event) {
        self.push_event(event);
    }

    /// Moves what has happened to the end of `events`.
    pub fn take_events(&mut self, events: &mut VecDeque<Event>) {
        events.append(&mut self.events);
    }

    /// Whether anything has happened that the game has not been told.
    pub fn has_events(&self) -> bool {
        !self.events.is_empty()
    }

    /// Forgets lobbies and all that is not sent, for the end.
    pub fn leave_everything(&mut self) {
        self.joined.clear();
        self.outbox.clear();
        self.sent = 0;
        self.events.clear();
    }

    fn push_event(&mut self, event: Event) {
        // As on Steam, changes of data in quick succession are told once.
        if matches!(event, Event::LobbyDataUpdate { .. }) && self.events.back() == Some(&event) {
            return;
        }
        if self.events.len() >= MAX_EVENTS {
            self.events.pop_front();
        }
        self.events.push_back(event);
    }

    /// Queues a message for the hub. `false` where too many wait already.
    fn post(&mut self, message: ToHub) -> bool {
        let room = self.outbox.len() < MAX_OUTBOX;
        if room {
            self.posted = self.posted.wrapping_add(1);
            self.outbox.push_back(message);
        }
        room
    }

    /// Makes the view of `lobby` what the hub has told, with what it has not confirmed.
    fn rebuild_view(&mut self, lobby: SteamId) {
        let Some(joined) = self.joined.get_mut(&lobby) else { return };
        joined.view.clone_from(&joined.confirmed);
        for message in &self.outbox {
            if let ToHub::Change { lobby: changed, change } = message
                && *changed == lobby
                && joined.view.allows(self.me.id, change)
            {
                joined.view.apply(change);
            }
        }
    }
}
