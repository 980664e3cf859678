//! A member's state: the users who are online, the lobbies that it is in, the lobbies that it has found.
//!
//! [`Client`] is a state machine without I/O. The game queries it and changes it, and sees changes at once. Messages
//! for the hub wait in an outbox, in order, until the hub confirms that they took effect. After a hub is lost, the
//! client sends the unconfirmed messages to the next one.

mod chats;
mod events;
mod incoming;
mod lookup;
mod requests;
mod social;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use self::events::Events;
use super::limits::{Limit, MAX_OUTBOX};
use super::lobby::{Lobby, Summary};
use super::social::chats::Chats;
use super::social::rich_presence::RichPresence;
use super::social::server_listing::ServerListing;
use super::social::tickets::Tickets;
use super::wire::hub::{ToHub, UserInfo};
use super::wire::social::Presence;
use crate::contract::matchmaking::LobbyFilter;
use crate::contract::{Event, SteamId};

/// `k_EResultNoConnection`.
const RESULT_NO_CONNECTION: i32 = 3;

/// A member of the hub.
///
/// Once connected to a hub, the driver sends [`registration`](Self::registration) and then the messages of
/// [`poll_message`](Self::poll_message), and passes messages from the hub to [`handle`](Self::handle). When the
/// connection is lost it calls [`hub_lost`](Self::hub_lost). All other methods are for the game.
#[derive(Debug)]
pub struct Client {
    me: UserInfo,
    /// The game as a 64-bit `CGameID`.
    game: u64,
    /// The host of the hub, [`SteamId::NIL`] before the first registration.
    host: SteamId,
    registered: bool,
    /// Whether there has been no hub for so long that requests fail.
    offline: bool,
    users: BTreeMap<SteamId, UserInfo>,
    /// Users of a lost hub who have not registered at the new one yet.
    unconfirmed_users: BTreeSet<SteamId>,
    /// Names of users, offline ones included.
    names: HashMap<SteamId, String>,
    /// Names that were read from files.
    names_in_files: HashMap<SteamId, String>,
    joined: BTreeMap<SteamId, JoinedLobby>,
    found: HashMap<SteamId, Summary>,
    /// The keys of `found`, oldest first.
    found_order: VecDeque<SteamId>,
    filters: Vec<LobbyFilter>,
    /// Lobbies that this user was invited to, each with the inviter, oldest first.
    invites: VecDeque<(SteamId, SteamId)>,
    rich_presence: RichPresence,
    /// The listing of this member if it is a game server that wants to be found.
    listing: Option<Box<ServerListing>>,
    /// Presences of the users who are online.
    presences: HashMap<SteamId, Presence>,
    tickets: Tickets,
    chats: Chats,
    /// Messages that the hub has not confirmed; the first `sent` of them are in flight.
    outbox: VecDeque<ToHub>,
    sent: usize,
    next_request: u32,
    posted: u32,
    events: Events,
}

/// A lobby that this member is in.
#[derive(Debug)]
struct JoinedLobby {
    /// The state that the hub has sent.
    confirmed: Lobby,
    /// The confirmed state plus this member's unconfirmed changes.
    view: Lobby,
}

impl Client {
    /// A member that is not connected yet: the user `me`, who plays the game `app_id`.
    pub fn new(me: UserInfo, app_id: u32) -> Client {
        Client {
            tickets: Tickets::new(me.id, app_id),
            me,
            game: u64::from(app_id),
            host: SteamId::NIL,
            registered: false,
            offline: false,
            users: BTreeMap::new(),
            unconfirmed_users: BTreeSet::new(),
            names: HashMap::new(),
            names_in_files: HashMap::new(),
            joined: BTreeMap::new(),
            found: HashMap::new(),
            found_order: VecDeque::new(),
            filters: Vec::new(),
            invites: VecDeque::new(),
            rich_presence: RichPresence::default(),
            listing: None,
            presences: HashMap::new(),
            chats: Chats::default(),
            outbox: VecDeque::new(),
            sent: 0,
            next_request: 0,
            posted: 0,
            events: Events::default(),
        }
    }

    /// The first messages on a new connection to a hub.
    pub fn registration(&mut self) -> Vec<ToHub> {
        self.sent = 0;
        // The hub refuses a client that sends an invalid lobby, and only a faulty hub could have sent one here.
        let joined = self.joined.values().filter(|joined| joined.confirmed.is_sound());
        let lobbies: Vec<ToHub> = joined.map(|joined| ToHub::Replica(joined.confirmed.clone())).collect();
        let replicas = u32::try_from(lobbies.len()).unwrap_or(u32::MAX);
        let known = self.users.keys().copied().collect();
        // The registration contains the latest state; earlier messages would override it.
        self.outbox.retain(|message| !matches!(message, ToHub::RichPresence(_) | ToHub::Listing(_)));
        let register = ToHub::Register {
            user: self.me.clone(),
            replicas,
            lost_host: self.host,
            known,
            rich_presence: self.rich_presence.clone(),
            listing: self.listing.clone(),
        };
        std::iter::once(register).chain(lobbies).collect()
    }

    /// The next message for the hub.
    pub fn poll_message(&mut self) -> Option<&ToHub> {
        let message = self.outbox.get(self.sent)?;
        self.sent += 1;
        Some(message)
    }

    /// Handles the loss of the connection to the hub.
    pub fn hub_lost(&mut self) {
        self.registered = false;
        self.sent = 0;
        self.unconfirmed_users = self.users.keys().copied().collect();
    }

    /// Handles a long absence of a hub: pending requests fail, and so do new ones until there is a hub again.
    pub fn go_offline(&mut self) {
        self.offline = true;
        let waiting = std::mem::take(&mut self.outbox);
        for message in waiting {
            match message {
                ToHub::CreateLobby { .. } => self.fail_to_create(RESULT_NO_CONNECTION),
                ToHub::JoinLobby { lobby, .. } => self.fail_to_join(lobby),
                ToHub::Search { .. } => self.fail_to_search(),
                ToHub::RequestData { lobby } => self.fail_to_request_data(lobby),
                other => self.outbox.push_back(other),
            }
        }
    }

    /// Reports all lobbies as lost.
    pub fn lose_lobbies(&mut self) {
        for (lobby, _) in std::mem::take(&mut self.joined) {
            self.events.push(Event::LobbyKicked { lobby, admin: SteamId::NIL, due_to_disconnect: true });
        }
    }

    /// Whether this member is registered at a hub.
    pub fn is_registered(&self) -> bool {
        self.registered
    }

    /// Queues an event about the connection to the hub.
    pub fn announce(&mut self, event: Event) {
        self.events.push(event);
    }

    /// Answers a call of the game.
    pub fn answer(&mut self, event: Event) {
        if self.events.has_too_many_answers() {
            self.events.push(event);
        } else {
            self.events.answer(event);
        }
    }

    /// Moves all events to the end of `events`.
    pub fn take_events(&mut self, events: &mut VecDeque<Event>) {
        self.events.drain(events);
    }

    /// Whether any event waits.
    pub fn has_events(&self) -> bool {
        !self.events.is_empty()
    }

    /// Forgets lobbies, unsent messages and events, for the shutdown.
    pub fn leave_everything(&mut self) {
        self.joined.clear();
        self.outbox.clear();
        self.sent = 0;
        self.events = Events::default();
    }

    /// Queues a warning that `about` reached a limit.
    pub fn warn(&mut self, about: &'static str, limit: Limit) {
        self.events.warn(about, limit);
    }

    /// Queues a message for the hub. Returns `false`, with a warning about the method, if the outbox is full.
    fn post(&mut self, method: &'static str, message: ToHub) -> bool {
        let room = self.outbox.len() < MAX_OUTBOX;
        if room {
            self.post_always(message);
        } else {
            self.events.warn(method, Limit::Outbox);
        }
        room
    }

    /// Queues a request that the hub will answer. Returns `false` if it cannot, with a warning about the method if a
    /// limit is the reason; the caller then has to answer the request.
    fn post_request(&mut self, method: &'static str, message: ToHub) -> bool {
        if self.offline {
            return false;
        }
        if self.events.has_too_many_answers() {
            self.events.warn(method, Limit::WaitingAnswers);
            return false;
        }
        self.post(method, message)
    }

    /// Queues a message that must reach the hub even if the outbox is full. The caller ensures that there cannot be
    /// many of its kind.
    fn post_always(&mut self, message: ToHub) {
        self.posted = self.posted.wrapping_add(1);
        self.outbox.push_back(message);
    }

    /// Rebuilds the view of `lobby` from the state that the hub has sent and the unconfirmed changes.
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
