//! Friends: online users, presences, notes, game server listings and tickets.

use super::Client;
use crate::contract::account::{AccountEvent, WebTicket};
use crate::contract::auth::AuthTicket;
use crate::contract::friends::MAX_RICH_PRESENCE_VALUE_BYTES;
use crate::contract::{Event, SteamId};
use crate::platform::local::limits::{Limit, MAX_OUTBOX};
use crate::platform::local::social::rich_presence::RichPresence;
use crate::platform::local::social::server_listing::ServerListing;
use crate::platform::local::social::tickets::{BEGIN_INVALID_TICKET, BEGIN_OK, Secret};
use crate::platform::local::wire::hub::ToHub;
use crate::platform::local::wire::social::{Note, Presence};

const SET_RICH_PRESENCE: &str = "Steam.setRichPresence";
const BEGIN_AUTH_SESSION: &str = "Steam.beginAuthSession";
/// `k_EPersonaChangeGamePlayed`.
const PERSONA_GAME_PLAYED: u32 = 0x10;
/// `k_EPersonaChangeName`.
const PERSONA_NAME: u32 = 0x01;
/// `k_EResultOK`.
const RESULT_OK: i32 = 1;

impl Client {
    /// All users who are or were online, except this one.
    pub fn acquaintances(&self) -> Vec<SteamId> {
        let mut users: Vec<SteamId> = self.names.keys().copied().collect();
        users.sort_unstable();
        users
    }

    /// All users who are online, except this one.
    pub fn others(&self) -> Vec<SteamId> {
        self.users.keys().copied().filter(|user| user.is_individual()).collect()
    }

    /// The other users and the game servers.
    pub fn all_endpoints(&self) -> Vec<SteamId> {
        self.users.keys().copied().collect()
    }

    /// Requests the name of `user`. Returns `false` if it is known already. Otherwise nothing more can be learned, and
    /// the event for the answer follows at once.
    pub fn request_information(&mut self, user: SteamId) -> bool {
        let unknown = self.name_of(user).is_none();
        if unknown {
            self.events.push(Event::PersonaStateChange { user, flags: PERSONA_NAME });
        }
        unknown
    }

    /// Whether this user is in a lobby with `user`.
    pub fn shares_lobby(&self, user: SteamId) -> bool {
        self.joined.values().any(|joined| joined.view.member(user).is_some())
    }

    /// The lobby of `user` that friends can see, [`SteamId::NIL`] for none.
    pub fn visible_lobby(&self, user: SteamId) -> SteamId {
        self.presences.get(&user).map_or(SteamId::NIL, |presence| presence.lobby)
    }

    /// A value of a user's rich presence, empty if there is none.
    pub fn rich_presence(&self, user: SteamId, key: &str) -> &str {
        if user == self.me.id {
            self.rich_presence.get(key)
        } else {
            self.presences.get(&user).map_or("", |presence| presence.rich.get(key))
        }
    }

    /// Sets a value of this user's rich presence; an empty value removes the key. Returns `false` beyond Steam's
    /// limits.
    pub fn set_rich_presence(&mut self, key: &str, value: &str) -> bool {
        let mut changed = self.rich_presence.clone();
        if !changed.set(key, value) {
            self.events.warn(SET_RICH_PRESENCE, Limit::RichPresence);
            return false;
        }
        self.replace_rich_presence(changed)
    }

    /// Clears this user's rich presence.
    pub fn clear_rich_presence(&mut self) {
        self.replace_rich_presence(RichPresence::default());
    }

    fn replace_rich_presence(&mut self, presence: RichPresence) -> bool {
        if presence == self.rich_presence {
            return true;
        }
        // Only the latest unsent presence has to be sent.
        let waiting = self.outbox.iter_mut().skip(self.sent);
        let earlier = waiting.filter_map(|message| match message {
            ToHub::RichPresence(waiting) => Some(waiting),
            _ => None,
        });
        if let Some(earlier) = earlier.last() {
            earlier.clone_from(&presence);
        } else if !self.post(SET_RICH_PRESENCE, ToHub::RichPresence(presence.clone())) {
            return false;
        }
        self.rich_presence = presence;
        true
    }

    /// Replaces the listing of this member, a game server. With `None` it no longer wants to be found.
    pub fn set_listing(&mut self, listing: Option<Box<ServerListing>>) {
        if listing == self.listing {
            return;
        }
        // Only the latest unsent listing has to be sent.
        let waiting = self.outbox.iter_mut().skip(self.sent);
        let earlier = waiting.filter_map(|message| match message {
            ToHub::Listing(waiting) => Some(waiting),
            _ => None,
        });
        match earlier.last() {
            Some(earlier) => earlier.clone_from(&listing),
            // At most one listing waits unsent, so listings cannot fill the outbox. The next registration replaces all
            // of them.
            None => self.post_always(ToHub::Listing(listing.clone())),
        }
        self.listing = listing;
    }

    /// Game servers that want to be found, with their listings.
    pub fn listings(&self) -> impl Iterator<Item = (SteamId, &ServerListing)> {
        let here = self.presences.iter().filter(|(server, _)| self.users.contains_key(server));
        here.filter_map(|(server, presence)| Some((*server, presence.listing.as_deref()?)))
    }

    /// Invites a user who is online to the game. `connect` has at most [`MAX_RICH_PRESENCE_VALUE_BYTES`].
    pub fn invite_to_game(&mut self, user: SteamId, connect: &str) -> bool {
        self.users.contains_key(&user)
            && connect.len() <= MAX_RICH_PRESENCE_VALUE_BYTES
            && self.send_note("Steam.inviteUserToGame", user, Note::JoinGame { connect: connect.to_owned() })
    }

    /// Issues a ticket for `remote`, or for anybody if it is [`SteamId::NIL`].
    pub fn issue_ticket(&mut self, remote: SteamId, secret: Secret) -> Option<AuthTicket> {
        let Some(ticket) = self.tickets.issue(remote, secret) else {
            self.events.warn("Steam.getAuthSessionTicket", Limit::Tickets);
            return None;
        };
        self.events.answer(Event::GetAuthSessionTicketResponse { ticket: ticket.handle, result: RESULT_OK });
        Some(ticket)
    }

    /// Issues a ticket for a web server, which Steam's servers would check. Returns its handle, 0 on failure.
    pub fn issue_web_ticket(&mut self, secret: Secret) -> u32 {
        let Some(ticket) = self.tickets.issue(SteamId::NIL, secret) else {
            self.events.warn("Steam.getAuthTicketForWebApi", Limit::Tickets);
            return 0;
        };
        let AuthTicket { handle, bytes } = ticket;
        let ticket = WebTicket { handle, result: RESULT_OK, bytes };
        self.events.answer(Event::Account(AccountEvent::WebTicket(ticket)));
        handle
    }

    /// Cancels a ticket.
    pub fn cancel_ticket(&mut self, handle: u32) {
        if let Some((user, verdict)) = self.tickets.cancel(handle) {
            // This message must arrive even if the outbox is full, or the other user would trust the ticket forever.
            // The number of tickets is limited.
            self.post_always(ToHub::SendNote { to: user, note: Note::TicketVerdict(verdict) });
        }
    }

    /// Begins to check a ticket of `user`. Returns an `EBeginAuthSessionResult`, 0 for success.
    pub fn begin_auth_session(&mut self, ticket: &[u8], user: SteamId, request: u64) -> u8 {
        let check = match self.tickets.begin(ticket, user, request) {
            Ok(check) => check,
            Err(result) => {
                if self.tickets.is_full() {
                    self.events.warn(BEGIN_AUTH_SESSION, Limit::TicketSessions);
                }
                return result;
            }
        };
        if self.send_note(BEGIN_AUTH_SESSION, user, Note::TicketCheck(check)) {
            return BEGIN_OK;
        }
        self.tickets.end(user);
        BEGIN_INVALID_TICKET
    }

    /// Ends the auth session with `user`.
    pub fn end_auth_session(&mut self, user: SteamId) {
        self.tickets.end(user);
    }

    /// Whether a ticket of `user` was checked and is still valid.
    pub fn has_valid_ticket(&self, user: SteamId) -> bool {
        self.tickets.is_valid(user)
    }

    fn send_note(&mut self, method: &'static str, to: SteamId, note: Note) -> bool {
        self.post(method, ToHub::SendNote { to, note })
    }

    pub(super) fn handle_note(&mut self, from: SteamId, note: Note) {
        match note {
            Note::JoinGame { connect } => self.events.push(Event::JoinGameRequested { user: from, connect }),
            Note::FriendMessage { text } => self.handle_friend_message(from, text),
            Note::TicketCheck(check) => {
                let verdict = self.tickets.answer(from, &check);
                // The other side waits for this answer. A peer that keeps asking while nothing can be sent gets none.
                if self.outbox.len() < 2 * MAX_OUTBOX {
                    self.post_always(ToHub::SendNote { to: from, note: Note::TicketVerdict(verdict) });
                }
            }
            Note::TicketVerdict(verdict) => {
                let answers = self.tickets.handle_verdict(from, verdict);
                answers.into_iter().for_each(|event| self.events.push(event));
            }
        }
    }

    pub(super) fn handle_presence(&mut self, user: SteamId, presence: Presence) {
        if user != self.me.id && !self.users.contains_key(&user) {
            return;
        }
        let before = self.presences.insert(user, presence.clone()).unwrap_or_default();
        if user == self.me.id {
            return;
        }
        if before.lobby != presence.lobby {
            self.events.push(Event::PersonaStateChange { user, flags: PERSONA_GAME_PLAYED });
        }
        if before.rich != presence.rich {
            let app_id = u32::try_from(self.game).unwrap_or_default();
            self.events.push(Event::FriendRichPresenceUpdate { user, app_id });
        }
    }

    /// Handles a user who went offline, or whose place another process has taken.
    pub(super) fn handle_process_gone(&mut self, user: SteamId) {
        self.presences.remove(&user);
        let answers = self.tickets.handle_user_gone(user);
        answers.into_iter().for_each(|event| self.events.push(event));
    }

    /// Repeats the checks that a lost hub may have dropped.
    pub(super) fn repeat_ticket_checks(&mut self) {
        for (user, check) in self.tickets.open_checks() {
            // The other side's answer is still awaited. The number of ticket sessions bounds the number of these
            // messages.
            self.post_always(ToHub::SendNote { to: user, note: Note::TicketCheck(check) });
        }
    }
}
