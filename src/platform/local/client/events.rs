//! What has happened and waits for the pump.

use std::collections::{BTreeMap, HashMap, VecDeque};

use crate::contract::social::SocialEvent;
use crate::contract::{Event, SteamId};
use crate::platform::local::limits::{
    Limit, LimitWarnings, MAX_WAITING_ANSWERS, MAX_WAITING_BEFORE_MERGE, MAX_WAITING_INVITATIONS,
    MAX_WAITING_MEMBERSHIP, MAX_WAITING_MESSAGES,
};

/// What has happened and waits for the pump, oldest first.
///
/// However long nobody pumps, answers and failures stay. Of several changes of the same data the latest stays, as on Steam.
/// Messages and invitations that others send have limits.
#[derive(Debug, Default)]
pub struct Events {
    waiting: BTreeMap<u64, Event>,
    next: u64,
    answers: usize,
    /// The latest of those that a newer one can replace.
    latest: HashMap<Subject, u64>,
    /// Those of which only so many may wait.
    messages: VecDeque<u64>,
    invitations: VecDeque<u64>,
    membership: Membership,
    warnings: LimitWarnings,
}

/// What several events can be about, so that the latest says it all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Subject {
    Data { lobby: SteamId, member: SteamId },
    GameServer { lobby: SteamId },
    Persona(SteamId),
    RichPresence(SteamId),
}

/// How many changes of membership wait, and with how many those are looked for that cancel each other out.
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
    /// The game's request is answered.
    // rule: limits.answers-kept
    pub fn answer(&mut self, event: Event) {
        self.answers += 1;
        self.append(event);
    }

    /// Whether so many answers wait that no more requests are taken.
    pub fn has_too_many_answers(&self) -> bool {
        self.answers >= MAX_WAITING_ANSWERS
    }

    /// Something happened that the game has not asked for.
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

    /// The game has met a limit.
    pub fn warn(&mut self, about: &'static str, limit: Limit) {
        self.warnings.add(about, limit);
    }

    /// Moves everything to the end of `events`.
    pub fn drain(&mut self, events: &mut VecDeque<Event>) {
        let all = std::mem::take(self);
        events.extend(all.waiting.into_values());
        let mut warnings = all.warnings;
        warnings.drain(events);
    }

    /// Whether nothing waits.
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty() && self.warnings.is_empty()
    }

    fn append(&mut self, event: Event) {
        self.waiting.insert(self.next, event);
        self.next += 1;
    }

    /// The next event goes to the end of `queue`; the oldest there makes room if it is full.
    fn make_room(
        &mut self,
        queue: fn(&mut Events) -> &mut VecDeque<u64>,
        limit: usize,
        (about, met): (&'static str, Limit),
    ) {
        let next = self.next;
        let queue = queue(self);
        queue.push_back(next);
        if queue.len() > limit
            && let Some(oldest) = queue.pop_front()
        {
            self.waiting.remove(&oldest);
            self.warnings.add(about, met);
        }
    }

    /// Of each member of each lobby, keeps the last change, and the one before it if both together change something:
    /// a user who entered and left again was not there before and is not there now.
    fn cancel_membership(&mut self) {
        let mut of_each: HashMap<(SteamId, SteamId), Vec<u64>> = HashMap::new();
        for (at, event) in &self.waiting {
            if let Event::LobbyChatUpdate { lobby, changed, .. } = event {
                of_each.entry((*lobby, *changed)).or_default().push(*at);
            }
        }
        let before = self.waiting.len();
        for changes in of_each.values() {
            // They alternate.
            let kept = if changes.len() % 2 == 0 { 2 } else { 1 };
            for at in changes.iter().take(changes.len().saturating_sub(kept)) {
                self.waiting.remove(at);
            }
        }
        let cancelled = before - self.waiting.len();
        self.membership.count -= cancelled;
        // Where many are left, they are of many members, and looking at them for every new one would take too long.
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

/// Data and rich presence are read when the event comes, so an older event adds nothing. The others tell what
/// has happened meanwhile.
fn is_always_merged(subject: Subject) -> bool {
    matches!(subject, Subject::Data { .. } | Subject::RichPresence(_))
}
