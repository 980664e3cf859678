//! Events that wait for the pump.

use std::collections::{BTreeMap, HashMap, VecDeque};

use crate::contract::social::SocialEvent;
use crate::contract::{Event, SteamId};
use crate::platform::local::limits::{
    Limit, LimitWarnings, MAX_WAITING_ANSWERS, MAX_WAITING_BEFORE_MERGE, MAX_WAITING_INVITATIONS,
    MAX_WAITING_MEMBERSHIP, MAX_WAITING_MESSAGES,
};

/// Events that wait for the pump, oldest first.
///
/// Answers and failures are kept, even if nobody pumps. A newer change of the same data replaces an older one, as on
/// Steam. Messages and invitations from others are limited.
#[derive(Debug, Default)]
pub struct Events {
    waiting: BTreeMap<u64, Event>,
    next: u64,
    answers: usize,
    /// The latest of the events that a newer one can replace.
    latest: HashMap<Subject, u64>,
    /// Chat messages, which are limited, oldest first.
    messages: VecDeque<u64>,
    invitations: VecDeque<u64>,
    membership: Membership,
    warnings: LimitWarnings,
}

/// The subject of events of which only the latest has to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Subject {
    Data { lobby: SteamId, member: SteamId },
    GameServer { lobby: SteamId },
    Persona(SteamId),
    RichPresence(SteamId),
}

/// The number of waiting membership changes, and the number at which changes that cancel each other out are removed.
#[derive(Debug)]
struct Membership {
    count: usize,
    limit: usize,
}

impl Default for Membership {
    fn default() -> Self {
        Membership { count: 0, limit: MAX_WAITING_MEMBERSHIP }
    }
}

impl Events {
    /// Queues the answer to a request of the game.
    // rule: limits.answers-kept
    pub fn answer(&mut self, event: Event) {
        self.answers += 1;
        self.append(event);
    }

    /// Whether so many answers wait that new requests are refused.
    pub fn has_too_many_answers(&self) -> bool {
        self.answers >= MAX_WAITING_ANSWERS
    }

    /// Queues an event that is not an answer.
    // rule: limits.membership-kept, limits.data-merged
    pub fn push(&mut self, mut event: Event) {
        if let Some(subject) = subject(&event)
            && let Some(older) = self.latest.insert(subject, self.next)
            && (self.waiting.len() > MAX_WAITING_BEFORE_MERGE || is_always_merged(subject))
        {
            let older = self.waiting.remove(&older);
            if let (
                Some(Event::PersonaStateChange { flags: earlier, .. }),
                Event::PersonaStateChange { flags, .. },
            ) = (older, &mut event)
            {
                *flags |= earlier;
            }
        }
        match event {
            Event::LobbyMessage { .. } => {
                let about = ("Steam.lobby_message", Limit::WaitingMessages);
                self.make_room(|events| &mut events.messages, MAX_WAITING_MESSAGES, about);
            }
            Event::Social(SocialEvent::ChatMessage { .. }) => {
                let about = ("Steam.connected_friend_chat_message", Limit::WaitingMessages);
                self.make_room(|events| &mut events.messages, MAX_WAITING_MESSAGES, about);
            }
            Event::LobbyInvite { .. } => {
                let about = ("Steam.lobby_invite", Limit::WaitingInvitations);
                self.make_room(|events| &mut events.invitations, MAX_WAITING_INVITATIONS, about);
            }
            Event::JoinGameRequested { .. } => {
                let about = ("Steam.join_game_requested", Limit::WaitingInvitations);
                self.make_room(|events| &mut events.invitations, MAX_WAITING_INVITATIONS, about);
            }
            Event::LobbyChatUpdate { .. } => {
                self.membership.count += 1;
                if self.membership.count > self.membership.limit {
                    self.cancel_membership();
                }
            }
            _ => {}
        }
        self.append(event);
    }

    /// Queues a warning that the game reached a limit.
    pub fn warn(&mut self, about: &'static str, limit: Limit) {
        self.warnings.add(about, limit);
    }

    /// Moves all events to the end of `events`.
    pub fn drain(&mut self, events: &mut VecDeque<Event>) {
        let all = std::mem::take(self);
        events.extend(all.waiting.into_values());
        let mut warnings = all.warnings;
        warnings.drain(events);
    }

    /// Whether no event waits.
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty() && self.warnings.is_empty()
    }

    fn append(&mut self, event: Event) {
        self.waiting.insert(self.next, event);
        self.next += 1;
    }

    /// Records the next event at the end of `queue`. If the queue is full, its oldest event is dropped.
    fn make_room(
        &mut self,
        queue: fn(&mut Events) -> &mut VecDeque<u64>,
        limit: usize,
        (about, exceeded): (&'static str, Limit),
    ) {
        let next = self.next;
        let queue = queue(self);
        queue.push_back(next);
        if queue.len() > limit
            && let Some(oldest) = queue.pop_front()
        {
            self.waiting.remove(&oldest);
            self.warnings.add(about, exceeded);
        }
    }

    /// Keeps the last membership change of each member of each lobby, and the one before it if the user's state is the
    /// same as before the changes. The game then never sees a user leave who has not entered.
    fn cancel_membership(&mut self) {
        let mut of_each: HashMap<(SteamId, SteamId), Vec<u64>> = HashMap::new();
        for (at, event) in &self.waiting {
            if let Event::LobbyChatUpdate { lobby, changed, .. } = event {
                of_each.entry((*lobby, *changed)).or_default().push(*at);
            }
        }
        let before = self.waiting.len();
        for changes in of_each.values() {
            // Entering and leaving alternate.
            let kept = if changes.len() % 2 == 0 { 2 } else { 1 };
            for at in changes.iter().take(changes.len().saturating_sub(kept)) {
                self.waiting.remove(at);
            }
        }
        let cancelled = before - self.waiting.len();
        self.membership.count -= cancelled;
        // If many changes are left, they belong to many members, and another search at every new one would take too
        // long.
        self.membership.limit = MAX_WAITING_MEMBERSHIP.max(2 * self.membership.count);
        if cancelled > 0 {
            self.warnings.add("Steam.lobby_chat_update", Limit::WaitingMembership);
        }
    }
}

fn subject(event: &Event) -> Option<Subject> {
    match *event {
        Event::LobbyDataUpdate { lobby, member, .. } => Some(Subject::Data { lobby, member }),
        Event::LobbyGameCreated { lobby, .. } => Some(Subject::GameServer { lobby }),
        Event::PersonaStateChange { user, .. } => Some(Subject::Persona(user)),
        Event::FriendRichPresenceUpdate { user, .. } => Some(Subject::RichPresence(user)),
        _ => None,
    }
}

/// Handlers read data and rich presence when the event arrives, so an older event adds nothing. Events about other
/// subjects report what happened in between.
fn is_always_merged(subject: Subject) -> bool {
    matches!(subject, Subject::Data { .. } | Subject::RichPresence(_))
}
