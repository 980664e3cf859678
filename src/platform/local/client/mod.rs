//! What one member knows of the hub's world: who is here, the lobbies it is in, the lobbies it has found.
//!
//! [`Client`] is a state machine without I/O. The game asks it and changes things at once; what it has to tell the hub
//! waits in an outbox, in order, until the hub confirms that it has had its effect. Where a hub is lost, the next one is
//! told again what the lost one has not confirmed.

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
    /// Whether there has been no hub for so long that requests fail.
    offline: bool,
    users: BTreeMap<SteamId, UserInfo>,
    /// Users of a lost hub who have not shown up at the new one yet.
    unconfirmed_users: BTreeSet<SteamId>,
    /// Also of users who are gone.
    names: HashMap<SteamId, String>,
    /// Names of users who were not here, from what they have left in files.
    names_in_files: HashMap<SteamId, String>,
    joined: BTreeMap<SteamId, JoinedLobby>,
    found: HashMap<SteamId, Summary>,
    /// The keys of `found`, oldest first.
    found_order: VecDeque<SteamId>,
    filters: Vec<LobbyFilter>,
    /// Lobbies this user was invited to, and by whom, oldest first.
    invites: VecDeque<(SteamId, SteamId)>,
    rich_presence: RichPresence,
    /// What this member tells as a game server that wants to be found.
    listing: Option<Box<ServerListing>>,
    /// What those do who are here.
    presences: HashMap<SteamId, Presence>,
    tickets: Tickets,
    chats: Chats,
    /// What the hub has not confirmed; the first `sent` of it are on their way.
    outbox: VecDeque<ToHub>,
    sent: usize,
    next_request: u32,
    posted: u32,
    events: Events,
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

    /// What has to be sent first on a new connection to a hub.
    pub fn registration(&mut self) -> Vec<ToHub> {
        self.sent = 0;
        // A hub refuses who tells of a lobby that cannot be; only a broken one could have told of such.
        let joined = self.joined.values().filter(|joined| joined.confirmed.is_sound());
        let lobbies: Vec<ToHub> = joined.map(|joined| ToHub::Replica(joined.confirmed.clone())).collect();
        let replicas = u32::try_from(lobbies.len()).unwrap_or(u32::MAX);
        let known = self.users.keys().copied().collect();
        // The registration tells the latest: earlier ones would be told anew after it.
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

    /// The connection to the hub is lost.
    pub fn hub_lost(&mut self) {
        self.registered = false;
        self.sent = 0;
        self.unconfirmed_users = self.users.keys().copied().collect();
    }

    /// There is no hub for long: what waits for an answer of one fails, and so does what is asked from now on, until there is
    /// a hub again.
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

    /// The lobbies are lost for good.
    pub fn lose_lobbies(&mut self) {
        for (lobby, _) in std::mem::take(&mut self.joined) {
            self.events.push(Event::LobbyKicked { lobby, admin: SteamId::NIL, due_to_disconnect: true });
        }
    }

    /// Whether a hub knows this member.
    pub fn is_registered(&self) -> bool {
        self.registered
    }

    /// Tells the game something that concerns the connection to the hub.
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

    /// Moves what has happened to the end of `events`.
    pub fn take_events(&mut self, events: &mut VecDeque<Event>) {
        self.events.drain(events);
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
        self.events = Events::default();
    }

    /// Says at the next pump that `about` has met a limit.
    pub fn warn(&mut self, about: &'static str, limit: Limit) {
        self.events.warn(about, limit);
    }

    /// Queues a message for the hub. `false`, and a warning about the method, if too many wait already.
    fn post(&mut self, method: &'static str, message: ToHub) -> bool {
        let room = self.outbox.len() < MAX_OUTBOX;
        if room {
            self.post_always(message);
        } else {
            self.events.warn(method, Limit::Outbox);
        }
        room
    }

    /// Queues a request for the hub that will be answered. `false`, and a warning about the method, if too much waits
    /// already: then it has to be answered at once.
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

    /// Queues a message that must reach the hub even if too many wait. There must be a reason why there cannot be many of
    /// its kind.
    fn post_always(&mut self, message: ToHub) {
        self.posted = self.posted.wrapping_add(1);
        self.outbox.push_back(message);
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
